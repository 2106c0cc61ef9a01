"""People who flew, their missions and who was on which, drawn from Wikidata (CC0), as one JSON file.

Its crew links do not tell launch from return, and a time of 00:00:00 means that only the day is known.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.importers.rows import Fact, Row


def read(path: Path) -> Iterator[Row]:
    """Yield a row a person (sex) and a row a mission (launch, landing, crew)."""
    given = json.loads(path.read_text(encoding="utf-8"))
    people = {person["id"]: person for person in given["people"]}
    for person in people.values():
        facts = tuple(Fact("sex", person["gender"]) for _ in [0] if person["gender"] in ("female", "male"))
        yield Row("person", (person["name"],), facts, (person["wikidata_id"],))
    aboard: dict[str, list[Fact]] = defaultdict(list)
    for link in given["intervals"]:
        if link["astronaut_id"] in people:
            who = people[link["astronaut_id"]]
            aboard[link["mission_id"]].append(Fact("crew", who["name"], who["wikidata_id"]))
    for mission in given["missions"]:
        facts = (*_times(mission), *aboard[mission["id"]])
        yield Row("mission", (mission["name"],), facts, (mission["id"].removeprefix("wikidata:"),))


def _times(mission: dict[str, Any]) -> Iterator[Fact]:
    for predicate, key in (("launched", "launch_at"), ("landed", "landing_at")):
        if mission[key]:
            yield Fact(predicate, mission[key].removesuffix("T00:00:00Z"))
