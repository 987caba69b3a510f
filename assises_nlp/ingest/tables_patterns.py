"""French and English cues that tell the columns of a questionnaire apart.

All patterns are matched against :func:`~assises_nlp.ingest.tables_cells.fold` of a title or a value: lower case, no
accent, no punctuation, single spaces ("N° de fiche" is "n de fiche"). Examples stand in
``tests/ingest/test_tables_patterns.py``.
"""

from __future__ import annotations

import re

from assises_nlp.resources.answers import BLANK as BLANK

TECHNICAL_TITLE = re.compile(
    r"(?:id |id )?(?:"
    r"n|no|num|numero|id|ids|uid|uuid|sid|serial|token|seed|cle|ref|reference|identifiant(?: .{0,30})?|code d acces"
    r"|(?:n|no|num|numero)(?: de)?(?: la| l)? ?(?:fiche|reponse|questionnaire|dossier|ligne|ordre"
    r"|enregistrement|serie|participant)s?"
    r"|(?:id|identifiant) (?:de la |du |de )?(?:reponse|response|soumission|repondant|dossier|participant"
    r"|utilisateur)"
    r"|(?:response|respondent|collector|submission|record|user|recipient) (?:id|number|name|status)"
    r"|horodateur|horodatage|timestamp|date|heure|date et heure|date heure"
    r"|(?:date|heure|jour)(?: et heure)? (?:de |d |du |de la )?(?:saisie|soumission|reponse|creation|envoi"
    r"|lancement|debut|fin"
    r"|depot|derniere (?:action|modification|mise a jour)|enregistrement|passation|validation)"
    r"|submit ?date|start ?date|end ?date|date ?stamp|recorded ?date|start time|end time|completion time"
    r"|last modified time"
    r"|(?:submitted|completed|modified|created|changed)(?: time| on| at)?|soumis le|cree le|modifie le"
    r"|termine le|time"
    r"|last ?page|derniere page(?: vue)?|start ?language|langue(?: de depart| de l utilisateur)?|user ?language"
    r"|draft|brouillon"
    r"|(?:ip|adresse ip|ip ?addr(?:ess)?|ip address|adresse ip de l utilisateur)|user ?name|utilisateur"
    r"|nom d utilisateur"
    r"|ref ?url|referr?er|url(?: .{0,30})?|location (?:latitude|longitude)|distribution channel|finished"
    r"|progress|status"
    r"|duree(?: .{0,20})?|duration(?: .{0,20})?|interviewtime|(?:group|question)time.{0,20}|temps total|total time"
    r"|saisie?(?: par)?|saisi e par|operateur|operatrice|enqueteur|enquetrice|enqueteur trice|initiales"
    r"|saisie operateur"
    r")"
)
"""Identifiers, dates, addresses of machines and who typed the answer: nothing that a respondent says."""

PERSONAL_TITLE = re.compile(
    r"(?:(?:votre|vos|quel est votre|quelle est votre|indiquez votre|entrez votre) )?(?:"
    r"nom|prenoms?|noms? (?:et |ou )?(?:de )?prenoms?|prenoms? (?:et )?noms?|nom de famille|nom d usage"
    r"|nom complet|identite|name"
    r"|(?:first|last|full) ?name|recipient (?:first|last) name|civilite|signature|coordonnees|contact"
    r"|nom du mandataire"
    r"|prenom du mandataire|e ?mails?|mails?|courriels?|(?:adresses? )?(?:de )?(?:messagerie|mel)|recipient email"
    r"|adresses? (?:electronique|e ?mail|mail|courriel|de courriel|de messagerie|postale|de domicile)s?|adresse"
    r"|email address"
    r"|(?:numero (?:de )?)?(?:telephone|tel|portable|mobile|phone)(?: number| fixe| portable| mobile)?"
    r"|rue|code postal|cp|lieu de naissance|date de naissance|annee de naissance"
    r")(?: (?:facultatif|optionnel|obligatoire))?"
)
"""What names a person: never shown, never counted."""

DOSSIER_TITLE = re.compile(
    r"archive|etat du dossier|statut du dossier|(?:derniere )?mise a jour (?:du dossier )?(?:le)?"
    r"|derniere mise a jour du dossier(?: le)?"
    r"|depose le|passe en (?:instruction|construction) le|traite le|motivation de la decision|instructeurs?"
    r"|groupe instructeur"
    r"|depot pour un tiers|dossier depose pour un tiers|france ?connect.{0,20}|(?:entreprise|etablissement"
    r"|association) .{1,40}"
    r"|labels?|etiquettes?|avis|annotations? privees?.{0,40}|supprime le|expire le|demandeur"
)
"""The columns that Démarches simplifiées adds of its own (used for its exports only: "avis" is a question
elsewhere).
"""

