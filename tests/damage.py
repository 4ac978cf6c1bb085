"""Data folders damaged as people, spreadsheets and file systems damage them; each damage says what it did.

A damage is a function of a data folder and of chance. What it did must be told by a build, unless it is `harmless`:
then it may also be built, if what is published stays the same. One that finds nothing to damage gives nothing.
"""

import csv
import io
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import dataframely as dy

from analysis.intake.columns import is_optional, reference_of
from analysis.intake.rows import FileRow
from analysis.intake.tables import CONTRACTS

Harm = Callable[[Path, random.Random], str]
Rows = list[list[str]]
CSV = {(contract.folder, contract.read_from): contract for contract in CONTRACTS if contract.read_from.endswith(".csv")}


@dataclass(frozen=True)
class Damage:
    """One way to damage a data folder.

    Attributes:
        name: What it is called.
        harm: What it does; gives where and what, or nothing if there is nothing to damage.
        harmless: Whether a build may pass over it, as long as it publishes the same.
    """

    name: str
    harm: Harm
    harmless: bool = False


DAMAGES: list[Damage] = []


def damage(name: str, harm: Harm, *, harmless: bool = False) -> None:
    DAMAGES.append(Damage(name, harm, harmless))


# Cells -----------------------------------------------------------------------------------------------------------


def tables(data: Path) -> Iterator[tuple[Path, type[FileRow]]]:
    """Every CSV file that has rows, with its contract."""
    for path in sorted(data.rglob("*.csv")):
        contract = CSV.get((path.relative_to(data).parts[0], path.name))
        if contract and len(rows_of(path)) > 1:
            yield path, contract


def rows_of(path: Path) -> Rows:
    return [row for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";") if row]


def write(path: Path, rows: Rows) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    path.write_bytes(("\ufeff" + text.getvalue()).encode("utf-8", "surrogatepass"))


Chosen = Callable[[str, dy.Column], bool]


def cells(data: Path, chosen: Chosen, *, blank: bool = False) -> list[tuple[Path, int, int, str]]:
    """Cells of columns that are chosen: file, row, place in the row and name; blank ones only if asked for."""
    found = []
    for path, contract in tables(data):
        heading, *rows = rows_of(path)
        known = contract.columns()
        for place, name in enumerate(heading):
            if name in known and chosen(name, known[name]):
                found += [(path, at, place, name) for at, row in enumerate(rows, 1) if blank or row[place]]
    return found


def set_cell(chosen: Chosen, new: Callable[[random.Random, str], str], data: Path, chance: random.Random) -> str:
    there = cells(data, chosen)
    if not there:
        return ""
    path, at, place, name = chance.choice(there)
    rows = rows_of(path)
    old, rows[at][place] = rows[at][place], new(chance, rows[at][place])
    write(path, rows)
    return f"{path.relative_to(data)} row {at + 1} {name}: {old!r} -> {rows[at][place][:60]!r}"


def of_kind(*kinds: type[dy.Column]) -> Chosen:
    return lambda _name, column: isinstance(column, kinds)


def one_of(*words: str) -> Callable[[random.Random, str], str]:
    return lambda chance, _old: chance.choice(words)


def inside(*marks: str) -> Callable[[random.Random, str], str]:
    def put(chance: random.Random, old: str) -> str:
        at = chance.randint(1, max(1, len(old) - 1))
        return old[:at] + chance.choice(marks) + old[at:]

    return put


def is_reference(_name: str, column: dy.Column) -> bool:
    return reference_of(column) is not None


def is_needed(_name: str, column: dy.Column) -> bool:
    return not (column.nullable or is_optional(column) or isinstance(column, dy.List | dy.Bool))


def is_free_text(_name: str, column: dy.Column) -> bool:
    return isinstance(column, dy.String) and column.regex is None and reference_of(column) is None


