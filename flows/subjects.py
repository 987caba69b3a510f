"""Annotated remarks -> the subject space in which topics are found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assises_nlp import topics
from assises_nlp.classify import Annotated
from assises_nlp.records import Token

SUBJECTS = "sujets.tsv"


def train_space(
    annotated: Sequence[Annotated],
    tokens: Sequence[Sequence[Token]],
    use: npt.NDArray[np.float32],
    folder: Path,
    without: frozenset[str] = frozenset(),
) -> topics.SubjectSpace:
    """The space learnt from the informative remarks of ``folder``, those of the sources ``without`` left out."""
    subjects = topics.annotated_subjects(folder / SUBJECTS)
    chosen = [
        index
        for index, remark in enumerate(annotated)
        if remark.nature not in {"procedural", "non_informatif"} and remark.source not in without
    ]
    examples = [
        topics.Example(
            lemmas=topics.content_lemmas(tokens[index]),
            theme=annotated[index].theme,
            group=f"{annotated[index].source}/{annotated[index].topic}",
            subject=subjects.get(annotated[index].id, ""),
        )
        for index in chosen
    ]
    return topics.fit_space(examples, use[chosen])
