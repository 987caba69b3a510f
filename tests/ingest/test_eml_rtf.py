"""E-mails and RTF letters."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.eml import read_eml
from assises_nlp.ingest.registry import read
from assises_nlp.ingest.rtf import read_rtf
from tests.ingest.builders import save


def _message(body: str, subtype: str = "plain", **options: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Élodie Durand <e.durand@example.org>"
    message["To"] = "prefet@example.org"
    message["Subject"] = "Éclairage à la gare"
    message["Date"] = "Sat, 18 Jan 2020 19:30:00 +0100"
    message["MIME-Version"] = "1.0"
    message.set_content(body, subtype=subtype, **options)
    return message


def _read(message: EmailMessage) -> Content:
    return read_eml(Source(message.as_bytes(), "x.eml"))


def test_headers_body_and_quoted_text(tmp_path: Path) -> None:
    body = (
        "Bonjour,\n\nIl faudrait éclairer la gare.\n\nCordialement,\n-- \nÉlodie Durand\n\n"
        "Le 16 janvier 2020 à 10:00, Préfecture a écrit :\n> Quelles sont vos propositions ?\n"
    )
    document = read(save(tmp_path, "m.eml", _message(body, cte="quoted-printable").as_bytes()))
    assert (document.format, document.kind) == ("eml", "contribution")
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("header", "De\u00a0: Élodie Durand <e.durand@example.org>"),
        ("header", "À\u00a0: prefet@example.org"),
        ("header", "Date\u00a0: Sat, 18 Jan 2020 19:30:00 +0100"),
        ("header", "Objet\u00a0: Éclairage à la gare"),
        ("paragraph", "Bonjour,"),
        ("paragraph", "Il faudrait éclairer la gare."),
        ("paragraph", "Cordialement,"),
        ("footer", "Élodie Durand"),
        ("footer", "Le 16 janvier 2020 à 10:00, Préfecture a écrit :"),
        ("footer", "Quelles sont vos propositions ?"),
    ]
    assert "mis à part" in document.notices[0]


def test_an_answer_between_quoted_lines_stays() -> None:
    blocks = _read(_message("> Et l'accueil ?\nIl est trop loin.\n> Et la nuit ?\nPersonne.\n")).blocks[4:]
    assert [(b.kind, b.text) for b in blocks] == [
        ("footer", "Et l'accueil ?"),
        ("paragraph", "Il est trop loin."),
        ("footer", "Et la nuit ?"),
        ("paragraph", "Personne."),
    ]


def test_a_forwarded_contribution_is_content() -> None:
    body = "Pour information.\n\n---------- Message transféré ----------\nDe : M. Petit\nObjet : Avis\n\nLe poste est fermé.\n"
    blocks = _read(_message(body)).blocks[4:]
    assert [(b.kind, b.text) for b in blocks if b.kind == "paragraph"] == [
        ("paragraph", "Pour information."),
        ("paragraph", "Le poste est fermé."),
    ]


def test_the_message_that_is_answered_is_set_apart() -> None:
    body = "Nous demandons un renfort.\n\n-----Message d'origine-----\nDe : Préfecture\nMerci de répondre.\n"
    blocks = _read(_message(body)).blocks[4:]
    assert [b.text for b in blocks if b.kind == "paragraph"] == ["Nous demandons un renfort."]


def test_html_alternative_and_attachments() -> None:
    message = _message("<p>Il faut <b>rouvrir</b>.</p><blockquote type='cite'>Question</blockquote>", "html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="contribution.pdf")
    content = _read(message)
    assert [(b.kind, b.text) for b in content.blocks[4:]] == [("paragraph", "Il faut rouvrir."), ("footer", "Question")]
    assert content.notices[-1] == "Pièces jointes non lues, à déposer à part\u00a0: «\u00a0contribution.pdf\u00a0»."


def test_the_plain_alternative_is_read_and_only_once() -> None:
    message = _message("Texte seul.")
    message.add_alternative("<p>Texte seul.</p>", subtype="html")
    assert [b.text for b in _read(message).blocks[4:]] == ["Texte seul."]


@pytest.mark.parametrize("charset", ["iso-8859-15", "windows-1252", "inconnu-9"])
def test_charsets(charset: str) -> None:
    raw = f"From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\nété à l’abri".encode(
        "cp1252"
    )
    if charset == "iso-8859-15":
        raw = raw.replace("’".encode("cp1252"), b"'")
    assert read_eml(Source(raw, "x")).blocks[-1].text in {"été à l’abri", "été à l'abri"}


# ------------------------------------------------------------------------------------------------------ RTF
HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset2 Symbol;}{\f2\fcharset238 Arial CE;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}}{\info{\title Secret}{\author X}}"
)


def _rtf(body: str) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in read_rtf(Source((HEAD + body + "}").encode("cp1252"), "x.rtf")).blocks]


def test_rtf_characters() -> None:
    body = r"\pard L\rquote \'e9lu \u8364?uro \uc2\u233?? c\'9cur\~: \u-10179?\u-8704? \{ok\} na{\f2 \'ef}ve sous\_pr\'e9fet\par"
    ((kind, text),) = _rtf(body)
    assert kind == "paragraph"
    assert text.startswith("L’élu €uro é cœur\u00a0: ")
    assert text.endswith("{ok} naďve sous-préfet")


def test_rtf_structure() -> None:
    body = (
        r"{\header\pard Pr\'e9fecture\par}\pard\s1\b Titre\b0\par\pard {\listtext\'b7\tab}\ls1\ilvl0 un point\par"
        r"\pard {\b M. Petit} demande{\deleted supprim\'e9} {\v cach\'e9}un renfort{\footnote\pard note}.\par"
        r"{\field{\*\fldinst HYPERLINK 'http://x'}{\fldrslt le site}}\par{\*\generator Word;}"
        r"{\pict\bin4 }{{\}dernier"
    )
    document = read_rtf(Source((HEAD + body + "}").encode("cp1252"), "x.rtf"))
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("header", "Préfecture"),
        ("heading", "Titre"),
        ("list_item", "un point"),
        ("paragraph", "M. Petit demande un renfort."),
        ("textbox", "note"),
        ("paragraph", "le site"),
        ("paragraph", "dernier"),
    ]
    assert document.blocks[3].bold == ((0, 8),)
    assert any("modifications" in notice for notice in document.notices)


def test_rtf_text_box() -> None:
    body = (
        r"\pard Avant{\shp{\*\shpinst\shpleft0\shpwr2{\sp{\sn shapeType}{\sv 1}}{\shptxt\pard Encadr\'e9\par}}"
        r"{\shprslt{\*\do\dptxbx{\dptxbxtext Encadr\'e9}}}}\par Apr\'e8s\par"
    )
    assert _rtf(body) == [("paragraph", "Avant"), ("textbox", "Encadré"), ("paragraph", "Après")]


def test_rtf_table() -> None:
    row = r"\trowd\cellx1000\cellx2000\pard\intbl {}\cell {}\cell\row "
    body = (
        r"\pard Avant\par "
        + row.format("Constats", "Pistes")
        + row.format(r"trop loin\par et cher", "rouvrir")
        + r"\pard Apr\'e8s\par"
    )
    blocks = read_rtf(Source((HEAD + body + "}").encode("cp1252"), "x")).blocks
    assert [(b.kind, b.row, b.column, b.title, b.text) for b in blocks] == [
        ("paragraph", None, None, None, "Avant"),
        ("cell", 1, 1, None, "Constats"),
        ("cell", 1, 2, None, "Pistes"),
        ("cell", 2, 1, "Constats", "trop loin\net cher"),
        ("cell", 2, 2, "Pistes", "rouvrir"),
        ("paragraph", None, None, None, "Après"),
    ]
