"""The action of a request as a noun with its complements: « rouvrir l’accueil » → « réouverture de l’accueil ».

The words that follow the verb stay in their order; only the noun, its prepositions and, for a few adverbs, an adjective
are made. A construction that the lexicon does not hold gives None, and the caller keeps the infinitive or the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assises_nlp.draft import typography as ty
from assises_nlp.draft.lexicon import Deverbal, adverbs, lookup
from assises_nlp.draft.rewrite import patterns as p
from assises_nlp.draft.rewrite.moods import as_participle
from assises_nlp.draft.rewrite.objects import (
    PREPOSITIONS,
    TIMES,
    Tokens,
    indefinite,
    later_object,
    low,
    put_in_place,
    second_complement,
    starts_object,
    with_de,
)
from assises_nlp.draft.rewrite.tokens import sub
from assises_nlp.draft.words import is_finite, is_infinitive, joined


@dataclass(frozen=True, slots=True)
class Head:
    """The noun that stands for the verb, with the adjectives that its adverbs became and the index after them."""

    entry: Deverbal
    before: tuple[str, ...]
    after: tuple[str, ...]
    next: int

    def text(self, *, article: bool = False) -> str:
        words = " ".join((*self.before, self.entry.noun, *self.after))
        return ty.definite(words, self.entry.gender) if article else words


def adjective(adverb: str, gender: str) -> tuple[str, bool] | None:
    """The adjective for an adverb, agreeing with ``gender``, and whether it goes before the noun."""
    found = adverbs().get(adverb)
    if found is None:
        return None
    return (found.feminine if gender == "f" else found.masculine), found.place == "avant"


def head_at(tokens: Tokens, index: int, loose: tuple[str, ...] = ()) -> Head | None:
    """The noun for the verb at ``index`` with the adverbs right after it and those of ``loose`` (that stood before
    it).
    """
    entry = lookup(tokens, index)
    if entry is None:
        return None
    after = index + 1 + len(entry.words)
    words = list(loose)
    while after < len(tokens) and tokens[after].pos == "ADV":
        word = low(tokens[after])
        following = tokens[after + 1] if after + 1 < len(tokens) else None
        if word in {"plus", "moins", "davantage"} and following is not None and low(following) in {"de", "d'"}:
            break
        if word not in p.DROPPED and adjective(word, entry.gender) is None:
            break
        words.append(word)
        after += 1
    before: list[str] = []
    behind: list[str] = []
    for word in words:
        if word in p.DROPPED:
            continue
        found = adjective(word, entry.gender)
        if found is None or (entry.words and found[1]):
            return None
        (before if found[1] else behind).append(found[0])
    return Head(entry, tuple(before), tuple(behind), after)


def complement(tokens: Tokens, head: Head, verb: int) -> str | None:
    """What follows the verb, with the noun's prepositions; "" where nothing does."""
    rest = tokens[head.next :]
    if not rest:
        return ""
    first = rest[0]
    word = low(first)
    objects = head.entry.objects
    if is_infinitive(first) or ("indefini" in head.entry.notes and not put_in_place(rest)):
        return None  # « passer voir les aînés », « mettre la mairie dans la boucle »
    if (
        any(is_infinitive(t) and low(tokens[i - 1]) == "à" for i, t in enumerate(tokens) if i > head.next)
        and "sans:inf" in head.entry.notes
    ):
        return None  # « autorisation des agents à consulter » is not French
    changed = second_complement(tokens, head.entry, verb, head.next)
    if changed is None:
        return None
    tokens, rest = changed, changed[head.next :]
    if head.entry.direct and starts_object(rest, 0):
        return with_de(sub(tokens, head.next, len(tokens)), head.entry)
    if "a>de" in objects and word in {"à", "au", "aux"}:
        tail = joined(rest[1:])
        return {"à": ty.de(tail), "au": f"du {tail}", "aux": f"des {tail}"}[word]
    timed = (
        first.pos in {"DET", "ADJ"} and len(rest) > 1 and low(rest[1]) in TIMES
    )  # « publier chaque trimestre | les chiffres »
    if head.entry.direct and (word == "," or word in PREPOSITIONS or timed):
        later = later_object(tokens, verb, head.next)
        if later is not None:
            what = with_de(sub(tokens, later, len(tokens)), head.entry)
            return f"{joined(tokens[head.next : later])} {what}" if what else None
    if "=" in objects and (first.pos == "ADP" or word in PREPOSITIONS or word in {"du", "des", "de", "d'"}):
        return joined(rest)
    if "0" in objects and (word in PREPOSITIONS or not starts_object(rest, 0)):
        return joined(rest)
    if head.entry.direct and word in PREPOSITIONS and not head.entry.words:
        return joined(rest)
    if starts_object(rest, 0) or word in {"le", "la", "les"}:  # « fermer le samedi »
        return joined(rest) if low(rest[1] if len(rest) > 1 else rest[0]) in TIMES else None
    return None


