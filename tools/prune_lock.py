"""Take out of a lock the packages that no platform installs (those that the override of `make lock` leaves out)."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ENTRY = re.compile(r"^(?=[a-z0-9])", re.MULTILINE)


def main(path: Path) -> None:
    entries = [entry for entry in ENTRY.split(path.read_text("utf-8")) if entry]
    kept = [entry for entry in entries if "sys_platform == 'never'" not in entry.split("--hash", 1)[0]]
    path.write_text("".join(kept), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
