"""``assises``: a thin shell around the flows. Every error is one French sentence on stderr."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from flows import environment

log = logging.getLogger(__name__)

DONE, SOME_REJECTED, NOTHING, CHECK_FAILED, INTERRUPTED = 0, 1, 2, 3, 130


class _FrenchHelp(click.HelpFormatter):
    """click's help with French headings."""

    _HEADINGS: dict[str, str] = {"Commands": "Commandes", "Options": "Options"}  # noqa: RUF012

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        del prefix
        super().write_usage(prog, args.replace("COMMAND [ARGS]...", "COMMANDE …"), "Emploi : ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(f"{self._HEADINGS.get(heading, heading)} ")


class _FrenchContext(click.Context):
    formatter_class = _FrenchHelp


class _French(click.Command):
    context_class = _FrenchContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option: click.Option | None = super().get_help_option(ctx)
        if option is not None:
            option.help = "Affiche cette aide."
        return option


class _FrenchGroup(_French, click.Group):
    command_class = _French


@click.group(
    cls=_FrenchGroup, name="assises", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
def app() -> None:
    """Des comptes rendus et des questionnaires d’une consultation au projet de bilan.

    Placez les documents dans DOSSIER/entrees, puis lancez « assises analyser DOSSIER ».
    """


@app.command("analyser", short_help="Du dossier de documents au projet de bilan.")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.option(
    "--travailleurs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Documents lus à la fois (par défaut : un par cœur).",
)
def analyser(dossier: Path, travailleurs: int | None) -> int:
    """Analyse DOSSIER/entrees et écrit le projet de bilan dans DOSSIER/sorties.

    Code de retour : 0 si tout est fait, 1 si des fichiers ont été refusés, 2 si rien n’a pu être fait, 3 si un contrôle
    final a échoué (les sorties précédentes sont alors conservées).
    """
    return _analyse(dossier, travailleurs)


@app.command("demo", short_help="La même chose sur la démonstration (données fictives).")
@click.option(
    "--dossier",
    type=click.Path(path_type=Path),
    default=Path("demonstration"),
    metavar="DOSSIER",
    help="Où copier la consultation de démonstration (par défaut : ./demonstration).",
)
def demo(dossier: Path) -> int:
    """Analyse la consultation de démonstration (données fictives) et dit où est le projet de bilan."""
    from flows.demonstration import install

    return _analyse(install(dossier), None)


@app.command("changements", short_help="Ce que les derniers documents ont changé au projet.")
@click.argument("dossier", type=click.Path(path_type=Path))
def changements(dossier: Path) -> int:
    """Dit ce qui a changé dans le projet de DOSSIER depuis l’analyse précédente : lignes nouvelles, renforcées,
    contredites, affaiblies, retirées ou reformulées, et les documents qui en sont la cause.
    """
    from flows import changes_view

    return _answer(lambda: changes_view.changements(dossier.expanduser()))


@app.command("finaliser", short_help="Archive les documents comme version finale du bilan.")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.option("--oui", is_flag=True, help="Ne pas demander de confirmation.")
def finaliser(dossier: Path, oui: bool) -> int:
    """Copie les documents de DOSSIER/sorties, tels qu’ils sont, dans DOSSIER/versions/AAAA-MM-JJ.

    Les copies sont en lecture seule et aucune commande ne les supprime : ce sont des archives publiques. Les analyses
    suivantes écrivent aussi un additif, qui ne contient que ce qui est nouveau ou changé.
    """
    from flows import changes_view

    return _answer(lambda: changes_view.finaliser(dossier.expanduser(), sure=oui))


@app.command("classer", short_help="Thème et nature de chaque ligne d’un tableau.")
@click.argument("fichier", type=click.Path(path_type=Path))
@click.option("--colonne", required=True, metavar="NOM", help="La colonne qui contient les textes.")
@click.option(
    "--sortie", required=True, type=click.Path(path_type=Path), metavar="OUT.csv", help="Le fichier à écrire."
)
def classer(fichier: Path, colonne: str, sortie: Path) -> int:
    """Donne le thème et la nature de chaque ligne d’un tableau (csv, xlsx, ods)."""
    environment.prepare()
    from flows import learning

    return _answer(lambda: learning.classer(fichier.expanduser(), colonne, sortie.expanduser()))


@app.command("entrainer", short_help="Entraîne les classements sur les remarques annotées.")
@click.option(
    "--recueil", is_flag=True, help="N’apprend que les lignes du recueil de formulations, après sa modification."
)
def entrainer(recueil: bool) -> int:
    """Entraîne les classements et l’espace des sujets sur les remarques annotées, et écrit la fiche du modèle."""
    environment.prepare()
    from flows import learning

    return _answer(learning.entrainer_recueil if recueil else learning.entrainer)


@app.command("evaluer", short_help="Mesure les classements, écrit la fiche du modèle.")
@click.option("--comparer", is_flag=True, help="Compare d’autres modèles et d’autres descriptions des remarques.")
@click.option(
    "--sur",
    type=click.Path(path_type=Path),
    metavar="DOSSIER",
    help="Mesure les modèles livrés sur les remarques annotées (.jsonl) de DOSSIER, sans rien écrire.",
)
def evaluer(comparer: bool, sur: Path | None) -> int:
    """Mesure les classements sur des sources laissées de côté et écrit la fiche du modèle."""
    environment.prepare()
    from flows import elsewhere, learning

    if sur is not None:
        return _answer(lambda: elsewhere.evaluate_elsewhere(sur.expanduser()))
    return _answer(learning.comparer if comparer else learning.evaluer)


def _answer(work: Callable[[], int]) -> int:
    """The status of ``work``; what a user can mend is said in one sentence."""
    from assises_nlp.classify import AnnotationError, ModelError
    from assises_nlp.config import ConfigError
    from assises_nlp.draft import PhrasebookError
    from assises_nlp.export import ExportError, TemplateError
    from assises_nlp.ingest import UnreadableInput
    from assises_nlp.store import StoreError
    from assises_nlp.topics import SpaceError
    from flows.errors import BrokenInvariant, NothingToDo

    try:
        return work()
    except (NothingToDo, ConfigError, PhrasebookError, StoreError, TemplateError) as error:
        return _say(str(error), NOTHING)
    except (ModelError, AnnotationError, SpaceError, UnreadableInput) as error:
        return _say(str(error), NOTHING)
    except (BrokenInvariant, ExportError) as error:
        log.exception("an invariant is broken")
        return _say(str(error), CHECK_FAILED)


def _analyse(folder: Path, workers: int | None) -> int:
    folder = folder.expanduser()
    if not (folder / "entrees").is_dir():
        return _say(_no_inputs(folder), NOTHING)
    environment.prepare()
    return _answer(lambda: _run(folder, workers))


def _run(folder: Path, workers: int | None) -> int:
    from assises_nlp.config import load_config, load_grid
    from flows import progress, warmup

    config = load_config(folder)
    grid = load_grid(config.consultation.grille, folder)
    _open_journal(folder)
    with progress.RichReporter() as reporter, progress.reporting(reporter):
        reporter.stage("Démarrage")
        from flows.analysis import analyse

        environment.import_server()
        warmup.start(grid)
        report = analyse(folder, workers)
    from flows.summary import show

    show(report, {theme.id: theme.title for theme in grid.themes})
    return SOME_REJECTED if report.rejects else DONE


def _open_journal(folder: Path) -> None:
    from assises_nlp.store import not_writable

    try:
        environment.log_to(folder / ".assises" / "journal.log")
    except OSError as error:
        raise not_writable(folder, error) from None


def _no_inputs(folder: Path) -> str:
    if not folder.is_dir():
        return f"Le dossier « {folder} » est introuvable : vérifiez son nom."
    return f"Le dossier « {folder} » n’a pas de sous-dossier « entrees » : créez-le et placez-y les documents."


def _say(message: str, status: int) -> int:
    from rich.console import Console
    from rich.markup import escape

    Console(stderr=True, highlight=False, soft_wrap=True).print(escape(message))
    return status


def _usage_sentence(error: click.ClickException) -> str:
    """One French sentence for what the person typed."""
    hint = " Tapez « assises --help » pour voir les commandes."
    if isinstance(error, click.exceptions.NoSuchOption):
        return f"L’option « {error.option_name} » n’existe pas.{hint}"
    if isinstance(error, click.exceptions.NoSuchCommand):
        return f"La commande « {error.command_name} » n’existe pas.{hint}"
    if isinstance(error, click.exceptions.MissingParameter):
        return f"Il manque « {_name(error)} » : précisez-le.{hint}"
    if isinstance(error, click.exceptions.BadParameter):
        return f"La valeur donnée pour « {_name(error)} » ne convient pas.{hint}"
    return f"La commande n’est pas complète ou n’est pas comprise.{hint}"


def _name(error: click.exceptions.BadParameter) -> str:
    if error.param is None:
        return "un argument"
    return error.param.opts[0] if error.param.param_type_name == "option" else error.param.human_readable_name


def main(arguments: list[str] | None = None) -> None:
    """Entry point. No traceback reaches the user: the journal has it."""
    logging.getLogger("flows").addHandler(logging.NullHandler())
    try:
        status: Any = app.main(arguments, prog_name="assises", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        status = NOTHING
    except click.ClickException as error:
        status = _say(_usage_sentence(error), NOTHING)
    except (KeyboardInterrupt, click.exceptions.Abort):
        status = _say("Analyse interrompue : les sorties précédentes sont conservées.", INTERRUPTED)
    except Exception:
        log.exception("unexpected error")
        status = _say(
            "Une erreur inattendue a arrêté le programme, les sorties précédentes sont conservées : "
            "transmettez « .assises/journal.log » aux mainteneurs.",
            NOTHING,
        )
    sys.exit(status or DONE)
