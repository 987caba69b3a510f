"""The préfecture's own template: its styles, heads, feet and page are used, its text does not go out."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import docx
import odfdo
import pytest
from docx.enum.section import WD_SECTION
from docx.shared import Cm, Pt
from export_readers import W, docx_lines, odt_lines, part
from export_sample import Sample

from assises_nlp.export import ExportError, Templates, load_templates
from assises_nlp.export.render_docx import render_docx
from assises_nlp.export.render_odt import render_odt
from assises_nlp.export.sources import open_dossier
from assises_nlp.export.synthese import build_synthese


def _document(rich: Sample) -> Any:
    return build_synthese(
        open_dossier(rich.synthesis, rich.remarks, rich.labels, rich.topics, rich.meetings, rich.groups)
    )


@pytest.fixture(scope="module")
def docx_template() -> bytes:
    """Two sections, the head in the first only; a style of its own; private text; few of the styles that we need."""
    made = docx.Document()
    made.add_paragraph("TEXTE PRIVÉ DU MODÈLE")
    section = made.sections[0]
    section.header.paragraphs[0].text = "PRÉFET DE L’ORNE"
    section.footer.paragraphs[0].text = "39 rue Saint-Blaise"
    section.left_margin = section.right_margin = Cm(4)
    made.add_section(WD_SECTION.NEW_PAGE)
    heading: Any = made.styles["Heading 1"]
    heading.font.name, heading.font.size = "Marianne", Pt(20)
    for name in ("List Bullet", "List Bullet 2", "Title", "Table Grid", "Caption"):
        made.styles[name].delete()
    for relation in [r for r, found in made.part.rels.items() if found.reltype.endswith("/numbering")]:
        made.part.rels.pop(relation)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_docx_template(docx_template: bytes, rich: Sample, written: Path, tmp_path: Path) -> None:
    path = tmp_path / "synthese.docx"
    path.write_bytes(render_docx(_document(rich), docx_template))
    assert docx_lines(path) == docx_lines(written / "synthese.docx")
    made = docx.Document(str(path))
    assert len(made.sections) == 1
    section = made.sections[0]
    assert [p.text for p in section.header.paragraphs] == [
        "Données fictives – document de démonstration, sans valeur officielle",
        "PRÉFET DE L’ORNE",
    ]
    assert section.footer.paragraphs[0].text == "39 rue Saint-Blaise"
    heading: Any = made.styles["Heading 1"]
    assert (heading.font.name, heading.font.size) == ("Marianne", Pt(20))
    width = sum(cell.width for cell in made.tables[0].rows[0].cells)
    assert abs(width - Cm(13.59)) < Cm(0.1)
    for paragraph in made.paragraphs:
        assert paragraph.style is not None
        if paragraph.style.name == "List Bullet":
            number = paragraph.style.element.pPr.numPr.numId.val
            break
    numbering = part(path, "word/numbering.xml")
    assert str(number) in {node.get(f"{W}numId") for node in numbering.iter(f"{W}num")}
    assert b"PRIV" not in b"".join(zipfile.ZipFile(path).read(n) for n in zipfile.ZipFile(path).namelist())
    assert render_docx(_document(rich), docx_template) == path.read_bytes()


@pytest.fixture(scope="module")
def odt_template() -> bytes:
    made: Any = odfdo.Document("text")
    made.body.append(odfdo.Paragraph("TEXTE PRIVÉ DU MODÈLE"))
    styles = made.container.get_part("styles.xml").decode()
    styles = styles.replace(
        "</office:styles>",
        '<style:style style:name="Chapeau" style:family="paragraph"><style:text-properties fo:font-size="33pt"/>'
        "</style:style></office:styles>",
    )
    start = styles.index("<office:master-styles")
    head = (
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Mpm1">'
        "<style:header><text:p>PRÉFET DE L’ORNE</text:p></style:header></style:master-page></office:master-styles>"
    )
    end = styles.index("</office:master-styles>") + len("</office:master-styles>")
    made.container.set_part("styles.xml", (styles[:start] + head + styles[end:]).encode())
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_odt_template(odt_template: bytes, rich: Sample, written: Path, tmp_path: Path) -> None:
    path = tmp_path / "synthese.odt"
    path.write_bytes(render_odt(_document(rich), odt_template))
    assert odt_lines(path) == odt_lines(written / "synthese.odt")
    styles = zipfile.ZipFile(path).read("styles.xml").decode()
    assert styles.index("Données fictives") < styles.index("PRÉFET DE L’ORNE")
    assert 'fo:font-size="33pt"' in styles
    assert styles.count('style:name="Chapeau"') == 1
    assert 'style:name="Reperes"' in styles
    assert "document de travail" in styles[styles.index("<style:footer") :]
    whole = b"".join(zipfile.ZipFile(path).read(n) for n in zipfile.ZipFile(path).namelist())
    assert "PRIVÉ".encode() not in whole
    assert render_odt(_document(rich), odt_template) == path.read_bytes()


def test_templates_are_found_in_the_folder(docx_template: bytes, odt_template: bytes, tmp_path: Path) -> None:
    assert load_templates(tmp_path) == Templates()
    (tmp_path / "modele.docx").write_bytes(docx_template)
    (tmp_path / "charte").mkdir()
    (tmp_path / "charte" / "lettre.odt").write_bytes(odt_template)
    assert load_templates(tmp_path, modele_odt="charte/lettre.odt") == Templates(docx_template, odt_template)


@pytest.mark.parametrize("name", ["absent.docx", "../dehors.docx", "modele.odt", "/etc/passwd"])
def test_a_template_that_is_named_must_be_a_docx_of_the_folder(
    name: str, docx_template: bytes, odt_template: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    (tmp_path / "dehors.docx").write_bytes(docx_template)
    (folder / "modele.odt").write_bytes(odt_template)
    with pytest.raises(ExportError, match="modèle"):
        load_templates(folder, modele_docx=name)


def test_hostile_templates_are_refused_in_french(
    docx_template: bytes, odt_template: bytes, rich: Sample, tmp_path: Path
) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>')
    for data in (b"", b"PK\x03\x04rien", bomb.getvalue(), docx_template[:-200]):
        (tmp_path / "modele.docx").write_bytes(data)
        with pytest.raises(ExportError, match="enregistrez-le de nouveau"):
            load_templates(tmp_path)
    document = _document(rich)
    for data in (odt_template, bomb.getvalue()):
        with pytest.raises(ExportError, match=r"modele\.docx"):
            render_docx(document, data)
    with pytest.raises(ExportError, match=r"modele\.odt"):
        render_odt(document, docx_template)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_documents_from_templates_open_in_libreoffice(
    docx_template: bytes, odt_template: bytes, rich: Sample, tmp_path: Path
) -> None:
    import subprocess

    document = _document(rich)
    (tmp_path / "a.docx").write_bytes(render_docx(document, docx_template))
    (tmp_path / "b.odt").write_bytes(render_odt(document, odt_template))
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx"), str(tmp_path / "b.odt")], check=True, capture_output=True)
    assert (tmp_path / "a.pdf").stat().st_size > 20_000
    assert (tmp_path / "b.pdf").stat().st_size > 20_000
