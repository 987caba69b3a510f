"""E-mails: headers, the message's own text, what it quotes set apart, attachments named and not read."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage, MIMEPart

from assises_nlp.ingest.content import Content, Source
from assises_nlp.ingest.decode import decode
from assises_nlp.ingest.html import html_content
from assises_nlp.ingest.patterns import ATTRIBUTION, FORWARDED_MESSAGE, MAIL_HEADER_LINE, ORIGINAL_MESSAGE
from assises_nlp.ingest.text import clean
from assises_nlp.ingest.txt import Line, line_blocks
from assises_nlp.records import Block

_HEADERS = (("from", "De"), ("to", "À"), ("cc", "Copie"), ("date", "Date"), ("subject", "Objet"))
_QUOTED = (
    "Le message cité au-dessous ou au milieu de la réponse est mis à part\u00a0: seul le texte de "
    "l’expéditeur est analysé."
)


def read_eml(source: Source) -> Content:
    """Read a message. Headers are blocks of kind ``header``; quoted text and the signature are of kind ``footer``.

    A message that holds nothing of its own but what it quotes or forwards is read as that text.
    """
    message = email.message_from_bytes(source.data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    headers = [
        Block(f"{label}\u00a0: {value}", kind="header")
        for name, label in _HEADERS
        if (value := " ".join(clean(_header(message, name)).split()))
    ]
    attachments: list[str] = []
    blocks = _part(message, attachments)
    notices: list[str] = []
    own = any(block.kind != "footer" for block in blocks)
    if not own:
        blocks = [replace(block, kind="paragraph") for block in blocks]
    elif any(block.kind == "footer" for block in blocks):
        notices.append(_QUOTED)
    if attachments:
        named = ", ".join(f"«\u00a0{name}\u00a0»" for name in attachments)
        notices.append(f"Pièces jointes non lues, à déposer à part\u00a0: {named}.")
    if not blocks:
        headers = []
    return Content((*headers, *blocks), tuple(notices), title=clean(_header(message, "subject")) or None)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, "") or "")
    except (ValueError, IndexError, AttributeError, LookupError, TypeError):
        return ""  # the standard library's header parser fails on some malformed addresses


def _part(part: MIMEPart, attachments: list[str]) -> list[Block]:
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        return _alternative(part, attachments)
    if part.is_multipart() and not kind.startswith("message/"):
        return [block for child in part.iter_parts() for block in _part(child, attachments)]
    if part.get_content_disposition() == "attachment" or kind not in {"text/plain", "text/html"}:
        name = part.get_filename() or (None if kind.startswith("image/") else kind)
        if name and not (kind.startswith("image/") and part.get_content_disposition() == "inline"):
            attachments.append(clean(name))
        return []
    text = _text(part)
    return list(html_content(text).blocks) if kind == "text/html" else _plain(text, flowed=_is_flowed(part))


def _alternative(part: MIMEPart, attachments: list[str]) -> list[Block]:
    """The first alternative that has text, the plain one before the others."""
    children = sorted(part.iter_parts(), key=lambda child: child.get_content_type() != "text/plain")
    for child in children:
        blocks = _part(child, attachments)
        if blocks:
            return blocks
    return []


def _is_flowed(part: MIMEPart) -> bool:
    return str(part.get_param("format") or "").lower() == "flowed"


def _text(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        if charset and charset not in {"utf-8", "us-ascii", "iso-8859-1"}:
            return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        pass
    return decode(data).text if data else ""


# ------------------------------------------------------------------------------------------------- plain text
def _plain(text: str, *, flowed: bool) -> list[Block]:
    blocks: list[Block] = []
    for kind, lines in _stretches(clean(text).split("\n")):
        if flowed:
            lines = _unflowed(lines)
        found = line_blocks(lines)
        if kind != "paragraph":
            found = [Block(block.text, kind=kind, line=block.line) for block in found]  # type: ignore[arg-type]
        blocks.extend(found)
    return blocks


def _stretches(texts: list[str]) -> list[tuple[str, list[Line]]]:
    """Lines grouped by what they are: ``paragraph``, ``footer`` (quoted, signature) or ``header`` (of a forward)."""
    stretches: list[tuple[str, list[Line]]] = []
    rest: str | None = None
    forwarded = False
    own = False
    for number, text in enumerate(texts, start=1):
        kind = rest or "paragraph"
        if text.lstrip().startswith(">"):
            kind, text = "footer", text.lstrip(" >")
        elif ORIGINAL_MESSAGE.match(text) and own:
            kind = rest = "footer"
        elif FORWARDED_MESSAGE.match(text) or ORIGINAL_MESSAGE.match(text):
            kind, forwarded, rest = "header", True, None
        elif text in {"-- ", "--"} and rest is None:
            kind = rest = "footer"
            text = ""
        elif forwarded and MAIL_HEADER_LINE.match(text):
            kind = "header"
        elif forwarded and text.strip():
            forwarded = False
        elif _is_attribution(texts, number):
            kind = "footer"
        own = own or (kind == "paragraph" and bool(text.strip()))
        if stretches and stretches[-1][0] == kind:
            stretches[-1][1].append(Line(text, number))
        else:
            stretches.append((kind, [Line(text, number)]))
    return stretches


def _is_attribution(texts: list[str], number: int) -> bool:
    """« Le 12 janvier 2020 à 10:00, X a écrit : », on one or two lines, above a quoted line."""
    line = texts[number - 1].strip()
    following = [text.strip() for text in texts[number : number + 4] if text.strip()]
    if not line or not following:
        return False
    if ATTRIBUTION.match(line):
        return following[0].startswith(">")
    if len(following) > 1 and ATTRIBUTION.match(f"{line} {following[0]}"):
        return following[1].startswith(">")
    return (
        number > 1 and bool(ATTRIBUTION.match(f"{texts[number - 2].strip()} {line}")) and following[0].startswith(">")
    )


def _unflowed(lines: list[Line]) -> list[Line]:
    """RFC 3676: a line that ends with a space goes on in the next."""
    joined: list[Line] = []
    open_line = False
    for line in lines:
        if open_line and line.text.strip():
            last = joined.pop()
            joined.append(Line(last.text + line.text, last.number))
        else:
            joined.append(line)
        open_line = line.text.endswith(" ") and line.text != "-- "
    return joined
