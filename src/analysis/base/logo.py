"""An owner's logo: a picture of its own, cleaned of whatever is no part of the picture."""

import re
import struct
import zlib
from collections.abc import Iterator
from enum import StrEnum
from xml.etree import ElementTree

SVG, PNG = ".svg", ".png"
LARGEST = 100_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: What a picture is made of; texts, days and places that a camera or an editor leaves in it are none of it.
_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND")
_SPACE = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ACTIVE = ("script", "foreignObject", "iframe", "image", "a", "animate", "set", "animateTransform", "animateMotion")
_ABROAD = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:", re.IGNORECASE)


class LogoTrouble(StrEnum):
    """Why a file is no logo."""

    KIND = "kind"
    MISSING = "missing"
    LARGE = "large"
    NO_PICTURE = "no_picture"
    ACTIVE = "active"
    SIZE = "size"


class NoLogoError(Exception):
    """A file that is no logo.

    Attributes:
        why: What is wrong with it.
        what: The part of it that is, where one is.
    """

    def __init__(self, why: LogoTrouble, what: str = "") -> None:
        super().__init__(why, what)
        self.why, self.what = why, what


def cleaned_logo(name: str, content: bytes) -> bytes:
    """Clean a logo.

    Args:
        name: Its file name.
        content: What the file holds.

    Returns:
        The same picture and nothing else.

    Raises:
        NoLogoError: If it is no picture, does something, fetches something, or is too large.
    """
    if len(content) > LARGEST:
        raise NoLogoError(LogoTrouble.LARGE)
    if name.lower().endswith(SVG):
        return _cleaned_svg(content)
    if name.lower().endswith(PNG):
        return _cleaned_png(content)
    raise NoLogoError(LogoTrouble.KIND)


def _cleaned_png(content: bytes) -> bytes:
    if not content.startswith(_SIGNATURE):
        raise NoLogoError(LogoTrouble.NO_PICTURE)
    chunks = list(_chunks(content))
    kinds = [kind for kind, _data in chunks]
    if kinds[:1] != [b"IHDR"] or b"IDAT" not in kinds or kinds[-1:] != [b"IEND"]:
        raise NoLogoError(LogoTrouble.NO_PICTURE)
    kept = (_written(kind, data) for kind, data in chunks if kind in _CHUNKS)
    return _SIGNATURE + b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG, as far as they are whole."""
    at = len(_SIGNATURE)
    while at + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        data = content[at + 8 : at + 8 + length]
        if content[at + 8 + length : at + 12 + length] != struct.pack(">I", zlib.crc32(kind + data)):
            raise NoLogoError(LogoTrouble.NO_PICTURE)
        yield kind, data
        at += 12 + length


def _written(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(kind + data))


def _cleaned_svg(content: bytes) -> bytes:
    if b"<!ENTITY" in content:
        raise NoLogoError(LogoTrouble.ACTIVE, "ENTITY")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - entities are refused above
    except ElementTree.ParseError:
        raise NoLogoError(LogoTrouble.NO_PICTURE) from None
    if root.tag != f"{{{_SPACE}}}svg":
        raise NoLogoError(LogoTrouble.NO_PICTURE)
    if root.get("viewBox") is None and (root.get("width") is None or root.get("height") is None):
        raise NoLogoError(LogoTrouble.SIZE)
    _clean(root)
    ElementTree.register_namespace("", _SPACE)
    return bytes(ElementTree.tostring(root, encoding="utf-8"))


def _clean(element: ElementTree.Element) -> None:
    """Take away what editors note for themselves; what runs or fetches is refused, for the picture may need it."""
    name = element.tag.removeprefix(f"{{{_SPACE}}}")
    if name in _ACTIVE or _ABROAD.search(element.text or "" if name == "style" else ""):
        raise NoLogoError(LogoTrouble.ACTIVE, name)
    for key, value in list(element.attrib.items()):
        link = key in ("href", _LINK)
        if key.lower().startswith("on") or (link and not value.startswith("#")) or _ABROAD.search(value):
            raise NoLogoError(LogoTrouble.ACTIVE, key.rpartition("}")[2])
        if key.startswith("{") and key != _LINK:
            del element.attrib[key]
    for child in list(element):
        if str(child.tag).startswith(f"{{{_SPACE}}}") and not str(child.tag).endswith("}metadata"):
            _clean(child)
        else:
            element.remove(child)
