"""The four forms of the bilan, the annex and the note, read back from the files."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from export_readers import TABLE, TEXT, W, docx_lines, html_lines, md_lines, odt_lines, part
from export_sample import HOSTILE, Sample, sample
from lxml import html
from odfdo import Document as OdtDocument
from syrupy.assertion import SnapshotAssertion

from assises_nlp.export.clean import one_line
from assises_nlp.export.document_model import lines
from assises_nlp.export.flags import contradictory_figures
from assises_nlp.export.note import build_note, length
from assises_nlp.export.sources import Dossier, open_dossier
from assises_nlp.export.synthese import build_synthese, in_short
from assises_nlp.export.verbatims import build_verbatims
from assises_nlp.records import Locator, Measure, Meeting, Remark, Statement, Support, Voices

SPOKEN = "Rouvrez la gendarmerie le samedi"


def dossier(sample: Sample) -> Dossier:
    return open_dossier(sample.synthesis, sample.remarks, sample.labels, sample.topics, sample.meetings, sample.groups)


def test_four_formats_hold_the_same_lines_in_the_same_order(written: Path, rich: Sample) -> None:
    expected = list(lines(build_synthese(dossier(rich))))
    assert len(expected) > 150
    assert docx_lines(written / "synthese.docx") == expected
    assert odt_lines(written / "synthese.odt") == expected
    assert md_lines(written / "synthese.md") == expected
    assert html_lines(written / "synthese.html") == expected


@pytest.mark.parametrize("name", ["synthese.docx", "synthese.odt", "synthese.md", "synthese.html"])
def test_other_axes_are_named_after_the_list_with_their_sources(written: Path, name: str) -> None:
    read = {"docx": docx_lines, "odt": odt_lines, "md": md_lines, "html": html_lines}[name.rsplit(".", 1)[1]]
    said = [line for line in read(written / name) if line.startswith("Autres axes soulignés")]
    assert said == ["Autres axes soulignés\u00a0: attention portée aux horaires affichés [G1]."]
    data = json.loads((written / "synthese.json").read_text("utf-8"))
    assert data["themes"][0]["autres_axes"] == ["x3"]


def test_a_line_of_a_closing_sentence_is_told_by_what_most_say_of_it() -> None:
    def said(*names: str) -> tuple[Support, ...]:
        return tuple(Support(name, "x") for name in names)

    line = Statement("s", "constat", "Ligne.", "t", "repandu", Voices(4, 0, 2), said("a", "b", "c", "d"))
    assert in_short(line) == (["Ligne."], line.supports)
    most = replace(line, measures=(Measure("Une.", said("a", "b", "c")), Measure("Deux.", said("d"))))
    assert in_short(most) == (["Une."], said("a", "b", "c"))
    spread = replace(
        line, measures=(Measure("Une.", said("a", "b")), Measure("Deux.", said("c")), Measure("Trois.", said("d")))
    )
    assert in_short(spread) == (["Ligne."], line.supports)
    asked = replace(spread, nature="preconisation")
    assert in_short(asked) == (["Ligne.", "Une.", "Deux."], line.supports)
    against = replace(asked, measures=(Measure("En sens contraire, autre.", said("d", "e", "f", "g")),))
    assert in_short(against) == (["Ligne.", "En sens contraire, autre."], line.supports)


@pytest.mark.parametrize("name", ["note", "annexe-verbatims"])
def test_docx_and_odt_of_the_other_documents_agree(written: Path, name: str) -> None:
    found = docx_lines(written / f"{name}.docx")
    assert len(found) > 20
    assert odt_lines(written / f"{name}.odt") == found


def test_markdown(written: Path, snapshot: SnapshotAssertion) -> None:
    assert (written / "synthese.md").read_text("utf-8") == snapshot


def test_same_records_give_same_bytes(written: Path, rich: Sample, tmp_path: Path) -> None:
    again = rich.shuffled().write(tmp_path / "encore")
    names = sorted(path.name for path in written.iterdir())
    assert names == sorted(path.name for path in again.iterdir())
    assert len(names) == 13
    for name in names:
        assert (written / name).read_bytes() == (again / name).read_bytes(), name


@pytest.mark.parametrize("name", ["synthese.docx", "synthese.odt", "synthese.md", "note.docx", "note.odt"])
def test_no_quote_leaves(written: Path, name: str) -> None:
    read = {"docx": docx_lines, "odt": odt_lines, "md": md_lines}[name.rsplit(".", 1)[1]]
    whole = "\n".join(read(written / name))
    assert SPOKEN not in whole
    assert "ça marche bien chez nous" not in whole


def test_quotes_are_in_the_annex_with_their_place(written: Path) -> None:
    whole = docx_lines(written / "annexe-verbatims.docx")
    spoken = next(line for line in whole if SPOKEN in line)
    assert spoken.startswith("«\u00a0Rouvrez")
    assert spoken.endswith("— G1, §\u00a01")
    assert "Séance du 16\u00a0janvier 2020, Craon" in whole[whole.index("G1") + 1]
    # Identical answers are one line with their count: three under the line, the fourth under its measure. A withheld text
    # is not shown.
    spoken = [line for line in whole if line.startswith("«") and "Rouvrir l’accueil le samedi" in line]
    assert [("(3 réponses identiques)" in line) for line in spoken] == [True, False]
    assert not [line for line in whole if "Remarque à relire" in line]
    withheld = whole.index("[texte retenu jusqu’à sa relecture]")
    assert whole[withheld - 2 : withheld] == ["E2, §\u00a04", "un nom de personne est à relire"]


@pytest.mark.parametrize("name", ["synthese.docx", "synthese.odt", "synthese.md", "synthese.html", "note.odt"])
def test_documents_name_their_sources_without_the_files(written: Path, rich: Sample, name: str) -> None:
    read = {"docx": docx_lines, "odt": odt_lines, "md": md_lines, "html": html_lines}[name.rsplit(".", 1)[1]]
    whole = "\n".join([*read(written / name), *docx_lines(written / "annexe-verbatims.docx")])
    for meeting in rich.meetings.values():
        stem = Path(meeting.name).stem
        assert meeting.name not in whole
        assert stem not in whole
        assert stem.replace("_", " ") not in whole.lower()
    assert "public non précisé" not in whole


def test_sources_that_look_alike_are_numbered(rich: Sample) -> None:
    meetings = {
        key: Meeting(key, f"{key}.txt", "compte_rendu", "2020-01-15", "Laval", audience)
        for key, audience in (("a", "elus"), ("b", "elus"), ("c", "forces"))
    }
    empty = replace(rich.synthesis, meetings=(), questionnaires=(), themes=())
    found = open_dossier(empty, (), {}, (), {**meetings, "d": Meeting("d", "durand.txt", "contribution")}, {})
    assert [(source.code, source.title) for source in found.sources] == [
        ("E1", "séance du 15\u00a0janvier 2020, Laval (1)"),
        ("E2", "séance du 15\u00a0janvier 2020, Laval (2)"),
        ("F1", "séance du 15\u00a0janvier 2020, Laval"),
        ("C1", "contribution écrite"),
    ]


def test_notices_name_the_source_instead_of_the_file(rich: Sample) -> None:
    notices = (
        "reunion_jeunes.txt : une page manque.",
        "« cr/2020-01-17_chateau_elus.docx » est long.",
        "n_reunion_jeunes.txt",
    )
    found = dossier(replace(rich, synthesis=replace(rich.synthesis, notices=notices))).notices()
    assert found == (
        "R1, séance : une page manque.",
        "E2, séance du 17\u00a0janvier 2020, Château-Gontier est long.",
        "n_reunion_jeunes.txt",
    )


def test_flags_are_short_words_for_the_rapporteur_and_not_for_the_prefet(rich: Sample) -> None:
    theme = rich.synthesis.themes[1]
    flagged = replace(
        theme.constats[0],
        flags=("a_reformuler", "chiffres_contradictoires", "diffusion_restreinte"),
        supports=(*theme.constats[0].supports, Support("d-autre-1", "39 protocoles de participation")),
    )
    other = replace(theme.constats[1], flags=("avis_rapportes_divergents", "a_reformuler"))
    themes = (rich.synthesis.themes[0], replace(theme, constats=(flagged, other)), *rich.synthesis.themes[2:])
    remarks = [
        replace(remark, text="Un élu parle de 39 protocoles de participation.") if remark.id == "d-autre-1" else remark
        for remark in rich.remarks
    ]
    changed = dossier(replace(rich, remarks=tuple(remarks), synthesis=replace(rich.synthesis, themes=themes)))
    whole = list(lines(build_synthese(changed)))
    contradiction = "chiffres contradictoires\u00a0: 36 protocoles de participation (D1), 39 (R1)"
    assert any(line.endswith(f" Diffusion restreinte\u00a0; à reformuler\u00a0; {contradiction}.") for line in whole)
    assert any(line.endswith(" À reformuler\u00a0; avis rapportés divergents.") for line in whole)
    annexed = replace(theme, constats=(), annexed=(replace(flagged, flags=("chiffres_contradictoires",)),))
    left = replace(rich.synthesis, themes=(rich.synthesis.themes[0], annexed, *rich.synthesis.themes[2:]))
    shown = lines(build_synthese(dossier(replace(rich, remarks=tuple(remarks), synthesis=left))))
    assert "36 protocoles de participation (D1), 39 (R1)." in list(shown)
    note = "\n".join(lines(build_note(changed)))
    for word in ("reformuler", "contradictoires", "36 protocoles", "voisins vigilants", "patrouille couvre"):
        assert word not in note
    assert "Deux lignes à diffusion restreinte ne figurent pas dans cette note." in note


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (("36 conventions de participation", "On compte 39 conventions de participation citoyenne"), "36|39"),
        (("Conventions de participation : 36", "39 conventions de participation"), "36|39"),
        (("1 200 caméras", "1\u00a0200 caméras"), ""),
        (("36 conventions de participation", "39 conventions de coordination"), ""),
        (("3,5 agents", "5 agents"), ""),
        (
            (
                "Conventions de participation citoyenne : 36 signées au 31 mars 2019.",
                "conventions de participation citoyenne signées : 39 ;",
            ),
            "36|39",
        ),
        (("Trente-neuf conventions.", "Conventions de participation : 36 signées."), ""),
    ],
)
def test_contradictory_figures(texts: tuple[str, str], shown: str) -> None:
    pair = [Remark(str(n), f"d{n}", words, Locator(0, len(words))) for n, words in enumerate(texts)]
    assert "|".join(words.split(" ")[0] for words, _ in contradictory_figures(pair)) == shown


def test_every_remark_that_informs_is_in_the_annex(written: Path, rich: Sample) -> None:
    whole = "\n".join(odt_lines(written / "annexe-verbatims.odt"))
    told = [r for r in rich.remarks if rich.synthesis.statuses[r.id] in {"utilisee", "annexe"}]
    assert len(told) > 20
    for remark in told:
        assert one_line(remark.text) in whole, remark.id


def test_identical_remarks_not_retained_are_one_row(rich: Sample) -> None:
    ids = ["d-elus-1-7", "d-public-4", "d-autre-1", "q-elus-1", "q-public-6"]
    alike = [replace(r, text="Trop de bruit.") if r.id in ids else r for r in rich.remarks]
    labels = {**rich.labels, **{i: replace(rich.labels[i], theme="hors_theme", nature="constat") for i in ids}}
    groups = {**rich.groups, **dict.fromkeys(ids, "g")}
    changed = replace(rich, remarks=tuple(alike), labels=labels, groups=groups)
    whole = list(lines(build_verbatims(dossier(changed))))
    row = next(index for index, line in enumerate(whole) if line.startswith("Trop de bruit."))
    assert whole[row] == "Trop de bruit. (5\u00a0remarques identiques)"
    assert (
        whole[row - 1]
        == "E1, §\u00a07\u00a0; G1, §\u00a04\u00a0; R1, §\u00a01\u00a0; Q1, l.\u00a02\u00a0; Q2, l.\u00a07"
    )
    assert "Cinq constats" in whole


def test_unused_remarks_are_in_the_annex(written: Path) -> None:
    whole = "\n".join(odt_lines(written / "annexe-verbatims.odt"))
    assert "La route départementale est pleine de trous." in whole
    assert "Les jeunes ignorent où déposer plainte." in whole


def test_rejected_and_refused_lines_are_out_of_the_themes_but_listed_with_their_reason(written: Path) -> None:
    whole = md_lines(written / "synthese.md")
    start = whole.index("Annexe 4. Autres points relevés")
    rejected = whole.index("Proposition rejetée par le rapporteur [E2].")
    assert rejected > start
    assert whole[rejected - 1] == "Préconisations – motif\u00a0: rejetée à la relecture"
    refused = "Préconisations – motif\u00a0: nombre absent\u00a0: une remarque, à lire dans l’annexe interne « annexe-verbatims »."
    assert whole.index(refused.replace("« ", "«\u00a0").replace(" »", "\u00a0»")) > start


def test_a_line_in_the_words_of_a_remark_is_told_in_the_annex_by_its_remark_where_the_grid_has_a_phrasebook(
    rich: Sample, written: Path
) -> None:
    untold = "Affichage des horaires sur la porte"
    assert untold not in (written / "synthese.md").read_text("utf-8")
    quoted = next(r.text for r in rich.remarks if r.id == "d-elus-1-1")
    assert quoted in (written / "synthese.html").read_text("utf-8").replace("\u00a0", " ")
    assert untold not in "\n".join(docx_lines(written / "annexe-verbatims.docx"))

    def bare(line: Statement) -> Statement:
        return replace(line, wording=None)

    themes = tuple(
        replace(
            theme,
            constats=tuple(map(bare, theme.constats)),
            preconisations=tuple(map(bare, theme.preconisations)),
            annexed=tuple(map(bare, theme.annexed)),
            mentioned=(),
        )
        for theme in rich.synthesis.themes
    )
    without = dossier(replace(rich, synthesis=replace(rich.synthesis, themes=themes)))
    assert f"{untold} [E1]." in list(lines(build_synthese(without)))


def test_marks_name_sources_links_and_positions(written: Path) -> None:
    whole = md_lines(written / "synthese.md")
    marks = next(line for line in whole if line.startswith("Préconisation 3.1 —"))
    assert (
        "Consensus\u00a0: évoqué dans trois séances (cinq intervenants) et par 41 répondants — élus, grand public"
        in marks
    )
    assert "Sources\u00a0: E1, G1, E2, Q2." in marks
    assert "Répond au constat 3.1. Voir l’engagement 3.1. Échéance\u00a0: d’ici la fin de l’année." in marks
    assert whole[whole.index(marks) - 3] == "Accueil et horaires – réouverture de l’accueil de la brigade\u00a0:"
    assert whole[whole.index(marks) - 2] == "ouverture le samedi matin [E1, E2],"
    assert whole[whole.index(marks) - 1] == "accueil à la carte [Q2]\u00a0;"
    divided = next(line for line in whole if line.startswith("Préconisation 5.1 —"))
    assert "Avis divergents" in divided
    assert "Avis contraires\u00a0: E1, G1." in divided
    assert any(line.endswith("Diffusion restreinte.") for line in whole)


def test_off_theme_subjects_are_named_once(rich: Sample) -> None:
    topics = ("École et formation : cantine", "École et formation", "Autres remarques hors sujet", "Voirie")
    synthesis = replace(rich.synthesis, off_theme_topics=topics)
    found = list(lines(build_synthese(dossier(replace(rich, synthesis=synthesis)))))
    assert any(line.endswith("consultation\u00a0: École et formation\u00a0; Voirie.") for line in found)


def test_coverage_adds_up_in_the_document(written: Path) -> None:
    whole = md_lines(written / "synthese.md")
    start = whole.index("Remarques", whole.index("Annexe 2. Couverture"))
    counts = [int(cell) for cell in whole[start + 2 : start + 13 : 2]]
    assert sum(counts[:5]) == counts[5] == 30


# --------------------------------------------------------------------------------------------------------------- docx
def test_docx_has_real_styles_contents_fields_and_language(written: Path) -> None:
    path = written / "synthese.docx"
    document = docx.Document(str(path))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[0] == "Title"
    for name in ("Heading 1", "Heading 2", "List Bullet", "List Bullet 2", "Caption", "Repères"):
        assert name in styles, name
    xml = part(path, "word/document.xml")
    instructions = [node.text.strip() for node in xml.iter(f"{W}instrText")]
    assert instructions[0].startswith("TOC ")
    pages = [words.split()[1] for words in instructions if words.startswith("PAGEREF ")]
    bookmarks = {node.get(f"{W}name") for node in xml.iter(f"{W}bookmarkStart")}
    targets = {node.get(f"{W}anchor") for node in xml.iter(f"{W}hyperlink")}
    assert targets
    assert targets <= bookmarks
    settings = part(path, "word/settings.xml")
    assert settings.find(f"{W}updateFields") is None
    control = next(xml.iter(f"{W}sdt"))
    assert len(list(control.iter(f"{W}hyperlink"))) == len(targets) == len(set(pages))
    # No number is written that a layout has not computed; nothing is marked for update, or Word would ask.
    assert not [node.text for node in control.iter(f"{W}t") if (node.text or "").isdigit()]
    assert not [node for node in xml.iter(f"{W}fldChar") if node.get(f"{W}dirty")]
    # LibreOffice sees the references to pages and not the TOC field, inside which it would not compute them.
    compatibility = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
    for choice in xml.iter(f"{compatibility}Choice"):
        assert choice.get("Requires") == "w15"
        assert choice.nsmap["w15"].endswith("/word/2012/wordml")
    hidden = [node for choice in xml.iter(f"{compatibility}Choice") for node in choice.iter(f"{W}fldChar")]
    assert [node.get(f"{W}fldCharType") for node in hidden] == ["begin", "separate", "end"]
    kinds = [node.get(f"{W}fldCharType") for node in xml.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    footer = part(path, "word/footer1.xml")
    assert [node.text.strip() for node in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    defaults = part(path, "word/styles.xml").find(f"{W}docDefaults")
    assert [node.get(f"{W}val") for node in defaults.iter(f"{W}lang")] == ["fr-FR"]
    assert document.core_properties.created is not None
    assert document.core_properties.created.year == 2000
    assert document.core_properties.language == "fr-FR"


def test_docx_is_accessible(written: Path) -> None:
    document = docx.Document(str(written / "synthese.docx"))
    assert len(document.tables) > 6
    for table in document.tables:
        assert table._tbl.tr_lst[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert table._tbl.tblPr.find(f"{W}tblCaption") is not None
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(alts) == 2
    assert all("Diagramme en barres" in alt for alt in alts)
    assert "Plutôt\u00a0: 46\u00a0% (21)" in alts[0]


@pytest.mark.parametrize("name", ["synthese.docx", "note.docx", "annexe-verbatims.docx"])
def test_banner_is_on_every_docx(written: Path, name: str) -> None:
    header = docx.Document(str(written / name)).sections[0].header
    assert "Données fictives" in header.paragraphs[0].text


def test_no_banner_on_real_data(tmp_path: Path) -> None:
    folder = sample(fictitious=False).write(tmp_path)
    for name in ("synthese.md", "synthese.html"):
        assert "Données fictives" not in (folder / name).read_text("utf-8")
    assert "fictives" not in "".join(
        p.text for p in docx.Document(str(folder / "note.docx")).sections[0].header.paragraphs
    )


# ---------------------------------------------------------------------------------------------------------------- odt
def test_odt_container(written: Path) -> None:
    for path in written.glob("*.odt"):
        with zipfile.ZipFile(path) as archive:
            first, *others = archive.infolist()
            assert first.filename == "mimetype"
            assert first.compress_type == zipfile.ZIP_STORED
            assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
            assert {info.date_time for info in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}
            listed = set(re.findall(r'full-path="([^"]+)"', archive.read("META-INF/manifest.xml").decode()))
            present = {info.filename for info in others} - {"META-INF/manifest.xml"}
            assert present <= listed
            assert {name for name in listed if not name.endswith("/")} <= present


def test_odt_has_contents_language_alts_and_header_rows(written: Path) -> None:
    path = written / "synthese.odt"
    document = OdtDocument(str(path))
    assert str(document.meta.get_language()) == "fr-FR"
    assert document.meta.get_creation_date().year == 2000
    body = part(path, "content.xml")
    contents = next(body.iter(f"{TEXT}table-of-content"))
    entries = ["".join(node.itertext()) for node in contents.find(f"{TEXT}index-body").iter(f"{TEXT}a")]
    headings = [node for node in body.iter(f"{TEXT}h") if node.get(f"{TEXT}outline-level") in {"1", "2"}]
    assert entries == ["".join(node.itertext()) for node in headings]
    levels = {node.get(f"{TEXT}style-name") for node in body.iter(f"{TEXT}h")}
    assert levels == {"Debut_Heading_20_1", "Heading_20_1", "Heading_20_2"}
    marks = {node.get(f"{TEXT}name") for node in body.iter(f"{TEXT}bookmark")}
    assert {node.get(f"{TEXT}ref-name") for node in contents.iter(f"{TEXT}bookmark-ref")} <= marks
    tables = list(body.iter(f"{TABLE}table"))
    assert len(tables) > 6
    assert all(table.find(f"{TABLE}table-header-rows") is not None for table in tables)
    descriptions = [node.text for node in body.iter("{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc")]
    assert len(descriptions) == 2
    styles = part(path, "styles.xml")
    used = {node.get(f"{TEXT}style-name") for node in body.iter(f"{TEXT}p", f"{TEXT}h", f"{TEXT}span", f"{TEXT}a")}
    name = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name"
    defined = {node.get(name) for node in (*styles.iter(), *body.iter())}
    assert used - {None} <= defined
    parents = {node.get(name.replace("}name", "}parent-style-name")) for node in (*styles.iter(), *body.iter())}
    assert parents - {None} <= defined


# --------------------------------------------------------------------------------------------------------------- html
def test_html_is_offline_and_runs_only_its_own_script(written: Path) -> None:
    source = (written / "synthese.html").read_text("utf-8")
    page = html.document_fromstring(source)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (node,) = page.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not page.xpath("//@style | //@onclick | //@src | //link | //iframe | //img")
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert page.get("lang") == "fr"


def test_html_unfolds_quotes_and_says_that_it_is_internal(written: Path) -> None:
    page = html.document_fromstring((written / "synthese.html").read_text("utf-8"))
    assert "Document de travail interne" in page.xpath("string(//p[contains(@class, 'interne')])")
    line = next(node for node in page.xpath("//li[@class='ligne']") if "réouverture" in node.text_content())
    quotes = line.xpath("./details//q/text()")
    assert "Rouvrez la gendarmerie le samedi !" in quotes
    assert line.get("data-sources") == "E1|G1|E2|Q2"
    assert line.get("data-publics") == "grand public|élus"
    contrary = page.xpath("//strong[@class='contraire']/following-sibling::q/text()")
    assert "Je ne veux pas de caméras dans le bourg." in contrary
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    fields = page.xpath("//form//input/@id | //form//select/@id")
    assert sorted(fields) == sorted(page.xpath("//form//label/@for"))


def test_html_leaves_out_a_public_that_is_unknown(written: Path) -> None:
    page = html.document_fromstring((written / "synthese.html").read_text("utf-8"))
    assert page.xpath("//select[@id='f-public']/option/@value") == ["", "forces de sécurité", "grand public", "élus"]
    assert len(page.xpath("//select[@id='f-theme']/option")) == 4
    assert not page.xpath("//*[@aria-pressed]")
    assert "E1 – séance du 15\u00a0janvier 2020, Mayenne" in page.xpath("//select[@id='f-source']/option/text()")


def test_hostile_text_stays_text(written: Path) -> None:
    source = (written / "synthese.html").read_text("utf-8")
    assert "<script>alert" not in source
    assert "&lt;script&gt;alert" in source
    visible = HOSTILE.translate({0: None, 7: None, 0xD800: None, 0x202E: None})
    assert any(visible.replace("'", "’") in line or visible in line for line in md_lines(written / "synthese.md"))
    for path in written.iterdir():
        assert b"\x00\x07" not in path.read_bytes() or path.suffix in {".docx", ".odt", ".xlsx"}


# -------------------------------------------------------------------------------------------------------------- edges
def test_empty_consultation_is_honest(tmp_path: Path) -> None:
    rich = sample()
    bare = replace(
        rich,
        synthesis=replace(
            rich.synthesis,
            meetings=(),
            questionnaires=(),
            statuses={},
            themes=tuple(
                replace(t, chapeau="", constats=(), preconisations=(), engagements=(), annexed=())
                for t in rich.synthesis.themes
            ),
        ),
        remarks=(),
        labels={},
        topics=(),
        meetings={},
        groups={},
    )
    folder = bare.write(tmp_path)
    whole = md_lines(folder / "synthese.md")
    assert "Aucun document n’a été versé au dossier." in whole
    assert "Aucun questionnaire n’a été versé au dossier." in whole
    assert sum(line.startswith("Sans observation") for line in whole) == 3
    assert docx_lines(folder / "synthese.docx") == odt_lines(folder / "synthese.odt") == whole


def test_note_is_cut_until_it_fits(rich: Sample) -> None:
    long_line = replace(
        rich.synthesis.themes[0].preconisations[0], text="renforcement " + "de la présence des agents " * 16
    )
    themes = tuple(
        replace(theme, preconisations=tuple(replace(long_line, id=f"{theme.id}{n}") for n in range(6)))
        for theme in rich.synthesis.themes
    )
    full = replace(rich, synthesis=replace(rich.synthesis, themes=themes))
    note = build_note(dossier(full))
    assert length(note) <= 64
    assert sum(line.startswith("renforcement") for line in lines(note)) in {3, 6}
    assert length(build_note(dossier(rich))) <= 64


def test_note_reads_as_a_note(written: Path) -> None:
    whole = docx_lines(written / "note.docx")
    assert whole[:2] == [
        "Note à l’attention du préfet",
        "Objet\u00a0: Assises territoriales de la sécurité intérieure en Mayenne",
    ]
    assert "réouverture de l’accueil de la brigade (consensus\u00a0: trois séances, 41 répondants)\u00a0;" in whole
    assert "installation de caméras sur les parkings (avis divergents\u00a0: une séance)." in whole
    assert whole[-1].startswith("Projet à relire et à valider par le rapporteur avant signature")