def infinitive(tokens: Tokens, negation: str = "", *, article: bool = False) -> str | None:
    """« (ne pas) (mieux) former les élus et informer les maires » → a nominal line, or None."""
    index, loose, negated = _before_verb(tokens)
    if index is None or (negation and negated):
        return None
    negation = negation or negated
    if any(low(t) == "plutôt" and is_infinitive(tokens[min(i + 3, len(tokens) - 1)]) for i, t in enumerate(tokens)):
        return None  # « associer les clubs plutôt que de leur écrire »
    if any(
        low(t) in {"pas", "non"} and low(u) == "seulement" and is_infinitive(tokens[min(i + 2, len(tokens) - 1)])
        for i, (t, u) in enumerate(pairwise(tokens))
    ):
        return None  # « former les parents, pas seulement installer des outils »
    second = _second_verb(tokens, index)
    if second is None:
        return _one(tokens, index, loose, negation, article=article)
    link, verb = second
    if link == verb:
        return None
    if negation:
        return None
    tail = infinitive(sub(tokens, verb, len(tokens)))
    if tail is None:
        return None
    if all(low(t) in p.DROPPED for t in tokens[index + 1 : link]):  # « maintenir et moderniser les postes »
        one, two = lookup(tokens, index), lookup(tokens, verb)
        if one is None or two is None or one.objects != two.objects:
            return None
        front: str | None = one.noun
    else:
        front = _one(sub(tokens, 0, link), index, loose, "", article=False)
    if front is None:
        return None
    glue = low(tokens[link])
    return f"{front}, {tail}" if glue == "," else f"{front} {glue} {tail}"


def _one(tokens: Tokens, index: int, loose: tuple[str, ...], negation: str, *, article: bool) -> str | None:
    head = head_at(tokens, index, loose)
    if head is None:
        return None
    tail = complement(tokens, head, index)
    if tail is None:
        return None
    if negation:
        return negative(head, tail, negation)
    return _space(head.text(article=article), tail)


def _space(front: str, tail: str) -> str:
    return f"{front}{tail}" if tail.startswith(",") else f"{front} {tail}".strip()


def negative(head: Head, tail: str, negation: str) -> str | None:
    """« absence de fermeture… » for *ne pas*, « fin de la coupure… » for *ne plus*."""
    if negation == "plus":
        return _space(f"fin {ty.de(head.text(article=True))}", tail)
    if negation == "pas":
        return _space(f"absence {ty.de(head.text())}", tail)
    return None


def _before_verb(tokens: Tokens) -> tuple[int | None, tuple[str, ...], str]:
    """Index of the infinitive, the adverbs before it, and its negation ("" , "pas", "plus"); None if a clitic stands
    there.
    """
    loose: list[str] = []
    negation = ""
    for index, token in enumerate(tokens[:6]):
        word = low(token)
        if is_infinitive(token):
            return index, tuple(loose), negation
        if word in {"ne", "n'", "surtout"}:
            continue
        if word in {"pas", "plus", "jamais"} and index and low(tokens[index - 1]) in {"ne", "n'", "surtout"}:
            negation = "pas" if word == "pas" else word
        elif token.pos == "ADV" and (word in p.DROPPED or word in adverbs()):
            loose.append(word)
        else:
            return None, (), ""
    return None, (), ""


