# ruff: noqa: E501 -- regular expressions read better unbroken
"""Cues of lines that do not read alone. Each has examples and counter-examples in ``tests/draft/test_legible.py``."""

from __future__ import annotations

import re

CLITICS = frozenset(
    {
        "le",
        "la",
        "les",
        "l'",
        "lui",
        "leur",
        "y",
        "en",
        "celui",
        "celle",
        "ceux",
        "celles",
        "il",
        "elle",
        "ils",
        "elles",
        "eux",
    }
)
POSSESSIVES = frozenset({"son", "sa", "ses", "leur", "leurs"})

REFUSED = frozenset(
    "caméra caméras drone drones arme armes taser police milice radar radars reconnaissance taxe péage collecte fichage délation fusion fermeture suppression transfert".split()
)
OBJECTS = CLITICS - {"il", "elle", "ils", "elles", "celui", "celle", "ceux", "celles"}
VERBS_TAKEN_FOR_NOUNS = frozenset(
    "manque manquent marche marchent fonctionne fonctionnent reste restent compte comptent coûte coûtent porte portent pèse pèsent".split()
)

_OPENINGS = (
    r"(?:Il|Elle|Ils|Elles|On|L’on|Ça|Cela|Ceci|Ce|C’|C'|Cette|Cet|Ces|Celui|Celle|Ceux|Celles|Même|Ni|Mais|Et|Ou|Or|Donc|Car|Alors|Là|Ici|Aussi|Toutefois|Cependant|"
    r"Pourtant|En revanche|En effet|En outre|De plus|Par contre|Par ailleurs|Puisqu|Parce|Sinon|Seulement|Résultat|D’ailleurs|Ainsi|Enfin|Ensuite|Puis|Sauf|Non|Oui|Ok|OK|Merci|Bravo|"
    r"Attention|Tout dépend|Dont|Qui|Que|Qu’|Quand|Si|S’|D’où|Voilà|Surtout|Également|Idem|De même|Y|En\s(?:est|a|ont|sont|avoir)|Dommage|Bonjour|Certes|Eux|Lui|Tant|Bref|Quant|"
    r"Autre|D’autres|L’autre|Les autres|Les deux|Un autre|Une autre|Les miens|Chez|Tout ça|Et puis|Au moins|À condition|Sous réserve|Voir\s(?:avec|si|pour)|Mot|Oublie\w*)(?![\w-])"
)
GRAVE = (
    ("ouverture", re.compile(rf"^{_OPENINGS}")),
    (
        "demonstratif",
        re.compile(
            r"(?i)(?<!-)\b(?:cet|cette|ces|ce)\s(?!qu|dont|type de|genre de|n’)[a-zéèêœ]|-là\b|\blà-bas\b|\b(?:celui|celle|ceux|celles)(?:-ci)?\b(?!\s(?:de|du|des|qui|que|d’))"
        ),
    ),
    (
        "comparaison",
        re.compile(
            r"(?i)\b(?:le|la|les|du|au)\smêmes?\s(?:chose|type|genre|principe|fonction|dispositif|sens|façon)\b|\bd[ue]s? (?:même|tel)s?\b|\btelles?\b|\btels?\b(?! que)|\bcomme (?:lui|elle|eux|ça|cela)\b|\bà la place\b"
        ),
    ),
    ("citation", re.compile(r"«(?!\u00a0[^«»?!,;:]{2,28}\u00a0»)|[\"“”]|^«|(?<=[,:;])\s«|«[^»]*\bje\b")),
    ("crochet", re.compile(r"[\[\]•·►]|(?:\b\d+ ){2}\d|→|…|\.\.\.|=|\+|#|@|(?<=\w)/(?=[a-zé])|\bxx+\b")),
    ("question", re.compile(r"[?!]")),
    (
        "adresse",
        re.compile(
            r"(?i)(?<!rendez-)(?<!rendez )\b(?:vous|votre|vos|tu|ton|toi)\b|\b\w{3,}ez-(?:nous|les|le|la|moi)\b"
        ),
    ),
    (
        "oral",
        re.compile(
            r"(?i)\b(?:c’est non|tout de même|n’importe quoi|franchement|bref|le vrai sujet|nickel|génial\w*|super|mouais|de ouf|voilà|point barre|quand même|en gros|carrément|du coup|"
            r"je m’en|et puis c’est|ras le bol|du vent|gabegie|la honte|honteux|de toute façon|encore heureux|au secours|faut|(?<!il )(?<!qu’il )(?<!n’)y a|y’a|y en a|basta|commençons|soyons|arrêtons|"
            r"n’est-ce|pas sorcier|pas la lune|bonne idée|d’accord|ok|svp|stp|boîtes|copains?|galère|foutent|tranquilles? chez|sert à rien|bidon|à la noix|bouffe\w*|tape[nt]* l|ras-le-bol|dodo|pipi)\b|\bça\b|\bc’est les\b|, c’est une\b|\beux, ils\b|\bc (?=[a-zé]{2})"
        ),
    ),
    (
        "abrege",
        re.compile(
            r"(?i)\b(?:qqn|qqch|tps|nb|bcp|ds|pr|pb|pbs|qd|tjs|tjrs|cf|mn|janv|fév|févr|déc|pers|hab|dép|dépt|env|gie|pn|gn|rdv|cnx|conv|com com|ssi|sem|resp|assoc|préf|muni|quest|rép|intervt|gendarm|mm|chq|pdt)\b\.?(?!\w)|\b[a-zé]{1,4}\.(?=\s[a-zé,])|\b\d\s?j/\d|\b\dx\b|\w/\w+\s?:|\bco\s"
        ),
    ),
    (
        "locuteur",
        re.compile(
            r"^(?:Une?|Le|La|L’|Hab|M\.|Mme)[^:,]{0,45}\s?:\s[A-Z«]|^(?:Une?\s)?(?:ancien|salarié|habitant|élu|maire|riverain|participant|pompier|commerçant|intervenant)e?s?\b[^:]{0,40}:|\b(?:dit-il|dit-elle|selon (?:lui|elle|moi)|à mon avis|d’après (?:lui|elle))\b|\b(?:un|une|plusieurs|certains) (?:participant|intervenant|habitant|élu|maire)\w* (?:pensent?|disent?|dit|demandent?|souhaitent?|trouvent?)"
        ),
    ),
    (
        "recit",
        re.compile(
            r"(?i)\b(?:hier|avant-hier|aujourd’hui même|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaine|mois|été|hiver|automne|printemps) (?:dernière?|passée?)|l’autre (?:jour|soir|nuit)|un (?:jour|soir|matin)(?! par| sur|[- ])|la fois où|lors de (?:l’incendie|la dernière|mon|notre))\b"
            r"|\b(?:une?|mon|ma) (?:dame|monsieur|voisine?|collègue|cousine?|cliente?|copain|copine|gamin|mamie|papy|mère|père|fils|fille|beau-\w+|habituée?)\b|\b(?:fut|furent|eut|eurent|vint|vinrent|dut|fit|firent|prit|mit)\b|\bj’ai\b|\b\w{3,}èrent\b"
        ),
    ),
    (
        "accents",
        re.compile(
            r"(?i)\b(?:apres|memes?|deja|tres|etre|securite|cameras?|telephones?|numeros?|ecoles?|eleves?|plutot|idees?|problemes?|systemes?|creer|gerer|reponses?|batiments?|college|lycee|proximite|societe|secretaire|medecins?|vehicules?|agees?)\b|\ba (?:pied|cause|partir|propos|nouveau|velo|cheval)\b|^A (?:la|l’|chaque|partir|quand)\b"
        ),
    ),
    ("dislocation", re.compile(r"(?i), (?:on|l’on|je|nous|il|elle)\s(?:ne |n’)?(?:la|le|les|l’|en|y)\b")),
    (
        "reste",
        re.compile(
            r"\bde chaque\.?$|\(\s*\)|\b(?:de|du|des|le|la|les|à|au|pour|par|avec|et|ou|que|qui|dans|sur|en|d’|l’)\.?$|,\s*,|\s{2}"
        ),
    ),
)
LIGHT = (
    ("on", re.compile(r"(?i)\b(?:on|l’on)\b")),
    ("presentatif", re.compile(r"(?i)\bc[’'](?:est|était)|\bce (?:sont|serait)\b|\bil y a(?:vait)?\b")),
    ("gens", re.compile(r"(?i)\bles gens\b|\bdes gens\b|\btout le monde\b")),
    ("relance", re.compile(r"(?i)\b(?:aussi|également|déjà|toujours pas|encore)\b|, et surtout|\bsurtout\b")),
    (
        "justification",
        re.compile(r"(?i)\b(?:car|parce qu|puisqu|sinon|d’autant|tout le monde|beaucoup d)\b|\bau moins\b"),
    ),
    (
        "date",
        re.compile(
            r"(?i)\b(?:depuis|en|jusqu’en)\s(?:19|20)\d\d\b|\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b"
        ),
    ),
    ("deux-points", re.compile(r"\s:\s")),
    ("parenthese", re.compile(r"\([^)]{25,}\)")),
    ("point", re.compile(r"[.;] ?\S")),
)
# On the side of requests
ASK_GRAVE = (
    (  # what is left of the person who asked, or of the way in which it was asked
        "reste-de-demande",
        re.compile(
            r"(?i)^(?:voir|attente|demandes? (?:à|de|d’)|plutôt|se demander|est-ce)\b|\bplutôt$|^faire en sorte que (?:son|sa|ses|leurs?)\b|, et leur \w+er\b|\bd’aucune?\b|\baucune? d’(?:eux|elles)\b|\bquelque chose\b|\bwe\b"
            r"|\bpour (?:les|le|la|l’|lui|leur) ?(?:\w+er|\w+ir|\w+re)\b(?! de la| du| des)|^\w+\. |\bremerci\w+"
        ),
    ),
    (  # a noun joined to an infinitive, or a noun without its article to one that has kept its own
        "coordination",
        re.compile(
            r"^(?!\w+(?:er|ir|re)\b|Faire\b)[A-ZÉÀ][\w’-]+\b[^:;]*?(?:,? (?:et|ou) |, )(?:une?|des) [a-zéèê]|^\w+(?:age|tion|sion|ment|ance|ence|ure)s?\b[^:;]*\b(?:et|ou) (?:s’|se |y |s’y |en |l’)?[a-zé]{3,}(?:er|ir)\b(?! (?:de|d’|des|du)\b)|\bet non une?\b|^\w+(?:er|ir|re)\b[^:;]*, ou une?\b|à \w+(?:er|ir), ou\b"
        ),
    ),
    (
        "constat",
        re.compile(
            r"^(?:Pas (?:assez|de|d’|du)|Plus (?:de|d’|aucun)\b|(?:En revanche\W+a|A)ucune?\b|Manque|Trop|Peu|Jamais|Impossible|Absence (?:de |d’)(?:accueil|guichet|réseau|patrouille|contact|retour|réponse|suivi|médecin)|Difficult|Problème|Bonne?s?\b|Présence (?:faible|insuffisante|régulière))"
        ),
    ),
    (
        "etat",
        re.compile(
            r"(?i)\b(?:introuvables?|insuffisante?s?|inexistante?s?|en panne|hors service|fermée?s? (?:le|la|les|depuis|un|à)|trop (?:peu|rare|loin|long|cher|tard)\w*)\b|^\d+\s?(?:h|min|minutes?|heures?|km|€|%)\b|^À \w+(?:er|ir|re)\b|^(?:Mairie|Gendarmerie|Police|Préfecture) (?:dès|quand|si|est|en)\b"
        ),
    ),
    (
        "donnees",
        re.compile(
            r"\d+ (?:pour|contre|abstentions?)\b|:\s\d+\b|\b(?:date|datent|daté\w*) de \d{4}|\bau 31 décembre\b|\b\d+(?:[.,]\d+)?\s?%"
        ),
    ),
    (
        "vide",
        re.compile(
            r"(?i)^(?:\w+ )?(?:de |d’)?(?:quelque chose|tout|rien|mieux|plus|davantage|plus souvent)$|^(?:Faire|Dire|Voir|Savoir|Être|Avoir|Aller|Venir|Laisser|Donner|Revoir|Garder)\b(?: \w+)?$|^(?:Convaincre|Contre|Pour|Oui|Non|Face|Avec|Comme|Parmi|Malgré)\b"
        ),
    ),
    (
        "adversatif",
        re.compile(
            r"(?i)\b(?:toutefois|cependant|en revanche|néanmoins|malheureusement|mais)\b.{0,20}$|^\S+ (?:toutefois|cependant|en revanche|néanmoins)\b|\bau détriment de (?:lui|eux)|\bpas pour moi\b"
        ),
    ),
    (
        "verbe",
        re.compile(
            r"^(?:Le|La|Les|L’|Un|Une|Des)\s[^,;:]{3,60}?\s(?:est|sont|a|ont|fait|font|doit|doivent|peut|peuvent|devrait|devraient|serait|seraient|était|étaient|partage|fonctionne|manque|manquent|reste|restent)\s"
        ),
    ),
    (
        "elliptique",
        re.compile(
            r"(?i), (?:oui|non)\b|\bquelqu’un\b|\btout simplement\b|^(?:Mots?|Cohérente?|Intéressante?|Utile|Bien|Mieux vaut|À la rigueur|A la rigueur)\b|\bpartout$|,? (?:peut-être|si possible),? mais\b"
        ),
    ),
    (
        "melange",
        re.compile(
            r"^(?!\S+(?:er|ir|re)\b)[^,]+, [a-zéè]+(?:er|ir|re) (?:des?|du|les?|la|une?|l’)\s?|\bdes (?:2|deux) côtés\b|\bcomme avant\b|\bplutôt qu[e’]\s?(?:un|une|des)\b"
        ),
    ),
    (
        "acteur",
        re.compile(
            r"^(?:Faire|Laisser|Arrêter|Cesser|Continuer|Essayer|Penser|Oser|Vivre|Dormir|Pouvoir|Devoir|Apprendre|Recommencer|Reprendre|Rendre|Poser)\b(?=.{0,25}$)"
        ),
    ),
)
# On the side of observations
REPORTS = re.compile(
    r"(?i)^(?:selon|d’après) |\bf(?:ai|on)t (?:savoir|part|remarquer|valoir|observer)\b|\bmet(?:tent)? en garde\b|\breproche(?:nt)? (?:à|au|aux)\b|\best-il \w+é\b|^est \w+é par\b|\bse plai(?:nt|gnent)\b|\belles? attribue"
)
TELLS = re.compile(
    r"(?i).{0,90}?\s(?:relèv(?:e|ent)|cit(?:e|ent)|évoqu(?:e|ent)|mentionn(?:e|ent)|f(?:ai|on)t état|rend(?:ent)? compte|f(?:ai|on)t (?:remarquer|observer|valoir|savoir|part)|convien(?:t|nent)|"
    r"admet(?:tent)?|reconnaî(?:t|ssent)|déclar(?:e|ent)|confirm(?:e|ent)|annonc(?:e|ent)|résum(?:e|ent)|explique(?:nt)?|rapport(?:e|ent)|indique(?:nt)?|ajoute(?:nt)?)\s"
)
OBSERVE_GRAVE = (
    (
        "demande",
        re.compile(
            r"(?i)\b(?:il faut|il faudrait|faudrait|devrait|devraient|il conviendrait|à généraliser|à revoir|à refaire|à développer|pourquoi pas|je demande|souhait\w+ que|demand\w+ que|à étendre)\b"
        ),
    ),
    (
        "jugement-oral",
        re.compile(
            r"(?i)\b(?:(?<!seule )(?<!une )(?<!par )(?<!de )(?<!la )personne|rien|jamais)\b[^,]{0,20}$|^\d+(?:[,.]\d+)?\s%\s(?!de|d’|du)|, du \w+ partout|^(?:Résultat|Exemple|Ex|NB|PS|Note|Question|Réponse|Rappel)\b|\bon (?:te|se fout|subit|ferme les yeux|attend)\b|\btout le monde (?:s|le)|\bplein de\b"
        ),
    ),
    ("liste", re.compile(r"^[^.;:]{2,40}\s:\s")),
    ("vide", re.compile(r"(?i)\b(?:existent?|fonctionnent?|y sont|y est)\.$|^\S+ \S+ (?:est|sont) (?:bien|là)\.$")),
    (
        "souhait",
        re.compile(
            r"(?i)\bplutôt que\b.*\b\w+(?:erait|irait)\b|\b(?:gagnerait|gagneraient|suffirait|serait (?:mieux|bien|utile|souhaitable)|seraient (?:utiles|souhaitables))\b"
        ),
    ),
)
# Bare subjects that are sentences all the same: figures and proper names.
BARE_SUBJECT = re.compile(r"^(?:\d|Police|Gendarmerie|Gendarmes et|Policiers et|Élus et|Maires et|Bailleurs et)")
