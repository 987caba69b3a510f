"""One document, from the file to its pseudonymised remarks: the only place where raw text is in memory."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from assises_nlp import annotate, ingest, privacy, questionnaires, segment
from assises_nlp.ingest.hints import DocumentHint
from assises_nlp.records import (
    Block,
    Document,
    DocumentAnalysis,
    Locator,
    Piece,
    QuestionnaireResult,
    Remark,
    Segmentation,
    Token,
    Turn,
    TurnKind,
)
from flows.errors import BrokenInvariant

Annotate = Callable[[Iterable[str]], Iterator[tuple[Token, ...]]]
LONGEST_TEXT = 3_000_000
LONGEST_TABLE = 20_000_000
"""Characters, about 1,500 pages and 100,000 answers: the annotated remarks of a text take some 200 times its size."""
MOST_REMARKS = 150_000
"""Remarks, however short: a table of 200,000 cells would keep everything else waiting for minutes."""
_NO_VOICE = frozenset({"recapitulation", "presentation", "conclusion", "cadrage"})


def analyse_document(path: Path, hint: DocumentHint | None, annotator: Annotate) -> DocumentAnalysis:
    """Read, segment, annotate and pseudonymise one file.

    Raises:
        UnreadableInput: the file cannot be read.
        BrokenInvariant: the pieces do not tile the text, or a remark's words are not the document's.
    """
    document = ingest.read(path, hint=hint)
    text = document.text
    _check_length(document, len(text))
    segmentation = segment.segment(document)
    _check_tiling(segmentation.pieces, text, document.name)
    _check_count(sum(piece.kind == "remark" for piece in segmentation.pieces))
    known = privacy.KnownNames.from_names(
        segmentation.attendees, [turn.speaker for turn in segmentation.turns if turn.speaker is not None]
    )
    remarks = tuple(_remarks(document, segmentation, text, known, annotator))
    result = _tabulated(document, hint)
    notices = [*document.notices, *(result.notices if result else ())]
    if hint and hint.cross_by and result is None:
        notices.append("« croiser » ne concerne que les questionnaires : le croisement n’est pas fait.")
    language = annotate.foreign_language(remark.text for remark in remarks)
    if language:
        notices.append(
            f"Ce document semble écrit en {language} : ses remarques sont classées comme du français, relisez-les."
        )
    set_aside: Counter[str] = Counter()
    for piece in segmentation.pieces:
        if piece.kind != "remark":
            set_aside[piece.kind] += piece.end - piece.start
    return DocumentAnalysis(
        key=document.key,
        format=document.format,
        kind=document.kind,
        remarks=remarks,
        questionnaire=_without_names(result, known) if result else None,
        date=segmentation.date,
        place=_place(segmentation.place, known),
        title=privacy.pseudonymise_text(segmentation.title, known) if segmentation.title else None,
        notices=tuple(privacy.pseudonymise_text(notice, known) for notice in notices),
        set_aside=tuple(sorted(set_aside.items())),
        characters=len(text),
    )


def _place(place: str | None, known: privacy.KnownNames) -> str | None:
    """The head's place without the parts that tell whose house it is: « chez M. Dupont, Laval » is « Laval »."""
    kept = [
        part for part in (place or "").split(",") if part.strip() and privacy.pseudonymise_text(part, known) == part
    ]
    return ",".join(kept).strip() or None


def _tabulated(document: Document, hint: DocumentHint | None) -> QuestionnaireResult | None:
    if document.answers is None:
        return None
    return questionnaires.tabulate(document, by=hint.cross_by if hint else ())


def _without_names(result: QuestionnaireResult, known: privacy.KnownNames) -> QuestionnaireResult:
    clean = tuple(
        replace(
            question,
            title=privacy.pseudonymise_text(question.title, known),
            modalities=tuple(replace(m, label=privacy.pseudonymise_text(m.label, known)) for m in question.modalities),
        )
        for question in result.questions
    )
    # Its notices are told with those of the document.
    return replace(result, questions=clean, notices=())


def _check_length(document: Document, length: int) -> None:
    limit = LONGEST_TEXT if document.answers is None else LONGEST_TABLE
    if length > limit:
        raise ingest.UnreadableInput(
            f"Ce document compte {length / 1e6:.1f} millions de caractères, plus que les {limit / 1e6:.0f} millions "
            "qui tiennent en mémoire : découpez-le en plusieurs fichiers.".replace(".", ",", 1)
        )


def _check_count(count: int) -> None:
    if count > MOST_REMARKS:
        found, most = (f"{number:,}".replace(",", "\u00a0") for number in (count, MOST_REMARKS))
        raise ingest.UnreadableInput(
            f"Ce document compte {found} remarques, plus que les {most} qui s’analysent en une fois\u00a0: "
            "découpez-le en plusieurs fichiers."
        )


