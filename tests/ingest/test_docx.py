"""Word files: what a reader of the page sees is what comes out, once and in order."""

from __future__ import annotations

import io
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.ingest.content import Source
from assises_nlp.ingest.docx import read_docx
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.registry import read
from assises_nlp.ingest.text import clean
from tests.ingest.builders import docx, p, save


def _texts(data: bytes) -> list[str]:
    return [block.text for block in read_docx(Source(data, "x.docx")).blocks]


def _kinds(data: bytes) -> list[tuple[str, int | None, str]]:
    return [(block.kind, block.level, block.text) for block in read_docx(Source(data, "x.docx")).blocks]


def test_a_file_of_python_docx(tmp_path: Path) -> None:
    document = python_docx.Document()
    document.add_heading("Compte rendu", 1)
    paragraph = document.add_paragraph()
    paragraph.add_run("M. Durand (maire)").bold = True
    paragraph.add_run(" : il faut rouvrir le poste.")
    document.add_paragraph("Patrouilles", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Points forts", "À améliorer", "Accueil", "Horaires"), strict=True):
        cell.text = text
    document.add_paragraph("Fin.")
    document.sections[0].header.paragraphs[0].text = "Préfecture"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.save(str(tmp_path / "cr.docx"))
    result = read(tmp_path / "cr.docx")
    shapes = [(block.kind, block.text) for block in result.blocks]
    assert shapes == [
        ("header", "Préfecture"),
        ("heading", "Compte rendu"),
        ("paragraph", "M. Durand (maire) : il faut rouvrir le poste."),
        ("list_item", "Patrouilles"),
        ("cell", "Points forts"),
        ("cell", "À améliorer"),
        ("cell", "Accueil"),
        ("cell", "Horaires"),
        ("paragraph", "Fin."),
        ("footer", "Page 1"),
    ]
    assert result.blocks[2].bold == ((0, 17),)
    assert [(b.row, b.column, b.title) for b in result.blocks[6:8]] == [(2, 1, "Points forts"), (2, 2, "À améliorer")]
    assert all(result.text[block.start : block.end] == block.text for block in result.blocks)


@pytest.mark.parametrize(
    ("style", "level"),
    [("Titre 2", 2), ("heading 3", 3), ("Title", 1), ("Überschrift 1", 1), ("Normal", None), ("Titre du poste", None)],
)
def test_headings_by_localized_style_name(style: str, level: int | None) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="S"><w:name w:val="{style}"/></w:style>'
    data = docx(p("Sécurité", '<w:pStyle w:val="S"/>'), parts={"styles": styles})
    assert _kinds(data) == [("heading" if level else "paragraph", level, "Sécurité")]


def test_heading_by_outline_level_inherited_from_the_parent_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Chapitre"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Sujet"/><w:basedOn w:val="A"/></w:style>'
    )
    assert _kinds(docx(p("Accueil", '<w:pStyle w:val="B"/>'), parts={"styles": styles})) == [("heading", 2, "Accueil")]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>Il faut </w:t></w:r><w:del><w:r><w:delText>fermer</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>rouvrir</w:t></w:r></w:ins><w:r><w:t> le poste.</w:t></w:r></w:p>"
        "<w:moveFrom><w:p><w:r><w:t>ailleurs</w:t></w:r></w:p></w:moveFrom>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Début, </w:t></w:r></w:p><w:p><w:r><w:t>suite.</w:t></w:r></w:p>"
    )
    content = read_docx(Source(docx(body), "x"))
    assert [block.text for block in content.blocks] == ["Il faut rouvrir le poste.", "Début, suite."]
    assert any("modifications" in notice for notice in content.notices)


def test_links_controls_smart_tags_fields_and_breaks_keep_their_text() -> None:
    body = (
        "<w:p><w:hyperlink><w:r><w:t>un lien</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>, Laval</w:t></w:r></w:smartTag>"
        "<w:sdt><w:sdtContent><w:r><w:t>, choisi</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>, 14 janvier</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:br/><w:t>ligne</w:t><w:tab/><w:t>fin</w:t>'
        "<w:noBreakHyphen/><w:t>là</w:t><w:softHyphen/></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>dans un contrôle</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert _texts(docx(body)) == ["un lien, Laval, choisi, 14 janvier\nligne\tfin-là", "dans un contrôle"]


def test_a_text_box_is_read_once_although_the_file_holds_it_twice() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Avant</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + p("Après")
    )
    assert [(kind, text) for kind, _, text in _kinds(docx(body))] == [
        ("paragraph", "Avant"),
        ("textbox", "Encadré"),
        ("paragraph", "Après"),
    ]


