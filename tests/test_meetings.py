"""When, where and with whom: what a file's name, its header and the configuration say."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assises_nlp.config import DocumentSection
from assises_nlp.ingest.meetings import audience_title, describe, from_name
from assises_nlp.records import DocumentAnalysis


@pytest.mark.parametrize(
    ("name", "date", "place", "audience"),
    [
        ("2020-01-15_mayenne_elus.odt", "2020-01-15", "Mayenne", "elus"),
        ("2020-01-15_Mayenne_Élus.odt", "2020-01-15", "Mayenne", "elus"),
        ("2020-01-15 mayenne elus.odt", "2020-01-15", "Mayenne", "elus"),
        ("2021-03-04_lons-le-saunier_grand-public.docx", "2021-03-04", "Lons-le-Saunier", "grand_public"),
        ("2021-03-04_lons-le-saunier_grand_public.docx", "2021-03-04", "Lons-le-Saunier", "grand_public"),
        ("2021-03-04_la-tour-du-pin_socio_economique.docx", "2021-03-04", "La-Tour-du-Pin", "socio_economique"),
        ("20210304_dole_forces.pdf", "2021-03-04", "Dole", "forces"),
        ("04-03-2021_dole_forces.pdf", "2021-03-04", "Dole", "forces"),
        ("04.03.2021_dole_forces.pdf", "2021-03-04", "Dole", "forces"),
        ("4-3-2021_dole_elus.pdf", "2021-03-04", "Dole", "elus"),
        ("CR_2021-03-04_dole_elus.pdf", "2021-03-04", "Dole", "elus"),
        ("PV réunion 2021-03-04 Dole élus VF.pdf", "2021-03-04", "Dole", "elus"),
        ("elus_dole_2021-03-04.pdf", "2021-03-04", "Dole", "elus"),
        ("2021-03-04_saint-étienne_habitants_v2.txt", "2021-03-04", "Saint-Étienne", "grand_public"),
        ("séances/2021/2021-03-04_dole_elus.txt", "2021-03-04", "Dole", "elus"),
        ("2021-03-04 Dole.txt", "2021-03-04", None, None),
        ("2021-02-30_dole_elus.txt", None, None, "elus"),
        ("2021-13-01_dole_elus.txt", None, None, "elus"),
        ("questionnaire_elus.xlsx", None, None, "elus"),
        ("questionnaire_grand-public.csv", None, None, "grand_public"),
        ("reponses.csv", None, None, None),
        ("2021-03-04_grand_public_dole.txt", "2021-03-04", "Dole", "grand_public"),
        ("2021-03-04 Socio économique Dole.txt", "2021-03-04", "Dole", "socio_economique"),
        ("2021-03-04_le-grand-lemps_elus.txt", "2021-03-04", "Le-Grand-Lemps", "elus"),
        ("contribution_syndicat-police.rtf", None, None, None),
        ("dossier n° 12021030499.txt", None, None, None),
        ("a.txt", None, None, None),
        (".txt", None, None, None),
        ("", None, None, None),
    ],
)
def test_what_a_name_says(name: str, date: str | None, place: str | None, audience: str | None) -> None:
    assert from_name(name) == (date, place, audience)


@given(st.text(max_size=60))
def test_no_name_is_too_odd(name: str) -> None:
    date, place, _ = from_name(name)
    if date is not None:
        dt.date.fromisoformat(date)
    assert place is None or place.strip()


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%d-%m-%Y", "%d.%m.%Y", "%Y_%m_%d", "%d_%m_%Y"]),
)
def test_every_day_is_read_in_every_writing(day: dt.date, writing: str) -> None:
    assert from_name(f"{day.strftime(writing)}_guéret_elus.odt") == (day.isoformat(), "Guéret", "elus")


def _analysis(date: str | None = None, place: str | None = None, title: str | None = None) -> DocumentAnalysis:
    return DocumentAnalysis("k", "odt", "compte_rendu", (), date=date, place=place, title=title)


def test_the_configuration_wins_over_the_name_and_the_name_over_the_header() -> None:
    name = "2021-03-04_dole_elus.odt"
    said = DocumentSection(fichier=name, date=dt.date(2021, 3, 5), lieu="Arbois", public="jeunes", nom="Rencontre")
    meeting, inferred = describe(name, _analysis("2021-03-09", "Morez", "Compte rendu"), said)
    assert (meeting.date, meeting.place, meeting.audience, meeting.title) == (
        "2021-03-05", "Arbois", "jeunes", "Rencontre"
    )  # fmt: skip
    assert inferred == ()
    meeting, inferred = describe(name, _analysis("2021-03-09", None, "Compte rendu"), None)
    assert (meeting.date, meeting.place, meeting.audience, meeting.title) == (
        "2021-03-04", "Dole", "elus", "Compte rendu"
    )  # fmt: skip
    assert set(inferred) == {"date", "lieu", "public"}


def test_the_header_speaks_where_the_name_is_silent() -> None:
    meeting, inferred = describe("notes.odt", _analysis("2021-03-09", "Morez"), None)
    assert (meeting.date, meeting.place, meeting.audience) == ("2021-03-09", "Morez", None)
    assert set(inferred) == {"date", "lieu"}


def test_audiences_have_a_title_for_people() -> None:
    assert audience_title("elus") == "élus"
    assert audience_title("éleveurs ovins") == "éleveurs ovins"
    assert re.search("non précisé", audience_title(None))
