"""``python -m kb.cli``: the command line where no ``kb`` is on the path."""

from kb.cli import main

main(prog_name="kb")
