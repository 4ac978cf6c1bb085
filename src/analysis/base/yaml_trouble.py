"""Why a file of settings is not read, for those who say it; whoever only says it need not load what reads YAML."""

from enum import StrEnum

#: More levels than anything here has.
DEEPEST = 20


class YamlTrouble(StrEnum):
    """What is wrong with a file."""

    FORM = "form"
    ENCODING = "encoding"
    ALIAS = "alias"
    TAG = "tag"
    TWICE = "twice"
    DEEP = "deep"


class UnreadableYaml(Exception):  # noqa: N818 - what it is, as errors say it
    """A file that is not read.

    Args:
        trouble: What is wrong.
        line: Where, counted from 1; 0 when the whole file is meant.
        word: What stands there.
    """

    def __init__(self, trouble: YamlTrouble, line: int = 0, word: str = "") -> None:
        self.trouble, self.line, self.word = trouble, line, word
        super().__init__(trouble)
