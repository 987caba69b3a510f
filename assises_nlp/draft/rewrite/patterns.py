# ruff: noqa: E501 -- regular expressions read better unbroken
"""The cues by which a remark says that it asks for something. All patterns run on lower-case text with straight
apostrophes; each is exemplified, with counter-examples, in ``tests/draft/test_strip.py``."""

from __future__ import annotations

import re

_ADVERB = (
    r"(?:\s(?:[a-zéèê]{3,}ment|aussi|également|vivement|fortement|donc|enfin|ainsi|en outre|par ailleurs|toujours|fermement|simplement|"
    r"surtout|notamment|à nouveau|de nouveau|unanimement|instamment|régulièrement|encore|alors|pour l'heure|quant à (?:lui|elle|eux)|"
    r"néanmoins|cependant|toutefois|également|de (?:ses|leurs) vœux|pour sa part|de son côté|en retour|d'abord|ensuite|bien|en particulier|par conséquent|de longue date|depuis longtemps|de concert|d'une (?:seule|même) voix|en conséquence|avec (?:insistance|force|ardeur|vigueur|constance)|à l'unanimité|tous|toutes|depuis [\w ]{2,14}))*"
)
# Verbs by which somebody asks, present, conditional or imperfect, third or first person; past tenses come with an auxiliary.
_ASK = (
    r"(?:(?:a|ont|ai|avons|avait|avaient)\s(?:souhaité|demandé|proposé|suggéré|réclamé|préconisé|recommandé|exigé|sollicité|plaidé|insisté)"
    r"|(?:souhait|demand|propos|réclam|préconis|recommand|désir|sollicit|revendiqu|aimer|prôn|invit)"
    r"(?:e|ent|ons|ait|aient|ais|ions|erait|eraient|erais|erions|rait|raient|rais|rions)"
    r"|exig(?:e|ent|eons|erait|eraient)|suggèrent|suggère|suggérons|suggérait|suggérerait"
    r"|voudr(?:ait|aient|ais|ions)|veu(?:t|lent|x)|voulons|voulait|voulaient"
    r"|préfèrent|préfère|préférons|préférer(?:ait|aient|ais|ions)|espèrent|espère|espérons"
    r"|plaid(?:e|ent|ons|ait|aient)|milit(?:e|ent|ons)|appell(?:e|ent)(?=\s(?:à|au|aux|de ses v))|appelons|insist(?:e|ent|ons|ait|aient)|soutien(?:t|nent)|soutenons)"
)
_AGAINST = (
    r"(?:s'oppos(?:e|ent|ait|aient)|nous opposons|m'oppose|s'élèv(?:e|ent)|refus(?:e|ent|ons|ait|aient)"
    r"|(?:est|sont|suis|sommes|serait|se dit|se disent|se déclare|se déclarent|était|étaient)"
    r"(?:\s(?:fermement|totalement|résolument|plutôt|très))?\s(?:opposée?s?|hostiles?|contre|défavorables?)"
    r"|reje(?:tte|ttent))"
)
_ADJECTIVE = (
    r"(?:nécessaires?|souhaitables?|utiles?|bon|bien|indispensables?|importants?|importantes?|essentiels?|essentielles?|urgente?s?|"
    r"opportune?s?|pertinente?s?|judicieux|judicieuses?|intéressante?s?|préférables?|impératif|impérative|primordiale?s?|temps|"
    r"souhaitée?s?|demandée?s?|proposée?s?|suggérée?s?|préconisée?s?|recommandée?s?|attendue?s?|réclamée?s?|capitale?|vitale?|heureux|normal|logique|élémentaire|équitable|raisonnable|prudent|sage|juste|mieux|idéal|bienvenue?s?|naturel|précieux|profitable)"
)
_SEEMS = r"(?:est|serait|sera|paraît|semble|apparaît|semblerait|paraîtrait|a été|avait été|était|reste|devient|demeure)"
_THINKS = r"(?:estim|jug|pens|considèr|considér|trouv|croi|sout|rappel|soulign|ajout|précis|not|indiqu|affirm|expliqu|observ|insist|dir|dit|di|fai)\w*"