CELLS: dict[str, tuple[Chosen, Callable[[random.Random, str], str]]] = {
    "date out of range": (of_kind(dy.Date), one_of("0001-01-01", "2916-12-31", "9999-12-31", "1016-12-31")),
    "date of no calendar": (of_kind(dy.Date), one_of("2031-02-30", "2031-13-01", "31/12/2031", "2031-1-1", "44561")),
    "whole number too large": (of_kind(dy.Int32), one_of("2147483648", "9" * 30, "4294967297", "-1", "9" * 5000)),
    "whole number of another form": (of_kind(dy.Int32), one_of("1,0", "1e3", "0x10", "1.0", "1_000", "٣", "+-1")),
    "number of another form": (
        of_kind(dy.Float64),
        one_of("1.5", "1e5", "NaN", "inf", "-inf", "٣٤", "12 %", "--5", "1 2345", "9" * 400, "0x1F", "1,", ",5", "½"),
    ),
    "unknown word": (of_kind(dy.Enum), one_of("okänt", "DONE", "none ", "x" * 100_000)),
    "dangling code": (is_reference, one_of("finns-inte", "FINNS", "x-1")),
    "monstrous code": (is_reference, one_of("x" * 5_000, "y" * 100_000, "z" * 200_000, "a b c " * 1000)),
    "control character": (is_free_text, inside("\0", "\a", "\x1b[31m", "\x85", "\u202e", "\u2028", "\u200b", "\ufffd")),
    "control character in a code": (is_reference, inside("\0", "\a", "\u202e", "\u200b", "\ufeff")),
    "monstrous text": (is_free_text, lambda _chance, old: old * 30_000),
    "blank where something is needed": (is_needed, one_of("", " ", "\u00a0")),
}
for _name, (_chosen, _new) in CELLS.items():
    damage(_name, partial(set_cell, _chosen, _new))


def in_table(file: str, change: Callable[[Rows, random.Random], str], data: Path, chance: random.Random) -> str:
    """Change the rows of one of the files of a name."""
    there = [path for path, _contract in tables(data) if path.relative_to(data).as_posix().endswith(file)]
    if not there:
        return ""
    path = chance.choice(there)
    rows = rows_of(path)
    told = change(rows, chance)
    if told:
        write(path, rows)
    return told and f"{path.relative_to(data)}: {told}"


def _swapped(first: str, last: str) -> Callable[[Rows, random.Random], str]:
    def swap(rows: Rows, chance: random.Random) -> str:
        if not {first, last} <= {*rows[0]}:
            return ""
        one, other = rows[0].index(first), rows[0].index(last)
        fit = [row for row in rows[1:] if row[one] and row[other] and row[one] != row[other]]
        if not fit:
            return ""
        row = chance.choice(fit)
        row[one], row[other] = row[other], row[one]
        return f"{first} and {last} swapped: {row[one]} {row[other]}"

    return swap


def _twice(rows: Rows, chance: random.Random) -> str:
    row = chance.choice(rows[1:])
    rows.insert(chance.randint(1, len(rows)), list(row))
    return f"row twice: {row[:3]}"


def _added(**values: str) -> Callable[[Rows, random.Random], str]:
    def add(rows: Rows, _chance: random.Random) -> str:
        rows.append([values.get(name, "") for name in rows[0]])
        return f"added {values}"

    return add


def _column(*names: str) -> Callable[[Rows, random.Random], str]:
    def add(rows: Rows, chance: random.Random) -> str:
        name = chance.choice([each for each in names if each not in rows[0]] or [""])
        if name:
            for row in rows:
                row.append("7")
            rows[0][-1] = name
        return name and f"column {name}"

    return add


def _renamed(rows: Rows, chance: random.Random) -> str:
    at = chance.randrange(len(rows[0]))
    old, rows[0][at] = rows[0][at], chance.choice([rows[0][at] + "s", rows[0][at].upper(), "", rows[0][at][:-1]])
    return f"{old} -> {rows[0][at]!r}"


