# ruff: noqa: E501 -- regular expressions read better unbroken
"""What keeps a request from being a line: the note's shorthand, the words that agree with nothing, the tone of the street.

A note (« patrouilles pédestres port de Bastia, soirées ferries ») says what is asked but is no French line; a
rapporteur writes the prepositions, so the line is left to be rephrased.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from assises_nlp.draft.lexicon import deverbals, nouns
from assises_nlp.draft.rewrite.prepare import prepared
from assises_nlp.draft.words import stem
from assises_nlp.records import Remark, Token

# Nouns that take another noun at their side without a preposition, and nouns that stand so.
_HOSTS = frozenset(
    "référent référents référente référentes correspondant correspondants cellule cellules plan plans pôle pôles brigade brigades bouton mode code codes numéro "
    "zone zones volet opération opérations label classe classes poste format type point points niveau salle service services agent agents mission missions maison "
    "maisons espace espaces centre centres groupe groupes équipe équipes fonds carte cartes projet projets dispositif dispositifs application applications logiciel "
    "logiciels protocole protocoles site sites page pages filière réseau réseaux programme programmes pack kit module modules quartier commune communes lycée collège "
    "gare rue place pont lac île col route camping port hôpital école station plateforme plateformes message messages alerte alertes dossier fichier fichiers radio système fiche fiches section sections chambre borne bornes caméra caméras bip".split()
)
_GUESTS = frozenset(
    "sûreté sécurité france services type types clé clés pilote pilotes relais test tests radio radios vidéo internet intranet mobile mobiles cyber web wifi expert experts témoin témoins phare phares "
    "cible cibles butoir limite limites standard standards piéton piétons citoyen citoyenne départ arrivée surprise éclair fantôme frein sonore bis papier tampon miroir incendie incendies week-end "
    "navette photo photos annexe annexes piège pièges secours famille familles minimum maximum".split()
)
_NEEDS_ARTICLE = frozenset(
    {"avant", "après", "pendant", "dans", "durant", "chez", "vers", "devant", "derrière", "depuis", "sous"}
)
_BARE_OK = frozenset(
    "minuit midi tout toute tous toutes accord avis signalement incident intervention travaux réception validation examen enquête plainte dépôt usage terre mer réserve forme "
    "serment scellés scellé clé cloche surveillance contrôle contrat convention astreinte tutelle mandat condition conditions réserve pression quinze dix deux trois huit".split()
)
_SHOUT = re.compile(
    r"(?i)^(?:dehors|fini[es]?|stop|halte|assez|place aux?|pas touche|gare|vive|ras|pitié|allez|hop|bas les|prison|ouste|courage|bravo|merci|favorables?|défavorables?|opposée?s?|partante?s?)\b|^[\w’-]+ez(?:-|\s)|^(?:moins|plus) d[e’] ?(?:une?|un)\b"
)
_STREET = re.compile(
    r"(?i)une bonne fois|le cas où$|, pas s’|^(?!Faire|Éviter).*, qu’(?:ils?|elles?|on)\b|^(?:En|Y|Le|Les|Leur|Lui|Se) \w+(?:er|ir|re)\b|\bse faire avoir\b|\baux vieux\b|\bvieilles?$|"
    r"\b(?:papys?|papis?|mamies?|psy|tuto|déco|simplif|conf|mini|auto|bosser|se barrent|direct police|municip|nat|logt|la nuit même|points? final|pvr|dde|interpell|maxi?|expliq|tricol|délin|dispar|"
    r"affich|ramass|therm|qq|vidéosurv|photo voisin|pour de vrai|pourquoi pas|para[iî]t-il|com’|bd|intercom|toxicos?|powerpoints?|cdt|péi|gars|ou quoi|échgr|dr|visio)\b(?!-)|, (?:des|un|une) vraie?s?\b|\boui\b|\bnon$|\btout seul\b|(?<!n’a )(?<!ne )\bpas que\b|\bpas \d|(?<!n° )\b1 [a-zéèê]{3,}|[<>≤≥≠±↔]|\s[–—]\s|\b\d+/\d+\b(?!\s?h)|"
    r"\bc’est\b|\bpas celui\b|, du coup|(?:,|\bet) vite$|, vite\b"
)
_STREET_CASED = re.compile(
    r"^Faire les? (?!point|lien|tri|tour)|\b(?!assez|chez|rez|nez|rendez)[a-zé]{3,}ez\b|^(?!Assez|Chez|Rez)[A-Z][a-zé]{2,}ez\b|\b[a-zé]{1,7}\.(?=\s[a-zé])|, (?:à )?[a-zéè]+(?:er|ir)$|^[A-ZÉ]{2,6}\s:|\best-(?:ce|il|elle)\b|\b(?:avec|chez|pour|contre|sans|entre) (?:eux|lui|elles?)\b(?!-même)|(?<!\bla)(?<!\ble)(?<!\bde)(?<!\bsur)(?<!l’) (?:GR|RD|RN|RT) ?\d+\b|, [A-ZÉ][a-zéèêïîôç’-]+$|"
    r"(?<!qu’)(?<!s’)(?<![’\w-])(?<!que )(?<!dont )(?<!où )(?<!quand )(?<!et )(?<!avec )(?<!pour )(?<!comme )(?<!chez )(?<!sans )(?<!d’)\b(?:ils?|elles?) (?!-mêmes?|y a)"
)
_ACRONYM = re.compile(r"^[A-ZÉ][A-Z0-9É]{1,6}s?$")


def faults(text: str, remark: Remark) -> list[str]:
    """Names of the faults of a drafted request that come from how it was noted or typed."""
    tokens = [t for t in prepared(remark.tokens) if t.pos != "SPACE"]
    found = [
        name for name, pattern in (("cri", _SHOUT), ("note", _STREET), ("note", _STREET_CASED)) if pattern.search(text)
    ]
    if noted(remark.text):
        found += _shorthand(text, tokens)
        if unknown(text):
            found.append("inconnu")
    if re.search(r"\w pas (?:des?|les?|la|une?|du)\b", text) and not re.search(r"(?i)\bne\b|n’", text):
        found.append("oppose")
    if _repeated(text):
        found.append("repetition")
    return found + mistakes(text, remark)


def mistakes(text: str, remark: Remark) -> list[str]:
    """Numbers that do not agree, words that were mistyped."""
    tokens = [t for t in prepared(remark.tokens) if t.pos != "SPACE"]
    found = ["accord"] if _disagrees(text, tokens) else []
    return [*found, "saisie"] if _mistyped(text, remark.text) else found


def noted(text: str) -> bool:
    """Whether a remark was jotted down: it does not end as a sentence does, or begins without a capital."""
    return not re.search(r"[.!?…»]\s*$", text) or re.match(r"\W*[a-zéèêàç]", text) is not None


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """Stems of ordinary French words: those of the privacy pass's list, and the lexicon of actions."""
    raw = files("assises_nlp.resources").joinpath("privacy_mots.txt").read_text(encoding="utf-8")
    words = [word for row in raw.splitlines() if not row.startswith("#") for word in row.split()]
    return frozenset(stem(word) for word in (*words, *deverbals(), *nouns(), *_ADJECTIVES, *_GUESTS, *_HOSTS, *_PLACES))