PROFILE_TITLE = re.compile(
    r"(?:(?:votre|vos|nom de votre|nom de la|quelle? est votre|dans quelle?|de quelle?|indiquez votre) )?"
    r"(?:commune|ville|village|profession|metier|fonction|mandat|organisme|structure|employeur|collectivite"
    r"|quartier|canton"
    r"|departement|epci|intercommunalite|code insee|raison sociale|societe|entreprise|association|service)"
    r"(?: (?:de|d|habitez|residence|residez|representee?|ou|exercee?|actuelle?|principale?).{0,40})?"
)
"""Who the respondent is: counted where the values repeat, left out where nearly each one is different (it would
name them).
"""

OPEN_TITLE = re.compile(
    r"\b(?:observations?|propositions?|commentaires?|remarques?|suggestions?|precisez|preciser|precisions?"
    r"|pourquoi|attentes?"
    r"|expliquez|decrivez|detaillez|justifiez|developpez|argumentez|idees|votre (?:avis|opinion|point de vue)"
    r"|vos avis|avis sur"
    r"|que (?:proposez|pensez|souhaitez|suggerez|faudrait|devrait|voudriez|feriez|changeriez|retenez)|qu est ce"
    r"|qu (?:attendez|aimeriez)"
    r"|ce qui (?:va|manque|fonctionne|marche)|points? (?:forts?|faibles?)|(?:a|pour|comment) ameliorer|ameliorations?"
    r"|quelles? (?:actions?|mesures?|propositions?|difficultes|solutions?|sont)|quels sont|lesquel(?:le)?s"
    r"|laquelle|lequel"
    r"|exprimez|expression|libre|libres|besoins|si (?:oui|non)|temoignages?|souhaits?|message|verbatims?"
    r"|contributions?|reponses? (?:libres?|ouvertes?)|votre reponse"
    r"|other please specify|comments|comment$|open ended|autres?$)"
)
CLOSED_TITLE = re.compile(
    r"(?:etes|avez|savez|connaissez|trouvez|pensez|estimez|jugez|seriez|souhaitez|utilisez|habitez|disposez"
    r"|participez|sentez)"
    r"(?: t)? vous\b|vous (?:sentez|etes|habitez|arrive)\b|faut il\b|sexe\b|genre\b|tranche d age\b"
    r"|quel(?:le)? (?:est )?(?:votre )?(?:age|tranche)"
    r"|combien\b|a quelle frequence\b|comment (?:jugez|evaluez|qualifiez|notez)|dans quelle mesure\b|notez\b"
    r"|parmi\b|do you\b|are you\b|have you\b"
)
OTHER_TITLE = re.compile(r"(?:autres?|other)(?: .{0,40})?")
COUNT_TITLE = re.compile(
    r"\b(?:age|combien|nombre|nb|annee|annees|population|effectifs?|superficie|distance|montant|duree|how many"
    r"|how old)\b"
)
NOTE_TITLE = re.compile(
    r"\b(?:notez|note|notes|echelle|sur (?:5|10|dix|cinq)|de [01] a (?:4|5|6|7|10)|satisfaction|evaluez|score"
    r"|rate|rating)\b"
)
MULTIPLE_TITLE = re.compile(
    r"\b(?:plusieurs (?:reponses|choix)|choix multiples?|reponses multiples|cochez|select all|multiple choice"
    r"|all that apply)\b"
)

YES = frozenset({"oui", "o", "yes", "y", "vrai", "true"})
NO = frozenset({"non", "n", "no", "faux", "false"})
CHECKED = frozenset({"x", "1", "coche", "cochee", "checked", "selected", "selectionne", "quoted"})
UNCHECKED = frozenset({"0", "not selected", "unchecked", "non coche", "non selectionne", "not quoted"})

NO_OPINION = re.compile(
    r"(?:ne |je ne |n )?(?:nsp+|se prononce(?:nt)? pas|sais? pas|sait pas|ai pas d avis)|nsp+|ns"
    r"|sans (?:opinion|avis)|pas d (?:avis|opinion)"
    r"|aucun avis|non concernee?|pas concernee?|sans objet|don t know|no opinion|not applicable|n s p"
)
"""Written for an empty cell: no answer was given."""

EMPTY_ANSWER = re.compile(
    r"|r ?a ?s|rien(?: (?:a (?:signaler|dire|ajouter|declarer)|de (?:plus|particulier)))?|neant|aucun|aucune"
    r"|non|oui|x+|sans|so|s o|0|idem|test"
    r"|(?:aucune?|pas de) (?:remarque|observation|proposition|commentaire|idee|avis)s?|merci"
)
"""Answers that say nothing of what a column holds: left out before deciding whether it is open."""

