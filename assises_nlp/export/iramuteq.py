"""``iramuteq.txt``: the remarks as a corpus with starred variables, for IRaMuTeQ, rainette and TXM.

IRaMuTeQ takes a line that begins with four stars for the head of a text, cuts ``*variable_modality`` at the
underscore, and wants letters and figures without accents there. In the text it gives a meaning to ``*`` and to
lines that begin with ``-*``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import PurePosixPath

from assises_nlp.export.clean import one_line
from assises_nlp.export.sources import Dossier
from assises_nlp.records import Remark

_SPECIAL = re.compile(r"[*$§|^{}<>\\~#]+")


def iramuteq_corpus(dossier: Dossier) -> str:
    """One text a remark, in the order of ``remarques.csv``; a remark without a letter or figure gives none."""
    names = _document_names(dossier)
    parts = []
    for remark in dossier.remarks:
        words = corpus_text(remark.text)
        if any(char.isalnum() for char in words):
            parts.append(f"{_head(remark, dossier, names[remark.document])}\n{words}\n")
    return "\n".join(parts)


def corpus_text(text: str) -> str:
    """``text`` on one line, straight apostrophes, without the signs that mark up a corpus."""
    plain = one_line(_SPECIAL.sub(" ", text).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " "))
    return re.sub(r"^[-\s]+", "", plain)


def modality(value: str | None) -> str:
    """``value`` as a modality: ASCII letters and figures only ("grand_public" → "grandpublic"), "inconnu"
    where nothing is left.
    """
    plain = unicodedata.normalize("NFKD", (value or "").replace("œ", "oe").replace("æ", "ae"))
    return "".join(char for char in plain if char.isascii() and char.isalnum()).lower() or "inconnu"


def _document_names(dossier: Dossier) -> dict[str, str]:
    wanted = {s.meeting.document: modality(PurePosixPath(s.meeting.name).stem) for s in dossier.sources}
    twice = Counter(wanted.values())
    return {key: name if twice[name] == 1 else f"{name}{modality(key)[:6]}" for key, name in wanted.items()}


def _head(remark: Remark, dossier: Dossier, document: str) -> str:
    meeting = dossier.by_document[remark.document].meeting
    label = dossier.labels.get(remark.id)
    variables = {
        "doc": document,
        "type": modality(meeting.kind),
        "public": modality(meeting.audience),
        "date": modality(meeting.date),
        "lieu": modality(meeting.place),
        "theme": modality(label.theme if label else None),
        "nature": modality(label.nature if label else None),
        "statut": modality(dossier.status(remark.id)),
    }
    return "**** " + " ".join(f"*{name}_{value}" for name, value in variables.items())