def _set(column: str, *values: str) -> Callable[[Rows, random.Random], str]:
    def change(rows: Rows, chance: random.Random) -> str:
        if column not in rows[0]:
            return ""
        row = chance.choice(rows[1:])
        at = rows[0].index(column)
        old, row[at] = row[at], chance.choice([value for value in values if value != row[at]])
        return f"{column}: {old!r} -> {row[at]!r}"

    return change


TABLES: dict[str, tuple[str, Callable[[Rows, random.Random], str]]] = {
    "reversed period": (".csv", _swapped("period_start", "period_end")),
    "reversed years": ("strategic_periods.csv", _swapped("first_year", "last_year")),
    "two rows of one key": (".csv", _twice),
    "reserved column": (".csv", _column("file", "file_row", "document", "index", "__index_level_0__")),
    "unknown column": (".csv", _column("anmärkning", "rowid", "Unnamed: 0", "")),
    "renamed column": (".csv", _renamed),
    "unknown symbol": ("symbols.csv", _set("code", "betr", "achieved", "reached", "none of these")),
    "own parent": ("organisations.csv", _set("parent", "SJO", "HAMN", "BIB", "KLK", "EK")),
    "blind lineage": ("organisation_lineage.csv", _set("successor", "FINNS-INTE")),
    "finding of nobody": ("finding_lineage.csv", _set("finding", "ingen sådan iakttagelse")),
    "finding followed by nobody": ("finding_lineage.csv", _set("subject", "finns-inte")),
    "department of no line": ("department_lines.csv", _set("line", "Finns inte")),
    "sum of no lines": ("ledger_sums.csv", _set("parts", "1-9999", "888", "0-2", "99999999999", "1-2,77777")),
    "sum turned round or twice": ("ledger_sums.csv", _set("parts", "2-1", "1, 1", "1-2, -2")),
    "sum of no total": ("ledger_sums.csv", _set("total", "9999", "7777")),
    "sum in no table": ("ledger_sums.csv", _set("statement", "project_fund", "balance_sheet")),
    "negative bounds": ("indicators.csv", _set("decimals", "-1", "7", "400", "")),
}
for _name, (_file, _change) in TABLES.items():
    # That somebody's parent is another is no fault; that a ring of parents ends nowhere is.
    damage(_name, partial(in_table, _file, _change), harmless=_name == "own parent")


def _to_itself(data: Path, _chance: random.Random) -> str:
    path = data / "reference" / "organisations.csv"
    rows = rows_of(path)
    code, parent = (rows[0].index(name) for name in ("organisation", "parent"))
    rows[1][parent] = rows[-1][code] if len(rows) > 2 else rows[1][code]
    rows[-1][parent] = rows[1][code]
    write(path, rows)
    return f"{rows[1][code]} and {rows[-1][code]} are each other's parents"


def _own_successor(data: Path, chance: random.Random) -> str:
    code = chance.choice(rows_of(data / "reference" / "organisations.csv")[1:])[0]
    path = data / "reference" / "organisation_lineage.csv"
    rows = rows_of(path)
    rows.append(
        [{"organisation": code, "successor": code, "from_date": "2031-01-01"}.get(name, "") for name in rows[0]]
    )
    write(path, rows)
    return f"{code} takes over from itself"


def _lineage_of_nobody(data: Path, chance: random.Random) -> str:
    document = chance.choice(rows_of(data / "reference" / "documents.csv")[1:])[0]
    path = data / "reference" / "commitment_lineage.csv"
    rows = rows_of(path)
    known = {"from_document": document, "to_document": document, "from_commitment": "a", "to_commitment": "b"}
    rows.append([known.get(name, "") for name in rows[0]])
    write(path, rows)
    return f"{document}: a goes on as b"


damage("each other's parents", _to_itself)
damage("own successor", _own_successor)
damage("lineage of nobody", _lineage_of_nobody)


# Files -----------------------------------------------------------------------------------------------------------


def of_files(pattern: str, change: Callable[[Path, random.Random], str], data: Path, chance: random.Random) -> str:
    there = [path for path in sorted(data.rglob(pattern)) if path.is_file() and path.name != "README.md"]
    if not there:
        return ""
    path = chance.choice(there)
    told = change(path, chance)
    return told and f"{path.relative_to(data)}: {told}"


