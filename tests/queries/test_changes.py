"""A preview: what seed files would change, above all who was first."""

from pathlib import Path

from kb.base import preview

FLIGHT = """\
vostok-0:
  name: Vostok 0
  source: gcat-launchlog
  type: crewed
  launched: 1961-03-01T06:07Z
  reached: orbit
  crew: gherman-titov
"""


def test_an_earlier_flight_would_flip_firsts(base_url: str, tmp_path: Path) -> None:
    (tmp_path / "missions").mkdir()
    (tmp_path / "missions" / "x.yaml").write_text(FLIGHT, "utf-8")
    found = preview([tmp_path], base_url)
    assert (found.added, found.removed) == (("vostok-0",), ())
    flips = {(flip.first, flip.definition): flip for flip in found.firsts}
    flip = flips["first-human-in-space", "orbit"]
    assert flip.before is not None
    assert flip.after is not None
    assert [doer.who.id for doer in flip.before.winners] == ["yuri-gagarin"]
    assert [doer.who.id for doer in flip.after.winners] == ["gherman-titov"]
    assert [doer.who.id for doer in flip.after.runner_up] == ["yuri-gagarin"]


def test_nothing_changes_without_a_change(base_url: str) -> None:
    assert not preview((), base_url)