def unknown(text: str) -> list[str]:
    """Words of a jotted line that no list knows: a misspelling, slang or an abbreviation, a name without its capital."""
    return [word for word in re.findall(r"(?<![\w-])[a-zà-ÿœ]{4,}(?![\w-])", text) if stem(word) not in _vocabulary()]


def _shorthand(text: str, tokens: Sequence[Token]) -> list[str]:
    """What a note leaves out: prepositions, articles, the link of a list, the noun of what is asked before a colon."""
    found = []
    if _side_by_side(text, tokens) or _bare_after_preposition(text, tokens):
        found.append("telegraphique")
    if _listed_without_link(text, tokens):
        found.append("juxtaposition")
    if _verb_and_bare_noun(text, tokens):
        found.append("nu")
    left = re.match(r"(\w+)[^:]*\u00a0:\s", text)
    if left and left[1].lower() not in nouns() and not re.search(r"(?:er|ir|re)$", left[1]):
        found.append("rubrique")
    return found


def _in(line: str, one: Token, two: Token) -> bool:
    """Whether two words stand together in the line as they do in the remark."""
    return f"{one.text} {two.text}".lower() in line


_FUNCTION = frozenset({"ADP", "ADV", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "NUM", "PUNCT"})
_ADJECTIVES = frozenset(
    "fixe rapide libre simple double triple équestre pédestre ferme jeune large sûr sûre fort forte grave sonore solide stable souple tactile complet complète secret secrète "
    "discret discrète inquiet direct directe strict stricte exact exacte correct correcte suspect suspecte distinct distincte digne triste humide valide vide plein pleine moyen moyens "
    "grand grande petit petite bon bonne mauvais pauvre propre proche agricole bénévole maritime légitime moderne interne externe nocturne diurne citoyen citoyenne citoyens citoyennes "
    "mixte tranquille habile fragile utile civile fertile mobile public publics sec sèche frais fraîche gros long longue rouge noir noire vert verte bleu bleue blanc blanche orange gris "
    "jaune neutre riche dense immense intense suisse belge russe corse basque allemand allemande précoce efficace tenace féroce urbain urbaine sain saine voisin voisine lointain prochain "
    "prochaine gratuit gratuite inopiné seul seule unique tardif brut brute court courte haut haute vaste terne adulte adultes mineur mineure bilingue homologue intermodal commun commune communs communes homogène homogènes champêtre champêtres perdu perdus "
    "volontaire volontaires captif amateur amateurs pirate pirates sentinelle multiple multiples âgé âgée âgés âgées âgees".split()
)
_PLACES = frozenset(
    "rue place gare lycée collège école pont quartier île îles lac col cap mont pointe avenue boulevard quai parc forêt bois route rond-point cité résidence tour hôpital centre groupe opération plan "
    "logiciel logiciels application applications système réseau réseaux dispositif dispositifs loi plateforme plateformes festival service services maison maisons plage vallée zone fil messagerie compte "
    "comptes signalement signalements alerte alertes vigile agent agents stade port aéroport espace espaces ligne bac tunnel hameau village bourg commune ville département plaine baie côte pays "
    "secteur canton carrefour rocade périphérique autoroute salle fonds charte protocole convention brigade compagnie peloton police gendarmerie préfet maire".split()
)
_TOOLS = frozenset(
    "Pharos Perceval Thésée FR-Alert Cassiopée Tchap Internet Facebook WhatsApp Snapchat Instagram NEO Vigipirate Sentinelle Noël État Europe France Harpie Alerte Whatsapp Twitter "
    "YouTube TikTok Discord Telegram Waze Google Police Gendarmerie Ma Signal".split()
)


