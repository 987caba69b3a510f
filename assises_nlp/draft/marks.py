# ruff: noqa: E501 -- regular expressions read better unbroken
"""What a remark says besides its idea: legal frame, addressee, deadline; and what must not leave (flags)."""

from __future__ import annotations

import re

from assises_nlp.draft.typography import typeset

LEGISLATIVE = "législatif"
REGULATORY = "réglementaire"
RESTRICTED = "diffusion_restreinte"
INDIVIDUAL = "cas_individuel"
DIVIDED = "avis_rapportes_divergents"
CONDITIONAL = "sous_conditions"

_LEGISLATIVE = re.compile(
    r"(?i)\b(?:par la loi|projet de loi|modifi\w+ (?:de )?la loi|chang\w+ la loi|évolution (?:de la loi|législative|de la législation)|législati(?:f|ve|on)|"
    r"le législateur|modifi\w+ (?:du |le )code|code (?:pénal|de procédure pénale|de la sécurité intérieure|de la route)|la loi (?:doit|devrait|permette))"
)
_REGULATORY = re.compile(
    r"(?i)\b(?:par décret|par arrêté|un décret|réglementair\w+|modifi\w+ (?:du |le )(?:décret|règlement|arrêté))\b"
)
_DEADLINE = re.compile(
    r"(?i)\b(?:d[’']ici (?:à )?(?:la |le |l[’'])?(?:fin (?:de )?(?:l[’']année|du mois|\d{4})|\d{4}|été|rentrée|printemps|automne|fin \w+|[a-zéû]+ \d{4}|un an|deux ans|trois ans|six mois)"
    r"|avant (?:l[’']été|la rentrée|la fin (?:de l[’']année|du mois)|le \d{1,2}(?:er)? [a-zéû]+(?: \d{4})?|(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?: \d{4})?|noël)"
    r"|dès (?:la rentrée|l[’']an prochain|cet été|l[’']été prochain|(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?: \d{4})?)"
    r"|(?:l[’']année|l[’']an) prochaine?)\b"
)
_ADDRESSEES = (
    (r"l[’']état|le ministère|le ministre|le gouvernement", "État"),
    (r"le préfet|la préfecture|la préfète", "préfecture"),
    (r"le procureur|la procureure|le parquet", "parquet"),
    (r"la gendarmerie|le groupement|le commandant de (?:brigade|compagnie)", "gendarmerie"),
    (r"la police nationale|le commissariat|la ddsp|la dipn", "police nationale"),
    (r"le sdis|la sdis", "SDIS"),
    (r"le département|le conseil départemental", "conseil départemental"),
    (r"la région|le conseil régional", "conseil régional"),
    (r"l[’']intercommunalité|la communauté de communes|l[’']agglomération|l[’']epci", "intercommunalité"),
    (r"la commune|la mairie|le maire|les communes|les maires", "communes"),
    (r"le bailleur|les bailleurs", "bailleurs"),
    (r"les opérateurs", "opérateurs"),
)
_DUTY = r"(?:doit|doivent|devrait|devraient|prenne|finance|s[’']engage|assume|organise|mette|fasse|désigne|nomme)"
_WEAKNESS = re.compile(
    r"(?i)\b(?:(?:une|1) seule|(?:un|1) seul|qu[’']une|qu[’']un) (?:seule )?(?:patrouille|équipage|brigade|équipe)\b[^.]{0,25}\b(?:pour|couvre|sur)\b[^.]{0,20}\b(?:communes?|cantons?|circonscription|département|secteur|km)"
    r"|(?:BAC|brigade|équipe)\b[^.]{0,20}\b(?:de nuit|la nuit)\b[^.]{0,25}\b(?:moitié|réduite|absente|supprimée)|"
    r"\b(?:(?:une|1) seule|(?:un|1) seul|qu[’']une|qu[’']un|aucune?|plus (?:aucune?|une seule)|pas de|deux|trois)\s(?:seule\s)?(?:patrouille|équipage|gendarme|policier|agent|véhicule|voiture|militaire|sapeur|pompier|opérateur|caméra)s?\b"
    r"[^.]{0,60}\b(?:la nuit|de nuit|le week-end|après (?:minuit|\d{1,2} ?h)|entre \d|le dimanche|pour tout|hors service|en panne)"
    r"|\b(?:personne|aucun\w*) ne (?:regarde|surveille|répond|patrouille)\b[^.]{0,50}\b(?:nuit|minuit|\d{1,2} ?h|week-end|dimanche)"
    r"|\b(?:la nuit|de nuit|le week-end|le dimanche|après minuit)\b[^.]{0,40}\b(?:(?:une|1) seule|(?:un|1) seul|qu[’']une|qu[’']un|aucune?|deux)\s(?:seule\s)?(?:patrouille|équipage|gendarme|policier|militaire|voiture)s?\b"
    r"|\b(?:patrouille|équipage|agent|gendarme|policier)s? uniques?\b|\b(?:minimum|effectif)\w*\b[^.]{0,25}\b(?:une|1|deux|2|trois|3) nuits? (?:sur|par)\b|\b(?:une|1|deux|2|trois|3) nuits? (?:sur|par) (?:deux|2|trois|3|semaine)\b|"
    r"\b(?:écrans?|images?|CSU|centre de supervision)\b[^.]{0,40}\b(?:personne|inoccupé|sans (?:opérateur|surveillance)|s[’']arrête|non surveillé)\w*\b[^.]{0,30}\b(?:nuit|minuit|\d{1,2} ?h|week-end)|\bsans (?:véhicule|engin|fourgon) armé|\bne sort pas entre|"
    r"\bcaméras?\b[^.]{0,40}\b(?:factices?|leurres?|hors service|en panne|angle mort)|\bne fonctionnent? (?:pas|plus) la nuit|\b(?:angles? morts?|zone sans surveillance)\b"
    r"|\b(?:pas|plus) (?:de|d[’']) ?(?:alarme|garde|gardien|surveillance)\b[^.]{0,30}\b(?:nuit|armurerie|dépôt|site)"
    r"|\b(?:(?:une|1) seule|(?:un|1) seul) (?:patrouille|équipage|voiture|véhicule|enquêt\w+)s?\b(?: \w+)? (?:pour|par|sur|entre)\b"
    r"|\b(?:patrouilles?|équipages?|brigades?|effectifs?|nuit|garde)\b[^.;]{0,30}\bà? ?\d{1,2} au lieu d[e’'](?:s )?\s?\d{1,2}\b"
    r"|\b(?:\d{1,2}|deux|trois|quatre) (?:équipages|patrouilles|véhicules|voitures) sur (?:\d|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\b|\b(?:\d+|une|deux|trois|quatre|caméras?) HS\b"
    r"|\b(?:\d{1,2}|deux|trois|quatre|cinq) (?:sapeurs?|pompiers?|volontaires?|agents?|gendarmes?|policiers?)?\s?(?:disponibles?|présents?|opérationnels?) sur (?:\d|dix|douze|quinze|vingt|trente|quarante)"
    r"|\(\s?(?:interne|usage interne|sensible|confidentiel\w*|off|ne pas diffuser|diffusion restreinte)\s?\)|\bne pas diffuser\b|\bdiffusion restreinte\b"
)
_CASE = re.compile(
    r"(?i)\b(?:au|du|le) n[°º] ?\d+|\bau \d{1,4},? (?:rue|avenue|boulevard|impasse|chemin|place|allée)\b|\bmon (?:voisin|ex|ex-\w+)\b|\bma voisine\b|"
    r"(?-i:\b(?:[Bb]âtiment|[Cc]age|[Aa]ppartement) [A-Z0-9]{1,3}\b)|\bmon (?:dossier|affaire)\b|\bplaque [A-Z]{2}-?\d{3}"
)