def _second_verb(tokens: Tokens, first: int) -> tuple[int, int] | None:
    """A coordinated infinitive of the same rank: index of its link (« et », « , ») and of the verb."""
    for index in range(first + 1, len(tokens)):
        if not is_infinitive(tokens[index]):
            continue
        link = index - 1
        if low(tokens[link]) in {"le", "la", "les", "l'", "lui", "leur", "se", "s'", "y", "en"} and low(
            tokens[link - 1]
        ) in {"et", "ou", ","}:
            return index, index  # « confisquer les motos et les broyer »
        if low(tokens[link]) == "non":
            return index, index  # « interdire…, non compter… »: no nominal form holds both
        while link > first and low(tokens[link]) in {"de", "d'", "y", "ne", "pas", "à"} | set(adverbs()):
            link -= 1
        if tokens[link].pos == "CCONJ" or low(tokens[link]) == ",":
            purpose = any(
                low(t) in {"pour", "afin", "de", "d'", "à", "sans"} and is_infinitive(tokens[i + 1])
                for i, t in enumerate(tokens[first + 1 : link], start=first + 1)
                if i + 1 < len(tokens)
            )
            if not purpose and low(tokens[link]) in {"et", "ou", ","}:
                return link, index
    return None


def clause_verb(tokens: Tokens) -> int | None:
    """Index of the finite verb of a clause that begins with its subject (relative clauses skipped)."""
    relative = 0
    for index, token in enumerate(tokens):
        word = low(token)
        if index and word in {"qui", "que", "qu'", "dont", "où"}:
            relative += 1
        elif is_finite(token) or (token.pos in {"AUX", "VERB"} and word in {"soit", "soient", "ait", "aient"}):
            if relative:
                relative -= 1
            else:
                return index
    return None


def clause(tokens: Tokens) -> str | None:
    """« l’accueil soit rouvert le samedi », « la police contrôle les dépassements », « on crée un poste » → nominal
    or None.
    """
    verb = clause_verb(tokens)
    if verb == 0 and low(tokens[0]) in {"soit", "soient"} and len(tokens) > 3 and starts_object(tokens, 2):
        return passive_noun(tokens[:2], sub(tokens, 2, len(tokens)), 1, (), "")  # « que soit étudiée la création »
    if not verb:
        return None
    subject = tokens[:verb]
    negated = ""
    if low(subject[-1]) in {"ne", "n'"}:
        subject, negated = subject[:-1], "?"
    if not subject or any(
        low(t)
        in {
            "il",
            "elle",
            "ils",
            "elles",
            "cela",
            "ça",
            "je",
            "nous",
            "vous",
            "ce",
            "c'",
            "se",
            "s'",
            "y",
            "en",
            "lui",
            "leur",
        }
        and t.pos == "PRON"
        for t in subject
    ):
        return None
    if low(tokens[verb]) in {"soit", "soient", "est", "sont"}:
        return _passive(tokens, sub(tokens, 0, len(subject)), verb, negated)
    if negated or second_clause(tokens, verb):
        return None
    if low(subject[-1]) == "on":
        return _one(tokens, verb, (), "", article=False) if _plain_tail(tokens, verb) else None
    if subject[-1].pos == "PRON":
        return None
    return active(tokens, sub(tokens, 0, len(subject)), verb)


def _plain_tail(tokens: Tokens, verb: int) -> bool:
    return not any(is_infinitive(t) and tokens[i - 1].pos == "CCONJ" for i, t in enumerate(tokens) if i > verb)


def second_clause(tokens: Tokens, verb: int) -> bool:
    """« … et qu’un infirmier soit joignable »: two requests in one."""
    return any(
        (t.pos == "CCONJ" and i > verb and any(low(u) in {"que", "qu'"} for u in tokens[i + 1 : i + 2]))
        or (t.pos == "CCONJ" and any(is_finite(u) and u.head == verb for u in tokens[i + 1 :]))
        for i, t in enumerate(tokens)
        if i > verb
    )