def _side_by_side(text: str, tokens: Sequence[Token]) -> bool:
    """« patrouilles pédestres port de Bastia », « accès PM au fichier »: two nouns that nothing links."""
    line = text.lower().replace("'", "’")
    for index, (one, two) in enumerate(pairwise(tokens)):
        if not one.space or not _in(line, one, two) or two.pos in _FUNCTION:
            continue
        head = one
        if one.pos in {"ADJ", "VERB"} and index and tokens[index - 1].pos == "NOUN" and tokens[index - 1].space:
            head = tokens[index - 1]
        first = index == 0 and not re.search(
            r"(?:er|ir|re)$", one.text.lower()
        )  # the tagger errs on a note's first word
        if _named_beside(head, one, two) or ((head.pos == "NOUN" or first) and _noun_beside(head, two)):
            return True
    return False


def _named_beside(head: Token, one: Token, two: Token) -> bool:
    """« BTA Rogliano », « CSU mutualisé Balagne », « accès PM »: a name or an acronym that wants its preposition."""
    if (
        _ACRONYM.match(two.text)
        and not two.text.endswith("s")
        and (head.pos in {"NOUN", "ADJ"} or one.pos == "ADJ")
        and head.text.lower() not in _HOSTS | _PLACES
    ):
        return True
    if two.text in _AGENTS and head.pos == "NOUN" and head.text.lower() not in _HOSTS:
        return True
    if two.text[:1].islower() or _ACRONYM.match(two.text) or two.text in _TOOLS or two.text.startswith("["):
        return False
    common = (
        head.pos in {"NOUN", "ADJ"}
        and head.text[:1].islower()
        and head.text.lower() not in _PLACES
        and one.text.lower() not in _PLACES
    )
    first = (
        head.pos == "NOUN" and head.text[:1].isupper() and head.text.lower() not in _PLACES and head.head == head.head
    )
    return (
        (common or first or _ACRONYM.match(one.text) is not None)
        and two.pos in {"PROPN", "NOUN", "X"}
        and two.text.isalpha()
    )


