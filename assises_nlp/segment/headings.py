"""Which lines are titles of sections."""

from __future__ import annotations

import re

from assises_nlp.segment.kinds import bare_title, column_role, heading_kind
from assises_nlp.segment.lexicon import fold
from assises_nlp.segment.lines import Line

_NAMED = re.compile(
    r"(?:theme|thematique|axe|partie|atelier|sequence|volet|chapitre|titre|table ronde|"
    r"table|sous-theme|temps|point|sujet)\s*(?:n°\s*)?(?:\d{1,2}|[ivx]{1,4})(?!\w)"
)
_NAMED_COLON = re.compile(r"(?:theme|thematique|sujet|axe|atelier|rubrique)\s*:\s*\S")
_ROMAN = re.compile(r"(?:[IVX]{1,4}|[A-H])\s?(?:[.)–:]|-)\s*[-–]?\s*\S")
_DIGITS = re.compile(r"\d{1,2}(?:[.-]\d{1,2}){0,3}\s?[.)–°/-]*\s+[A-ZÀ-Ý«]")
_SPOKEN = frozenset(
    "il elle on nous je vous ils elles est sont a ont faut faudrait doit doivent peut peuvent demande pas ne n'".split()
)


def _same_numbering(line: Line | None, text: str) -> bool:
    return line is not None and _DIGITS.match(text[line.start : line.end]) is not None and line.kind == "paragraph"


def is_heading(lines: list[Line], index: int, text: str) -> bool:
    """Whether a line is the title of what follows: by its style, its number, its capitals or its words."""
    line = lines[index]
    if line.kind == "heading":
        return True
    if line.kind not in ("paragraph", "list_item", "textbox") or line.end - line.start > 160:
        return False
    said = text[line.start : line.end]
    words = said.split()
    body = text[line.body : line.end]
    folded = fold(said).strip(" *#")
    if _NAMED.match(folded) and len(words) <= 18 and not said.rstrip().endswith((";", "!")):
        return True
    if _NAMED_COLON.match(folded) and len(words) <= 18:
        return True
    if said.rstrip().endswith((".", ";", ",", "!", "…")) or len(words) > 14:
        return False
    if line.bold >= line.end - line.body > 0 and (line.kind == "paragraph" or line.body == line.start):
        return True
    bare = bare_title(said)
    if (
        len(words) <= 7
        and line.kind == "paragraph"
        and (column_role(said) not in ("text", "speaker", "label", "answer") or heading_kind(bare) is not None)
    ):
        return not _SPOKEN & set(re.findall(r"[a-z']+", folded)) and line.body in (line.start, line.body)
    if line.kind == "list_item":
        return False
    if _ROMAN.match(said) and len(words) <= 14:
        return said[:1] in "IVX" or not said.startswith("A ")
    following = lines[index + 1] if index + 1 < len(lines) else None
    before = lines[index - 1] if index else None
    if _DIGITS.match(said):
        alone = not _same_numbering(following, text) and not (before is not None and _same_numbering(before, text))
        return alone and following is not None and not (_SPOKEN & set(re.findall(r"[a-z']+", folded)))
    return (
        _shouted(body)
        and following is not None
        and not _shouted(text[following.start : following.end])
        and len(words) <= 12
        and not said.endswith("?")
    )


def _shouted(said: str) -> bool:
    """Whether a line is all in capitals."""
    letters = [char for char in said if char.isalpha()]
    return len(letters) >= 5 and all(char.isupper() for char in letters)


def is_printed_question(said: str, *, form: bool) -> bool:
    """Whether a line is the question of a form, printed before its answer."""
    folded = fold(said[:400]).strip(" *#-")
    if len(folded.split()) > 70:
        return False
    addressed = (
        re.search(r"\b(?:vous|votre|vos|selon vous|quels?|quelles?|avez-vous|etes-vous|pensez-vous)\b", folded)
        is not None
    )
    numbered = re.match(r"(?:question\s*(?:n°\s*)?\d{1,2}|q\s?\d{1,2}|\d{1,2})\s*[.:)–/-]", folded) is not None
    if re.match(r"question posee\s*:", folded) is not None:
        return folded.rstrip(" »”\"'").endswith("?")
    asks = folded.endswith(("?", "? :", ":"))
    single = re.search(r"[.!?]\s+\S", folded[4:]) is None
    if form:
        return asks and single and (numbered or addressed)
    return (
        single
        and numbered
        and re.match(r"question\s*(?:n°\s*)?\d{1,2}\s*[.:)–-]", folded) is not None
        and folded.endswith("?")
        and addressed
    )