def _passive(tokens: Tokens, subject: Tokens, verb: int, negated: str) -> str | None:
    """« NP soit (mieux) PARTICIPE reste » → « (meilleur) NOM de NP reste »."""
    index, loose, negation = verb + 1, [], ""
    while index < len(tokens) and tokens[index].pos in {"ADV", "PUNCT"}:
        word = low(tokens[index])
        if word in {"pas", "plus"} and negated:
            negation = word
        elif word in p.DROPPED or word in adverbs():
            loose.append(word)
        else:
            return None
        index += 1
    if index >= len(tokens) or (negated and not negation) or second_clause(tokens, verb):
        return None
    return passive_noun(tokens, subject, index, tuple(loose), negation)


def passive_noun(tokens: Tokens, subject: Tokens, index: int, loose: tuple[str, ...], negation: str) -> str | None:
    tokens = as_participle(tokens, index)
    if "VerbForm=Part" not in tokens[index].morph:
        return None
    head = head_at(tokens, index, loose)
    if (
        head is None
        or not head.entry.direct
        or (
            "indefini" in head.entry.notes
            and not (indefinite(subject) and put_in_place((*subject, *tokens[head.next :])))
        )
    ):
        return None
    if subject[0].pos not in {"DET", "NUM", "NOUN", "PROPN", "ADP", "ADJ", "ADV"}:
        return None
    changed = second_complement(tokens, head.entry, index, head.next - 1)
    if changed is None:
        return None
    tokens = changed
    what = with_de(subject, head.entry)
    if what is None:
        return None
    if [low(t) for t in tokens[head.next : head.next + 2]] == ["en", "priorité"]:
        head = Head(head.entry, head.before, (*head.after, "prioritaire"), head.next + 2)
    rest = joined(tokens[head.next :])
    if rest and (tokens[head.next].pos == "CCONJ" or low(tokens[head.next]) in {"de", "d'", "des", "du"}):
        return None  # « soit doublé d’un appareil »
    if any(
        (t.pos == "CCONJ" or t.text == ",")
        and ("VerbForm=Part" in u.morph or (u.pos in {"VERB", "ADJ"} and re.search(r"ée?s?$", low(u))))
        for t, u in pairwise(tokens[head.next :])
    ):
        return None  # « soit affiché partout et décroché toujours »
    if re.search(r"\b(?:et|ou|mais|,) (?:non|pas)(?: seulement)? \w+(?:ée?s?|ise?s?|erte?s?|ie?s?|ue?s?)\b", rest):
        return None  # « soient négociées avec les agents, et non découvertes sur le panneau »
    tail = f"{what}{'' if rest.startswith(',') else ' '}{rest}".strip()
    return negative(head, tail, negation) if negation else _space(head.text(), tail)


def active(tokens: Tokens, subject: Tokens, verb: int) -> str | None:
    """« la police contrôle les dépassements » → « contrôle par la police des dépassements »."""
    head = head_at(tokens, verb)
    if head is None or len(subject) > 9 or subject[0].pos not in {"DET", "NUM", "NOUN", "PROPN"}:
        return None
    who = joined(subject)
    rest = tokens[head.next :]
    if "sujet:de" in head.entry.notes:
        if (
            rest
            and (starts_object(rest, 0) or rest[0].pos in {"PRON", "VERB", "AUX", "ADJ", "NOUN"})
            and low(rest[0]) != "des"
        ):
            return None
        return _space(f"{head.text()} {ty.de(who)}", joined(rest))
    if not rest or "de" not in head.entry.objects or not starts_object(rest, 0):
        return None
    what = with_de(sub(tokens, head.next, len(tokens)), head.entry)
    if what is None:
        return None
    if any(low(t) in {"et", "mais"} and low(u) in {"non", "pas"} for t, u in pairwise(rest)):
        return None  # the second object would lose its preposition
    plain = all(
        (t.pos != "ADP" or low(t) in {"de", "d'", "du", "des"})
        and t.text != ","
        and t.pos not in {"PRON", "SCONJ", "CCONJ", "VERB"}
        for t in rest
    )
    return f"{head.text()} {what} par {who}" if plain else f"{head.text()} par {who} {what}"
