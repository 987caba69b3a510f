"""Build the fictional demonstration documents: ``python data/demonstration/construire.py``.

Reads ``sources/*.md`` and writes ``entrees/NAME.EXT`` with python-docx, odfdo and reportlab.
Two builds give the same bytes. Names may be given to build only those sources.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.dont_write_bytecode = True

from balisage import Source, parse  # noqa: E402
from fabrique_pdf import write_pdf  # noqa: E402
from fabriques import write_docx, write_eml, write_odt, write_rtf, write_txt  # noqa: E402

HERE = Path(__file__).resolve().parent
WRITERS: dict[str, Callable[[Source], bytes]] = {
    "docx": write_docx,
    "odt": write_odt,
    "pdf": write_pdf,
    "txt": write_txt,
    "eml": write_eml,
    "rtf": write_rtf,
}


def main(names: list[str]) -> int:
    """Build the sources whose names are given, or all of them."""
    target = HERE / "entrees"
    target.mkdir(exist_ok=True)
    for path in sorted((HERE / "sources").glob("*.md")):
        if names and path.stem not in names:
            continue
        source = parse(path.stem, path.read_text(encoding="utf-8"))
        kind = source.meta["format"]
        if kind not in WRITERS:
            raise ValueError(f"{path.name}: unknown format « {kind} »")
        output = target / f"{path.stem}.{kind}"
        output.write_bytes(WRITERS[kind](source))
        print(f"{output.relative_to(HERE)} ({output.stat().st_size} octets)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
