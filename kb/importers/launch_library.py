"""Launch Library 2 (The Space Devs): nested JSON, one object a launch. Mannequins stand among its crews."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kb.importers.rows import Fact, Row


def read(path: Path) -> Iterator[Row]:
    """Yield a row a crewed launch (time, crew up) and a row a person (born, died)."""
    for launch in json.loads(path.read_text(encoding="utf-8")):
        stage = launch["rocket"].get("spacecraft_stage")
        crew = (stage or {}).get("launch_crew") or []
        if not crew:
            continue
        seats = tuple(Fact("crew", seat["astronaut"]["name"]) for seat in crew)
        vehicle, _, mission = launch["name"].partition(" | ")
        names = (mission or vehicle, (launch["mission"] or {}).get("name") or mission)
        yield Row("mission", names, (Fact("launched", launch["net"].removesuffix("T00:00:00Z")), *seats))
        for seat in crew:
            person = seat["astronaut"]
            dates = (("born", person["date_of_birth"]), ("died", person["date_of_death"]))
            yield Row("person", (person["name"],), tuple(Fact(key, date) for key, date in dates if date))
