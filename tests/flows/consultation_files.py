"""A small consultation in the Jura, in five formats, and how the tests run the program on it."""

from __future__ import annotations

import contextlib
import csv
import functools
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.cli import main

ELUS = "2021-03-04_lons-le-saunier_elus.docx"
PUBLIC = "2021-03-11_dole_grand-public.odt"
CADRAGE = "cadrage_services.txt"
HABITANTS = "questionnaire_habitants.csv"
MAIRES = "questionnaire_maires.xlsx"

SURNAMES = ("VUILLEMENOT", "Peltrasson", "Bourgeatier", "Chavelinet", "Marandier", "Grosdidelot", "Fumeyrand")
CONTACTS = (
    "06 12 34 56 78",
    "0612345678",
    "odile.peltrasson@exemple.fr",
    "03 84 00 11 22",
    "fumeyrand@exemple.org",
    "FX-482-KB",
)

_ELUS = [
    ("h", "Assises territoriales de la sécurité intérieure – Jura"),
    ("h", "Compte rendu de la réunion avec les élus"),
    ("p", "Date : jeudi 4 mars 2021"),
    ("p", "Lieu : Lons-le-Saunier, salle du Puits-Salé"),
    ("p", "Présents : M. Gaspard VUILLEMENOT, maire de Clairvaux-les-Lacs ; Mme Odile Peltrasson, adjointe à Poligny ; "
          "M. Rémi Bourgeatier, maire d’Arbois ; capitaine Lise Chavelinet, compagnie de gendarmerie."),
    ("p", "Excusé : M. Noé Marandier, maire de Salins-les-Bains."),
    ("p", "La séance est ouverte à 18 h 30."),
    ("p", "M. VUILLEMENOT : Les gendarmes ne passent plus dans le bourg après vingt heures. Il faudrait rouvrir l’accueil "
          "de la brigade le samedi matin, car les habitants ne savent plus où déposer plainte."),
    ("p", "Mme Peltrasson : La convention entre la police municipale et la gendarmerie fonctionne bien. Nous souhaitons "
          "que les maires soient informés des suites données aux plaintes. On peut me joindre au 06 12 34 56 78."),
    ("p", "M. Bourgeatier : La vidéoprotection a fait reculer les vols sur le parking de la gare. Je demande une aide de "
          "l’État pour installer des caméras dans les petites communes. Le véhicule FX-482-KB tourne tous les soirs."),
    ("p", "Mme Peltrasson : À Poligny, la permanence des gendarmes en mairie est très appréciée des habitants."),
    ("p", "Capitaine Chavelinet : Une nouvelle patrouille à cheval sera mise en place autour des lacs dès cet été."),
    ("p", "M. VUILLEMENOT : Je ne suis pas favorable aux drones, ils inquiètent les éleveurs."),
    ("p", "La séance est levée à 20 h 15."),
]  # fmt: skip
_PUBLIC = [
    ("h", "Réunion publique de Dole"),
    ("p", "Jeudi 11 mars 2021, salle des fêtes"),
    ("p", "Présents : Mme Jeanne Grosdidelot, habitante ; M. Abel Fumeyrand, commerçant (fumeyrand@exemple.org)"),
    ("h", "Présence des forces"),
    ("p", "Mme Grosdidelot regrette que l’accueil du commissariat ferme à dix-huit heures."),
    ("p", "Un habitant souhaite davantage de patrouilles à pied dans le centre-ville."),
    ("p", "M. Fumeyrand indique que les délais d’intervention sont trop longs la nuit. Il propose la création d’un poste "
          "de police près du marché."),
    ("h", "Partenariats"),
    ("p", "Une habitante estime que les voisins vigilants rendent service dans son quartier."),
    ("p", "Un participant demande une convention entre le bailleur social et le commissariat."),
    ("h", "Outils numériques"),
    ("p", "Plusieurs participants souhaitent pouvoir déposer plainte en ligne."),
    ("p", "Un retraité craint que le numérique remplace le guichet."),
    ("p", "Un autre demande des alertes par SMS en cas de cambriolage dans le quartier."),
]  # fmt: skip
_CADRAGE = """Document de cadrage : chiffres des services de l’État dans le Jura

Douze conventions de coordination lient les polices municipales et la gendarmerie.
Le délai moyen d’intervention de la gendarmerie est de quatorze minutes.
Trente-deux communes sont équipées de vidéoprotection.
"""
_ANSWERS = [
    ("Oui", "Plus de patrouilles à pied le soir dans le centre"),
    ("Oui", "PLUS DE PATROUILLES A PIED LE SOIR DANS LE CENTRE"),
    ("Non", "il faut rouvrir le commissariat la nuit et installer des caméras à la gare"),
    ("Oui", "RAS"),
    ("Oui", ""),
    ("Ne sait pas", "les démarches en ligne sont trop compliqué pour les personnes agées"),
    ("Oui", "Ma voisine Mme Grosdidelot a appelé le 03 84 00 11 22 et personne n’est venu"),
    ("Non", "-"),
    ("Oui", "Créer un conseil des droits et devoirs des familles avec les écoles"),
]
_MAYORS = [
    ("Clairvaux", "Oui", "Prévenir les maires des interpellations sur leur commune"),
    ("Arbois", "Non", "Mutualiser la police municipale entre communes voisines"),
    ("Poligny", "Oui", "1) rétablir le garde champêtre 2) former les élus à la médiation"),
    ("Morez", "Oui", "Très bonnes relations avec la brigade"),
]