TOTAL_ROW = re.compile(
    r"(?:sous )?(?:total|totaux|moyennes?|moy|ensemble|sommes?|medianes?|effectifs?|pourcentages?|ecart type"
    r"|nombre (?:de )?(?:reponses|repondants))"
    r"(?: (?:general|generaux|generale|des reponses|reponses|oui|non|colonne|nb|n|en|par question))*"
)
NOTE_ROW = re.compile(
    r"(?:nb|n b|note|notes|nota|source|sources|legende|remarque|lecture|champ|saisie|saisi|fichier|export"
    r"|exporte|edite|mis a jour|page)\b.*"
)

MINUTES_SPEAKER = re.compile(
    r"(?:nom de l )?(?:intervenant(?: ?e)?(?: ?s)?|orateurs?|participant(?: ?e)?(?: ?s)?|qui|locuteurs?"
    r"|prise de parole|interlocuteurs?)"
)
MINUTES_SPEECH = re.compile(
    r"(?:propos|interventions?|echanges?|dires?|declarations?|contenu|discussions?|points? (?:evoques?|abordes?"
    r"|souleves?)|remarques?|observations?"
    r"|questions?(?: posees?)?|resume|synthese)(?: .{0,30})?"
)
MINUTES_NATURE = re.compile(
    r"(?:les )?(?:points? (?:forts?|faibles?|positifs?|negatifs?|d amelioration|de vigilance)|atouts|faiblesses"
    r"|forces|freins|leviers"
    r"|a ameliorer|ce qui (?:marche|fonctionne|va)(?: (?:bien|mal|pas))?|ce qui ne (?:marche|fonctionne|va) pas"
    r"|difficultes(?: .{0,20})?|pistes(?: .{0,30})?"
    r"|constats?|preconisations?|recommandations?|suites? (?:a donner|donnees?)|actions? (?:proposees?|a mener)"
    r"|reponses? (?:apportees?|du service|de l etat)"
    r"|engagements?|propositions?|decisions?|echeances?|pilotes?|opportunites|menaces)"
)
MINUTES_SUBJECT = re.compile(
    r"(?:themes?|thematiques?|sujets?|points?|axes?|ordre du jour|rubriques?|domaines?|n|no|objet|ateliers?"
    r"|tables?)(?: .{0,20})?"
)

ONE_COLUMN_HEADER = re.compile(
    r"(?:(?:vos|votre|les|nos|mes) )?(?:\w+ ){0,3}(?:reponses?|verbatims?|commentaires?|observations?"
    r"|propositions?|remarques?|avis|textes?"
    r"|contributions?|questions?|suggestions?|idees|attentes|expressions?|colonne)\b.{0,60}"
)

PLATFORMS: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = (
    (
        "LimeSurvey",
        (
            re.compile(r"(?:submit ?date|date de soumission|last ?page|derniere page|date stamp)\b.*"),
            re.compile(
                r"(?:id|seed|token|id (?:de la )?reponse|last ?page|start ?language|langue de depart"
                r"|submit ?date)\b.*"
            ),
        ),
    ),
    (
        "Démarches simplifiées",
        (re.compile(r"etat du dossier|statut du dossier"), re.compile(r"archive|derniere mise a jour.*|depose le")),
    ),
    ("Microsoft Forms", (re.compile(r"heure de debut|start time"), re.compile(r"heure de fin|completion time"))),
    (
        "Framaforms",
        (
            re.compile(r"serial|numero de serie|no de serie"),
            re.compile(r"sid|ip address|adresse ip|submitted time|heure de soumission"),
        ),
    ),
    ("SurveyMonkey", (re.compile(r"respondent id|id du repondant"), re.compile(r"collector id|id du collecteur"))),
    ("Qualtrics", (re.compile(r"responseid|response id"), re.compile(r"recorded ?date|distribution ?channel"))),
    ("Google Forms", (re.compile(r"horodateur|timestamp|horodatage"),)),
)
"""A platform is recognised where each of its patterns matches a different column title in full."""

SUBMITTED_TITLE = re.compile(r"(?:submit ?date|submit date)\b.*|date de soumission|completed time|date d envoi")
DRAFT_TITLE = re.compile(r"draft|brouillon|in draft")
FINISHED_TITLE = re.compile(r"finished|termine")

DICTIONARY_CODE = re.compile(r"codes?|valeurs?|modalites? codes?|numeros?|value|code modalite")
DICTIONARY_LABEL = re.compile(
    r"libelles?|labels?|modalites?|intitules?|significations?|textes?|reponses?|libelle (?:de la )?modalite"
)
DICTIONARY_VARIABLE = re.compile(
    r"questions?|variables?|champs?|colonnes?|nom(?: de la)? (?:variable|question)s?|code (?:question|variable)"
)
