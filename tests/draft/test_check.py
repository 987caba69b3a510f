"""The check must catch a corrupted line: a number, a place, a negation, another remark's quote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assises_nlp.draft.check import line_violations, negations
from assises_nlp.draft.final_check import quote_violations, statement_violations
from assises_nlp.draft.rewrite import rewrite
from assises_nlp.records import Remark, Statement, Support, Voices

Say = Callable[..., Remark]
SOURCE = "Il ne faut pas fermer les 3 brigades de Redon avant deux ans."
LINE = "Absence de fermeture des 3 brigades de Redon avant deux ans"


def statement(text: str, remark: Remark, quote: str | None = None) -> Statement:
    support = Support(remark.id, quote if quote is not None else remark.text)
    return Statement("s1", "preconisation", text, "t", "isole", Voices(1, 0, 1), (support,))


def test_the_rewritten_line_passes(say: Say) -> None:
    remark = say(SOURCE)
    assert rewrite(remark).text == LINE
    assert statement_violations(statement(LINE, remark), {remark.id: remark}) == []


@pytest.mark.parametrize(
    ("corrupted", "reason"),
    [
        (LINE.replace("3", "4"), "controle:nombre-absent"),
        (LINE.replace("deux", "trois"), "controle:nombre-absent"),
        (LINE.replace("Redon", "Vitré"), "controle:nom-absent"),
        (LINE.replace("Absence de fermeture", "Fermeture"), "controle:negation-perdue"),
        (LINE.replace("brigades", "casernes"), "controle:mot-absent"),
        (LINE.replace("fermeture", "réouverture"), "controle:mot-absent"),
        (LINE + " sauf en été et jamais la nuit", "controle:mot-absent"),
    ],
)
def test_a_corrupted_line_is_caught(say: Say, corrupted: str, reason: str) -> None:
    remark = say(SOURCE)
    assert reason in {v.reason for v in statement_violations(statement(corrupted, remark), {remark.id: remark})}


def test_an_added_negation_is_caught(say: Say) -> None:
    remark = say("Rouvrir l’accueil de la brigade.")
    assert ("controle:negation-ajoutee", "1") in line_violations("Ne pas rouvrir l’accueil de la brigade", remark)


def test_another_remarks_quote_is_caught(say: Say) -> None:
    one, two = say("Rouvrir la brigade.", id="a"), say("Fermer la brigade.", id="b")
    assert quote_violations((Support("a", "Fermer la brigade."),), {"a": one, "b": two})
    assert quote_violations((Support("a", ""),), {"a": one})
    assert quote_violations((Support("z", "x"),), {"a": one})
    assert not quote_violations((Support("a", "Rouvrir"),), {"a": one})


def test_a_validated_line_may_draw_on_all_its_supports(say: Say) -> None:
    one, two = say("Rouvrir la brigade.", id="a"), say("Rouvrir le commissariat de Redon.", id="b")
    both = replace(
        statement("Réouverture de la brigade et du commissariat de Redon", one),
        supports=(Support("a", "Rouvrir"), Support("b", "Rouvrir")),
    )
    remarks = {"a": one, "b": two}
    assert statement_violations(both, remarks)
    assert statement_violations(replace(both, state="valide"), remarks) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [("Pourquoi ne pas rouvrir ?", 0), ("Plus de patrouilles", 0), ("Il n’y a plus de patrouilles", 1), ("Ne pas fermer", 1),
     ("Ne pourrait-on pas ouvrir ?", 0), ("Elle n’est ouverte que le mardi", 1), ("La brigade n’est plus ouverte", 1),
     ("ne serait-ce que le samedi", 0), ("sans supprimer le guichet", 1)],
)  # fmt: skip
def test_negations_are_told_from_their_look_alikes(text: str, count: int) -> None:
    assert negations(text) == count
