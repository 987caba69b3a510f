"""``assises.toml`` -> :class:`ConsultationConfig`: unknown keys are refused, every error is one French sentence."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from assises_nlp.records import DocumentKind, Grid, ThemeDefinition

CONFIG_NAME = "assises.toml"
_GRIDS = Path(__file__).resolve().parent / "grids"
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _a_day(value: Any) -> Any:
    # pydantic takes a number for seconds since 1970, and a date with an hour for a date.
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            value = None
    if type(value) is dt.date:
        return value
    raise PydanticCustomError("date_type", "not a date")


_Day = Annotated[dt.date, BeforeValidator(_a_day)]


class ConfigError(ValueError):
    """The configuration cannot be used; the message is one French sentence that says what to correct."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ConsultationSection(_Section):
    titre: _Text | None = None
    territoire: _Text | None = None
    grille: _Text = "securite-interieure"
    donnees_fictives: bool = False


class DocumentSection(_Section):
    """What the user says of one file; what is None is inferred."""

    fichier: _Text
    type: DocumentKind | None = None
    date: _Day | None = None
    lieu: _Text | None = None
    public: _Text | None = None
    nom: _Text | None = None
    feuille: _Text | None = None
    questions_ouvertes: tuple[_Text, ...] | None = None
    questions_fermees: tuple[_Text, ...] | None = None
    invites: Annotated[int, Field(gt=0)] | None = None
    croiser: tuple[_Text, ...] = ()


class AnalysisSection(_Section):
    graine: int = 20200114
    seuil_theme: Annotated[float, Field(ge=0, le=1)] | None = None
    seuil_nature: Annotated[float, Field(ge=0, le=1)] | None = None
    sujets_par_theme: Annotated[int, Field(ge=1, le=200)] | None = None


class DraftSection(_Section):
    """Lengths of the draft, and the thresholds of the positions (see ``DraftOptions``)."""

    lignes_par_liste: Annotated[int, Field(ge=1, le=40)] = 6
    mesures_par_ligne: Annotated[int, Field(ge=1, le=20)] = 5
    mesures_par_famille: Annotated[int, Field(ge=1, le=30)] = 8
    forme: Literal["nominale", "infinitive"] = "nominale"
    consensus_seances: Annotated[int, Field(ge=1)] = 3
    consensus_part_des_seances: Annotated[float, Field(ge=0, le=1)] = 0.5
    consensus_publics: Annotated[int, Field(ge=1)] = 2
    consensus_intervenants: Annotated[int, Field(ge=1)] = 8
    isole_personnes: Annotated[int, Field(ge=1)] = 2
    divergence_part: Annotated[float, Field(gt=0, le=1)] = 0.15


class ExportSection(_Section):
    """The préfecture's own templates, by their path in the folder; ``modele.docx`` and ``modele.odt`` need no key."""

    modele_docx: _Text | None = None
    modele_odt: _Text | None = None


class ConsultationConfig(_Section):
    consultation: ConsultationSection = ConsultationSection()
    documents: tuple[DocumentSection, ...] = ()
    analyse: AnalysisSection = AnalysisSection()
    redaction: DraftSection = DraftSection()
    export: ExportSection = ExportSection()

    def document(self, relative_name: str) -> DocumentSection | None:
        """The section of a file, by its path below ``entrees/`` or by its bare name."""
        path = same_name(relative_name)
        by_path = {same_name(section.fichier): section for section in self.documents}
        return by_path.get(path) or by_path.get(path.rsplit("/", 1)[-1])


def same_name(name: str) -> str:
    """A file's name as it is compared: macOS writes an accent apart from its letter, Windows a path with \\."""
    return unicodedata.normalize("NFC", name).replace("\\", "/").removeprefix("./")


def load_config(folder: Path) -> ConsultationConfig:
    """Read ``folder/assises.toml``; a folder without one has the default configuration.

    Raises:
        ConfigError: the file is not UTF-8 TOML, or a key or value is not understood.
    """
    path = folder / CONFIG_NAME
    if not path.is_file():
        return ConsultationConfig()
    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError(
            f"« {CONFIG_NAME} » n’est pas en UTF-8 : enregistrez-le de nouveau dans cet encodage."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"« {CONFIG_NAME} » n’est pas un fichier TOML valide : corrigez-le{_where(error)}.") from None
    try:
        config = ConsultationConfig.model_validate(raw)
    except ValidationError as error:
        raise ConfigError(_french(error)) from None
    names = [same_name(section.fichier) for section in config.documents]
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(
                f"« {CONFIG_NAME} » décrit deux fois le fichier « {name} » : gardez une seule des deux descriptions."
            )
    return config


def _where(error: Exception) -> str:
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f" (ligne {found[1]}, colonne {found[2]})" if found else ""


