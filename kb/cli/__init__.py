"""The command line: ``kb``. Thin over :class:`kb.KnowledgeBase`; one module a subject.

Exit codes: 0 good, 1 problems found (in a seed, with the database, nothing of that name), 2 wrong use.
Answers go to standard output, everything else to standard error.
"""

from kb.cli.commands import Main
from kb.cli.connections import graph, lineage, path
from kb.cli.crosscheck import crosscheck
from kb.cli.dashboard import serve
from kb.cli.entities import list_, search, show
from kb.cli.evidence import audit, claims, disputes, sources
from kb.cli.history import first, firsts, timeline
from kb.cli.seed import build, check, diff, format_

main = Main(
    check,
    build,
    format_,
    diff,
    list_,
    show,
    search,
    timeline,
    firsts,
    first,
    path,
    lineage,
    claims,
    disputes,
    sources,
    audit,
    crosscheck,
    graph,
    serve,
)

__all__ = ["main"]
