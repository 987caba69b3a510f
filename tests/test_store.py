"""What is kept between runs, and the exchange of the outputs: all or nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assises_nlp.records import DocumentAnalysis, Locator, Remark, Token
from assises_nlp.store import Store, StoreError, sha256, write_atomically

WORDS = st.text(st.characters(codec="utf-8"), max_size=12)


def _analysis(text: str = "Rouvrir le poste.", lemma: str = "rouvrir") -> DocumentAnalysis:
    token = Token(text, False, lemma, "VERB", "ROOT", 0, "VerbForm=Inf", "B-LOC")
    remark = Remark("r1", "k", text, Locator(0, len(text), page=2, column="Avis"), (token,), "v1", "maire", True)
    return DocumentAnalysis("k", "odt", "compte_rendu", (remark,), date="2021-03-04", set_aside=(("header", 12),))


def _stage(store: Store, **files: str) -> Path:
    staged = store.staging()
    for name, text in files.items():
        (staged / name.replace("__", ".")).write_text(text, "utf-8")
    written = {p.name: sha256(p.read_bytes()) for p in staged.iterdir()}
    (staged / "manifeste.json").write_text(json.dumps({"sorties": written}), "utf-8")
    return staged


def _content(store: Store) -> dict[str, str]:
    return {
        p.relative_to(store.outputs).as_posix(): p.read_text("utf-8")
        for p in store.outputs.rglob("*")
        if p.is_file() and p.name != "manifeste.json"
    }


@given(WORDS, WORDS)
def test_an_analysis_comes_back_as_it_was(text: str, lemma: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.save_analysis("c", _analysis(text, lemma))
        assert store.load_analysis("c") == _analysis(text, lemma)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"key": "k"}', b"\xff\xfe", None])
def test_a_damaged_or_missing_analysis_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    store = Store(tmp_path)
    store.save_analysis("c", _analysis())
    path = tmp_path / ".assises" / "documents" / "c.json"
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    assert store.load_analysis("c") is None


def test_a_write_that_fails_leaves_the_old_bytes_and_no_debris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="No space"):
            write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_outputs_appear_all_at_once_and_replace_the_previous_ones(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.exchange(_stage(store, a__md="un", b__md="deux"), "j1") == []
    assert _content(store) == {"a.md": "un", "b.md": "deux"}
    assert store.exchange(_stage(store, a__md="trois"), "j2") == []
    assert _content(store) == {"a.md": "trois"}
    assert not (tmp_path / ".assises" / "sorties-nouvelles").exists()
    assert not (tmp_path / ".assises" / "sorties-precedentes").exists()


def test_what_a_person_edited_or_added_is_kept_for_good(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.exchange(_stage(store, synthese__docx="machine", note__docx="machine"), "j1")
    (store.outputs / "synthese.docx").write_text("corrigé", "utf-8")
    (store.outputs / "mes notes.txt").write_text("notes", "utf-8")
    (store.outputs / ".~lock.synthese.docx#").write_text("verrou", "utf-8")
    assert store.exchange(_stage(store, synthese__docx="machine 2", note__docx="machine 2"), "j2") == [
        "mes notes.txt",
        "synthese.docx",
    ]
    expected = {
        "synthese.docx": "machine 2",
        "note.docx": "machine 2",
        "conservees/synthese-j2.docx": "corrigé",
        "conservees/mes notes-j2.txt": "notes",
    }
    assert _content(store) == expected
    # A third run, and a second correction: the first one stays.
    (store.outputs / "synthese.docx").write_text("corrigé encore", "utf-8")
    assert store.exchange(_stage(store, synthese__docx="machine 3"), "j3") == ["synthese.docx"]
    kept = {name: text for name, text in _content(store).items() if name.startswith("conservees/")}
    assert kept == {
        "conservees/synthese-j2.docx": "corrigé",
        "conservees/mes notes-j2.txt": "notes",
        "conservees/synthese-j3.docx": "corrigé encore",
    }


def test_two_corrections_within_a_minute_are_both_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for text in ("première", "seconde"):
        store.exchange(_stage(store, synthese__docx="machine"), "j1")
        (store.outputs / "synthese.docx").write_text(text, "utf-8")
    store.exchange(_stage(store, synthese__docx="machine"), "j1")
    kept = {text for name, text in _content(store).items() if name.startswith("conservees/")}
    assert kept == {"première", "seconde"}


def test_files_of_the_same_name_in_two_sub_folders_are_both_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.exchange(_stage(store, a__md="un"), "j1")
    for folder in ("v1", "v2"):
        (store.outputs / folder).mkdir()
        (store.outputs / folder / "note.odt").write_text(folder, "utf-8")
    store.exchange(_stage(store, a__md="deux"), "j2")
    assert sorted(text for name, text in _content(store).items() if name.startswith("conservees/")) == ["v1", "v2"]


def test_outputs_without_a_manifest_are_not_thrown_away(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.outputs.mkdir()
    (store.outputs / "bilan.docx").write_text("d’avant", "utf-8")
    (store.outputs / "manifeste.json").write_text('["not a manifest"]', "utf-8")
    assert store.exchange(_stage(store, a__md="un"), "j1") == ["bilan.docx"]
    assert _content(store)["conservees/bilan-j1.docx"] == "d’avant"


@pytest.mark.parametrize("renamed", [True, False])
def test_a_run_cut_off_between_the_two_renames_is_repaired(tmp_path: Path, renamed: bool) -> None:
    store = Store(tmp_path)
    store.exchange(_stage(store, a__md="ancien"), "j1")
    staged = _stage(store, a__md="nouveau")
    store.outputs.rename(tmp_path / ".assises" / "sorties-precedentes")
    if renamed:
        staged.rename(store.outputs)
    with store.lock():
        assert _content(store) == {"a.md": "nouveau" if renamed else "ancien"}
    assert not (tmp_path / ".assises" / "sorties-precedentes").exists()


def test_a_rename_that_fails_puts_the_previous_outputs_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    store.exchange(_stage(store, a__md="ancien"), "j1")
    staged = _stage(store, a__md="nouveau")
    rename = Path.rename

    def locked(self: Path, target: Path) -> Path:
        if self == staged:
            raise PermissionError(13, "document ouvert", str(self))
        return rename(self, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", locked)
        with pytest.raises(PermissionError):
            store.exchange(staged, "j2")
    assert _content(store) == {"a.md": "ancien"}


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path)
    with store.lock():
        yield store


def test_a_second_run_is_refused_with_a_sentence(held: Store) -> None:
    with pytest.raises(StoreError, match="déjà en cours") as caught, Store(held.folder).lock():
        raise AssertionError("two runs at once")
    assert str(caught.value).endswith(".")


def test_the_lock_is_free_again_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Store(tmp_path).lock():
        raise ZeroDivisionError
    with Store(tmp_path).lock():
        pass


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(13, "Permission denied", "sorties"),
        OSError(30, "Read-only file system"),
        OSError(28, "No space"),
    ],
)
def test_a_folder_that_cannot_be_written_gives_a_sentence(tmp_path: Path, error: OSError) -> None:
    with pytest.raises(StoreError) as caught, Store(tmp_path).lock():
        raise error
    message = str(caught.value)
    assert tmp_path.name in message
    assert message.endswith(".")
    assert "None" not in message
    assert "denied" not in message


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
def test_a_link_among_the_outputs_is_neither_followed_nor_destroyed(tmp_path: Path) -> None:
    store = Store(tmp_path / "dossier")
    outside = tmp_path / "ailleurs"
    outside.mkdir()
    (outside / "secret.txt").write_text("à ne pas copier", "utf-8")
    store.exchange(_stage(store, a__md="un"), "j1")
    (store.outputs / "lien").symlink_to(outside)
    store.exchange(_stage(store, a__md="deux"), "j2")
    assert (outside / "secret.txt").read_text("utf-8") == "à ne pas copier"
    assert "à ne pas copier" not in _content(store).values()