def _docx() -> bytes:
    import docx

    document = docx.Document()
    for kind, text in _ELUS:
        if kind == "h":
            document.add_heading(text, level=1)
        else:
            document.add_paragraph(text)
    return _saved(document.save)


def _odt() -> bytes:
    from odfdo import Document, Header, Paragraph

    document = Document("text")
    document.body.clear()
    for kind, text in _PUBLIC:
        document.body.append(Header(1, text) if kind == "h" else Paragraph(text))
    return _saved(document.save)


def _saved(save: Any) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def _csv() -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(["Horodateur", "Vous sentez-vous en sécurité ?", "Vos observations et propositions"])
    for number, row in enumerate(_ANSWERS):
        writer.writerow([f"2021-03-{number + 1:02} 10:00:00", *row])
    return buffer.getvalue().encode("cp1252")


def spreadsheet(header: Iterable[str] | None, rows: Iterable[Iterable[object]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if header is not None:
        sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    return _saved(book.save)


@functools.lru_cache(maxsize=1)
def jura() -> Mapping[str, bytes]:
    """The files of the consultation: the same bytes each time that they are asked for."""
    questions = ["Commune", "Êtes-vous satisfait des relations avec la gendarmerie ?", "Vos propositions"]
    return {
        ELUS: _docx(),
        PUBLIC: _odt(),
        CADRAGE: _CADRAGE.encode(),
        HABITANTS: _csv(),
        MAIRES: spreadsheet(questions, _MAYORS),
    }


def consultation(folder: Path, files: Mapping[str, bytes | str], config: str | None = None) -> Path:
    """Write ``files`` to ``folder/entrees``, in their order."""
    for name, data in files.items():
        path = folder / "entrees" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    if config is not None:
        (folder / "assises.toml").write_text(config, "utf-8")
    return folder


@dataclass(frozen=True)
class Outcome:
    """What a person sees of a run."""

    status: int
    out: str
    err: str


def assises(*arguments: str | Path) -> Outcome:
    """Run the program in this process, as its command does."""
    out, err = io.StringIO(), io.StringIO()
    status: Any = None
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = end.code
    assert isinstance(status, int)
    return Outcome(status, " ".join(out.getvalue().split()), err.getvalue())


def outputs(folder: Path) -> dict[str, bytes]:
    """All of ``sorties/`` but the manifest, by name."""
    root = folder / "sorties"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != "manifeste.json"
    }


def synthese(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "sorties" / "synthese.json").read_text("utf-8"))
    return data


def manifest(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "sorties" / "manifeste.json").read_text("utf-8"))
    return data


def rejects(folder: Path) -> dict[str, str]:
    found = json.loads((folder / "sorties" / "rejets.json").read_text("utf-8"))
    return {item["fichier"]: item["raison"] for item in found}


def remarks(folder: Path) -> list[dict[str, str]]:
    with (folder / "sorties" / "remarques.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def sentences(text: str) -> list[str]:
    """The lines that a person reads, progress left out."""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("· ")]
