"""Zip containers whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)


def repack(data: bytes, first: str, *, stored: bool = False) -> bytes:
    """The zip ``data`` with fixed dates and a fixed order, the entry ``first`` in front (uncompressed where
    ``stored``).
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        names = sorted({info.filename for info in source.infolist() if not info.is_dir()} - {first})
        for name in (first, *names):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if stored and name == first else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            target.writestr(info, source.read(name), compresslevel=6)
    return buffer.getvalue()
