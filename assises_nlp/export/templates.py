"""The jinja2 templates of this room, autoescaped."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from assises_nlp.resources import resource_path

if TYPE_CHECKING:
    from jinja2 import Environment


@lru_cache(maxsize=1)
def environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(resource_path("")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
