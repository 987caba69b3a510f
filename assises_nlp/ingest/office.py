"""Formats that only an office program reads (.doc, .ppt), through LibreOffice without a window where it is installed.

The file is converted in a folder of its own with a profile of its own (two conversions may run at once, macros and the
user's settings are out of reach), under a time limit.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.docx import read_docx
from assises_nlp.ingest.errors import UnreadableInput
from assises_nlp.ingest.pptx import read_pptx

_LOG = logging.getLogger(__name__)
TIMEOUT_SECONDS = 180
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)


def read_doc(source: Source) -> Content:
    """Read an old Word document.

    Raises:
        UnreadableInput: LibreOffice is not installed, or cannot convert the file.
    """
    content = read_docx(Source(_converted(source.data, ".doc", "docx"), source.name))
    return replace(content, notices=(*content.notices, "Le fichier .doc a été converti par LibreOffice."))


def read_ppt(source: Source) -> Content:
    """Read an old slide show; raises as :func:`read_doc`."""
    content = read_pptx(Source(_converted(source.data, ".ppt", "pptx"), source.name))
    return replace(content, notices=(*content.notices, "Le fichier .ppt a été converti par LibreOffice."))


def find_office() -> str | None:
    """The path of LibreOffice's program, or None."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def _advice(extension: str) -> str:
    if extension == ".ppt":
        return (
            "Ce format ancien (.ppt) ne peut pas être lu ici\u00a0: enregistrez-le en .pptx ou .odp et "
            "déposez-le à nouveau."
        )
    return (
        "Ce format ancien (.doc) ne peut pas être lu ici\u00a0: enregistrez-le en .docx ou .odt et "
        "déposez-le à nouveau."
    )


def _converted(data: bytes, extension: str, target: str) -> bytes:
    program = find_office()
    if program is None:
        raise UnreadableInput(_advice(extension))
    with tempfile.TemporaryDirectory(prefix="assises-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        source, out = work / f"entree{extension}", work / "sortie"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(work / 'profil').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--convert-to",
            target,
            "--outdir",
            str(out),
            str(source),
        ]
        _run(command, work, extension)
        result = out / f"entree.{target}"
        if not result.is_file():
            raise UnreadableInput(_advice(extension))
        return result.read_bytes()


def _run(command: list[str], work: Path, extension: str) -> None:
    environment = {**os.environ, "HOME": str(work), "SAL_USE_VCLPLUGIN": "svp"}
    # A session of its own: the launcher's child must end with it when time is up.
    process = subprocess.Popen(
        command,
        cwd=work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _, errors = process.communicate(timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired as error:
        _kill(process)
        raise UnreadableInput(_advice(extension)) from error
    if process.returncode:
        _LOG.warning("LibreOffice ended with status %s: %s", process.returncode, errors[:500])


def _kill(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, 9)
    else:
        process.kill()
    process.communicate()