def _bytes(change: Callable[[bytes, random.Random], bytes], told: str) -> Callable[[Path, random.Random], str]:
    def changed(path: Path, chance: random.Random) -> str:
        before = path.read_bytes()
        after = change(before, chance)
        path.write_bytes(after)
        return told if after != before else ""

    return changed


def _recoded(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8-sig")
    return text.encode(chance.choice(["utf-16", "cp1252", "mac-roman", "utf-32"]), "replace")


def _text(change: Callable[[str], str]) -> Callable[[bytes, random.Random], bytes]:
    return lambda content, _chance: ("\ufeff" + change(content.decode("utf-8-sig"))).encode()


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randint(4, max(4, len(content) - 5))] + b'"'


def _renamed_to(new: Callable[[Path], str]) -> Callable[[Path, random.Random], str]:
    def rename(path: Path, _chance: random.Random) -> str:
        path.rename(path.with_name(new(path)))
        return f"now {new(path)}"

    return rename


def _copied_to(new: Callable[[Path], str]) -> Callable[[Path, random.Random], str]:
    def copy(path: Path, _chance: random.Random) -> str:
        target = path.parent / new(path)
        target.parent.mkdir(exist_ok=True)
        shutil.copy(path, target)
        return f"copied to {new(path)}"

    return copy


def _moved_below(folder: str) -> Callable[[Path, random.Random], str]:
    def move(path: Path, _chance: random.Random) -> str:
        (path.parent / folder).mkdir()
        path.rename(path.parent / folder / path.name)
        return f"moved into {folder}"

    return move


def _emptied(path: Path, chance: random.Random) -> str:
    path.write_bytes(chance.choice([b"", b"\n\n", b"\xef\xbb\xbf", b"# Rubrik\n", b" \r\n \r\n"]))
    return "emptied"


def _no_rows(path: Path, _chance: random.Random) -> str:
    rows = rows_of(path)
    write(path, rows[:1])
    return "rows gone" if len(rows) > 1 else ""


