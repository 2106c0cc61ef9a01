"""The grammar of rules, read from the ``rule:`` of a first's record.

A rule names a **deed** and lays conditions on its parts::

    rule:
      deed: ascent                       # see DEEDS: which part is credited, which date counts
      who: {kind: animal, species: dog}  # one condition a line or in braces; all must hold
      mission: {reached: 100-km}
      nth: 2                             # the second such deed of one who; nth_of: spacecraft counts by that
      each: [country, agency]            # also rank within each country, agency …
      definitions:                       # the switches: conditions added under a definition
        50-miles: {mission: {reached: 50-miles}}
        orbit: {mission: {reached: orbit}}

A condition is ``predicate: value``. A list means any of them, ``{not: VALUE}`` none of them, ``{least: 3}``,
``{most: 3}``, ``{over: 3}``, ``{under: 3}`` compare numbers (durations in days), ``{known: yes}`` asks whether
anything is known. ``reached`` means that rung of the ladder or a higher one. A condition under a definition takes
the place of the rule's own on the same part and predicate. Predicates are those of the registry that the part may
carry, and the computed ones of ``COMPUTED``. ``from: FIRST`` takes over another first's rule and adds to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kb import document
from kb.document import Node, Scalar, Sequence
from kb.errors import Issue, Place, did_you_mean
from kb.records import Clause, Rule
from kb.vocabulary import Attribute, Vocabulary

#: Deed → its parts, each with the kinds of entity it may be; the first part named is the one credited.
DEEDS: dict[str, dict[str, tuple[str, ...]]] = {
    # A mission, dated by its launch or by its landing.
    "launch": {"mission": ("mission",)},
    "return": {"mission": ("mission",)},
    # A person or animal that went up, or came down, on a mission.
    "ascent": {"who": ("person", "animal"), "mission": ("mission",)},
    "descent": {"who": ("person", "animal"), "mission": ("mission",)},
    # Something that happened; the mission is credited, and where there is none the event itself.
    "event": {"mission": ("mission",), "event": ("event",)},
    # Someone's part in an event.
    "part": {"who": ("person", "animal"), "event": ("event",), "mission": ("mission",)},
    # Things by the day they came to be: a work by its filming or release, the others by their first flight.
    "work": {"work": ("work",), "mission": ("mission",)},
    "station": {"station": ("station",)},
    "vehicle": {"vehicle": ("vehicle",)},
    "spacecraft": {"spacecraft": ("spacecraft",)},
    # A flight of a launch vehicle, or of a spacecraft, dated by the launch; the thing that flew is credited.
    "rocket": {"vehicle": ("vehicle",), "mission": ("mission",)},
    "craft": {"spacecraft": ("spacecraft",), "mission": ("mission",)},
}
#: Predicates that no claim gives: computed for a part from the claims around it.
COMPUTED: dict[str, dict[str, str]] = {
    "any": {"kind": "the kind of entity", "id": "the entity itself"},
    "who": {
        "age": "years of age at the deed",
        "role": "role in the seat or event",
        "landing": "how they came down",
        "fare": "who paid for the seat",
        "spouse_aboard": "the spouse, when on the same mission",
        "flown_parents": "the parents who had flown before",
        "founded_operator": "the operator of the mission that they founded",
        "directed_aboard": "the types of the works that they directed and that were filmed on the mission",
    },
    "mission": {
        "crew_size": "how many people went up on it",
        "women": "how many women went up on it",
        "men": "how many men went up on it",
        "animals": "how many animals went up on it",
        "nations": "of how many countries its people were citizens",
        "days": "days from launch to landing",
        "owner": "its country, or else the country of its operators",
        "operator_type": "the type of its operators (company, space-agency …)",
        "sexes": "the sexes of the people that went up on it",
        "agency_crew": "how many went up on seats that nobody but an agency is known to have paid for",
        "paying": "how many went up on seats that no agency paid for",
        "craft_type": "the types of the craft it was flown with (capsule, spaceplane …)",
        "booster": "the boosters, known one by one, that it was launched with",
        "destination_type": "the types of the bodies it went to (planet, comet …)",
    },
    "event": {
        "people": "how many people took part",
        "body_type": "the types of the bodies where it took place or whose samples it brought",
    },
    "work": {"cast_aboard": "how many of its cast went up on the mission it was filmed on"},
}
#: What a rule may be ranked within, beside the world.
GROUPS = ("country", "agency", "programme", "station", "body", "sex")
COMPARISONS = ("least", "most", "over", "under")
_KEYS = ("from", "deed", "nth", "nth_of", "each", "definitions")
#: The keys of a rule in canonical order.
RULE_KEYS = (
    "from",
    "deed",
    *dict.fromkeys(part for parts in DEEDS.values() for part in parts),
    *_KEYS[2:],
)


def parse(first: str, node: Node, registry: Vocabulary) -> tuple[Rule | None, list[Issue]]:
    """Read one rule. Returns it, or None when it is too broken to use, and every problem found."""
    return _Parser(first, registry).rule(node)


def settle(rules: Mapping[str, Rule]) -> tuple[dict[str, Rule], list[Issue]]:
    """Fill in what rules take over ``from`` others. Returns whole rules, and problems of the taking over."""
    issues: list[Issue] = []
    whole: dict[str, Rule] = {}

    def settled(name: str, trail: tuple[str, ...]) -> Rule | None:
        rule = rules[name]
        if name in whole or rule.base is None:
            return whole.setdefault(name, rule)
        if rule.base in trail:
            issues.append(
                Issue(rule.place, f"the rule is taken in a circle: {' → '.join((*trail, rule.base))}")
            )
            return None
        if rule.base not in rules:
            hint = did_you_mean(rule.base, rules)
            issues.append(Issue(rule.place, f"'from' names a first without a rule: {rule.base!r}{hint}"))
            return None
        below = settled(rule.base, (*trail, rule.base))
        if below is None:
            return None
        taken = {(clause.part, clause.predicate) for clause in rule.clauses}
        kept = tuple(c for c in below.clauses if (c.part, c.predicate) not in taken)
        whole[name] = replace(
            rule,
            deed=below.deed,
            clauses=(*kept, *rule.clauses),
            definitions={**below.definitions, **rule.definitions},
            nth=rule.nth if rule.nth > 1 else below.nth,
            nth_of=rule.nth_of or below.nth_of,
        )
        return whole[name]

    for name in rules:
        settled(name, (name,))
    return whole, issues


def in_words(rule: Rule) -> dict[str, Any]:
    """Return what a rule asks, as texts: ``deed``, ``conditions``, ``definitions``, ``nth``, ``each``."""
    return {
        "deed": rule.deed,
        "conditions": [str(clause) for clause in rule.clauses],
        "definitions": {name: [str(c) for c in added] for name, added in rule.definitions.items()},
        "nth": rule.nth,
        "nth_of": rule.nth_of,
        "each": list(rule.each),
        "from": rule.base,
    }


class _Parser:
    def __init__(self, first: str, registry: Vocabulary) -> None:
        self.first, self.registry = first, registry
        self.issues: list[Issue] = []
        self.parts: dict[str, tuple[str, ...]] = {}

    def problem(self, place: Place, message: str) -> None:
        self.issues.append(Issue(place, message))

    def rule(self, node: Node) -> tuple[Rule | None, list[Issue]]:
        if not isinstance(node, document.Mapping):
            self.problem(node.place, "a rule is a mapping: a deed, and conditions on its parts")
            return None, self.issues
        deed, base = node.text("deed"), node.text("from")
        if (deed is None) == (base is None):
            self.problem(node.place, "a rule names a deed, or the first whose rule it takes over ('from')")
            return None, self.issues
        if deed is not None and deed not in DEEDS:
            hint = did_you_mean(deed, DEEDS) or f"; known: {', '.join(DEEDS)}"
            self.problem(node.place, f"unknown deed {deed!r}{hint}")
            return None, self.issues
        every = {part: kinds for parts in DEEDS.values() for part, kinds in parts.items()}
        self.parts = DEEDS[deed] if deed else every
        rule = Rule(
            self.first,
            deed or "",
            tuple(self.conditions(node, _KEYS)),
            node.place,
            self.definitions(node.get("definitions")),
            self.number(node),
            node.text("nth_of"),
            tuple(self.words(node.get("each"), GROUPS, "group")),
            base,
        )
        return rule, self.issues

    def number(self, node: document.Mapping) -> int:
        text = node.text("nth") or "1"
        if not text.isdigit() or int(text) < 1:
            self.problem(node.place, f"'nth' counts from 1, not {text!r}")
            return 1
        return int(text)

    def words(self, node: Node | None, known: Iterable[str], what: str) -> Iterable[str]:
        items = node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
        for item in items:
            if isinstance(item, Scalar) and item.text in known:
                yield item.text
            else:
                said = item.text if isinstance(item, Scalar) else "a list"
                hint = did_you_mean(said, known) or f"; known: {', '.join(known)}"
                self.problem(item.place, f"unknown {what} {said!r}{hint}")

    def definitions(self, node: Node | None) -> dict[str, tuple[Clause, ...]]:
        if node is None:
            return {}
        if not isinstance(node, document.Mapping):
            self.problem(node.place, "'definitions' maps a definition to the conditions it adds")
            return {}
        known = self.registry.lists["definition"]
        found = {}
        for name, value in node.entries:
            if name.text not in known:
                hint = did_you_mean(name.text, known) or f"; known: {', '.join(known)}"
                self.problem(name.place, f"unknown definition {name.text!r}{hint}")
            if isinstance(value, document.Mapping):
                found[name.text] = tuple(self.conditions(value, ()))
            else:
                self.problem(value.place, f"{name.text!r} needs conditions, or {{}} when it adds none")
        return found

    def conditions(self, node: document.Mapping, keys: tuple[str, ...]) -> Iterable[Clause]:
        for part, conditions in node.entries:
            if part.text in keys:
                continue
            if part.text not in self.parts:
                hint = (
                    did_you_mean(part.text, [*self.parts, *keys]) or f"; its parts: {', '.join(self.parts)}"
                )
                self.problem(part.place, f"this deed has no part {part.text!r}{hint}")
            elif not isinstance(conditions, document.Mapping):
                self.problem(conditions.place, f"{part.text!r} takes conditions: predicate and value")
            else:
                for predicate, value in conditions.entries:
                    yield from self.clause(part.text, predicate, value)

    def clause(self, part: str, predicate: Scalar, value: Node) -> Iterable[Clause]:
        kinds = self.parts[part]
        registered = self.registry.predicate(predicate.text)
        computed = {**COMPUTED["any"], **COMPUTED.get(part, {})}
        fits = registered is not None and not registered.on.isdisjoint(kinds)
        if not fits and predicate.text not in computed:
            known = {p.id for kind in kinds for p in self.registry.predicates_of(kind)} | computed.keys()
            hint = did_you_mean(predicate.text, sorted(known))
            self.problem(predicate.place, f"{part!r} has no {predicate.text!r}{hint}")
            return
        test, content = "is", value
        if isinstance(value, document.Mapping):
            if len(value.entries) != 1 or value.entries[0][0].text not in ("not", "known", *COMPARISONS):
                tests = ", ".join(("not", "known", *COMPARISONS))
                self.problem(value.place, f"a condition in braces has one test of: {tests}")
                return
            test, content = value.entries[0][0].text, value.entries[0][1]
        items = content.items if isinstance(content, Sequence) else (content,)
        texts = tuple(item.text for item in items if isinstance(item, Scalar) and item.text)
        if len(texts) != len(items) or not texts:
            self.problem(value.place, f"{predicate.text!r} is compared with a text or a list of texts")
            return
        if test in COMPARISONS and not all(_is_number(text) for text in texts):
            self.problem(value.place, f"{test!r} compares numbers, not {', '.join(texts)!r}")
            return
        if test in ("is", "not") and isinstance(registered, Attribute):
            self.listed(registered, kinds, items)
        yield Clause(part, predicate.text, test, texts, predicate.place)

    def listed(self, attribute: Attribute, kinds: tuple[str, ...], items: Iterable[Node]) -> None:
        """Check values of a controlled list."""
        lists = [words for kind in kinds if (words := self.registry.words(attribute, kind)) is not None]
        known = [word for words in lists for word in words]
        for item in items:
            if known and isinstance(item, Scalar) and item.text not in known:
                hint = did_you_mean(item.text, known) or f"; known: {', '.join(known)}"
                self.problem(item.place, f"unknown {attribute.label} {item.text!r}{hint}")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