_AGENTS = frozenset({"PM", "PN", "GN", "SPV", "SP", "ASVP", "OPJ", "BTA", "COB", "BT", "APM", "CIS", "CPI", "BAC"})


def _noun_beside(head: Token, two: Token) -> bool:
    word = two.text.lower()
    if (
        _ACRONYM.match(head.text)
        or not two.text[:1].islower()
        or word.endswith(("er", "ir", "oir", "ant", "ante", "ants", "antes"))
    ):
        return False
    if two.pos in {"VERB"} and "VerbForm=Fin" in two.morph:
        return False
    if (
        head.text.lower() in _HOSTS
        or word in _GUESTS
        or _adjectival(word)
        or word in _ADJECTIVES
        or word.removesuffix("s") in _ADJECTIVES
    ):
        return False
    return "-" not in word and len(word) > 2 and word.isalpha()


def _adjectival(word: str) -> bool:
    """Endings of adjectives, for those that the tagger takes for nouns (« pluricommunale », « renforcée »)."""
    if word in {
        "entrée",
        "entrées",
        "sortie",
        "sorties",
        "arrivée",
        "arrivées",
        "journée",
        "journées",
        "soirée",
        "soirées",
        "vallée",
        "vallées",
        "matinée",
        "horaires",
        "maires",
        "affaires",
        "salaires",
    }:
        return False
    return (
        re.search(
            r"(?:al|ale|ales|aux|if|ifs|ive|ives|ique|iques|aire|aires|ables?|ibles?|\w{3}eux|euse|euses|éenn?e?s?|ienn?e?s?|ées?|és|é|\w{3,}is|\w{3,}ies?|\w{2,}[ntdlvcç]ues?|\w{2,}us|uels?|uelles?|els?|elles?|(?<!m)ents?|entes?|"
            r"antes?|ois|oises?|ais|aises?|(?:min|maj|extéri|intéri|supéri|inféri|meill)eure?s?|(?:polic|hôtel|financ|fonc|régul|rout|saisonn|frontal|côt|forest|hospital|particul|judic|ouvr|anim|prem|cavali|singul|popula|premi)(?:ier|ière)s?|istes?|ains?|aines?|(?:gratu|pet|rédu|interd|inéd|constru|mauda|détru|bén)ite?s?|ertes?|erts?|voisine?s?|mobiles?|uniques?|libres?|mixtes?|proches?|propres?|simples?|jeunes?|larges?|denses?|neufs?|neuves?|hautes?|hauts?|clairs?|claires?|courts?|courtes?)$",
            word,
        )
        is not None
    )


def _bare_after_preposition(text: str, tokens: Sequence[Token]) -> bool:
    """« avant fêtes », « dans bus »: a preposition that wants an article before a common noun."""
    line = text.lower()
    for one, two in pairwise(tokens):
        if one.text.lower() not in _NEEDS_ARTICLE or two.pos in _FUNCTION or not two.text[:1].islower():
            continue
        if (
            _in(line, one, two)
            and two.text.lower() not in _BARE_OK
            and (two.text[-1] in "sx" or one.text.lower() in {"dans", "vers", "devant"})
        ):
            return True
    return False


def _listed_without_link(text: str, tokens: Sequence[Token]) -> bool:
    """« médiateurs, nuits de juillet, citadelle »: bare nouns after commas that no « et » makes a list."""
    bare = re.sub(r"\([^)]*\)", "", text)
    kinds = {t.text.lower(): t.pos for t in tokens}
    segments = re.split(r",\s", bare)
    if len(segments) < 2 or re.search(r"\u00a0:\s[^:]+,", bare) or re.search(r"\b(?:et|ou)\b", segments[-1]):
        return False
    stray = 0
    for segment in segments[1:]:
        first = re.match(r"[\w’-]+", segment)
        word = first.group().lower() if first else ""
        if (
            kinds.get(word) == "NOUN"
            and word not in nouns()
            and not _adjectival(word)
            and not _ABSOLUTE.search(segment)
        ):
            stray += 1
    return stray > 0


