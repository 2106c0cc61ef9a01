"""Firsts as rules: what counts as the deed, who is eligible, what was reached. A rule never names its winner.

:mod:`~kb.rules.grammar` reads rules, :mod:`~kb.rules.deeds` lays out what happened and
:mod:`~kb.rules.judge` decides.
"""

from kb.rules.deeds import Deed, Deeds, Facts
from kb.rules.grammar import in_words, parse, settle
from kb.rules.judge import WORLD, Ranked, Ruling, judge, judge_all

__all__ = [
    "WORLD",
    "Deed",
    "Deeds",
    "Facts",
    "Ranked",
    "Ruling",
    "in_words",
    "judge",
    "judge_all",
    "parse",
    "settle",
]
