"""Plain text, Markdown, HTML and their encodings."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assises_nlp.ingest.content import Source
from assises_nlp.ingest.decode import decode
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.html import html_content
from assises_nlp.ingest.markdown import read_markdown
from assises_nlp.ingest.registry import read
from assises_nlp.ingest.text import clean
from assises_nlp.ingest.txt import read_txt
from tests.ingest.builders import save

FRENCH = "L’accueil des élus à la préfecture : où est le cœur du problème ? « Être reçu », çà et là, coûte 3 €."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_encodings_that_french_files_come_in(encoding: str) -> None:
    assert decode((FRENCH + "\n").encode(encoding)).text == FRENCH + "\n"


def test_code_page_850_and_latin_1() -> None:
    text = "La réunion a été très animée : à l'évidence, les élus déplorent l'éloignement."
    assert decode(text.encode("cp850")).text == text
    assert decode(text.encode("latin-1")).text == text


def test_a_stray_byte_does_not_cost_the_other_accents() -> None:
    decoded = decode(FRENCH.encode() * 9 + b" \xe9tat")
    assert decoded.text == FRENCH * 9 + " état"
    assert decoded.notices


def test_text_encoded_twice_is_repaired() -> None:
    decoded = decode("Les élus ont été reçus à l’été.".encode().decode("cp1252").encode())
    assert decoded.text == "Les élus ont été reçus à l’été."


def test_one_note_a_line_stays_one_note_a_line() -> None:
    notes = "manque d'effectifs la nuit\npas de patrouilles dans les hameaux depuis la fermeture\naccueil fermé\n- plus de caméras\n"
    blocks = read_txt(Source(notes.encode(), "x")).blocks
    assert [(b.text, b.line, b.kind) for b in blocks] == [
        ("manque d'effectifs la nuit", 1, "paragraph"),
        ("pas de patrouilles dans les hameaux depuis la fermeture", 2, "paragraph"),
        ("accueil fermé", 3, "paragraph"),
        ("- plus de caméras", 4, "list_item"),
    ]


def test_lines_cut_to_a_width_are_joined() -> None:
    text = (
        "Le maire de la commune indique que la brigade n'est ouverte que\n"
        "deux demi-journées par semaine et que les habitants doivent faire\n"
        "trente kilomètres pour déposer une plainte. Il demande que l'accueil\n"
        "soit rouvert le samedi matin.\n"
        "\n"
        "La présidente de l'association d'aide aux victimes approuve cette\n"
        "demande.\n"
        "- un point d'accueil\n"
        "- des horaires affichés\n"
    )
    blocks = read_txt(Source(text.encode(), "x")).blocks
    assert [b.line for b in blocks] == [1, 6, 8, 9]
    assert blocks[0].text.endswith("déposer une plainte. Il demande que l'accueil soit rouvert le samedi matin.")
    assert [b.kind for b in blocks] == ["paragraph", "paragraph", "list_item", "list_item"]


def test_rules_and_underlines_are_no_text_and_form_feeds_are_pages() -> None:
    blocks = read_txt(Source(b"COMPTE RENDU\n============\nUn.\n\n-----\n\fDeux.", "x")).blocks
    assert [(b.kind, b.text, b.page, b.line) for b in blocks] == [
        ("heading", "COMPTE RENDU", 1, 1),
        ("paragraph", "Un.", 1, 3),
        ("paragraph", "Deux.", 2, 6),
    ]


def test_odd_characters_are_normalised_once_for_all() -> None:
    assert clean("e\u0301lu\u00ads\u200b \u202fà\r\nl\x0be\x00 \ufeffmaire \uf0b7 sous\u2011préfet\ud800") == (
        "élus \u202fà\nl\ne maire • sous-préfet"
    )


def test_a_large_file_is_read_in_time_that_grows_with_its_size(tmp_path: Path) -> None:
    line = "Il faudrait davantage de patrouilles à pied dans le centre-ville le soir.\n".encode("cp1252")
    path = save(tmp_path, "gros.txt", line * (8 * 1024 * 1024 // len(line)))
    start = time.monotonic()
    document = read(path)
    assert time.monotonic() - start < 20
    assert any("très volumineux" in notice for notice in document.notices)


def test_binary_content_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="pas un texte"):
        read(save(tmp_path, "a.txt", bytes(range(256)) * 10))


def test_markdown() -> None:
    text = (
        "# Compte rendu\n\nM. **Durand** demande\nun renfort.\n\n- un\n  - deux\n\n"
        "| Constats | Pistes |\n|---|---|\n| trop loin | rouvrir |\n\n1. trois\n"
    )
    blocks = read_markdown(Source(text.encode(), "x")).blocks
    assert [(b.kind, b.level, b.line, b.text) for b in blocks] == [
        ("heading", 1, 1, "Compte rendu"),
        ("paragraph", None, 3, "M. Durand demande un renfort."),
        ("list_item", 1, 6, "un"),
        ("list_item", 2, 7, "deux"),
        ("cell", None, 9, "Constats"),
        ("cell", None, 9, "Pistes"),
        ("cell", None, 11, "trop loin"),
        ("cell", None, 11, "rouvrir"),
        ("list_item", 1, 13, "trois"),
    ]
    assert blocks[1].bold == ((3, 9),)
    assert blocks[6].title == "Constats"


def test_html_keeps_what_is_seen() -> None:
    page = (
        "<html><head><title>Avis</title><style>p{}</style></head><body><nav><a>Accueil</a></nav><h2>Sécurité</h2>"
        "<p>Il faut <b>rouvrir</b>\n   le poste<br>vite.<script>alert(1)</script></p><p hidden>caché</p>"
        "<ul><li>un<ul><li>deux</li></ul></li></ul><div>Fin <span>de page</span></div>"
        "<table><tr><th>Constats</th><th>Pistes</th></tr><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table></body></html>"
    )
    content = html_content(page)
    assert content.title == "Avis"
    assert [(b.kind, b.level, b.text) for b in content.blocks] == [
        ("header", None, "Accueil"),
        ("heading", 2, "Sécurité"),
        ("paragraph", None, "Il faut rouvrir le poste\nvite."),
        ("list_item", 1, "un"),
        ("list_item", 2, "deux"),
        ("paragraph", None, "Fin de page"),
        ("cell", None, "Constats"),
        ("cell", None, "Pistes"),
        ("cell", None, "a"),
        ("cell", None, "b"),
        ("cell", None, "c"),
    ]
    assert [(b.row, b.column, b.title) for b in content.blocks[-3:]] == [
        (2, 1, "Constats"),
        (2, 2, "Pistes"),
        (3, 2, "Pistes"),
    ]


def test_a_page_in_the_charset_it_declares(tmp_path: Path) -> None:
    page = '<html><head><meta charset="iso-8859-15"></head><body><p>Coût : 3 €, œuvre</p></body></html>'
    assert read(save(tmp_path, "a.html", page.encode("iso-8859-15"))).text == "Coût : 3 €, œuvre"


_LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=39
)


@given(st.lists(_LINES, min_size=1, max_size=6))
@settings(deadline=None, max_examples=80)
def test_text_in_is_text_out(texts: list[str]) -> None:
    kept = [clean(text).strip() for text in texts]
    kept = [text for text in kept if any(map(str.isalnum, text))]
    blocks = read_txt(Source("\n\n".join(kept).encode(), "x")).blocks
    assert [block.text for block in blocks] == kept
