"""The frozen types that the stages hand to each other, and nothing else.

Offsets are in characters, end excluded. ``start`` and ``end`` of a :class:`Block`, :class:`Turn`, :class:`Piece`
and :class:`Locator` all index :attr:`Document.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, Self, get_args

DocumentKind = Literal["compte_rendu", "questionnaire", "contribution", "cadrage"]
BlockKind = Literal["heading", "paragraph", "list_item", "cell", "header", "footer", "textbox"]
QuestionKind = Literal["ouverte", "fermee", "multiple", "echelle", "numerique", "technique"]
PieceKind = Literal["remark", "header", "attendance", "label", "printed_question", "layout"]
TurnKind = Literal["voix", "foule", "recapitulation", "presentation", "conclusion", "cadrage"]
Nature = Literal["constat", "bonne_pratique", "preconisation", "engagement", "procedural", "non_informatif"]
Status = Literal["utilisee", "annexe", "procedurale", "non_informative", "a_verifier"]
Position = Literal["consensus", "majoritaire", "repandu", "divergent", "isole"]
State = Literal["brouillon", "valide", "rejete"]

NATURES: tuple[Nature, ...] = get_args(Nature)
LISTED: frozenset[Nature] = frozenset({"constat", "bonne_pratique", "preconisation"})
"""Natures of what a bilan lists."""
STATUSES: tuple[Status, ...] = get_args(Status)
POSITIONS: tuple[Position, ...] = get_args(Position)
OFF_THEME = "hors_theme"


# ---------------------------------------------------------------------------------------------- what was received
@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a list item or a cell, as the file holds it.

    ``row`` and ``column`` are 1-based; for a spreadsheet ``row`` is the row that the office program shows.
    ``title`` is the text of the header cell above a cell (or the question, in a questionnaire).
    ``bold`` holds character spans within ``text``. ``start`` is set by :meth:`Document.from_blocks`.
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int | None = None
    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    title: str | None = None
    bold: tuple[tuple[int, int], ...] = ()
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a questionnaire. ``columns`` are 0-based indexes into the rows of :class:`Answers`.

    An exploded multiple-choice question has one column per choice (``options`` names them, in the order of ``columns``);
    otherwise there is one column and ``options`` lists the values seen, in order of a scale where there is one.
    """

    title: str
    kind: QuestionKind
    columns: tuple[int, ...]
    options: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """The rows of a questionnaire, one respondent a row; ``numbers`` are the rows that the office program shows."""

    questions: tuple[Question, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    sheet: str | None = None
    platform: str | None = None
    unfinished: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """One input file. ``key`` is the sha256 of its bytes, in hexadecimal; ``text`` the blocks joined by newlines."""

    key: str
    name: str
    format: str
    blocks: tuple[Block, ...]
    kind: DocumentKind = "compte_rendu"
    answers: Answers | None = None
    notices: tuple[str, ...] = ()
    """What the reader assumed or could not take, one French sentence each."""

    @classmethod
    def from_blocks(
        cls,
        *,
        key: str,
        name: str,
        format: str,
        blocks: tuple[Block, ...],
        kind: DocumentKind = "compte_rendu",
        answers: Answers | None = None,
        notices: tuple[str, ...] = (),
    ) -> Self:
        """Build a document whose blocks know where they stand in :attr:`text`."""
        placed: list[Block] = []
        offset = 0
        for block in blocks:
            placed.append(replace(block, start=offset))
            offset += len(block.text) + 1
        return cls(key, name, format, tuple(placed), kind, answers, notices)

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that could not be read. ``reason`` is one French sentence that says what to do."""

    file: str
    reason: str
    sha256: str | None


# ------------------------------------------------------------------------------------------------- what was said
@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in one document. ``name`` is raw and never leaves memory; ``key`` is unique within the document.

    ``role`` is what may be written ("maire", "représentant d’un bailleur"), without name or commune.
    ``authority`` is true for the State's services and the organisers.
    """

    key: str
    role: str | None = None
    name: str | None = None
    authority: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's stretch of speech. Recaps, presentations, conclusions and cadrage are nobody's voice."""

    start: int
    end: int
    kind: TurnKind = "voix"
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text; the pieces of a document tile its text.

    ``turn`` and ``block`` are indexes; ``heading`` is the section or column title or the question that the piece stands
    under; ``nature_hint`` is the nature that a table's column says ("points forts", "pistes").
    """

    start: int
    end: int
    kind: PieceKind
    block: int
    turn: int | None = None
    heading: str | None = None
    nature_hint: Nature | None = None


@dataclass(frozen=True, slots=True)
class Segmentation:
    """What the segmenter made of a document: its pieces tile the text, its turns say who speaks.

    ``attendees`` are the raw names found in the attendance lists; they feed the privacy pass and are not kept.
    ``date`` (ISO), ``place`` and ``title`` are what the header says, where it says it.
    """

    pieces: tuple[Piece, ...]
    turns: tuple[Turn, ...]
    attendees: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a remark stands in its document, for a person (page, paragraph, row, column) and for a program (offsets)."""

    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the one spaCy pass. ``head`` is the index, within the remark, of the governor (itself for a root)."""

    text: str
    space: bool
    lemma: str
    pos: str
    dep: str
    head: int
    morph: str = ""
    ent: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One idea, one position, without what identifies a person. ``text`` is the tokens' text joined.

    ``voice`` identifies the speaker or respondent within the document, None where nobody speaks (weight 0).
    ``turn`` is the kind of turn that it was said in; ``heading`` its section, column title or question.
    """

    id: str
    document: str
    text: str
    locator: Locator
    tokens: tuple[Token, ...] = ()
    voice: str | None = None
    role: str | None = None
    authority: bool = False
    turn: TurnKind = "voix"
    heading: str | None = None
    nature_hint: Nature | None = None
    weight: int = 1
    withheld: str | None = None
    """Why the privacy pass wants a person to read it again before it is used, or None."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """When, where and by whom a document's remarks were said: attached to the document after it was analysed."""

    document: str
    name: str
    kind: DocumentKind
    date: str | None = None
    place: str | None = None
    audience: str | None = None
    title: str | None = None


# ------------------------------------------------------------------------------------------- what was made of it
@dataclass(frozen=True, slots=True)
class ThemeDefinition:
    """A theme of a grid: ``cues`` are words that speak for it."""

    id: str
    title: str
    definition: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The themes of a consultation, in the order of the bilan."""

    id: str
    title: str
    themes: tuple[ThemeDefinition, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Theme and nature of a remark, with calibrated probabilities (0 to 1, rounded to 4 decimals)."""

    remark: str
    theme: str
    theme_confidence: float
    nature: Nature
    nature_confidence: float
    secondary_theme: str | None = None
    doubtful: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """Remarks of one theme that say the same kind of thing.

    ``representative``: its remarks, the most central first. ``ideas`` partitions its remarks, the largest first: those of
    an idea ask or observe the same thing (a request and an observation are never in one idea), the most central first.
    """

    id: str
    theme: str
    title: str
    words: tuple[str, ...]
    remarks: tuple[str, ...]
    representative: tuple[str, ...] = ()
    ideas: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """A remark and the words of it that are quoted: ``quote`` is a substring of the remark's text."""

    remark: str
    quote: str


@dataclass(frozen=True, slots=True)
class AudienceCount:
    """Voices of one public: speakers in meetings and respondents to questionnaires are never added up."""

    speakers: int = 0
    respondents: int = 0


@dataclass(frozen=True, slots=True)
class Voices:
    speakers: int
    respondents: int
    meetings: int
    audiences: tuple[tuple[str, AudienceCount], ...] = ()

    @property
    def people(self) -> int:
        """Speakers and respondents together: never told as one figure, only to weigh a line or to say that they are few."""
        return self.speakers + self.respondents


CONTRARY = "En sens contraire, "
"""How a measure begins that tells what others say against its line."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A sub-line of a statement, with supports of its own."""

    text: str
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One drafted line with the remarks behind it. ``opposing`` holds the supports of the other side, where there is one.

    ``title`` names its axis, where the topic's title does not. ``wording`` is the line of the phrasebook that its text
    comes from, None where it comes from its founding remark; ``gathers``: where that is a family, those of its lines that it
    gathers.
    """

    id: str
    nature: Nature
    text: str
    topic: str
    position: Position
    voices: Voices
    supports: tuple[Support, ...]
    measures: tuple[Measure, ...] = ()
    opposing: tuple[Support, ...] = ()
    linked: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    state: State = "brouillon"
    frame: str | None = None
    addressee: str | None = None
    deadline: str | None = None
    title: str = ""
    wording: str | None = None
    gathers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Engagement:
    id: str
    text: str
    supports: tuple[Support, ...]
    linked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeDraft:
    id: str
    title: str
    chapeau: str
    constats: tuple[Statement, ...]
    preconisations: tuple[Statement, ...]
    engagements: tuple[Engagement, ...] = ()
    annexed: tuple[Statement, ...] = ()
    """Lines that are not in the draft but in the annex (beyond the six of a list, or refused by the check)."""
    mentioned: tuple[str, ...] = ()
    """Ids of annexed lines that the draft names in a closing sentence (« autres axes »), the heaviest first."""

    @property
    def lines(self) -> tuple[Statement, ...]:
        """The lines of both lists, in their order."""
        return (*self.constats, *self.preconisations)

    @property
    def named(self) -> tuple[Statement, ...]:
        """The annexed lines of :attr:`mentioned`, in their order."""
        by_id = {statement.id: statement for statement in self.annexed}
        return tuple(by_id[name] for name in self.mentioned)


@dataclass(frozen=True, slots=True)
class Modality:
    """A choice of a closed question. ``percentage`` is of those who answered; ``ci95`` the Wilson interval, in percent."""

    label: str
    count: int
    percentage: float
    ci95: tuple[float, float]


CrossCount = int | Literal["<5", "nc"]
"""A count of a crossing: "<5" where it is so small that it might tell who answered, "nc" where it is not given because
a smaller one could be found from it by subtraction."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A question by the groups that another one makes: ``by`` is the 0-based place of the latter in the questionnaire.

    ``respondents`` are counted for each modality of that question, in its order; ``counts`` hold, for each of them, one
    count a modality of the crossed question, in their order.
    """

    by: int
    respondents: tuple[CrossCount, ...]
    counts: tuple[tuple[CrossCount, ...], ...]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    title: str
    kind: QuestionKind
    respondents: int
    non_responses: int
    modalities: tuple[Modality, ...] = ()
    code: str | None = None
    crossings: tuple[Crossing, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionnaireResult:
    document: str
    responses: int
    questions: tuple[QuestionResult, ...]
    name: str | None = None
    audience: str | None = None
    invited: int | None = None
    unfinished: int = 0
    notices: tuple[str, ...] = ()
    """What the tabulation assumed or could not do, one French sentence each."""


@dataclass(frozen=True, slots=True)
class DocumentAnalysis:
    """What is kept of a document between runs: no raw name from here on.

    ``remarks`` in the order of the document. ``date``, ``place`` and ``title`` as its header says them.
    ``withheld_text`` counts the characters of each kind of piece that is not a remark (header, attendance…).
    """

    key: str
    format: str
    kind: DocumentKind
    remarks: tuple[Remark, ...]
    questionnaire: QuestionnaireResult | None = None
    date: str | None = None
    place: str | None = None
    title: str | None = None
    notices: tuple[str, ...] = ()
    set_aside: tuple[tuple[str, int], ...] = ()
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Synthesis:
    """The draft as a whole, with all that the exports need beside the remarks themselves."""

    title: str
    territory: str
    grid: Grid
    meetings: tuple[Meeting, ...]
    questionnaires: tuple[QuestionnaireResult, ...]
    themes: tuple[ThemeDraft, ...]
    off_theme_topics: tuple[str, ...]
    statuses: dict[str, Status] = field(default_factory=dict)
    """Status of each remark, by id."""
    fictitious: bool = False
    notices: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------- what changed between two drafts
ChangeKind = Literal["nouveau", "contredit", "renforce", "affaibli", "retire", "reformule", "deplace"]
Arrival = Literal["nouveau", "modifie", "retire", "inchange"]

CHANGES: tuple[ChangeKind, ...] = get_args(ChangeKind)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as ``synthese.json`` holds it, whatever run wrote it.

    ``rank`` is its place (1-based) in the list of its theme, 0 where it is not in the draft; ``reason`` then says why.
    ``theme_rank`` is the place of its theme (0-based). ``supports`` are those of its measures too, each once.
    """

    id: str
    nature: Nature
    text: str
    theme: str
    theme_title: str
    theme_rank: int
    rank: int
    subject: str = ""
    position: Position = "isole"
    voices: Voices = field(default_factory=lambda: Voices(0, 0, 0))
    supports: tuple[Support, ...] = ()
    opposing: tuple[Support, ...] = ()
    measures: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def drafted(self) -> bool:
        return self.rank > 0


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one line, the weightiest first in ``kinds``.

    ``before`` is None for a line that was nowhere, ``after`` for one that is nowhere any more; a line that is not
    ``drafted`` is in the annex. ``documents`` are the names of those whose remarks are new behind the line.
    """

    kinds: tuple[ChangeKind, ...]
    before: Line | None
    after: Line | None
    documents: tuple[str, ...] = ()

    @property
    def line(self) -> Line:
        """The line as it stands, or as it stood where it is no longer in the draft."""
        found = self.after if self.after is not None and self.after.drafted else self.before or self.after
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class ReceivedDocument:
    """A document of either draft: ``code`` is its mark ("E1") in the one that holds it; ``lines`` the ids of the lines
    that it changed, where it is new or modified."""

    meeting: Meeting
    state: Arrival
    code: str = ""
    remarks: int = 0
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The comparison of two drafts of one consultation. ``unchanged`` counts the lines that are the same in both."""

    title: str
    changes: tuple[Change, ...]
    documents: tuple[ReceivedDocument, ...]
    unchanged: int = 0
    fictitious: bool = False
    documents_before: int = 0
