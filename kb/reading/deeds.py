"""What can be said to have happened on a date: the words for it, and the dates of the base that answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deed:
    """A sort of happening: how we say it, the words for it, and what the base calls it.

    ``of`` are the letters of the marks that it happens to, ``known`` the predicates that date it, ``at`` the types
    of events that do where a body is named.
    """

    says: str
    words: tuple[str, ...]
    of: str
    known: tuple[str, ...] = ()
    at: tuple[str, ...] = ()

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where a masked text uses one of the words."""
        return re.finditer(rf"\b(?:{'|'.join(self.words)})\b", text, re.IGNORECASE)


_IS = "(?:was |were |is )?"
_BODY = r"(?:the )?(?:earth|\[B\d+\])"
#: In the order in which they are looked for: what one has taken, a later one leaves.
DEEDS: dict[str, Deed] = {
    "born": Deed("was born", (f"{_IS}born",), "P", ("born",)),
    "died": Deed(
        "died",
        (
            "die[sd]",
            "(?:was|were) killed",
            "passe[sd] away",
            "perish(?:es|ed)",
            "lost (?:his|her|their) li(?:fe|ves)",
        ),
        "P",
        ("died",),
    ),
    "founded": Deed(
        "was founded",
        (f"{_IS}(?:founded|established|created|formed|set up)", "came into (?:being|existence)"),
        "AG",
        ("founded", "began"),
    ),
    "dissolved": Deed(
        "was dissolved", (f"{_IS}(?:dissolved|disbanded|abolished|closed down)",), "A", ("dissolved",)
    ),
    "released": Deed(
        "was released",
        (f"{_IS}released", "premiere[sd]", "came out", "opened in cinemas", "hit (?:the )?cinemas"),
        "W",
        ("released",),
    ),
    "deorbited": Deed(
        "left orbit",
        (
            f"{_IS}de-?orbited",
            "re-?entere?[sd]",
            "burn(?:s|ed|t) up",
            f"fell (?:back )?to {_BODY}",
            "decayed",
        ),
        "FS",
        ("deorbited", "landed", "ended"),
    ),
    "docked": Deed("docked", ("dock(?:s|ed|ing)?",), "F", (), ("docking",)),
    "landed": Deed(
        "landed",
        (
            "(?:soft-?)?land(?:s|ed|ing)?",
            "touch(?:es|ed) down",
            "splash(?:es|ed) down",
            "splashdown",
            f"return(?:s|ed) (?:safely )?to {_BODY}",
            "crash(?:es|ed)(?:-lands|-landed)?",
            "impact(?:s|ed)",
            "hits?",
            "came (?:back )?to rest",
            "c[ao]mes? (?:back )?down",
            "reach(?:es|ed) the surface",
        ),
        "FV",
        ("landed",),
        ("soft-landing", "impact", "landing"),
    ),
    "orbited": Deed(
        "went into orbit",
        (
            "enter(?:s|ed) (?:into )?orbit",
            "(?:goes|went) into orbit",
            "began orbiting",
            "reach(?:es|ed) orbit",
            "arriv(?:es|ed) (?:in|into) orbit",
        ),
        "F",
        ("launched",),
        ("orbit-insertion",),
    ),
    "passed": Deed(
        "flew by",
        (
            "fl(?:ies|ew) (?:by|past)",
            "flyby",
            "pass(?:es|ed)(?: by)?",
            "encounter(?:s|ed)",
            "sw(?:ings|ung) by",
            "made its closest approach",
        ),
        "F",
        (),
        ("flyby",),
    ),
    "arrived": Deed(
        "arrived",
        ("arriv(?:es|ed)", "reach(?:es|ed)"),
        "F",
        (),
        ("orbit-insertion", "soft-landing", "flyby", "impact", "landing", "docking", "rendezvous"),
    ),
    "flew": Deed(
        "flew", ("fl(?:ies|ew)", "orbit(?:s|ed)", "(?:was|were) flown"), "FPV", ("launched", "landed")
    ),
    "lost": Deed(
        "was lost",
        (
            "disaster",
            "explo(?:des|ded|sion)",
            "(?:was|were) (?:lost|destroyed)",
            "br(?:eaks|oke) (?:apart|up)",
            "disintegrate[sd]",
            "accident",
            "tragedy",
        ),
        "FV",
        ("launched", "landed", "last_flight", "accident", "death", "other"),
    ),
    "launched": Deed(
        "was launched",
        (
            "(?:(?:was|is|were|are|gets|got|has been|had been) )?(?:successfully )?(?:launch(?:ed|es)?"
            "|lift(?:s|ed) off|blast(?:s|ed) off|liftoff|t(?:akes?|ook) off|sent up|went up|goes up"
            "|(?:sent|put|placed|lofted|boosted|carried|shot|rocketed|injected) (?:up )?(?:into|in|to)"
            " (?:low |earth |the )*(?:orbit|space|the sky))",
        ),
        "FSVPG",
        ("launched", "first_flight"),
    ),
}
#: A line that names something and a date and no more: any date in its life answers.
BARE = "bare"