def load_grid(name: str, folder: Path | None = None) -> Grid:
    """The grid shipped under ``name``, or the TOML file of that name (with or without ``.toml``) in ``folder``.

    Raises:
        ConfigError: no such grid, or a grid that cannot be used (one theme, duplicate id, empty definition).
    """
    path = _grid_path(name, folder)
    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
        themes = tuple(
            ThemeDefinition(
                str(item["id"]).strip(),
                str(item["titre"]).strip(),
                str(item["definition"]).strip(),
                _words(item.get("mots", [])),
            )
            for item in raw["themes"]
        )
        grid = Grid(str(raw.get("id", path.stem)), str(raw.get("titre", path.stem)), themes)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"La grille « {path.name} » n’est pas un fichier TOML valide : corrigez-la{_where(error)}."
        ) from None
    except (KeyError, TypeError, AttributeError):
        raise ConfigError(
            f"La grille « {path.name} » est incomplète : donnez à chaque thème « id », « titre » et « definition », "
            "et à « mots », s’il y est, une liste de textes."
        ) from None
    _check_grid(grid, path.name)
    return grid


def _words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(str(word).strip() for word in value)


def _grid_path(name: str, folder: Path | None) -> Path:
    plain = bool(re.fullmatch(r"[\w .-]+", name))
    candidates = [_GRIDS / f"{name}.toml"] if plain else []
    if folder is not None and plain:
        base = folder.resolve()
        candidates[:0] = [p for p in ((base / name), (base / f"{name}.toml")) if p.resolve().is_relative_to(base)]
    for candidate in candidates:
        if candidate.suffix == ".toml" and candidate.is_file():
            return candidate
    known = ", ".join(sorted(path.stem for path in _GRIDS.glob("*.toml")))
    raise ConfigError(f"La grille « {name} » est introuvable : choisissez parmi {known}, ou placez-la dans le dossier.")


def _check_grid(grid: Grid, name: str) -> None:
    ids = [theme.id for theme in grid.themes]
    if not 2 <= len(ids) <= 8:
        raise ConfigError(f"La grille « {name} » a {len(ids)} thème(s) : donnez-lui de deux à huit thèmes.")
    for theme in grid.themes:
        if ids.count(theme.id) > 1 or theme.id == "hors_theme":
            raise ConfigError(
                f"La grille « {name} » emploie mal l’identifiant « {theme.id} » : donnez-en un propre à chaque thème."
            )
        for field, value in (("identifiant", theme.id), ("titre", theme.title), ("définition", theme.definition)):
            if not value:
                raise ConfigError(f"La grille « {name} » a un thème « {theme.id} » sans {field} : complétez-le.")


_MESSAGES = {
    "extra_forbidden": "est une clé inconnue : vérifiez son orthographe ou supprimez-la",
    "missing": "manque : ajoutez cette clé",
    "date_type": "n’est pas une date : écrivez-la sous la forme 2020-01-15",
    "string_type": "doit être un texte entre guillemets",
    "string_too_short": "est vide : donnez-lui une valeur",
    "int_type": "doit être un nombre entier",
    "int_parsing": "doit être un nombre entier",
    "int_from_float": "doit être un nombre entier",
    "float_type": "doit être un nombre",
    "float_parsing": "doit être un nombre",
    "bool_type": "doit être true ou false",
    "bool_parsing": "doit être true ou false",
    "tuple_type": "doit être une liste entre crochets",
    "model_type": "doit être une section, écrite entre crochets",
}
_BOUNDS = {
    "greater_than": ("plus grand que", "gt"),
    "greater_than_equal": ("d’au moins", "ge"),
    "less_than_equal": ("d’au plus", "le"),
}


def _french(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
    kind = str(first["type"])
    if kind == "literal_error":
        expected = str(first.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", " ou ")
        what = f"a une valeur inconnue : choisissez {expected}"
    elif first["loc"] == ("documents",):
        what = "se décrit fichier par fichier : commencez chaque description par une ligne [[documents]]"
    elif kind == "model_type" and len(first["loc"]) == 1:
        what = f"est une section : écrivez [{where}] sur une ligne, puis ses clés dessous"
    elif kind in _BOUNDS:
        words, bound = _BOUNDS[kind]
        what = f"doit être un nombre {words} {first.get('ctx', {}).get(bound)}"
    else:
        what = _MESSAGES.get(kind, "a une valeur qui ne convient pas : consultez le guide de configuration")
    return f"Dans « {CONFIG_NAME} », « {where} » {what}."


def fingerprint(*parts: Any) -> str:
    """sha256 (hexadecimal) of JSON-able values, keys sorted: what a stage's cached result depends on."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=_jsonable)
    return hashlib.sha256(text.encode()).hexdigest()


def _jsonable(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(type(value).__name__)
