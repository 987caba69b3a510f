"""For the authors of the phrasebook: reads its files against the annotated remarks.

    .venv/bin/python tools/phrasebook.py assises_nlp/resources/phrasebook_securite-interieure_accueil.toml
    … --ligne ID          one line only, every remark shown
    … --reste SUJET       the informative remarks of a canonical subject that no line of the file says
    … --sujet SUJET       all the remarks of a canonical subject, with theme and nature
    … --mesures           the texts of the file, one a line, for those who write sentences that say them
    … --rappel FICHIER    sentences that others wrote (data/formulations), those kept apart: which are not recognised

Shown for each measure: how many annotated remarks say it and those of other subjects (marked with !), to be read.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path

from assises_nlp.draft.phrasebook.entries import Phrasebook, assemble
from assises_nlp.draft.phrasebook.matching import of_nature, says
from assises_nlp.draft.phrasebook.patterns import expanded

ROOT = Path(__file__).parent.parent
INFORMATIVE = ("constat", "bonne_pratique", "preconisation")


def remarks() -> list[dict[str, str]]:
    """The informative annotated remarks with their canonical subjects."""
    folder = ROOT / "data/annotations"
    subjects = dict(line.split("\t") for line in (folder / "sujets.tsv").read_text("utf-8").splitlines()[1:])
    rows = [
        json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    return [row | {"canon": subjects.get(row["id"]) or "-"} for row in rows if row["nature"] in INFORMATIVE]


def recall(book: Phrasebook, path: Path) -> None:
    """Print the share of the sentences of ``path`` that their item or their line recognises, those that none does, and
    those that an item of another line recognises (to be read: some say both).
    """
    rows = [row.split("\t") for row in path.read_text("utf-8").splitlines()]
    rows = [(row[0], row[-1]) for row in rows if len(row) > 1 and row[1] not in {"partie", "reglage"}]
    own = whole = 0
    for name, text in rows:
        line = book.by_id.get(name.split("/")[0])
        item = next((i for i in line.items if f"{line.id}/{i.id}" == name), None) if line else None
        if line is None or item is None:
            print(f"   SANS MESURE : {name}")
            continue
        said = says(item, text)
        own += said
        whole += any(says(i, text) for i in line.items)
        others = [
            f"{other.id}/{i.id}"
            for other in book.lines
            for i in other.items
            if other.id != line.id and other.asks == line.asks and says(i, text)
        ]
        if not said or others:
            mark = "  " if said else "--"
            print(f"{mark} {name} : {text}" + (f"   [DIT AUSSI {', '.join(others)}]" if others else ""))
    print(f"{own} phrases sur {len(rows)} reconnues par leur mesure, {whole} par leur ligne")


def main() -> None:
    """Print what the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--ligne")
    parser.add_argument("--reste")
    parser.add_argument("--sujet")
    parser.add_argument("--mesures", action="store_true")
    parser.add_argument("--rappel", type=Path)
    parser.add_argument("--montrer", type=int, default=6, help="remarks shown for each measure")
    options = parser.parse_args()
    rows = remarks()
    if options.sujet:
        for row in rows:
            if row["canon"] == options.sujet:
                print(f"[{row['theme'][:5]} {row['nature'][:6]}] {row['texte']}")
        return
    book = assemble([tomllib.loads(options.file.read_text("utf-8"))])
    if options.mesures:
        for line in book.lines:
            for item in line.items:
                print(f"{line.id}/{item.id}\t{line.nature}\t{expanded(item.text)}\t{line.theme}")
        return
    if options.rappel:
        recall(book, options.rappel)
        return
    said: set[str] = set()
    for line in book.lines:
        whole = options.ligne == line.id
        if options.ligne and not whole:
            continue
        print(f"\n== {line.id} [{line.nature}] {line.text}")
        for item in line.items:
            for text in item.examples:
                if not says(item, text):
                    print(f"   EXEMPLE NON RECONNU ({item.id}) : {text}")
            for text in item.counters:
                if says(item, text):
                    print(f"   CONTRE-EXEMPLE RECONNU ({item.id}) : {text}")
            found = [
                row
                for row in rows
                if line.theme in (row["theme"], row["theme_secondaire"])
                and of_nature(row["nature"], asks=line.asks)
                and says(item, row["texte"])
            ]
            said.update(row["id"] for row in found)
            sources = {row["source"] for row in found}
            print(f"  -- {item.id} : {len(found)} remarques, {len(sources)} sources — {expanded(item.text)}")
            strange = [row for row in found if line.subjects and row["canon"] not in line.subjects]
            shown = strange + [row for row in found if row not in strange]
            for row in shown if whole else shown[: options.montrer]:
                print(f"     {'!' if row in strange else ' '} {row['texte']}")
    subjects = {s for line in book.lines for s in line.subjects}
    for subject in sorted(subjects):
        of = [row for row in rows if row["canon"] == subject]
        covered = sum(row["id"] in said for row in of)
        print(f"{subject}: {covered}/{len(of)} remarques dites par une ligne")
    if options.reste:
        for row in rows:
            if row["canon"] == options.reste and row["id"] not in said:
                print(f"[{row['theme'][:5]} {row['nature'][:6]}] {row['texte']}")


if __name__ == "__main__":
    main()
