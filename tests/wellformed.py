"""Whether HTML says what a browser will make of it: every element closed where it was opened, each name given once."""

from collections import Counter
from html.parser import HTMLParser

#: Elements that have no end.
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}
#: What ends a paragraph, whether or not its end is written.
BLOCKS = {
    "details",
    "div",
    "dl",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
}


class _Strict(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)
        if "svg" not in self.open and tag != "svg" and tag not in VOID:
            self.faults.append(f"<{tag}/> is not closed by its slash")

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _ in attrs)
        self.ids.update(value for name, value in attrs if name == "id" and value is not None)
        self.faults += [f"<{tag}> has {name} twice" for name, amount in names.items() if amount > 1]
        if tag in BLOCKS and "p" in self.open:
            self.faults.append(f"<{tag}> in a paragraph")
        if tag in BLOCKS - {"p"} and {"span", "summary", "pre"} & set(self.open):
            self.faults.append(f"<{tag}> in {self.open[-1]}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> within {self.open[-3:]}")
        else:
            self.open.pop()


def faults_in(html: str) -> list[str]:
    """What is wrong with HTML, whole or in part; nothing where all is well."""
    read = _Strict()
    read.feed(html)
    read.close()
    unclosed = [f"<{name}> is never closed" for name in read.open]
    twice = [f"id {name} is given {amount} times" for name, amount in read.ids.items() if amount > 1]
    return [*read.faults, *unclosed, *twice]
