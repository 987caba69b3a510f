"""What is said of a person right after the name: an occupation and its place, an organisation and its own name.

"M. [personne], hôtelier à Nasbinals" tells everybody who it is: the place becomes [commune]; "présidente du festival
des Granges sonores" becomes "présidente du festival [nom]".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from assises_nlp.privacy.known import match_phrase
from assises_nlp.privacy.lexicon import Lexicon, lexicon
from assises_nlp.privacy.text import Span, Word

_REACH = 10
_AT = frozenset({"a", "au", "aux", "dans", "pres", "vers"})
_OF = frozenset({"de", "d", "du", "des"})
_ARTICLES = frozenset({"la", "le", "les", "l"})
_PARTS = _OF | _ARTICLES
_LOCAL = frozenset("habitant habitante riverain riveraine resident residente natif native originaire commercant "
                   "commercante artisan artisane agriculteur agricultrice eleveur eleveuse exploitant exploitante "
                   "elu elue conseiller conseillere citoyen citoyenne administre administree voisin voisine".split())  # fmt: skip
_TENANTS = frozenset("tient dirige exploite gere possede habite reside vit travaille enseigne exerce loge preside "
                     "conduit loue anime cultive eleve installe installee etabli etablie domicilie domiciliee".split())  # fmt: skip
_NAMED = frozenset("association festival club comite collectif amicale societe entreprise cabinet restaurant hotel "
                   "camping syndicat ferme domaine ecole college lycee ehpad foyer residence gite auberge bar cafe "
                   "scierie garage pharmacie boulangerie boucherie epicerie magasin supermarche cooperative gaec "
                   "harmonie troupe compagnie fanfare radio journal creche centre union groupement".split())  # fmt: skip
_OPEN = frozenset("que qui et mais car ou donc puis".split())


def appositions(words: Sequence[Word], people: Sequence[Span], text: str) -> list[Span]:
    """Spans of the places and organisations' names in what follows the name of each of ``people``."""
    found: list[Span] = []
    for person in people:
        at = bisect_left(words, person.end, key=lambda word: word.start)
        if at < len(words) and text[person.end : words[at].start].strip() == ",":
            found += _apposition(words, at)
    return found


def _apposition(words: Sequence[Word], start: int) -> list[Span]:
    lex = lexicon()
    tenant = words[start].key == "qui" and start + 1 < len(words) and words[start + 1].key in _TENANTS
    if not tenant and (words[start].key in _OPEN | _PARTS | _AT or not words[start].text.islower()):
        return []
    local = words[start].key in _LOCAL | _TENANTS
    named = False
    first = start + 2 if tenant else start + 1
    for k in range(first, min(len(words), start + _REACH)):
        word = words[k]
        if word.link not in {" ", "-", "'"} or (word.pos == "VERB" and word.text.islower()) or word.key in lex.speech:
            break
        named = named or word.key in _NAMED or words[k - 1].key in _NAMED
        if not word.cap or word.upper or word.key in lex.things or word.key in lex.public_bodies:
            continue
        if word.key in _ARTICLES and (k + 1 >= len(words) or not words[k + 1].cap):
            continue
        lead = _lead(words, k)
        if named and (words[k - 1].key in _NAMED or lead[1] & _PARTS):
            return [_named(words, lead[0], k)]
        if lead[1] & _AT or (lead[1] & _OF and (local or tenant)):
            return [Span(word.start, words[_place_end(words, k) - 1].end, "commune")]
    return []


def _lead(words: Sequence[Word], k: int) -> tuple[int, frozenset[str]]:
    """Where the prepositions and articles right before ``k`` begin, and which they are."""
    start = k
    while start > 0 and k - start < 3 and words[start - 1].key in _PARTS | _AT and words[start - 1].text.islower():
        start -= 1
    return start, frozenset(word.key for word in words[start:k])


def _named(words: Sequence[Word], start: int, k: int) -> Span:
    """The name of an organisation from its particle on, with the words in lower case that belong to it."""
    end = k + 1
    while end < len(words) and end < k + 7 and words[end].link in {" ", "-", "'"}:
        word = words[end]
        particle = word.key in _PARTS and end + 1 < len(words) and words[end + 1].link in {" ", "-", "'"}
        if not (word.cap or word.link == "-" or particle or word.pos in {"ADJ", "NOUN", "PROPN"}):
            break
        end += 1
    while end > k + 1 and words[end - 1].key in _PARTS:
        end -= 1
    return Span(words[start].start, words[end - 1].end, "nom")


def _place_end(words: Sequence[Word], k: int) -> int:
    end = k + 1
    while end < len(words) and end < k + 8:
        word = words[end]
        if not (word.link == "-" or (word.link in {" ", "'"} and (word.cap or words[end - 1].key in _ARTICLES))):
            break
        end += 1
    return end


_HOUSES = frozenset("ehpad college lycee ecole creche pharmacie boulangerie camping clinique hopital residence foyer "
                    "mairie maternelle mediatheque supermarche".split())  # fmt: skip
_HIS = frozenset({"sa", "son", "ses", "la", "le", "l"})


def establishments(words: Sequence[Word]) -> list[Span]:
    """Places of "l'EHPAD de Chanac, sa directrice": the establishment first, who runs it after."""
    lex = lexicon()
    found: list[Span] = []
    for k in range(2, len(words)):
        word = words[k]
        if not word.cap or words[k - 1].key not in {"de", "d", "du", "a"} or words[k - 2].key not in _HOUSES:
            continue
        end = _place_end(words, k)
        if _run_by(words, end, lex):
            found.append(Span(word.start, words[end - 1].end, "commune"))
    return found


def _run_by(words: Sequence[Word], end: int, lex: Lexicon) -> bool:
    """Does "sa directrice" or "la directrice" follow after a comma?"""
    if end + 1 >= len(words) or words[end].link != "" or words[end].first or words[end].key not in _HIS:
        return False
    return match_phrase(lex.offices, words, end + 1) is not None
