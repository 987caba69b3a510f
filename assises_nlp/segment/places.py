"""The communes that shorthand notes speak for: « maires (A, B) » at the head, then « A : », « A idem », « maire A : »."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assises_nlp.segment.lexicon import fold
from assises_nlp.segment.people import Mention

_LIST = re.compile(
    r"\b(?:maires?|communes?|mairies?|elus?)\s*(?:presente?s?\s*)?(?:\(|:|de\s)\s*([^()\n;:.]{3,400})", re.IGNORECASE
)
_ITEM = re.compile(r"\s*(?:,|/|\bet\b)\s*")
_PLACE_WORD = re.compile(r"[a-z][a-z' -]{2,40}$")
_SPOKEN_FOR = r"\s*(?:[:,]|(?:idem|pareil|aussi|contre|pour|d'accord|veut|voudrait|demande|souhaite|propose|dit)\b)"
_STEADY = r"\b(?:brigade|mairie|commune|ville|gendarmerie|bourg|habitants|canton|cis|lac|gare|college|maires?)\s+"


@dataclass(frozen=True, slots=True)
class Places:
    """Folded names of communes, as the document itself lists them."""

    names: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None

    @classmethod
    def read(cls, head: str) -> Places:
        """Read the lists of communes in the lines of a document's head."""
        found: set[str] = set()
        for match in _LIST.finditer(fold(head)):
            # Names in a list of communes bear capitals; « maires ruraux, élus » do not.
            raw = head[match.start(1) : match.end(1)]
            parts = [part for part in _ITEM.split(raw) if part.strip()]
            if len(parts) < 2 or not all(part.strip()[0].isupper() for part in parts):
                continue
            found.update(_plain(part) for part in parts if _PLACE_WORD.match(_plain(part)))
        names = frozenset(found)
        if not names:
            return cls()
        body = "|".join("[ -]".join(map(re.escape, name.split())) for name in sorted(names, key=lambda n: (-len(n), n)))
        return cls(names, re.compile(rf"({body}){_SPOKEN_FOR}"))

    def settle(self, mention: Mention) -> Mention:
        """Return the mention of « maire Altier » with Altier as the commune, where the head lists it."""
        role = mention.role
        if role is None or role.name is None or mention.civil or _plain(role.name) not in self.names:
            return mention
        return replace(mention, name=None, definite=True, role=replace(role, name=None, place=_plain(role.name)))

    def opening(self, line: str) -> tuple[str, int, bool] | None:
        """Return the commune that a line opens with, the end of its label and whether a colon closes it."""
        if self.pattern is None:
            return None
        match = self.pattern.match(fold(line[:80]))
        if match is None:
            return None
        colon = match[0].rstrip().endswith(":")
        end = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
        return _plain(match[1]), end if colon else match.end(1), colon


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").split())


def is_place(name: str, text: str) -> bool:
    """Whether a capitalised word after « maire » is its commune: the text also has « la brigade de X », « à X »."""
    folded, word = fold(text), re.escape(fold(name))
    if re.search(rf"\b(?:m|mr|mme|mlle|monsieur|madame|mm)\.?\s+{word}(?!\w)", folded):
        return False
    steady = re.search(rf"{_STEADY}(?:de |d'|du |des |a |\()?{word}(?!\w)", folded)
    listed = re.search(rf"\bmaires?\s*\([^()\n]*(?<!\w){word}(?!\w)", folded)
    return listed is not None or (steady is not None and not steady[0].startswith("maire"))