def test_notes_follow_their_paragraph_and_comments_are_left_out() -> None:
    body = '<w:p><w:r><w:t>Le délai</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + p("Suite")
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{p("Chiffre de 2019.")}</w:footnote>'
    )
    comments = f'<w:comment w:id="1">{p("À revoir")}</w:comment>'
    content = read_docx(Source(docx(body, parts={"footnotes": notes, "comments": comments}), "x"))
    assert [(b.kind, b.text) for b in content.blocks] == [
        ("paragraph", "Le délai"),
        ("textbox", "Chiffre de 2019."),
        ("paragraph", "Suite"),
    ]
    assert content.notices == ("Les commentaires de relecture ne sont pas repris.",)


def test_merged_cells_are_not_repeated_and_columns_keep_their_number() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    first = cell("Maire", '<w:vMerge w:val="restart"/>') + cell("Plus de patrouilles") + cell("Oui")
    second = cell("Maire", "<w:vMerge/>") + cell("Une caméra", '<w:gridSpan w:val="2"/>')
    header = cell("Intervenant") + cell("Propos") + cell("Suite à donner")
    body = (
        f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{header}</w:tr><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"
    )
    cells = [(b.row, b.column, b.title, b.text) for b in read_docx(Source(docx(body), "x")).blocks][3:]
    assert cells == [
        (2, 1, "Intervenant", "Maire"),
        (2, 2, "Propos", "Plus de patrouilles"),
        (2, 3, "Suite à donner", "Oui"),
        (3, 2, "Propos", "Une caméra"),
    ]


def test_an_attendance_table_has_no_header() -> None:
    rows = "".join(
        f"<w:tr><w:tc>{p(a)}</w:tc><w:tc>{p(b)}</w:tc></w:tr>"
        for a, b in (("M. Petit", "maire"), ("Mme Roy", "adjointe"))
    )
    assert {block.title for block in read_docx(Source(docx(f"<w:tbl>{rows}</w:tbl>"), "x")).blocks} == {None}


def test_a_table_of_one_cell_is_a_frame_around_running_text() -> None:
    body = f"<w:tbl><w:tr><w:tc>{p('Premier.')}{p('Second.')}</w:tc></w:tr></w:tbl>"
    assert _kinds(docx(body)) == [("paragraph", None, "Premier."), ("paragraph", None, "Second.")]


def test_pages_are_those_that_word_laid_out() -> None:
    body = p("Un") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Deux</w:t></w:r></w:p>"
    assert [block.page for block in read_docx(Source(docx(body), "x")).blocks] == [1, 2]


def test_hidden_text_is_left_out_and_said() -> None:
    content = read_docx(Source(docx(p("secret", run="<w:vanish/>") + p("vu")), "x"))
    assert [block.text for block in content.blocks] == ["vu"]
    assert content.notices == ("Le texte masqué n’est pas repris.",)


def test_repeated_headers_are_kept_once() -> None:
    data = docx(p("Texte"), parts={"header1": p("Préfecture"), "header2": p("Préfecture"), "footer1": p("Page 2")})
    assert [(kind, text) for kind, _, text in _kinds(data)] == [
        ("header", "Préfecture"),
        ("paragraph", "Texte"),
        ("footer", "Page 2"),
    ]


def test_strict_files_and_macro_files_are_read(tmp_path: Path) -> None:
    strict = docx(p("Strict"), namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert _texts(strict) == ["Strict"]
    assert read(save(tmp_path, "a.docm", docx(p("Macro")))).format == "docx"


def test_bold_by_character_style_and_its_negation() -> None:
    styles = '<w:style w:type="character" w:styleId="G"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    body = (
        '<w:p><w:r><w:rPr><w:rStyle w:val="G"/></w:rPr><w:t>Gras</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="G"/><w:b w:val="0"/></w:rPr><w:t> maigre</w:t></w:r></w:p>'
    )
    (block,) = read_docx(Source(docx(body, parts={"styles": styles}), "x")).blocks
    assert (block.text, block.bold) == ("Gras maigre", ((0, 4),))


def test_a_table_of_contents_is_no_content() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>'
    data = docx(p("1. Accueil\t3", '<w:pStyle w:val="TM1"/>') + p("Texte"), parts={"styles": styles})
    assert [kind for kind, _, _ in _kinds(data)] == ["header", "paragraph"]


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_truncated_file_says_so(cut: float) -> None:
    data = docx("".join(p(f"Paragraphe numéro {n * 7919 % 1009}") for n in range(200)))
    with pytest.raises(UnreadableInput, match="incomplet ou endommagé"):
        read_docx(Source(data[: int(cut * len(data))], "x"))


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=40)


@given(st.lists(_WORDS, min_size=1, max_size=6))
@settings(deadline=None, max_examples=40)
def test_text_in_is_text_out(texts: list[str]) -> None:
    document = python_docx.Document()
    for text in texts:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    assert _texts(buffer.getvalue()) == [clean(text).strip() for text in texts if clean(text).strip()]
