"""What a column of answers holds: free text, a choice, several choices, a scale, numbers, or nothing to show."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from assises_nlp.ingest import tables_patterns as patterns
from assises_nlp.ingest.tables_cells import fold, is_date, is_identifier, number
from assises_nlp.ingest.tables_choices import blank, find_choices, is_other_text
from assises_nlp.ingest.tables_scales import ordered
from assises_nlp.records import QuestionKind

Typed = tuple[QuestionKind, tuple[str, ...]]

_YES_NO = patterns.YES | patterns.NO
_ENOUGH = 4000
"""Different values, in the order of the rows, that settle what a column is however long it goes on."""


def kind_of(title: str, values: Counter[str], *, first: bool = False, platform: str | None = None) -> Typed:
    """Kind of a column and its options, from its title and its values (blank ones left out beforehand).

    Titles settle what is technical; for the rest content comes first and the title decides what content leaves open,
    so that a dozen answers to an open question are never taken for choices.
    """
    if len(values) > _ENOUGH:
        values = Counter(dict(islice(values.items(), _ENOUGH)))
    if is_technical(title, values, first=first, platform=platform):
        return "technique", ()
    telling = Counter(
        {value: count for value, count in values.items() if not patterns.EMPTY_ANSWER.fullmatch(fold(value))}
    )
    asks_text = patterns.OPEN_TITLE.search(fold(title)) is not None and patterns.CLOSED_TITLE.match(fold(title)) is None
    if not values:
        return ("fermee" if patterns.CLOSED_TITLE.match(fold(title)) else "ouverte"), ()
    for attempt in (_yes_no(values, asks_text), _numeric(title, values), _scale(values, asks_text)):
        if attempt is not None:
            return attempt
    announced = patterns.MULTIPLE_TITLE.search(fold(title)) is not None
    choices = find_choices(values, announced=announced, open_title=asks_text)
    if choices is not None:
        return "multiple", choices
    if announced and not asks_text and _repeats(telling, 0.6):
        return "multiple", choices_of(values)
    if patterns.PROFILE_TITLE.fullmatch(fold(title)):
        return ("fermee", choices_of(values)) if _repeats(values, 0.6) else ("technique", ())
    if telling and _is_choice(title, telling, asks_text):
        return "fermee", choices_of(values)
    if not telling and not asks_text and patterns.CLOSED_TITLE.match(fold(title)):
        return "fermee", choices_of(values)
    return "ouverte", ()


def is_technical(title: str, values: Counter[str], *, first: bool, platform: str | None) -> bool:
    """Identifiers, dates of the form, addresses, names: by the title, or by what nearly every value is."""
    key = fold(title)
    if patterns.TECHNICAL_TITLE.fullmatch(key) or patterns.PERSONAL_TITLE.fullmatch(key):
        return True
    if platform == "Démarches simplifiées" and patterns.DOSSIER_TITLE.fullmatch(key):
        return True
    total = values.total()
    if not total:
        return False
    if sum(count for value, count in values.items() if is_identifier(value) or is_date(value)) >= 0.8 * total:
        return True
    numbers = [number(value) for value in values]
    whole = [n for n in numbers if n is not None and n.is_integer()]
    counting = patterns.COUNT_TITLE.search(key) or patterns.NOTE_TITLE.search(key)
    return first and not counting and total >= 3 and len(whole) == total == len(values) and sorted(whole) == whole


def _yes_no(values: Counter[str], asks_text: bool) -> Typed | None:
    known = Counter({value: count for value, count in values.items() if _is_yes_no(value)})
    said = {fold(value) for value in known} & _YES_NO
    if not said or known.total() < 0.85 * values.total() or (asks_text and values.total() < 8):
        return None
    others = tuple(sorted((v for v in choices_of(values) if fold(v) not in _YES_NO), key=fold))
    return "fermee", ("Oui", "Non", *others)


def _is_yes_no(value: str) -> bool:
    key = fold(value)
    return key in _YES_NO or patterns.NO_OPINION.fullmatch(key) is not None


def _numeric(title: str, values: Counter[str]) -> Typed | None:
    numbers = {value: n for value in values if (n := number(value)) is not None}
    share = sum(values[value] for value in numbers) / values.total()
    if share < 0.85:
        return None
    key = fold(title)
    low, high = min(numbers.values()), max(numbers.values())
    plain = all(n.is_integer() for n in numbers.values()) and low >= 0 and high <= 10
    if plain and not patterns.COUNT_TITLE.search(key) and (patterns.NOTE_TITLE.search(key) or values.total() >= 5):
        return "echelle", tuple(str(int(n)) for n in sorted(set(numbers.values())))
    return "numerique", ()


def _scale(values: Counter[str], asks_text: bool) -> Typed | None:
    """A scale holds nine tenths of the answers; it does not come up by chance in free text, whatever the title asks."""
    options = choices_of(values)
    common = [option for option in options if len(option) <= 60]
    if len(common) > 14 or (asks_text and values.total() < 4):
        return None
    result = ordered(common)
    if result is None:
        frequent = Counter(_merged(values)).most_common(12)
        enough = [label for label, count in frequent if count > 1]
        if sum(count for _, count in frequent if count > 1) < 0.9 * values.total():
            return None
        result = ordered(enough)
    return None if result is None or _covered(values, result) < 0.9 else ("echelle", result)


def _covered(values: Counter[str], options: tuple[str, ...]) -> float:
    keys = {fold(option) for option in options}
    return sum(count for value, count in values.items() if fold(value) in keys) / values.total()


def _merged(values: Counter[str]) -> Counter[str]:
    """Values whose letters are the same, case and accents aside, under their most frequent spelling."""
    groups: dict[str, Counter[str]] = {}
    for value, count in values.items():
        groups.setdefault(fold(value), Counter())[value] += count
    return Counter(
        {min(group.items(), key=lambda item: (-item[1], item[0]))[0]: group.total() for group in groups.values()}
    )


def choices_of(values: Counter[str]) -> tuple[str, ...]:
    """The options of a closed column, the most frequent first; single long values ("Autre : le bruit…") are no
    option.
    """
    merged = {value: count for value, count in _merged(values).items() if not blank(value)}
    kept = [
        v
        for v, count in merged.items()
        if count > 1 or not (len(v) > 40 or len(v.split()) > 6 or is_other_text(fold(v)))
    ]
    return tuple(sorted(kept, key=lambda value: (-merged[value], fold(value), value)))


def _repeats(values: Counter[str], share: float) -> bool:
    """True where that share of the answers have a value that somebody else gave too."""
    merged = _merged(values)
    return merged.total() > 0 and sum(count for count in merged.values() if count > 1) >= share * merged.total()


def _is_choice(title: str, values: Counter[str], asks_text: bool) -> bool:
    """True where the answers are few, short and repeated. The bar is higher for a title that asks for free text."""
    merged = _merged(values)
    total, distinct = merged.total(), len(merged)
    length = sum(len(value) * count for value, count in merged.items()) / total
    asks_choice = patterns.CLOSED_TITLE.match(fold(title)) is not None
    if asks_text:
        return total >= 12 and 2 <= distinct <= min(8, total / 4) and _repeats(values, 0.95) and length <= 45
    if distinct <= 8 and total >= 3 * distinct and _repeats(values, 0.9) and total >= 9:
        return length <= 120
    if asks_choice and length <= 40 and distinct <= max(2, total / 2):
        return True
    if total <= 15:
        return distinct <= max(2, total * 0.5) and length <= 40 and _repeats(values, 0.6) and total >= 3
    return distinct <= min(40, max(6, total / 4)) and length <= 50 and _repeats(values, 0.75)
