"""The command line: quick, in French, documented."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from flows.cli import app
from tests.flows.consultation_files import assises, sentences

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"prefect", "spacy", "sklearn", "bertopic", "numpy", "pandas", "polars", "docx", "odfdo", "matplotlib", "numba"}
COMMANDS = sorted(app.commands)
ENGLISH = re.compile(r"\b(usage|options?:|commands:|show this|default|error|missing|no such|invalid|try)\b", re.I)


def test_the_commands_of_the_contract_are_there() -> None:
    assert {"analyser", "demo"} <= set(COMMANDS)


def test_help_is_in_french_and_names_each_command() -> None:
    outcome = assises("--help")
    assert outcome.status == 0
    assert not ENGLISH.search(outcome.out)
    for name in COMMANDS:
        assert name in outcome.out
    assert outcome.out == assises("-h").out


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_in_french(name: str) -> None:
    outcome = assises(name, "--help")
    assert outcome.status == 0
    assert not ENGLISH.search(outcome.out), outcome.out
    command = app.commands[name]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts} is not explained"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_documented(name: str) -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
    text = "\n".join(page.read_text("utf-8") for page in pages)
    command = f"make {name}" if name == "demo" else f"assises {name}"
    assert command in text, f"« {command} » is in neither README.md nor docs/guide"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["analysé"], ("analysé", "n’existe pas")),
        (["analyser"], ("Il manque", "DOSSIER")),
        (["analyser", "x", "--trvailleurs", "2"], ("--trvailleurs", "n’existe pas")),
        (["analyser", "x", "--travailleurs", "zéro"], ("--travailleurs", "ne convient pas")),
        (["analyser", "x", "--travailleurs", "0"], ("--travailleurs", "ne convient pas")),
        (["analyser", "x", "--travailleurs"], ("assises --help",)),
        (["analyser", "x", "y"], ("assises --help",)),
    ],
)
def test_what_is_typed_wrong_gives_one_french_sentence(arguments: list[str], words: tuple[str, ...]) -> None:
    outcome = assises(*arguments)
    assert outcome.status == 2
    (line,) = sentences(outcome.err)
    assert line.endswith(".")
    assert not ENGLISH.search(line.replace("assises --help", ""))
    for word in words:
        assert word in line


def test_no_command_shows_the_help(tmp_path: Path) -> None:
    outcome = assises()
    assert outcome.status == 2
    assert "Emploi" in outcome.out


def test_ctrl_c_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.cli._analyse", interrupted)
    outcome = assises("analyser", tmp_path)
    assert outcome.status == 130
    assert "interrompue" in "".join(sentences(outcome.err))


@pytest.mark.parametrize("arguments", [["--help"], ["analyser", "--help"], ["analyser", "absent"], ["inconnue"]])
def test_help_and_errors_load_nothing_heavy(arguments: list[str]) -> None:
    """What makes them answer in less than a second, on a slow machine too."""
    code = (
        "import json, sys\nfrom flows.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert "click" in loaded
    assert loaded & HEAVY == set()


def test_models_load_beside_the_server_only_once_its_packages_are_imported(tmp_path: Path) -> None:
    """Two threads that build syntax trees at once fail in Python 3.11.7: an analysis stopped now and then."""
    (tmp_path / "entrees").mkdir()
    code = (
        "import sys\nfrom flows import cli, warmup\n"
        "warmup.start = lambda grid: (print('server:', 'docket' in sys.modules), sys.exit(0))\n"
        f"cli.main(['analyser', {str(tmp_path)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert "server: True" in done.stdout, done.stderr


def test_the_demonstration_is_copied_once_and_never_over_ones_own_changes(tmp_path: Path) -> None:
    from flows.demonstration import install

    target = install(tmp_path / "demo")
    names = sorted(path.name for path in (target / "entrees").iterdir())
    assert len(names) > 10
    (target / "assises.toml").write_text("# le mien\n")
    (target / "entrees" / names[0]).write_bytes(b"le mien")
    install(target)
    assert (target / "assises.toml").read_text() == "# le mien\n"
    assert (target / "entrees" / names[0]).read_bytes() == b"le mien"
