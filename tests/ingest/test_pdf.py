"""PDF files made by reportlab: reading order, furniture, paragraphs, hyphens, tables, scans."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, SimpleDocTemplate, Table

from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.pdf import read_pdf
from assises_nlp.ingest.registry import read
from tests.ingest.builders import save

LONG = (
    "Les participants constatent que les délais d’intervention sont satisfaisants dans les bourgs, mais que les hameaux "
    "éloignés attendent parfois plus d’une demi-heure. Ils demandent que les horaires d’ouverture soient affichés en mairie."
)


def _drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def _lines(canvas: Canvas, lines: list[str], x: float = 72, top: float = 740, step: float = 14) -> None:
    for index, line in enumerate(lines):
        canvas.drawString(x, top - index * step, line)


def _read(data: bytes) -> Content:
    return read_pdf(Source(data, "x.pdf"))


def test_paragraphs_headings_lists_and_bold_are_rebuilt() -> None:
    buffer = io.BytesIO()
    style = getSampleStyleSheet()
    story = [
        Paragraph("Compte rendu", style["Heading1"]),
        Paragraph(LONG, style["BodyText"]),
        Paragraph(f"<b>M. Durand (maire) :</b> {LONG}", style["BodyText"]),
        Paragraph("• rouvrir le poste ;", style["BodyText"]),
        Paragraph("• afficher les horaires.", style["BodyText"]),
    ]
    SimpleDocTemplate(buffer, pagesize=A4).build(story)
    blocks = _read(buffer.getvalue()).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("heading", "Compte rendu"),
        ("paragraph", LONG),
        ("paragraph", f"M. Durand (maire) : {LONG}"),
        ("list_item", "• rouvrir le poste ;"),
        ("list_item", "• afficher les horaires."),
    ]
    assert [blocks[2].text[start:end] for start, end in blocks[2].bold] == ["M. Durand (maire) :"]


def test_words_cut_at_the_end_of_lines() -> None:
    lines = [
        "La cellule de préven-",
        "tion travaille avec le sous-",
        "préfet et avec le maire de Château-",
        "Gontier, qui demande un point-",
        "relais. Ce point-relais manque.",
    ]
    (block,) = _read(_drawn(lambda canvas: _lines(canvas, lines))).blocks
    assert block.text == (
        "La cellule de prévention travaille avec le sous-préfet et avec le maire de Château-Gontier, "
        "qui demande un point-relais. Ce point-relais manque."
    )


def _three_pages(canvas: Canvas) -> None:
    for page, text in enumerate(("La séance est ouverte et", "les élus demandent un", "renfort pour l’été."), start=1):
        canvas.drawString(72, 800, "Préfecture de la Mayenne")
        _lines(canvas, [f"Paragraphe propre à la page {'abc'[page - 1]}, complet.", text], top=700, step=30)
        canvas.drawString(280, 30, f"Page {page} / 3")
        canvas.showPage()


def test_headers_footers_and_page_numbers_come_once_and_paragraphs_run_on() -> None:
    blocks = _read(_drawn(_three_pages)).blocks
    assert [(b.kind, b.text) for b in blocks if b.kind != "paragraph"] == [
        ("header", "Préfecture de la Mayenne"),
        ("footer", "Page 1 / 3"),
    ]
    assert "Préfecture" not in "".join(block.text for block in blocks[1:])
    assert {b.page for b in blocks if b.kind == "paragraph"} == {1, 2, 3}


def test_a_sentence_goes_on_over_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        _lines(
            canvas,
            ["Les maires souhaitent que le poste de gendarmerie de leur commune soit", "ouvert le samedi et que les"],
        )
        canvas.showPage()
        _lines(canvas, ["horaires soient affichés.", "Suite."])

    blocks = _read(_drawn(draw)).blocks
    assert blocks[0].text.endswith("ouvert le samedi et que les horaires soient affichés.")
    assert blocks[0].page == 1


def test_two_columns_are_read_one_after_the_other() -> None:
    buffer = io.BytesIO()
    frames = [Frame(50, 80, 235, 680), Frame(310, 80, 235, 680)]
    document = BaseDocTemplate(buffer, pagesize=A4)
    document.addPageTemplates([PageTemplate(frames=frames)])
    style = getSampleStyleSheet()["BodyText"]
    texts = [f"Alinéa {name} : {LONG}" for name in "abcdefghijklmno"]
    document.build([Paragraph(text, style) for text in texts])
    assert [block.text for block in _read(buffer.getvalue()).blocks] == texts


def test_a_ruled_table() -> None:
    buffer = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    rows = [["Points forts", "À améliorer"], ["Accueil", Paragraph(LONG, style)], ["Délais", "Horaires"]]
    table = Table(rows, colWidths=[150, 300], style=[("GRID", (0, 0), (-1, -1), 1, colors.black)])
    SimpleDocTemplate(buffer, pagesize=A4).build([Paragraph("Avant.", style), table, Paragraph("Après.", style)])
    blocks = _read(buffer.getvalue()).blocks
    assert [(b.kind, b.row, b.column, b.title, b.text) for b in blocks] == [
        ("paragraph", None, None, None, "Avant."),
        ("cell", 1, 1, None, "Points forts"),
        ("cell", 1, 2, None, "À améliorer"),
        ("cell", 2, 1, "Points forts", "Accueil"),
        ("cell", 2, 2, "À améliorer", LONG),
        ("cell", 3, 1, "Points forts", "Délais"),
        ("cell", 3, 2, "À améliorer", "Horaires"),
        ("paragraph", None, None, None, "Après."),
    ]


def test_a_watermark_aslant_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        _lines(canvas, ["Le poste est fermé depuis le mois de mai."])
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 60)
        canvas.drawString(0, 0, "PROJET")
        canvas.restoreState()

    assert [b.text for b in _read(_drawn(draw)).blocks] == ["Le poste est fermé depuis le mois de mai."]


def _image(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, 595, 842)
    canvas.showPage()


def test_a_scan_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="OCR"):
        read(save(tmp_path, "scan.pdf", _drawn(_image)))


def test_scanned_pages_among_others_are_named() -> None:
    def draw(canvas: Canvas) -> None:
        _lines(canvas, ["Du texte."])
        canvas.showPage()
        _image(canvas)

    content = _read(_drawn(draw))
    assert [block.text for block in content.blocks] == ["Du texte."]
    assert content.notices[0].startswith("La page 2 est une image sans texte et n’a pas été lue")


def test_an_encrypted_file_asks_for_a_copy() -> None:
    protection = pdfencrypt.StandardEncryption("secret", ownerPassword="x")
    data = _drawn(lambda canvas: _lines(canvas, ["Texte."]), encrypt=protection)
    with pytest.raises(UnreadableInput, match="mot de passe"):
        _read(data)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF", b"%PDF-1.5" + bytes(range(256)) * 20]
)
def test_a_broken_file_is_one_french_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(save(tmp_path, "a.pdf", data))
    assert caught.value.reason.endswith(".")
