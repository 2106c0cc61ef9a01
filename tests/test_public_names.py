"""The package says what it offers, and offers what it says."""

import inspect

import kb
from kb.errors import KBError


def test_all_names_exist_and_are_documented() -> None:
    for name in kb.__all__:
        thing = getattr(kb, name)
        assert inspect.getdoc(thing), f"kb.{name} has no docstring"


def test_all_is_sorted_and_complete() -> None:
    public = {
        name for name, thing in vars(kb).items() if not name.startswith("_") and not inspect.ismodule(thing)
    }
    assert public == set(kb.__all__)


def test_every_error_has_one_root() -> None:
    errors = [thing for thing in vars(kb).values() if inspect.isclass(thing) and issubclass(thing, Exception)]
    assert errors
    assert all(issubclass(error, KBError) for error in errors)