def _garbage(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + chance.randbytes(40) + content[at:]


def _other_heading(content: bytes, chance: random.Random) -> bytes:
    mark = chance.choice([b"## ", b"### "])
    return content.replace(mark, mark.strip(), 1)


def _subject(content: bytes, chance: random.Random) -> bytes:
    return content.replace(
        *chance.choice([(b"## goal", b"## gaol"), (b"Plats:", b"plats"), (b" rad ", b" rad 99999999999"), (b"(", b"[")])
    )


FILES: dict[str, tuple[str, Callable[[Path, random.Random], str]]] = {
    "other encoding": ("*.csv", _bytes(_recoded, "recoded")),
    "other encoding of a text": ("*.md", _bytes(_recoded, "recoded")),
    "commas": ("*.csv", _bytes(_text(lambda text: text.replace(",", ".").replace(";", ",")), "commas")),
    "tabs": ("*.csv", _bytes(_text(lambda text: text.replace(";", "\t")), "tabs")),
    "pipes": ("*.csv", _bytes(_text(lambda text: text.replace(";", "|")), "pipes")),
    "sep=": ("*.csv", _bytes(_text(lambda text: "sep=;\n" + text), "sep=;")),
    "trailing semicolons": (
        "*.csv",
        _bytes(_text(lambda text: "".join(f"{line};;;\n" for line in text.splitlines())), "trailing ;;;"),
    ),
    "cut in the middle": ("*.csv", _bytes(_cut, "cut")),
    "garbage": ("*.csv", _bytes(_garbage, "garbage")),
    "garbage in a text": ("*.md", _bytes(_garbage, "garbage")),
    "CSV in capitals": ("*.csv", _renamed_to(lambda path: f"{path.stem}.CSV")),
    "MD in capitals": ("*.md", _renamed_to(lambda path: f"{path.stem}.MD")),
    "text as txt": ("*.md", _renamed_to(lambda path: f"{path.name}.txt")),
    "workbook beside": ("*.csv", _copied_to(lambda path: f"{path.stem}.xlsx")),
    "copied table": ("*.csv", _copied_to(lambda path: f"{path.stem} - Kopia.csv")),
    "copied text": ("*.md", _copied_to(lambda path: f"{path.stem} - Kopia.md")),
    "text below": ("*.md", _moved_below("gamla")),
    "text above": ("*.md", _copied_to(lambda path: f"../{path.name}")),
    "table below": ("*.csv", _moved_below("kopior")),
    "unknown file": ("*.csv", _copied_to(lambda _path: "anteckningar.docx")),
    "text emptied": ("*.md", _emptied),
    "table emptied": ("*.csv", _emptied),
    "heading without a blank": ("*.md", _bytes(_other_heading, "##goal")),
    "subject mistyped": ("*.md", _bytes(_subject, "subject")),
}
for _name, (_pattern, _done) in FILES.items():
    # A file of plain letters is the same in many encodings.
    damage(_name, partial(of_files, _pattern, _done), harmless=_name == "other encoding")


def _copied_document(data: Path, chance: random.Random) -> str:
    folder = chance.choice(sorted(path for path in (data / "sources").iterdir() if path.is_dir()))
    shutil.copytree(folder, folder.with_name(f"{folder.name} - Kopia"))
    return f"{folder.name} copied"


def _in_wrong_folder(data: Path, chance: random.Random) -> str:
    path = chance.choice(sorted((data / "sources").rglob("*.csv")))
    shutil.copy(path, chance.choice([data, data / "sources", data / "reference"]) / f"min-{path.name}")
    return f"{path.name} elsewhere"


damage("copied document", _copied_document)
damage("wrong folder", _in_wrong_folder)

#: What a file of settings may hold that no program should choke on.
YAMLS: dict[str, str] = {
    "alias": "format: 2\nadding_up: &a {goal: weakest}\nx: *a\n",
    "bomb": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "tag": "format: !!python/object/apply:os.system ['true']\n",
    "own tag": "format: !två 2\n",
    "key twice": "format: 1\nformat: 2\n",
    "rule twice": "format: 2\nadding_up: {goal: weakest, goal: share}\n",
    "no day": "format: 2001-99-99\n",
    "no time": "format: 2001-01-01 99:99:99\n",
    "deep": "format: " + "[" * 5000 + "\n",
    "deep and whole": "format: " + "[" * 3000 + "]" * 3000 + "\n",
    "list as a key": "? [1, 2]\n: 2\n",
    "map as a key": "{a: 1}: 2\n",
    "number as a key": "1: 2\n2: 3\n",
    "nothing as a key": "~: 2\n",
    "two documents": "format: 2\n---\nformat: 1\n",
    "infinite": "format: .inf\n",
    "huge": f"format: {'9' * 5000}\n",
    "sexagesimal": "format: 190:20:30\n",
    "half": "format: 2\nadding_up: {goal: wea",
    "tab": "format:\t2\n\tadding_up: 1\n",
    "null byte": "format: 2\0\n",
    "merge": "<<: {format: 1}\nformat: 2\n",
    "merge of a number": "<<: 1\n",
    "binary": "format: !!binary not-base-64\n",
    "set": "format: !!set {a, b}\n",
    "monstrous": f"format: 2\n{'x' * 200_000}: 1\n",
    "monstrous rule": f"format: 2\nadding_up: {{goal: {'x' * 200_000}}}\n",
    "value": "=: 2\n",
    "empty": "",
    "words": "hej\n",
}


def _settings(content: str, data: Path, _chance: random.Random) -> str:
    (data / "project.yaml").write_text(content, encoding="utf-8")
    return f"project.yaml: {content[:60]!r}"


for _name, _content in YAMLS.items():
    damage(f"settings: {_name}", partial(_settings, _content))
