"""Bytes of a text file -> characters, in bounded time whatever the size.

Byte order mark, then strict UTF-8, then UTF-16 without a mark, then UTF-8 with stray bytes, then the 8-bit encodings
that French files come in (Windows-1252, Mac Roman, code page 850), told apart by which of them gives French letters;
charset-normalizer decides on a sample where none does. Text that was encoded twice (« Ã© ») is repaired.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from assises_nlp.ingest.errors import UnreadableInput

NOT_TEXT = (
    "Le fichier n’est pas un texte lisible\u00a0: vérifiez son extension ou ouvrez-le dans votre "
    "logiciel et enregistrez-le en .docx ou .odt."
)
_SAMPLE = 256 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FRENCH = re.compile("[éèêëàâçùûüîïôöœæÉÈÊËÀÂÇÙÛÎÏÔŒÆ’‘“”«»€…–—°•§²³\u00a0]")
_OTHER = re.compile("[^\x00-\x7f]")
_TWICE = re.compile("Ã[©¨ªª«¢§´®¹»¯‰€ˆ\u00a0]|Ã\u0080|â€[™œ“”¦\u009d]|Â[«»°\u00a0]|Å“")
_STRAY = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The characters of a text file, without byte order mark.

    Raises:
        UnreadableInput: the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(encoding, errors="replace"), encoding)
    sixteen = _utf16_without_mark(data)
    if sixteen is not None:
        return Decoded(data.decode(sixteen, errors="replace"), sixteen)
    if _is_binary(data):
        raise UnreadableInput(NOT_TEXT)
    try:
        return _repaired(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    mended = _mostly_utf8(data)
    if mended is not None:
        return Decoded(
            mended, "utf-8", ("Quelques caractères mal codés ont été lus au mieux\u00a0: relisez les accents.",)
        )
    encoding = _eight_bits(data)
    text = data.decode(encoding, errors="replace")
    notices = (
        ()
        if encoding == "cp1252"
        else (f"Le codage des caractères a été déduit ({encoding})\u00a0: vérifiez les accents.",)
    )
    return Decoded(text, encoding, notices)


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    odd = sum(sample.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return b"\x00" in sample or odd > 0.02 * len(sample)


def _utf16_without_mark(data: bytes) -> str | None:
    """French in UTF-16 has a zero in every other byte, and only there."""
    sample = data[: _SAMPLE // 4]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * pairs and even < 0.02 * pairs:
        return "utf-16-le"
    if even > 0.7 * pairs and odd < 0.02 * pairs:
        return "utf-16-be"
    return None


def _repaired(text: str, encoding: str) -> Decoded:
    """Undo a double encoding where the whole text shows it and none of it is lost by undoing it."""
    sample = text[:_SAMPLE]
    twice = len(_TWICE.findall(sample))
    if twice < 2 or 2 * twice < 0.8 * len(_OTHER.findall(sample)):
        return Decoded(text, encoding)
    try:
        repaired = b"".join(
            character.encode("cp1252") if character not in "\x81\x8d\x8f\x90\x9d" else character.encode("latin-1")
            for character in text
        ).decode("utf-8")
    except UnicodeError:
        return Decoded(text, encoding)
    return Decoded(repaired, encoding, ("Les accents, codés deux fois dans le fichier, ont été rétablis.",))


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few bytes of something else (pasted lines, a cut last character), those read as Windows-1252."""
    sample = data[:_SAMPLE].decode("utf-8", errors="surrogateescape")
    if sum("\udc80" <= character <= "\udcff" for character in sample) > 1 + 2 * _STRAY * len(_OTHER.findall(sample)):
        return None  # plainly not UTF-8: no need to go through a large file
    marked = data.decode("utf-8", errors="surrogateescape")
    stray = [character for character in marked if "\udc80" <= character <= "\udcff"]
    good = len(_OTHER.findall(marked)) - len(stray)
    if not good or len(stray) > max(1, _STRAY * good):
        return None
    table = {
        0xDC00 + byte: bytes([byte]).decode("cp1252", errors="replace")
        for byte in {ord(character) - 0xDC00 for character in stray}
    }
    return marked.translate(table)


def _eight_bits(data: bytes) -> str:
    sample = data[:_SAMPLE]
    scores = {name: _french_share(sample.decode(name, errors="replace")) for name in ("cp1252", "mac_roman", "cp850")}
    best = max(scores, key=lambda name: scores[name])
    if scores["cp1252"] >= scores[best] - 0.1:
        best = "cp1252"
    if scores[best] >= 0.6:
        return best
    from charset_normalizer import from_bytes

    guess = from_bytes(sample, explain=False).best()
    return guess.encoding if guess is not None and guess.encoding != "ascii" else "cp1252"


def _french_share(text: str) -> float:
    """The share of the characters beyond ASCII that French prose uses."""
    other = len(_OTHER.findall(text))
    return len(_FRENCH.findall(text)) / other if other else 1.0
