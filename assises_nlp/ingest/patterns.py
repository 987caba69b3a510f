"""The French (and typographic) cues of this room, each with examples in ``tests/ingest/test_patterns.py``."""

from __future__ import annotations

import re

TYPED_MARKER = re.compile(
    r"""^\s*(?:
        [-–—‐*+o]\s+(?=\S)                        # - texte, * texte, o texte
      | [-–—](?=[^\W\d_])                          # -texte, typed in a hurry
      | [•·▪▫◦‣⁃∙●○■□◼◻▶►▸➢➤→⇒⇨✓✔❖❑☐☑☒]\s*(?=\S)
      | \(?\d{1,2}[.)]\s+(?=\S)                    # 1. texte, 2) texte
      | \(?[a-z]\)\s+(?=\S)                        # a) texte
    )""",
    re.VERBOSE,
)
"""A bullet or number typed by hand at the head of a line."""

PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|p\.)\s*)?\d{1,4}(?:\s*(?:/|sur|de)\s*\d{1,4})?\W*$|^\W*page\s*\W*$", re.IGNORECASE
)
"""A line that holds a page number and nothing else."""

COLUMN_TITLE = re.compile(
    r"""^\W*(?:points?\s+(?:forts?|faibles?|positifs?|n[ée]gatifs?|[àa]\s+am[ée]liorer|de\s+vigilance)
      | forces?|faiblesses?|atouts?|difficult[ée]s?|freins?|opportunit[ée]s?|menaces?|limites?
      | (?:ce\s+qui\s+(?:va|fonctionne|marche|ne\s+(?:va|fonctionne|marche)))
      | [àa]\s+am[ée]liorer|am[ée]liorations?|pistes?|constats?|diagnostic|propositions?
      | pr[ée]conisations?|recommandations?
      | bonnes?\s+pratiques?|intervenants?|participants?|orateurs?|propos|interventions?|suites?|r[ée]ponses?|questions?
      | demandes?|th[èe]mes?|th[ée]matiques?|sujets?|objets?|observations?|remarques?|commentaires?|avis|actions?
      | mesures?
      | pilotes?|responsables?|[ée]ch[ée]ances?|calendrier|solutions?|axes?|n[°o]|noms?|pr[ée]noms?|fonctions?
      | qualit[ée]s?
      | organismes?|structures?|services?|communes?|pr[ée]sents?|excus[ée]s?|absents?|[ée]margements?|signatures?
      | dates?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What the header cell of a table of minutes starts with."""

MINUTES_NAME = re.compile(
    r"compte[\s_-]*rendu|proc[èe]s[\s_-]*verbal|relev[ée]s?[\s_-]*(?:de|des)[\s_-]|(?:^|[\s_.-])(?:cr|pv|rdc)(?:[\s_.-]|$)"
    r"|restitution|verbatim|s[ée]ance|r[ée]union",
    re.IGNORECASE,
)
CADRAGE_NAME = re.compile(
    r"cadrage|chiffres?[\s_-]*cl[ée]s?|donn[ée]es[\s_-]*(?:chiffr[ée]es|statistiques|des[\s_-]*services)"
    r"|[ée]tat[\s_-]*des[\s_-]*lieux[\s_-]*(?:chiffr[ée]|statistique)",
    re.IGNORECASE,
)
CONTRIBUTION_NAME = re.compile(
    r"contribution|courriel|courrier"
    r"|(?:^|[\s_.-])(?:e[\s_-]?mail|mail|m[ée]l|lettre|motion|tribune|dol[ée]ances?)s?(?:[\s_.-]|$)"
    r"|cahier[\s_-]*d(?:e[\s_-]*|['’_-]?)(?:dol[ée]ances|acteurs?)|position[\s_-]*(?:de|du|des)[\s_-]",
    re.IGNORECASE,
)

HYPHENATED_PREFIXES = frozenset(
    """après arrière avant beaux c'est-à caméra caméras celle celles celui centre centres ceux chef chefs cyber demi
    dix-sept eux franco garde gardes grand grands haut hauts là-bas lieutenant médecin nord ouest outre petit petits
    peut porte presque procès quasi quatre-vingt quelques quote rendez saint sainte sapeur sapeurs savoir semi socio
    sous station sud sans-abri tout-à vice vis-à visio chauffe cinquante quarante soixante soixante-dix trente vingt
    bien être jeune jeunes premier""".split()
)
"""First halves of French compounds that are no first syllables: « sous-préfet », « sapeurs-pompiers »."""

HYPHENATED_PAIRS = {
    "ci": ("après", "contre", "dessous", "dessus", "joint", "joints", "jointe", "jointes"),
    "contre": ("productif", "productive", "productifs", "productives", "pouvoir", "indication", "exemple"),
    "deux": ("roues", "tiers", "points"),
    "ex": ("conjoint", "conjointe", "conjoints", "mari", "femme", "maire", "président", "présidente", "compagnon"),
    "mi": ("temps", "journée", "chemin", "parcours", "janvier", "mars", "avril", "juin", "juillet", "octobre"),
    "non": (
        "lieu",
        "respect",
        "recours",
        "réponse",
        "réponses",
        "assistance",
        "paiement",
        "conformité",
        "dits",
        "droit",
    ),
    "va": ("et-vient",),
    "trois": ("quarts",),
    "libre": ("service", "échange"),
    "main": ("forte", "courante"),
    "mot": ("clé", "clés"),
    "point": ("virgule",),
    "plus": ("value", "values"),
    "compte": ("rendu", "rendus"),
    "bouche": ("à-bouche", "à-oreille"),
}
"""First halves that are syllables too (« ci-toyen »), each with the second halves that keep the hyphen."""

HYPHENATED_TAILS = frozenset("elles il ils moi même mêmes nous on toi vous".split())
"""Second halves that keep their hyphen: « demandez-nous », « eux-mêmes »; a syllable is seldom one of them."""

VERB_TAILS = frozenset("elle en je la le les leur lui là tu y".split())
"""Second halves that keep it after an imperative: « dites-leur », « allez-y », but « cou-leur »."""

PLACE_LINKS = frozenset("à au aux d de des du en et l la le les lès lez près sous sur".split())
"""Words between the hyphens of a place’s name: « Ambrières-les-Vallées », « Pré-en-Pail »."""

ATTRIBUTION = re.compile(
    r"^(?:le\s.{4,120}|on\s.{4,120}|.{3,120}<[^>]+@[^>]+>\s?)\s?(?:a\s+[ée]crit|wrote)\s*:?\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""The line that a mail program puts above the message that is answered."""

ORIGINAL_MESSAGE = re.compile(
    r"^\W*(?:-{2,}|_{5,})\s*(?:message\s+d['’ ]origine|original\s+message|message\s+original)\b", re.IGNORECASE
)
FORWARDED_MESSAGE = re.compile(
    r"^\W*(?:-{2,}|_{2,}|d[ée]but\s+du)\s*(?:message\s+(?:transf[ée]r[ée]|r[ée]exp[ée]di[ée]|suivi)|forwarded\s+message)\b",
    re.IGNORECASE,
)
MAIL_HEADER_LINE = re.compile(
    r"^\W*(?:de|from|envoy[ée](?:\s+le)?|sent|date|[àa]|to|cc|cci|objet|subject|sujet|pour|r[ée]pondre\s+[àa])\s?\s*:",
    re.IGNORECASE,
)