# A subject may hold anything but the end of a sentence; the caller checks that no finite verb of its own stands in it.
REQUEST = re.compile(
    rf"^(?P<subject>[^;:?!]{{0,200}}?)(?<![\w'])(?P<neg>(?:ne\s|n'))?(?P<verb>{_ASK})(?P<pas>\s(?:pas|plus))?{_ADVERB}(?:,\s[^,;]{{2,40}},|,)?\s"
    r"(?P<link>à ce que\s|à ce qu'|pour que\s|pour qu'|que\s|qu'|en faveur (?=d)|pour\s(?!que)|sur\s(?!que)|à\s(?=(?:une|un|la|l'|plus|davantage)\b|l')|à(?=ux?\s)|(?=au\s|aux\s)|)"
)
WISH = re.compile(
    r"^(?P<subject>[^;:?!]{3,80}?)\s(?:souhait|voudr|voul|veul|veut|aimer|désir|espèr|préfér|préfèr|demand)\w*\s(?:aussi\s|également\s)?(?:à\s)?(?!de\s|d'|que\s|qu')"
)
NEED = re.compile(r"^(?:(?:on|nous|il|j'ai|y a|a|avons|aurait|aurions)\s?|vraiment\s|grand\s)*besoin\b")
AGAINST = re.compile(
    rf"^(?P<subject>[^;:?!]{{0,200}}?)(?<![\w'])(?P<verb>{_AGAINST}){_ADVERB}(?:,\s[^,;]{{2,40}},|,)?\s"
    r"(?P<link>à ce que\s|à ce qu'|que\s|qu'|contre\s|à\s|(?=au\s|aux\s)|)"
)
JUDGED = re.compile(
    rf"^(?P<subject>[^;:?!]{{0,200}}?)(?<![\w']){_THINKS}{_ADVERB}\s{_ADJECTIVE}(?:\s(?:et|ou)\s{_ADJECTIVE})?\s(?P<link>que\s|qu'|de\s|d'|)"
)
# « X estime que », « est d’avis que »: taken off only in front of another cue.
OPINION = re.compile(
    rf"^(?P<subject>[^;:?!]{{0,200}}?)(?<![\w'])(?:(?:{_THINKS})|(?:est|sont|suis|sommes)\sd'avis|fait\s(?:observer|remarquer|valoir|savoir)){_ADVERB},?\s"
    r"(?P<link>que\s|qu')"
)
FAVOURABLE = re.compile(
    r"^(?P<subject>[^;:?!]{0,200}?)(?<![\w'])(?:est|sont|suis|sommes|serait|seraient|serais|se dit|se disent|se déclarent?|se prononcent?)\s"
    r"(?:(?:très|plutôt|tout à fait|également)\s)?(?:favorables?|pour|en faveur)\s?(?P<link>à ce que\s|à ce qu'|à\s(?=la\s|l'|une?\s)|(?=au\s|aux\s)|(?=d[eu']s?\s?)|)"
)
KEEN = re.compile(r"^(?P<subject>[^;:?!]{0,200}?)(?<![\w'])(?:tien(?:t|nent|s)|tenons)\s(?P<link>à ce que\s|à ce qu')")
IMPERSONAL = re.compile(
    r"^(?:(?:et|mais|donc|or|alors|aussi|ainsi|enfin|surtout|pour (?:moi|nous)|à mon avis|selon (?:moi|nous)),?\s)*(?:"
    rf"(?:(?:il|y)\s)?(?:faut|faudrait|faudra|fallait|aurait fallu)(?:\s(?:absolument|donc|aussi|également|vraiment|impérativement|peut-être|simplement|enfin|encore|juste|quand même|surtout|bien))*,?\s(?P<l1>que\s|qu'|)"
    rf"|il\s(?:conviendrait|convient|conviendra)(?:\s(?:donc|aussi|également|alors|enfin))?\s(?P<l2>que\s|qu'|de\s|d')"
    rf"|il\s(?:importe|importerait|siérait|y a lieu|y aurait lieu|s'agirait|s'agit|suffirait)(?:\s(?:donc|aussi|également))?\s(?P<l3>que\s|qu'|de\s|d')"
    rf"|(?:il|ce|c'|cela|ça)\s?(?:(?:me|nous|lui|leur|m')\s?)?{_SEEMS}(?:\s(?:donc|tout à fait|des plus))?(?:\s(?:donc|aussi|également|très|vraiment|plus|toujours|vivement|fortement|unanimement|peut-être))*\s{_ADJECTIVE}(?:\s(?:et|ou)\s{_ADJECTIVE})?(?:\spar\s[^,;]{{2,60}}?)?(?:,\s[^,;]{{2,60}},|,)?\s(?P<l4>que\s|qu'|de\s|d'|à ce que\s)"
    r"|il\s(?:est|a été)\s(?:demandé|proposé|suggéré|souhaité|réclamé|préconisé|recommandé)\s(?P<l16>(?=(?:une?|des|le|la|les)\s|l'))"
    rf"|(?:l'idéal|la solution|une solution|le mieux|l'objectif|l'idée|une piste|la priorité|une idée)\s(?:serait|est|sera|consisterait|consiste)\s(?P<l5>que\s|qu'|de\s|d'|à\s)"
    r"|(?:on|l'on|nous)\s(?:pourrait|pourrions|devrait|devrions|doit|devons)(?:\s(?:aussi|peut-être|donc|également|enfin|bien))*\s(?P<l6>)"
    r"|pourquoi\s(?:ne\spas|pas)\s(?P<l7>)"
    r"|ne\s(?:pourrait|pourrions|faudrait|serait|devrait|peut|pouvons)-(?:on|nous|il)\spas\s(?:(?:envisager|possible)\s)?(?P<l8>de\s|d'|que\s|)"
    r"|(?:serait|est)-il\spossible\s(?P<l9>de\s|d'|que\s|qu')"
    r"|(?:pourrait|pourrions|peut|pouvons|pourriez)-(?:on|nous|vous)\s(?P<l10>)"
    r"|(?:on|nous|j')\s?(?:attend|attendons|attends)(?:\s(?:toujours|encore|depuis [\w ]{2,14}?(?:ans?|mois|années|semaines|longtemps)))*\s(?P<l11>que\s|qu'|)"
    r"|(?:(?:on|nous)\s(?:a|avons|aurait|aurions|aurons)\s(?:vraiment\s)?|j'ai\s|il y a\s)?(?:grand\s)?besoin\s(?P<l12>(?=d)|que\s|qu')"
    r"|(?:merci de|veuillez|prière de|vivement|penser à|pensez à|il est temps de)\s(?P<l13>que\s|qu'|)"
    r"|est-ce\squ'(?:on|il)\s(?:ne\s)?(?:pourrait|peut|pourra|faudrait)\spas\s(?P<l17>)"
    r"|(?:à|a)\squand\s(?P<l14>)"
    r"|nécessité\s(?P<l15>de\s|d'|que\s)"
    r")"
)
NEGATIVE = re.compile(
    r"^(?:(?:et|mais|donc|surtout|enfin),?\s)*(?:"
    r"(?:il\s)?(?:ne\s)?(?:faut|faudrait|faudra)\s(?:surtout\s)?(?P<neg1>pas|plus|jamais)(?:\s(?:surtout|non plus))?\s(?P<l1>que\s|qu'|)"
    r"|(?:on|l'on|nous)\s(?:ne\s)?(?:doit|devons|devrait|devrions)\s(?:surtout\s)?(?P<neg2>pas|plus|jamais)\s(?P<l2>)"
    r"|il\sn'est\spas\s(?:envisageable|question|acceptable|souhaitable|concevable|opportun)\s(?P<l3>que\s|qu'|de\s|d')"
    r"|(?:pas question|hors de question)\s(?P<l4>que\s|qu'|de\s|d')"
    r")"
)
WHAT_IF = re.compile(r"^(?:et\s)?si\s(?:l'on|on|nous)\s(?P<verb>\w+(?:ait|ions))\s")
PASSIVE_ASK = re.compile(
    r"^(?P<body>[^;:?!]{4,200}?),?\s(?P<cue>(?:est|sont|serait|seraient|a été|ont été)\s(?:également\s|aussi\s|vivement\s|fortement\s|très\s|ainsi\s|unanimement\s|encore\s)*"
    r"(?:souhaitée?s?|demandée?s?|proposée?s?|suggérée?s?|attendue?s?|préconisée?s?|réclamée?s?|recommandée?s?|sollicitée?s?|revendiquée?s?|souhaitables?|"
    r"(?:jugée?s?\s)?(?:nécessaires?|indispensables?|utiles?|urgente?s?|bienvenue?s?|opportune?s?))(?:\spar\s[^,.;]{2,60}?)?)"
    r"(?=\s?[.!]|,|$|\s(?:dès|dans|sur|autour|à|au|aux|en|pour|avec|entre|sous|avant|après|afin)\s)"
)
CONDITION = re.compile(
    r"(?:^|\s)(?:oui|non|si|s'il|sauf|seulement|à condition|sous réserve|mais|pas|sinon|jamais|sans|uniquement|ou|s'y (?:refuse|oppose)\w*|refus\w*|oppos\w*|contre|rejet\w*|hostiles?)(?=\s|$|\.)"
)
SECOND = re.compile(rf"\s(?:et|ainsi que|,)\s(?P<verb>{_ASK})\s(?:que\s|qu'|de\s|d'|l'|le\s|la\s|les\s|une?\s|des\s)")
# Between two commas: who says it. « , dit-il, », « , selon le responsable de la police, »
INCISE = re.compile(
    r",\s(?:(?:selon|d'après|au nom de|au nom des|pour(?=\s(?:lui|elle|eux|moi|nous|m\.|mme)\b)|à entendre)\s(?=(?:le|la|les|l'|m\.|mme|un|une|lui|elle|eux|plusieurs|certains)\b|l'|m\.)(?:m\.|mme\.|[^,;.]){2,70}"
    r"|(?:s')?(?:dit|interroge|demande|ajoute|précise|estime|suggère|propose|souligne|rappelle|explique|conclut|insiste|indique|remarque|confie|relève|observe|constate|déplore|regrette|affirme|raconte)(?:-t-il|-t-elle|-il|-elle|-on)?(?:\s[^,;.]{2,70})?|[\w']+-(?:t-)?(?:il|elle|on|ils|elles)(?:\s[^,;.]{2,40})?|s'il vous pla[iî]t),"
)
# Who can be under an obligation: « la convention doit prévoir… » stays a sentence.
ACTORS = re.compile(
    r"\b(?:état|préfe(?:t|cture|te)|maires?|mairies?|communes?|élus?|bailleurs?|opérateurs?|parquet|procureure?|justice|tribuna(?:l|ux)|juges?|police|policiers?|gendarmerie|"
    r"gendarmes?|commandants?|pompiers?|sdis|hôpita(?:l|ux)|ars|départements?|conseils?|régions?|intercommunalité|agglomération|communauté|epci|employeurs?|entreprises?|"
    r"associations?|écoles?|collèges?|rectorat|agents?|services?|transporteurs?|commerçants?|banques?|plateformes?|ministère|gouvernement|agriculteurs?|exploitants?|syndicats?|forces)\b"
)
MODAL = frozenset("doit doivent devrait devraient devra devront pourrait pourraient mériterait mériteraient".split())
NEGATION = frozenset({"pas", "plus", "jamais", "aucun", "aucune", "ni", "guère", "rien", "nul", "nulle", "sans"})
DROPPED = frozenset(
    {"aussi", "également", "enfin", "donc", "ainsi", "vraiment", "bien", "peut-être", "simplement", "désormais"}
)
OPENERS = re.compile(
    r"^(?:(?:[-–—•*·►▶→☐✓]\s*|\d+[.)]\s+|q\.\s)*)(?:(?:et|mais|donc|or|aussi|enfin|ensuite|surtout|par ailleurs|en outre|également|oui|alors|ainsi|d'abord|idée|"
    r"proposition|suggestion|préconisation|piste|demande|souhait|en revanche|toutefois|cependant|néanmoins|pourtant|d'ailleurs|par contre|de plus|en effet|en particulier|de fait|certes|seulement|à noter|"
    r"point positif|points? fort|point faible|positif|négatif)\s?[,:]\s|(?:et|mais|donc|or|en revanche|par contre)\s(?!si\b))*"
)
# At the end: who asked. « …, demande-t-il. », « …, demande l’office du tourisme. », « … ? interroge une bénévole. »
_TELLS = (
    r"(?:écrie|exclame|dit|interroge|demande|ajoute|précise|estime|suggère|propose|souligne|réclame|insiste|conclut|lance|résume|constate|rappelle|déplore|regrette|"
    r"reconnaît|observe|relève|note|répond|assure|se réjouit|s'inquiète|réjouit|inquiète|répète|implore|supplie|prie|martèle|tranche|plaide|renchérit|souffle|glisse|"
    r"soupire|témoigne|raconte|s'amuse|peste|se félicite|déclare|tonne|confie|prévient|indique|explique|affirme|poursuit|reprend|abonde|complète|nuance|avertit|plaisante|ironise|espère|souhaite|recommande|préconise)"
)
TRAILER = re.compile(
    rf"(?:,|\s?\?|\s?!|»,?)\s(?:s')?{_TELLS}(?:nt)?(?:-t-il|-t-elle|-t-on|-il|-elle|-ils|-elles)?"
    r"(?P<who>\s(?:un|une|le|la|l'|les|m\.|mme|des|plusieurs)\s?[^,;:?!]{0,70}|\sau fond de la salle)?\s?\.?\s*$"
)
# A subject of a trailer that can be nothing else than who speaks
SPEAKER = re.compile(
    r"\s(?:(?:un|une|le|la|l'|les|des|plusieurs)\s?)(?:(?:jeune|vieil|vieille|vieux|petit|petite|ancien|ancienne|autre|représentante?|responsable)s?\s)*"
    r"(?:dame|monsieur|maire|adjointe?|élue?|habitante?|conseil|conseill[eè]re?|comité|placi[eè]re?|riverain|riveraine|retraitée?|étudiante?|collégienne?|lycéenne?|fleuriste|parent|"
    r"m[eè]re|p[eè]re|grand-père|grand-mère|mamie|papi|commerçante?|agriculteur|agricultrice|éleveu[rs]e?|pompi[eè]re?|policier|policière|gendarme|adjudante?|capitaine|major|commandante?|"
    r"commissaire|chef|cheffe|directeur|directrice|président|présidente|vice-président|vice-présidente|sous-préfet|sous-préfète|association|collectif|syndicat|syndicaliste|bénévole|participante?|"
    r"intervenante?|usag[eè]re?|locataire|gardien|gardienne|médiateur|médiatrice|éducateur|éducatrice|enseignante?|professeure?|proviseure?|principale?|infirmi[eè]re?|médecin|avocate?|"
    r"chauffeur|conducteur|conductrice|bailleur|office|chambre|union|fédération|club|amicale|assemblée|salle|public|gérante?|patronne?|boulang[eè]re?|buraliste|hôteli[eè]re?|coiffeuse|"
    r"coiffeur|avocate?|notaire|représentante?|responsable|secrétaire|garde|chasseur|pêcheur|exploitante?|voisine?|homme|femme|fille|garçon|gamine?|ancien|ancienne|doyenne?|curé|pasteur|imam|mère|mairie|syndic|banqui[eè]re?|gestionnaire|skipper|planteur|marin|douani[eè]re?|délégué|déléguée|référente?|cheminot|agent|ouvrier|ouvrière|salariée?|postier|facteur|factrice|trésorière?|maraîchère?|vigneronn?e?|berger|bergère|sapeur|officier|"
    r"lieutenant|brigadier|brigadière|sous-officier|fonctionnaire|préfet|préfète|procureure?|sdis|parquet|magistrate?|juge|greffière?|substitut|recteur|rectrice|inspecteur|inspectrice|pharmacienne?)s?\b"
)
CLOSERS = re.compile(
    r"(?:,?\s(?:svp|s'il vous plaît|s'il vous plait|merci(?: d'avance)?|enfin|voilà|etc|pourquoi pas)|(?:,|\s:)\svoilà (?:la demande|tout ce que|ce que|ce qu\').{0,60})+\s*[.!?…]*$|[\s!?.…;,:]+$"
)
