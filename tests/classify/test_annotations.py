"""Annotated remarks that cannot be learnt from are refused with one French sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assises_nlp.classify import AnnotationError, load_annotations
from assises_nlp.resources import data_path

LINE = {
    "id": "a-1",
    "texte": "Plus de patrouilles",
    "theme": "organisation",
    "theme_secondaire": None,
    "nature": "preconisation",
    "registre": "elus",
    "source": "a",
    "sujet": "patrouilles",
    "note": None,
}


def write(folder: Path, *lines: object) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    (folder / "a.jsonl").write_text("\n".join(texts) + "\n", "utf-8")
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(AnnotationError) as caught:
        load_annotations(folder, ["organisation", "technologies"])
    return str(caught.value)


def test_remarks_come_sorted_by_id_whatever_their_order(tmp_path: Path) -> None:
    found = load_annotations(write(tmp_path, {**LINE, "id": "b", "texte": "x"}, {**LINE, "id": "a"}), ["organisation"])
    assert [remark.id for remark in found] == ["a", "b"]


def test_the_same_text_with_two_labels_is_refused_and_both_are_named(tmp_path: Path) -> None:
    other = {**LINE, "id": "a-2", "texte": "PLUS DE  patrouilles", "nature": "constat"}
    assert refusal(write(tmp_path, LINE, other)).startswith("Les remarques «\u00a0a-1\u00a0» et «\u00a0a-2\u00a0»")


def test_the_same_text_with_two_labels_by_two_writers_is_a_disagreement_that_stays(tmp_path: Path) -> None:
    other = {**LINE, "id": "b-1", "source": "b", "nature": "constat"}
    assert len(load_annotations(write(tmp_path, LINE, other), ["organisation"])) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({**LINE, "theme": "voirie"}, "a.jsonl, ligne 1"),
        ({**LINE, "nature": "opinion"}, "a.jsonl, ligne 1"),
        ({**LINE, "theme_secondaire": "voirie"}, "a.jsonl, ligne 1"),
        ({"id": "a"}, "guide d’annotation"),
        ("{pas du json", "guide d’annotation"),
        ("[1]", "guide d’annotation"),
    ],
)
def test_a_line_that_is_not_as_the_guide_says_is_named(tmp_path: Path, line: object, said: str) -> None:
    assert said in refusal(write(tmp_path, line))


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    assert "deux fois" in refusal(write(tmp_path, LINE, {**LINE, "texte": "autre"}))


def test_an_empty_folder_says_what_to_add(tmp_path: Path) -> None:
    assert "ajoutez-y" in refusal(tmp_path)


def test_the_shipped_remarks_can_be_learnt_from() -> None:
    found = load_annotations(data_path("annotations"), ["organisation", "partenariats", "technologies"])
    assert len(found) >= 3000
    assert len({remark.source for remark in found}) >= 12
    assert {remark.register for remark in found} >= {"compte_rendu", "notes", "elus", "grand_public", "contribution"}
