"""What the base says of what a text states."""

import kb


def verdicts(mini: kb.KnowledgeBase) -> dict[tuple[str, str], str]:
    return {(s.claim.subject, s.claim.predicate): s.verdict for s in mini.audit("first-movie-article")}


def test_each_statement_gets_a_computed_verdict(mini: kb.KnowledgeBase) -> None:
    assert verdicts(mini)["soyuz-ms-18", "landed"] == "supported"
    assert verdicts(mini)["first-film-shot-in-space", "winner"] == "contested"
    assert verdicts(mini)["first-artificial-satellite", "credited_to"] == "imprecise"
    assert verdicts(mini)["the-challenge", "about"] == "unknown"


def test_opinions_and_plans_are_named_and_not_judged(mini: kb.KnowledgeBase) -> None:
    natures = {s.verdict for s in mini.audit("first-movie-article") if s.claim.qualifier("nature")}
    assert natures <= {"opinion", "prediction"}


def test_a_successor_credited_too_early_is_explained(mini: kb.KnowledgeBase) -> None:
    statement = next(
        s for s in mini.audit("first-movie-article") if s.claim.subject == "first-artificial-satellite"
    )
    assert "Soviet space programme" in statement.reason
    assert "successor" in statement.reason
    assert [claim.object for claim in statement.evidence] == ["soviet-space-programme"]


def test_statements_come_in_the_order_of_the_text(mini: kb.KnowledgeBase) -> None:
    spans = [s.claim.span for s in mini.audit("first-movie-article") if s.claim.span]
    assert spans == sorted(spans)
