"""What is said behind a figure that is in doubt: its document says so, or prints another for the same."""

from collections.abc import Mapping
from typing import Any

from analysis.words.numbers import number
from analysis.words.translate import _

Row = Mapping[str, Any]


def also(row: Row) -> str:
    """Tell what else documents print for the same period, for none is chosen in silence, and whether it is doubted.

    Args:
        row: `also_printed`, and `doubted` and `preliminary` where they are known.

    Returns:
        For behind the figure, with a blank before it; empty when there is nothing to tell.
    """
    others = also_told(row)
    return (f" ({others})" if others else "") + doubt(row)


def also_told(row: Row) -> str:
    """Say what else documents print for the same period.

    Args:
        row: `also_printed`.

    Returns:
        For example "även tryckt: 5,6"; empty when nothing else is printed.
    """
    others = row.get("also_printed")
    return _("även tryckt: {values}", values=", ".join(map(number, others))) if others else ""


def doubt(row: Row) -> str:
    """Say that a document itself casts doubt on a figure, or will know better.

    Args:
        row: `doubted` and `preliminary`, where they are known.

    Returns:
        For behind the figure, with a blank before it; empty when nobody doubts it.
    """
    told = remark(row)
    return f" ({told})" if told else ""


def remark(row: Row) -> str:
    """Say the same in words of their own, for a column beside the figure.

    Args:
        row: `doubted` and `preliminary`, where they are known.

    Returns:
        For example "tveksam"; empty when nobody doubts it.
    """
    doubts = {"doubted": _("tveksam"), "preliminary": _("preliminär")}
    return ", ".join(word for name, word in doubts.items() if row.get(name))


def remarks(row: Row) -> list[str]:
    """Say the same among other remarks, where "tveksam" alone would not tell what is in doubt.

    Args:
        row: `doubted` and `preliminary`.

    Returns:
        One remark each, such as "tveksam uppgift".
    """
    doubts = {"doubted": _("tveksam uppgift"), "preliminary": _("preliminär")}
    return [word for name, word in doubts.items() if row[name]]
