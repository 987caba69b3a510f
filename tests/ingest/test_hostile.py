"""Files meant to hang, to fill the memory or to lead elsewhere: each is refused or read, quickly."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from assises_nlp.ingest import UnreadableInput, read

FONT = "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
SAID = b"BT /F1 12 Tf 50 700 Td (La patrouille passe le soir.) Tj ET"


def stream(content: bytes, more: str = "") -> bytes:
    return f"<</Length {len(content)} {more}>>stream\n".encode() + content + b"\nendstream"


def pdf(path: Path, content: bytes, *objects: bytes, resources: str = FONT) -> Path:
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources {resources}>>"
    every = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page.encode(), content, *objects]
    data = b"%PDF-1.4\n"
    for number, one in enumerate(every, start=1):
        data += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    path.write_bytes(data + f"trailer <</Size {len(every) + 1} /Root 1 0 R>>\n%%EOF".encode())
    return path


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs" / "secret.txt").write_text("mot de passe")
    (tmp_path / "entrees").mkdir()
    (tmp_path / "entrees" / "note.txt").write_text("La patrouille passe le soir.")
    out, beside = tmp_path / "entrees" / "lien.txt", tmp_path / "entrees" / "copie.txt"
    out.symlink_to(tmp_path / "ailleurs" / "secret.txt")
    beside.symlink_to(tmp_path / "entrees" / "note.txt")
    with pytest.raises(UnreadableInput, match="lien"):
        read(out)
    assert read(beside).text == "La patrouille passe le soir."


def test_a_link_to_itself_and_a_pipe_are_refused(tmp_path: Path) -> None:
    (tmp_path / "boucle.txt").symlink_to("boucle.txt")
    os.mkfifo(tmp_path / "tube.txt")
    for name in ("boucle.txt", "tube.txt"):
        with pytest.raises(UnreadableInput):
            read(tmp_path / name)


def test_a_name_that_no_output_can_cite_is_refused(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff\xfe.txt")
    path.write_text("La patrouille passe le soir.")
    with pytest.raises(UnreadableInput, match="renommez"):
        read(path)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_stream_that_inflates_without_end_is_refused(tmp_path: Path, layers: int) -> None:
    content = b" " * 40_000_000
    for _ in range(layers):
        content = zlib.compress(content, 9)
    path = pdf(tmp_path / "bombe.pdf", stream(content, "/Filter[" + "/FlateDecode" * layers + "]"))
    with pytest.raises(UnreadableInput, match="décompressé"):
        read(path)


def test_forms_that_call_forms_are_refused_and_one_form_is_read(tmp_path: Path) -> None:
    def form(content: bytes, resources: str) -> bytes:
        return stream(content, f"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources {resources}")

    def called(number: int) -> str:
        return f"<</XObject<</X {number} 0 R>>>>"

    chain = [form(b"/X Do " * 30, called(number + 1)) for number in range(5, 9)]
    bomb = pdf(tmp_path / "b.pdf", stream(b"/X Do " * 30), *chain, form(SAID, FONT), resources=called(5))
    with pytest.raises(UnreadableInput):
        read(bomb)
    plain = pdf(tmp_path / "f.pdf", stream(b"/X Do"), form(SAID, FONT), resources=called(5))
    assert "La patrouille passe le soir." in read(plain).text


def test_a_drawing_of_countless_strokes_leaves_the_text(tmp_path: Path) -> None:
    path = pdf(tmp_path / "carte.pdf", stream(SAID + b" " + b"0 0 m 1 1 l S " * 30_000))
    assert "La patrouille passe le soir." in read(path).text


def test_a_stray_quote_and_thousands_of_columns_are_explained(tmp_path: Path) -> None:
    cell = tmp_path / "guillemet.csv"
    cell.write_text('id;avis\n1;"' + "La patrouille passe. " * 20_000 + '"\n2;non\n3;oui\n')
    with pytest.raises(UnreadableInput, match="guillemet"):
        read(cell)
    wide = tmp_path / "large.csv"
    wide.write_text("\n".join(";".join("x" * 6_000) for _ in range(3)))
    with pytest.raises(UnreadableInput, match="colonnes"):
        read(wide)


def test_leaders_and_brackets_without_end_are_shortened(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("[" * 60_000 + " Sommaire " + "." * 5_000 + " 3")
    assert read(path).text == "[[[ Sommaire ... 3"
