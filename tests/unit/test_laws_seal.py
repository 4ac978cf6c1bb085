"""Laws of the seal: whatever one thing is changed in a kept copy, or in its row, is found, and nothing else is."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.examples import examples

from analysis.intake.approvals import Approval
from analysis.signoff.kept_files import Listed, file_faults, printable
from analysis.signoff.seal import SEAL, SEALED, seal_of, write_seal

NAME = st.text(st.sampled_from("abåö 1.-"), min_size=1, max_size=6).filter(lambda name: name.strip(". ") != "")
FILES = st.dictionaries(
    st.lists(NAME, min_size=1, max_size=3).map("/".join), st.binary(max_size=40), min_size=1, max_size=6
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
DIGEST = st.text(st.sampled_from("0123456789abcdef"), min_size=64, max_size=64)
APPROVALS = st.builds(
    Approval,
    report=TEXT,
    version=st.integers(1, 99),
    name=TEXT,
    at=TEXT,
    content=DIGEST,
    manifest=DIGEST,
    reason=TEXT,
    previous=st.just("") | DIGEST,
    key=st.just("") | TEXT,
)
OTHER = st.sampled_from([name for name in SEALED if name != "version"])


@contextmanager
def copy_of(files: dict[str, bytes], approval: Approval) -> Iterator[Path]:
    """A sealed copy; no two of its files may be one and a folder."""
    names = {name.casefold() for name in files} | {SEAL}
    assume(not any(str(parent).casefold() in names for name in files for parent in Path(name).parents))
    assume(len(names) == len(files) + 1)
    folder = Path(tempfile.mkdtemp())
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        write_seal(folder, approval)
        yield folder
    finally:
        shutil.rmtree(folder)


def faults(folder: Path) -> list[str]:
    return list(file_faults(folder, Listed(seal_of(folder).files, (SEAL,), ())))


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def linked(path: Path) -> None:
    content = path.read_bytes()
    path.with_name("elsewhere").write_bytes(content)
    path.unlink()
    path.symlink_to("elsewhere")


WAYS: list[Callable[[Path], object]] = [
    changed,
    linked,
    Path.unlink,
    lambda path: path.rename(path.with_name("renamed")),
    lambda path: path.with_name("added").write_bytes(b""),
    lambda path: path.with_name("folder").mkdir(),
    lambda path: path.with_name("nowhere").symlink_to("x"),
]


@examples(50)
@given(FILES, APPROVALS, st.sampled_from(WAYS), st.data())
def test_one_change_of_a_copy_is_found_and_a_copy_left_alone_has_no_fault(
    files: dict[str, bytes], approval: Approval, way: Callable[[Path], object], data: st.DataObject
) -> None:
    with copy_of(files, approval) as folder:
        assert faults(folder) == []
        way(folder / data.draw(st.sampled_from(sorted(files))))
        assert faults(folder) != []


@examples(50)
@given(APPROVALS, OTHER, TEXT)
def test_one_other_value_in_a_row_is_found_and_the_same_row_is_not(approval: Approval, column: str, value: str) -> None:
    assume(value != getattr(approval, column))
    with copy_of({"index.html": b""}, approval) as folder:
        seal = seal_of(folder)
        assert list(seal.differences(approval)) == []
        assert list(seal.differences(replace(approval, manifest=seal.digest))) == []
        (told,) = seal.differences(replace(approval, **{column: value}))  # type: ignore[arg-type] # a text
        assert f"kolumn {column}: raden säger «" in told
        (told,) = seal.differences(replace(approval, version=approval.version + 1))
        assert "kolumn version" in told


@given(APPROVALS, st.sampled_from(["previous", "key"]), TEXT)
@examples(20)
def test_what_an_early_seal_did_not_say_may_stand_in_no_row(approval: Approval, column: str, value: str) -> None:
    early = replace(approval, previous="", key="")
    with copy_of({"index.html": b""}, early) as folder:
        about = json.loads((folder / SEAL).read_text(encoding="utf-8"))
        kept = {name: about[name] for name in ("report", "version", "name", "at", "reason", "content", "files")}
        (folder / SEAL).write_text(json.dumps(kept), encoding="utf-8")
        assert list(seal_of(folder).differences(early)) == []
        assert len(list(seal_of(folder).differences(replace(early, **{column: value})))) == 1  # type: ignore[arg-type]


@given(st.text(min_size=1))
def test_the_name_of_a_file_is_shown_on_one_line_that_any_terminal_can_write(name: str) -> None:
    assert printable(name).isprintable()
    assert printable(name).encode()
    assert printable(name) == name or not name.isprintable()
