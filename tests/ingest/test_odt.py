"""OpenDocument files."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import io
from pathlib import Path

import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.ingest.content import Source
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.odt import read_odt
from assises_nlp.ingest.registry import read
from assises_nlp.ingest.text import clean
from tests.ingest.builders import escaped, odt, odt_xml, save

BOLD = '<style:style style:name="G" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'


def _shapes(body: str, **options: str) -> list[tuple[str, int | None, str]]:
    return [(b.kind, b.level, b.text) for b in read_odt(Source(odt(body, **options), "x.odt")).blocks]


def test_a_file_of_odfdo(tmp_path: Path) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(2, "Accueil"))
    document.body.append(odfdo.Paragraph("Un paragraphe."))
    document.body.append(odfdo.List(["premier", "second"]))
    table = odfdo.Table("T", width=2, height=2)
    table.set_values([["Constats", "Propositions"], ["trop loin", "rouvrir"]])
    document.body.append(table)
    buffer = io.BytesIO()
    document.save(buffer)
    result = read(save(tmp_path, "cr.odt", buffer.getvalue()))
    assert [(b.kind, b.level, b.text) for b in result.blocks][:4] == [
        ("heading", 2, "Accueil"),
        ("paragraph", None, "Un paragraphe."),
        ("list_item", 1, "premier"),
        ("list_item", 1, "second"),
    ]
    assert [(b.row, b.column, b.title, b.text) for b in result.blocks][6:8] == [
        (2, 1, "Constats", "trop loin"),
        (2, 2, "Propositions", "rouvrir"),
    ]


def test_white_space_tabs_breaks_and_bold() -> None:
    body = '<text:p>Il  faut\n <text:span text:style-name="G">vite <text:s text:c="2"/>rouvrir</text:span><text:tab/>le<text:line-break/>poste</text:p>'
    (block,) = read_odt(Source(odt(body, styles=BOLD), "x")).blocks
    assert block.text == "Il faut vite   rouvrir\tle\nposte"
    assert [block.text[start:end] for start, end in block.bold] == ["vite   rouvrir"]


def test_bold_is_inherited_from_a_parent_style() -> None:
    styles = BOLD + '<style:style style:name="H" style:family="text" style:parent-style-name="G"/>'
    (block,) = read_odt(
        Source(odt('<text:p><text:span text:style-name="H">Oui</text:span> non</text:p>', styles=styles), "x")
    ).blocks
    assert block.bold == ((0, 3),)


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>supprimé</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
        '<text:p>Il faut <text:change text:change-id="c"/><text:change-start text:change-id="d"/>rouvrir<text:change-end text:change-id="d"/>.</text:p>'
    )
    content = read_odt(Source(odt(body), "x"))
    assert [block.text for block in content.blocks] == ["Il faut rouvrir."]
    assert any("modifications" in notice for notice in content.notices)


def test_frames_notes_and_comments() -> None:
    body = (
        "<text:p>Avant<draw:frame><draw:text-box><text:p>Encadré</text:p></draw:text-box></draw:frame>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>commentaire</text:p></office:annotation></text:p>"
        "<draw:frame><draw:text-box><text:p>Ancré à la page</text:p></draw:text-box></draw:frame>"
    )
    content = read_odt(Source(odt(body), "x"))
    assert [(b.kind, b.text) for b in content.blocks] == [
        ("paragraph", "Avant"),
        ("textbox", "Encadré"),
        ("textbox", "Note"),
        ("textbox", "Ancré à la page"),
    ]
    assert content.notices == ("Les commentaires de relecture ne sont pas repris.",)


def test_nested_lists_and_continued_items() -> None:
    body = (
        "<text:list><text:list-item><text:p>un</text:p><text:p>suite</text:p>"
        "<text:list><text:list-item><text:p>un bis</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:h text:outline-level='2'>Titre</text:h></text:list-item></text:list>"
    )
    assert _shapes(body) == [
        ("list_item", 1, "un"),
        ("paragraph", None, "suite"),
        ("list_item", 2, "un bis"),
        ("heading", 2, "Titre"),
    ]


def test_covered_and_repeated_cells_keep_the_columns() -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + "".join(f"<table:table-cell><text:p>{t}</text:p></table:table-cell>" for t in "ABC")
        + "</table:table-row></table:table-header-rows>"
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>large</text:p></table:table-cell>'
        "<table:covered-table-cell/><table:table-cell><text:p>c2</text:p></table:table-cell></table:table-row>"
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>c3</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="900000"><table:table-cell table:number-columns-repeated="900000"/></table:table-row>'
        "</table:table>"
    )
    cells = [(b.row, b.column, b.title, b.text) for b in read_odt(Source(odt(body), "x")).blocks][3:]
    assert cells == [(2, 1, "A", "large"), (2, 3, "C", "c2"), (3, 3, "C", "c3")]


def test_headers_and_footers_of_the_pages() -> None:
    master = (
        "<office:master-styles><style:master-page><style:header><text:p>Préfecture</text:p></style:header>"
        "<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>"
        "<style:master-page><style:header><text:p>Préfecture</text:p></style:header></style:master-page></office:master-styles>"
    )
    assert _shapes("<text:p>Texte</text:p>", master=master) == [
        ("header", None, "Préfecture"),
        ("paragraph", None, "Texte"),
        ("footer", None, "Page 1"),
    ]


def test_a_flat_file(tmp_path: Path) -> None:
    xml = odt_xml("<text:p>À plat</text:p>").replace("office:document-content", "office:document")
    result = read(save(tmp_path, "a.fodt", xml))
    assert (result.format, result.text) == ("fodt", "À plat")


def test_slides(tmp_path: Path) -> None:
    body = (
        '<draw:page><draw:frame presentation:class="outline"><draw:text-box><text:list><text:list-item><text:p>Point</text:p>'
        "</text:list-item></text:list></draw:text-box></draw:frame>"
        '<draw:frame presentation:class="title"><draw:text-box><text:p>Titre</text:p></draw:text-box></draw:frame></draw:page>'
    )
    result = read(save(tmp_path, "a.odp", odt(body, kind="presentation")))
    assert [(b.kind, b.page, b.text) for b in result.blocks] == [("heading", 1, "Titre"), ("list_item", 1, "Point")]


def test_an_encrypted_file_asks_for_a_copy() -> None:
    with pytest.raises(UnreadableInput, match="mot de passe"):
        read_odt(Source(odt("<text:p/>", manifest="<m><encryption-data/></m>"), "x"))


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=40)


@given(st.lists(_WORDS, min_size=1, max_size=6))
@settings(deadline=None, max_examples=40)
def test_text_in_is_text_out(texts: list[str]) -> None:
    texts = [" ".join(text.split(" ")).strip() for text in texts]
    texts = [" ".join(filter(None, text.split(" "))) for text in texts]
    blocks = read_odt(Source(odt("".join(f"<text:p>{escaped(text)}</text:p>" for text in texts)), "x")).blocks
    assert [block.text for block in blocks] == [clean(text).strip() for text in texts if clean(text).strip()]
