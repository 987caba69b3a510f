"""Is a document in French? A ratio of function words settles it: no model, no network."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
# Function words that the other languages do not share with French.
_FRENCH = frozenset(
    "le les des du une est et dans pour que qui sur avec pas nous vous plus au aux sont ce cette il elle ont".split()
)
_OTHERS = {
    "anglais": frozenset(
        "the of and to is that it for was with are this have from they which will would should been".split()
    ),
    "allemand": frozenset(
        "der die das und ist nicht ein eine mit den von zu auf für sich dem auch werden sind wird".split()
    ),
    "espagnol": frozenset(
        "el los las una que del por con para como más pero sus este son también hay muy sobre está".split()
    ),
    "italien": frozenset("il gli della che di per una con non sono anche nel alla dei più questo come delle".split()),
    "néerlandais": frozenset("het een van en dat niet zijn met voor op aan ook worden deze naar wordt bij".split()),
}
_ENOUGH = 40


def foreign_language(texts: Iterable[str]) -> str | None:
    """The French name of the language of ``texts`` if it is plainly not French, else None.

    Fewer than 40 words prove nothing and count as French.
    """
    words = [word.lower() for text in texts for word in _WORD.findall(text[:5000])][:20000]
    if len(words) < _ENOUGH:
        return None
    french = sum(word in _FRENCH for word in words)
    name, count = max(
        ((name, sum(word in vocabulary for word in words)) for name, vocabulary in _OTHERS.items()),
        key=lambda pair: pair[1],
    )
    return name if count > 2 * french and count > len(words) * 0.08 else None