def _check_tiling(pieces: tuple[Piece, ...], text: str, name: str) -> None:
    offset = 0
    for piece in pieces:
        if piece.start != offset or piece.end < piece.start:
            break
        offset = piece.end
    if offset != len(text):
        raise BrokenInvariant(
            f"Le découpage de « {name} » ne couvre pas tout son texte (caractère {offset}) : "
            "signalez ce document aux mainteneurs, les sorties précédentes sont conservées."
        )


def _remarks(
    document: Document, segmentation: Segmentation, text: str, known: privacy.KnownNames, annotator: Annotate
) -> Iterator[Remark]:
    pieces = [piece for piece in segmentation.pieces if piece.kind == "remark"]
    normalised = [annotate.normalise(text[piece.start : piece.end]) for piece in pieces]
    kept = [(piece, words, offsets) for piece, (words, offsets) in zip(pieces, normalised, strict=True) if words]
    paragraphs = _paragraphs(document.blocks)
    occurrences: Counter[str] = Counter()
    # The same answer is annotated once, however often it was given.
    distinct = list(dict.fromkeys(words for _, words, _ in kept))
    annotated = dict(zip(distinct, annotator(distinct), strict=True))
    for piece, words, offsets in kept:
        tokens = annotated[words]
        _check_words(tokens, words, document.name)
        turn = segmentation.turns[piece.turn] if piece.turn is not None else None
        block = document.blocks[piece.block]
        saying = _said_by(document, block, turn, known)
        for start, end, part in _parts(tokens):
            safe = privacy.pseudonymise(part, known)
            remark_text = annotate.text_of(safe.tokens)
            occurrences[remark_text] += 1
            first, last = piece.start + offsets[start], piece.start + offsets[end - 1] + 1
            yield Remark(
                id=_remark_id(document.key, remark_text, occurrences[remark_text]),
                document=document.key,
                text=remark_text,
                locator=_locator(block, first, last, paragraphs.get(piece.block), known),
                tokens=safe.tokens,
                voice=saying.voice,
                role=saying.role,
                authority=saying.authority,
                turn=saying.turn,
                weight=saying.weight,
                heading=privacy.pseudonymise_text(piece.heading, known) if piece.heading else None,
                nature_hint=piece.nature_hint,
                withheld=safe.withheld,
            )


def _check_words(tokens: tuple[Token, ...], words: str, name: str) -> None:
    if annotate.text_of(tokens) != words:
        raise BrokenInvariant(
            f"Des mots de « {name} » ont été perdus à l’annotation : signalez ce document aux mainteneurs, "
            "les sorties précédentes sont conservées."
        )


def _parts(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, tuple[Token, ...]]]:
    """The positions that a piece holds: start and end in its normalised text, and the tokens."""
    starts = []
    offset = 0
    for token in tokens:
        starts.append(offset)
        offset += len(token.text) + token.space
    ends = [start + len(token.text) for start, token in zip(starts, tokens, strict=True)]
    cuts = [0, *(starts.index(cut) for cut in segment.split_sentence(tokens)), len(tokens)]
    for first, last in pairwise(cuts):
        if last > first:
            yield starts[first], ends[last - 1], annotate.cut(tokens, first, last)


def _remark_id(key: str, text: str, occurrence: int) -> str:
    return "r" + hashlib.sha256(f"{key}\n{text}\n{occurrence}".encode()).hexdigest()[:15]


def _paragraphs(blocks: tuple[Block, ...]) -> dict[int, int]:
    """Number of each block of the body, from 1, as a person counts paragraphs."""
    numbers: dict[int, int] = {}
    for index, block in enumerate(blocks):
        if block.kind not in {"header", "footer"} and block.text.strip():
            numbers[index] = len(numbers) + 1
    return numbers


def _locator(block: Block, start: int, end: int, paragraph: int | None, known: privacy.KnownNames) -> Locator:
    column = privacy.pseudonymise_text(block.title, known) if block.title else None
    if block.kind == "cell":
        return Locator(start, end, page=block.page, row=block.row, column=column)
    return Locator(start, end, page=block.page, paragraph=paragraph, line=block.line)


@dataclass(frozen=True, slots=True)
class _Saying:
    """Who said a remark, as it may be kept."""

    voice: str | None
    role: str | None = None
    authority: bool = False
    turn: TurnKind = "voix"
    weight: int = 1


def _said_by(document: Document, block: Block, turn: Turn | None, known: privacy.KnownNames) -> _Saying:
    if document.kind == "cadrage":
        return _Saying(None, turn="cadrage", weight=0)
    if document.answers is not None:
        return _Saying(f"n{block.row}")
    kind = turn.kind if turn else "voix"
    speaker = turn.speaker if turn else None
    role = privacy.pseudonymise_text(speaker.role, known) if speaker and speaker.role else None
    silent = kind in _NO_VOICE
    # Without a named speaker, a paragraph is nobody's in particular: the document itself is the voice.
    voice = None if silent else (speaker.key if speaker else "document")
    return _Saying(voice, role, bool(speaker and speaker.authority), kind, 0 if silent else 1)