# « étudiants compris », « terrain offert par la commune », « étape par étape », « jour où… »: French as it stands
_ABSOLUTE = re.compile(
    r"\b(?:qui|que|dont|où|ensuite|puis|faute|histoire)\b|^[\w’-]+(?:\s[\w’-]+)?\s(?:compris\w*|à la clé|à l’appui|à part|(?:[\w-]+(?:é|ée|és|ées|ert|erte|is|ise))\b)|^([\w’-]+) par (?:\1|centaines|dizaines)"
)


def _repeated(text: str) -> bool:
    """« des professeurs, des professeurs »."""
    return re.search(r"\b([^\W\d_]{5,}),? (?:des |les |et )?\1\b", text.lower()) is not None


_SET_PHRASES = frozenset(
    "appel fin part accès compte halte place recours lieu suite face priorité garantie mention office contact connaissance communication confiance droit envie "
    "raison soin vie voie ordre preuve grief signe acte affaire attention plainte cas rang service obligation interdiction instruction asile pied pression".split()
)


def _verb_and_bare_noun(text: str, tokens: Sequence[Token]) -> bool:
    """« garder CPI Picquigny », « étendre protocole »: an infinitive whose object has lost its article."""
    line = text.lower().replace("'", "’")
    for one, two in pairwise(tokens[:6]):
        if (
            re.search(r"(?:er|ir|re)$", one.text.lower())
            and one.pos in {"VERB", "PROPN", "NOUN"}
            and line.startswith(one.text.lower())
            and _in(line, one, two)
        ):
            bare = two.pos == "NOUN" and two.text.lower() not in _SET_PHRASES and not two.text.lower().endswith("ment")
            return bare or (_ACRONYM.match(two.text) is not None)
    return False


_PLURAL = frozenset(
    {"les", "des", "ces", "nos", "vos", "ses", "leurs", "mes", "aux", "quelques", "plusieurs", "certains", "certaines"}
)


def _disagrees(text: str, tokens: Sequence[Token]) -> bool:
    """« les delai », « des téléphones qui marche »: a number that the next word does not have."""
    line = text.lower().replace("'", "’")
    if re.search(
        r"(?<!un des )(?<!une des )\b(?:que|^) ?(?:les|des) [a-zéèêàç-]+s (?:ait|soit|a|est|va|peut|doit|puisse|fasse)\b",
        line,
    ):
        return True
    for index, (one, two) in enumerate(pairwise(tokens)):
        small, word = one.text.lower(), two.text.lower()
        if not _in(line, one, two):
            continue
        plural = small in _PLURAL and one.pos in {"DET", "ADP"}
        if (
            plural
            and two.pos == "NOUN"
            and two.text[:1].islower()
            and word.isalpha()
            and word[-1] not in "sxz"
            and len(word) > 3
            and "Number=Plur" not in two.morph
        ):
            return True
        if small == "qui" and "Number=Sing" in two.morph and "VerbForm=Fin" in two.morph and index:
            before = tokens[index - 1]
            article = next(
                (t.text.lower() for t in reversed(tokens[max(0, index - 3) : index - 1]) if t.pos == "DET"), ""
            )
            if before.pos == "NOUN" and article in {"des", "les"} and before.text[-1] in "sx":
                return True
    for token in tokens:
        if token.dep != "nsubj" or token.pos != "NOUN" or token.head >= len(tokens):
            continue
        verb = tokens[token.head]
        article = next(
            (t.text.lower() for t in tokens if t.pos == "DET" and t.head < len(tokens) and tokens[t.head] is token), ""
        )
        if (
            article in {"les", "des", "ces"}
            and verb.text.lower() in {"ait", "soit", "a", "est", "fait", "va", "peut", "doit"}
            and verb.text in text
        ):
            return True
    return False


_TYPED = re.compile(
    r"(?i)\b(?:[ldnjmsc] [aeiouyéèêh]\w|qu [aeiouyéè])|\bpk\b|\bkoi\b|\bk[eé]\w|\bsa (?:sert|coute|fait|va)\b|\ba (?:l’|la|le|les|un|une)\b(?=.*\ba\b)|\w[éè]e?s? a (?:pied|part)\b|\bd’avoir étés?\b"
)


def _mistyped(text: str, source: str) -> bool:
    plain = len(source) >= 60 and source[:1].islower() and re.search(r"[éèêàùçîôâûïëœ]", source) is None
    return plain or _TYPED.search(text) is not None
