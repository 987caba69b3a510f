"""The door: which reader, which kind of document, what is refused and with what words."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import io
import os
import subprocess
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.ingest import archive
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.hints import DocumentHint
from assises_nlp.ingest.office import find_office
from assises_nlp.ingest.registry import READERS, SUPPORTED, TABLES, is_ignored, read
from tests.ingest.builders import docx, odt, p, save, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _reason(path: Path) -> str:
    with pytest.raises(UnreadableInput) as caught:
        read(path)
    reason = caught.value.reason
    assert reason.endswith(".")
    assert "\n" not in reason
    return reason


def test_content_wins_over_the_extension_and_it_is_said(tmp_path: Path) -> None:
    document = read(save(tmp_path, "cr.docx", odt("<text:p>Texte</text:p>")))
    assert document.format == "odt"
    assert document.notices == ("L’extension «\u00a0.docx\u00a0» ne correspond pas au contenu, lu comme du odt.",)
    assert read(save(tmp_path, "lettre.doc", r"{\rtf1\ansi Bonjour}")).format == "rtf"
    assert read(save(tmp_path, "page.doc", "<html><body><p>Bonjour</p></body></html>")).format == "html"
    assert read(save(tmp_path, "note.docx", "du simple texte")).format == "txt"


def test_the_key_is_the_hash_of_the_bytes_whatever_the_name(tmp_path: Path) -> None:
    first, second = (read(save(tmp_path, name, "Texte.")) for name in ("a.txt", "b.txt"))
    assert first.key == second.key
    assert len(first.key) == 64


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("2020-01-15_mayenne_elus.txt", "Réunion", "compte_rendu"),
        ("cadrage_services.txt", "Chiffres", "cadrage"),
        ("note.txt", "Note de cadrage : les chiffres des services", "cadrage"),
        ("contribution_syndicat.txt", "Monsieur le préfet", "contribution"),
        ("lettre-du-maire.txt", "Monsieur le préfet", "contribution"),
        ("document.txt", "Contribution de l’association des familles", "contribution"),
        ("CR réunion contributions.txt", "Réunion", "compte_rendu"),
        ("2020-01-15.txt", "Compte rendu de la réunion sur la contribution des élus", "compte_rendu"),
        ("melun.txt", "Réunion", "compte_rendu"),
    ],
)
def test_kind_by_name_then_by_title(tmp_path: Path, name: str, text: str, kind: str) -> None:
    assert read(save(tmp_path, name, text)).kind == kind


def test_the_hint_decides(tmp_path: Path) -> None:
    path = save(tmp_path, "cadrage.txt", "Texte")
    assert read(path, hint=DocumentHint(kind="contribution")).kind == "contribution"
    assert read(path, hint=DocumentHint()).kind == "cadrage"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        (".~lock.cr.odt#", "verrou"),
        ("~$cr.docx", "verrou"),
        (".DS_Store", "caché"),
        ("Thumbs.db", "service"),
        ("a.docx.tmp", "temporaire"),
        ("mail.msg", ".eml"),
        ("photo.JPG", "OCR"),
        ("a.xyz", "inconnue"),
        ("LISEZMOI", "sans extension"),
    ],
)
def test_ignored_files_have_a_reason(name: str, word: str) -> None:
    assert word in (is_ignored(Path("/dossier") / name) or "")


@pytest.mark.parametrize("extension", sorted(SUPPORTED))
def test_supported_files_are_not_ignored(extension: str) -> None:
    assert is_ignored(Path(f"cr{extension.upper()}")) is None


def test_every_format_has_a_reader() -> None:
    from assises_nlp.ingest.registry import EXTENSIONS, _reader

    assert set(EXTENSIONS.values()) <= set(READERS) | TABLES
    assert all(callable(_reader(format)) for format in READERS)


# -------------------------------------------------------------------------------------------------- refusals
def test_missing_empty_blank_and_folder(tmp_path: Path) -> None:
    assert "n’existe pas" in _reason(tmp_path / "absent.txt")
    assert "vide" in _reason(save(tmp_path, "vide.docx", b""))
    assert "aucun texte" in _reason(save(tmp_path, "blanc.txt", " \n\n "))
    assert "aucun texte" in _reason(save(tmp_path, "sans.docx", docx("<w:p/>")))
    assert "dossier" in _reason(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.txt")
    assert "ordinaire" in _reason(tmp_path / "tube.txt")


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
        ("a.doc", OLE + "__substg1.0_0037".encode("utf-16-le"), "Outlook"),
        ("a.doc", OLE, "reconnu"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "incomplet"),
        ("a.odt", zipped({"notes.txt": "x"}), "archive"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        ("a.docx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x"}), "incomplet"),
    ],
)
def test_known_but_unreadable_content(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    assert word in _reason(save(tmp_path, name, data))


def test_an_entity_bomb_and_an_external_entity_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>'
    external = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/secret.txt">]>'
    for prefix, entity in ((bomb, "&c;"), (external, "&a;")):
        assert "interdites" in _reason(save(tmp_path, "a.docx", docx(p(entity), prefix=prefix)))


def test_a_zip_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        with bomb.open("word/document.xml", "w") as member:
            for _ in range(archive.MAX_INFLATED // 2**20 + 1):
                member.write(b" " * 2**20)
    assert "dépasse" in _reason(save(tmp_path, "a.docx", buffer.getvalue()))


def test_names_that_climb_out_of_the_archive_write_nothing(tmp_path: Path) -> None:
    data = docx(p("Texte"))
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    members["../../evade.txt"] = "x"
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert read(save(inner, "c.docx", zipped(members))).text == "Texte"
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["c.docx"]


def test_deep_nesting_is_an_error_and_no_crash(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000
    assert "incomplet" in _reason(save(tmp_path, "a.docx", docx(deep)))


_HEADS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", OLE[:8], b"{\\rtf1 ", b"<html>", b"From: a\nMIME-Version: 1.0\n\n"]
)
_NAMES = st.sampled_from(["a.txt", "a.docx", "a.odt", "a.pdf", "a.rtf", "a.html", "a.md", "a.eml", "a.pptx"])


@given(_HEADS, st.binary(min_size=1, max_size=300), _NAMES)
@settings(deadline=None, max_examples=150)
def test_any_bytes_give_a_document_or_one_french_sentence(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, data: bytes, name: str
) -> None:
    path = save(tmp_path_factory.mktemp("octets"), name, head + data)
    try:
        document = read(path)
    except UnreadableInput as error:
        reason = error.reason
    else:
        reason = "."
        assert all(document.text[block.start : block.end] == block.text for block in document.blocks)
    assert reason.endswith(".")


# --------------------------------------------------------------------------------------------- office formats
def test_slides_of_powerpoint(tmp_path: Path) -> None:
    def shape(role: str, *lines: str) -> str:
        text = "".join(f"<a:p><a:r><a:rPr b='1'/><a:t>{line}</a:t></a:r></a:p>" for line in lines)
        return f"<p:sp><p:nvSpPr><p:nvPr><p:ph type='{role}'/></p:nvPr></p:nvSpPr><p:txBody>{text}</p:txBody></p:sp>"

    spaces = "xmlns:p='urn:p' xmlns:a='urn:a' xmlns:r='urn:r'"
    slide = f"<p:sld {spaces}><p:cSld><p:spTree>{{}}</p:spTree></p:cSld></p:sld>"
    relations = "<Relationships xmlns='u'><Relationship Id='r1' Type='x/slide' Target='slides/b.xml'/><Relationship Id='r2' Type='x/slide' Target='slides/a.xml'/></Relationships>"
    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": f"<p:presentation {spaces}><p:sldIdLst><p:sldId id='9' r:id='r1'/><p:sldId id='8' r:id='r2'/></p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations,
            "ppt/slides/a.xml": slide.format(shape("title", "Second")),
            "ppt/slides/b.xml": slide.format(
                shape("body", "un", "deux") + shape("title", "Premier") + shape("sldNum", "1")
            ),
        }
    )
    assert [(b.kind, b.page, b.text) for b in read(save(tmp_path, "a.pptx", data)).blocks] == [
        ("heading", 1, "Premier"),
        ("list_item", 1, "un"),
        ("list_item", 1, "deux"),
        ("heading", 2, "Second"),
        ("footer", 1, "1"),
    ]


def test_an_old_word_file_is_converted(tmp_path: Path) -> None:
    office = find_office()
    if office is None and not os.environ.get("CI"):
        pytest.skip("needs libreoffice-writer, which CI installs")
    assert office is not None, "apt-get install libreoffice-writer"
    written = python_docx.Document()
    written.add_paragraph("Il faut rouvrir le poste à l’été.")
    written.add_paragraph("Merci.")
    written.save(str(tmp_path / "lettre.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "lettre.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = read(tmp_path / "lettre.doc")
    assert (document.format, document.kind) == ("doc", "contribution")
    assert [block.text for block in document.blocks] == ["Il faut rouvrir le poste à l’été.", "Merci."]


def test_without_libreoffice_an_old_word_file_gets_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assises_nlp.ingest.office.find_office", lambda: None)
    reason = _reason(save(tmp_path, "a.doc", OLE + "WordDocument".encode("utf-16-le")))
    assert "enregistrez-le en .docx ou .odt" in reason
