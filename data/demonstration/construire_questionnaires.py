"""Construit les trois questionnaires fictifs de la démonstration.

Les réponses sont dans ``sources/questionnaire_*.json``, les fichiers obtenus dans ``entrees/``.
Deux constructions donnent des fichiers identiques octet pour octet. Il faut openpyxl et odfdo :

    python data/demonstration/construire_questionnaires.py
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from odfdo import Cell, Document, Row, Table
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

ICI = Path(__file__).resolve().parent
SOURCES = ICI / "sources"
ENTREES = ICI / "entrees"
DATE_ZIP = (2020, 1, 23, 9, 0, 0)
DATE_ISO = "2020-01-23T09:00:00"
_DATES_XML = re.compile(
    rb"(<(?:dcterms:created|dcterms:modified|dc:date|meta:creation-date|meta:print-date)\b[^>]*>)[^<]*(<)"
)


def lire_source(nom: str) -> dict[str, Any]:
    """Lit les réponses d’un questionnaire."""
    donnees: dict[str, Any] = json.loads((SOURCES / f"questionnaire_{nom}.json").read_text("utf-8"))
    return donnees


def figer_zip(contenu: bytes) -> bytes:
    """Réécrit une archive avec des dates fixes, ``mimetype`` en tête et non comprimé."""
    sortie = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contenu)) as entree, zipfile.ZipFile(sortie, "w") as archive:
        for nom in sorted(entree.namelist(), key=lambda n: (n != "mimetype", n)):
            octets = entree.read(nom)
            if nom in {"docProps/core.xml", "meta.xml"}:
                octets = _DATES_XML.sub(
                    lambda m: m.group(1) + DATE_ISO.encode() + (b"Z" if b"dcterms" in m.group(1) else b"") + m.group(2),
                    octets,
                )
            info = zipfile.ZipInfo(nom, DATE_ZIP)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if nom == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, octets)
    return sortie.getvalue()


def construire_elus(source: dict[str, Any]) -> bytes:
    """Classeur à deux feuilles : les réponses (titre au-dessus de l’en-tête) et les codes."""
    colonnes: dict[str, str] = source["colonnes"]
    classeur = Workbook()
    classeur.properties.creator = "Démonstration"
    feuille = classeur.active
    assert feuille is not None
    feuille.title = "Réponses"
    for titre in source["titre"]:
        feuille.append([titre])
    feuille.append([])
    feuille.append(list(colonnes.values()))
    for ligne, _ in enumerate(source["titre"], start=1):
        feuille.merge_cells(start_row=ligne, start_column=1, end_row=ligne, end_column=8)
        feuille.cell(ligne, 1).font = Font(bold=True, size=14 if ligne == 1 else 11)
    entete = len(source["titre"]) + 2
    for cellule in feuille[entete]:
        cellule.font = Font(bold=True)
        cellule.alignment = Alignment(wrap_text=True, vertical="top")
    for reponse in source["reponses"]:
        valeurs: list[Any] = []
        for champ in colonnes:
            valeur = reponse[champ]
            if champ == "horodateur":
                valeur = datetime.fromisoformat(valeur)
            elif isinstance(valeur, list):
                valeur = "; ".join(valeur)
            valeurs.append(valeur)
        feuille.append(valeurs)
        feuille.cell(feuille.max_row, 1).number_format = "dd/mm/yyyy hh:mm:ss"
    for indice in range(1, len(colonnes) + 1):
        feuille.column_dimensions[get_column_letter(indice)].width = 20 if indice < 9 else 50
    feuille.freeze_panes = f"B{entete + 1}"
    codes = classeur.create_sheet("Codes")
    codes.append(["Question", "Code", "Libellé"])
    for code, libelle in source["codes"].items():
        codes.append([colonnes["fonction"], int(code), libelle])
    tampon = io.BytesIO()
    classeur.save(tampon)
    return figer_zip(tampon.getvalue())


def construire_grand_public(source: dict[str, Any]) -> bytes:
    """Export à la manière de LimeSurvey : point-virgule, Windows-1252, une colonne par choix."""
    colonnes: dict[str, str] = source["colonnes"]
    choix: dict[str, str] = source["choix"]
    entete: list[str] = []
    for champ, intitule in colonnes.items():
        if champ == "preoccupations":
            code, question = intitule.split(". ", 1)
            entete += [f"{code}[{sous}]. {question} [{libelle}]" for sous, libelle in choix.items()]
        else:
            entete.append(intitule)
    tampon = io.StringIO(newline="")
    redacteur = csv.writer(tampon, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    redacteur.writerow(entete)
    for reponse in source["reponses"]:
        ligne: list[str] = []
        for champ in colonnes:
            valeur = reponse[champ]
            if champ == "preoccupations":
                ligne += [valeur[sous] or "" for sous in choix]
            else:
                ligne.append("" if valeur is None else str(valeur))
        redacteur.writerow(ligne)
    return tampon.getvalue().encode("cp1252")


def _rangee(valeurs: list[Any]) -> Row:
    rangee = Row()
    for valeur in valeurs:
        rangee.append_cell(Cell() if valeur is None else Cell(valeur))
    return rangee


def construire_cafe(source: dict[str, Any]) -> bytes:
    """Feuille tenue à la main : titre, en-tête, fiches, ligne vide, ligne TOTAL."""
    colonnes: dict[str, str] = source["colonnes"]
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Fiches")
    for titre in source["titre"]:
        table.append_row(_rangee([titre]))
    table.append_row(_rangee([None]))
    table.append_row(_rangee(list(colonnes.values())))
    for reponse in source["reponses"]:
        table.append_row(_rangee([reponse[champ] for champ in colonnes]))
    table.append_row(_rangee([None]))
    table.append_row(_rangee(source["total"]))
    document.body.append(table)
    tampon = io.BytesIO()
    document.save(tampon)
    return figer_zip(tampon.getvalue())


def main() -> None:
    """Écrit les trois questionnaires dans ``entrees/``."""
    ENTREES.mkdir(parents=True, exist_ok=True)
    fichiers = {
        "questionnaire_elus.xlsx": construire_elus(lire_source("elus")),
        "questionnaire_grand-public.csv": construire_grand_public(lire_source("grand-public")),
        "questionnaire_cafe-rencontre.ods": construire_cafe(lire_source("cafe-rencontre")),
    }
    for nom, octets in fichiers.items():
        (ENTREES / nom).write_bytes(octets)
        print(f"{nom} : {len(octets)} octets")


if __name__ == "__main__":
    main()
