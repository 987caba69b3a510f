"""Small real files for the tests of the readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "presentation": "presentation",
    }.items()
}


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _relations(items: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{index}" Type="{R}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(items, start=1)
    )
    return f'<Relationships xmlns="{_RELS}">{rows}</Relationships>'


def docx(body: str, *, parts: dict[str, str] | None = None, namespace: str = W, prefix: str = "") -> bytes:
    """A Word file from the XML of its body; ``parts`` maps "styles", "footnotes", "header1"… to their inner XML."""
    roots = {"styles": "styles", "footnotes": "footnotes", "comments": "comments", "header": "hdr", "footer": "ftr"}
    spaces = (
        f'xmlns:w="{namespace}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"{prefix}<w:document {spaces}><w:body>{body}</w:body></w:document>",
    }
    relations = []
    for name, inner in (parts or {}).items():
        kind = name.rstrip("0123456789")
        relations.append((kind, f"{name}.xml"))
        members[f"word/{name}.xml"] = f"<w:{roots[kind]} {spaces}>{inner}</w:{roots[kind]}>"
    members["word/_rels/document.xml.rels"] = _relations(relations)
    return zipped(members)


def p(text: str, properties: str = "", run: str = "") -> str:
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def odt_xml(body: str, *, styles: str = "", kind: str = "text") -> str:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in ODF.items())
    return (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )


def odt(body: str, *, styles: str = "", master: str = "", kind: str = "text", manifest: str = "<manifest/>") -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in ODF.items())
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": odt_xml(body, styles=styles, kind=kind),
            "styles.xml": f"<office:document-styles {spaces}>{master}</office:document-styles>",
            "META-INF/manifest.xml": manifest,
        }
    )


def save(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def escaped(text: str) -> str:
    element = etree.Element("x")
    element.text = text
    return etree.tostring(element, encoding="unicode")[3:-4]
