"""Put what lies beside the package into the wheel.

An editable install reads these from the checkout, so it gets no copy that could go stale
(hatchling's static `force-include` would make one).
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = {
    "seed_data": "kb/seed_data",
    "app.py": "kb/app.py",
    ".streamlit/config.toml": "kb/.streamlit/config.toml",
}


class ShipBesides(BuildHookInterface[Any]):
    """Adds the files of `SHIPPED` to a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds; `version` is "standard" or "editable"."""
        if version == "standard":
            build_data["force_include"].update(SHIPPED)