_RECAP = re.compile(
    r"(?i)^(?:M\. |Mme )?[^:.;?!]{0,70}\b(?:retien(?:t|nent|dra)|récapitul(?:e|ent)|résum(?:e|ent))\b(?=[^.?!]{0,25}(?:\b(?:deux|trois|quatre|cinq|six)\s(?:\w+\s)?(?:pistes?|points?|axes?|priorités?|sujets?|idées?|propositions?|orientations?)\b|:))"
    r"|^(?:en\s)?conclusions?\b[^.?!]{0,40}:"
)


def recapitulates(text: str) -> bool:
    """Whether a remark is the organisers' summing up of what others said (« Le secrétaire général retient trois pistes »),
    which is nobody's voice even where the minutes give it to a speaker.
    """
    return _RECAP.search(text) is not None


_CONDITION = re.compile(
    r"(?i)\b(?:à (?:la )?(?:seule )?condition\b|sous (?:réserve|conditions?)\b|pourvu qu|dès lors qu|du moment qu|seulement si\b|uniquement si\b|à moins (?:que|de)\b|s[’']ils? (?:s[’']accompagn|est |sont |y a)|"
    r"(?:mais|et) (?:pas|surtout pas|non) (?:en|dans|sur|pour|au|aux|à|de|le|la|les)\b|\bsi (?:formation|formée?s?|accord|c[’']est)\b|mais (?:uniquement|encadr|avec)\w*|(?:d[’\']accord|\boui\b|favorables?)[^.;?!]{0,60}\bsi\b|\bsans (?:supprimer|remplacer|toucher|nuire)\b|si les? \w+ .{0,60}\b(?:est|sont|soient?|suit|suivent)\b)"
)


def conditional(text: str) -> bool:
    """Whether who asks for a thing puts a condition to it (« à condition que », « mais pas en ville »)."""
    return _CONDITION.search(text) is not None


def frame(text: str) -> str | None:
    """ "législatif" or "réglementaire" where it was said, else None."""
    if _LEGISLATIVE.search(text):
        return LEGISLATIVE
    return REGULATORY if _REGULATORY.search(text) else None


def deadline(text: str) -> str | None:
    """The deadline in the words of the remark (« d’ici la fin de l’année »)."""
    match = _DEADLINE.search(text)
    return typeset(match.group()) if match else None


def addressee(text: str) -> str | None:
    """Who is asked to act, where the remark makes somebody the subject of a duty (« l’État doit… », « que la commune finance… »)."""
    for pattern, name in _ADDRESSEES:
        if re.search(
            rf"(?i)(?<!\w)(?:{pattern})\s(?:[a-zé]+\s){{0,3}}?{_DUTY}\b|(?:c[’']est )?(?:à|au)\s(?:{pattern.replace('le ', '')})\s(?:de|d[’'])\s?\w+er\b",
            text,
        ):
            return name
    return None


def flags(text: str) -> tuple[str, ...]:
    """What keeps a remark from a public document."""
    found = []
    if _WEAKNESS.search(text):
        found.append(RESTRICTED)
    if _CASE.search(text):
        found.append(INDIVIDUAL)
    return tuple(found)
