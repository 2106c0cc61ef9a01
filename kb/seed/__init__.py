"""Seed files: where they are, reading, checking, canonical form."""

from kb.seed.check import check, problems
from kb.seed.layers import Layer, fingerprint, shipped_seed
from kb.seed.parse import parse

__all__ = ["Layer", "check", "fingerprint", "parse", "problems", "shipped_seed"]
