"""What is not ours, shown all the same: pictures and HTML of other libraries, with words that say what they are."""

from dataclasses import dataclass
from typing import Literal

from analysis.chapter.extensible import Extensible, Words
from analysis.chapter.table import Origin, Table


@dataclass(frozen=True, kw_only=True)
class Picture(Extensible):
    """A picture.

    Attributes:
        heading: What it shows, written above it; empty for nothing.
        text: What is read instead of it.
        media: `image/png` or `image/svg+xml`.
        data: The picture: base64 of a PNG, the text of an SVG.
        table: The figures behind it, where they are known.
        source: Where the figures come from.
        subject: What it is about.
        origins: Where its figures come from.
        audience: Whom it is for; empty for everybody.
    """

    heading: Words
    text: Words
    media: Literal["image/png", "image/svg+xml"]
    data: str
    table: Table | None = None
    source: Words = ""
    subject: str = ""
    audience: str = ""
    origins: tuple[Origin, ...] = ()
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, kw_only=True)
class Hypertext(Extensible):
    """HTML of another library, cleaned of everything that could run, fetch or spoil a page.

    Attributes:
        heading: What it shows.
        html: The cleaned HTML.
        text: The same in plain text.
        subject: What it is about.
        origins: Where its figures come from.
        audience: Whom it is for; empty for everybody.
    """

    heading: Words
    html: str
    text: str
    subject: str = ""
    audience: str = ""
    origins: tuple[Origin, ...] = ()
    kind: Literal["html"] = "html"
