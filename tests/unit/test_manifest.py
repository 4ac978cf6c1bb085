"""Published chapters as they are kept: read back whole, or told what is wrong and what to do."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.chapters import built

from analysis.chapter.chapter import Chapter
from analysis.errors import ReportError
from analysis.publish.about import About
from analysis.publish.chapters import manifest
from analysis.publish.chapters.manifest import (
    ReportManifest,
    read_chapter_file,
    read_manifest,
    write_chapter,
    write_manifest,
)
from analysis.words.current_language import LANGUAGES


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(chapter=built(Chapter), language=st.sampled_from(LANGUAGES))
def test_a_chapter_is_read_back_as_it_was_written(tmp_path: Path, chapter: Chapter, language: str) -> None:
    path, chapter = tmp_path / "01-x.json", replace(chapter, language=language)
    path.unlink(missing_ok=True)
    write_chapter(path, chapter)
    assert read_chapter_file(path) == chapter


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b"[]", b'{"kind": "chapter"}', json.dumps({"title": 1, "blocks": [{}]}).encode()]
)
def test_a_damaged_chapter_is_told_with_its_file_and_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "annual" / "chapters" / "01-x.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(ReportError, match=r"01-x.json går inte att läsa.*arshjul run annual --force"):
        read_chapter_file(path)


def test_a_language_that_nobody_speaks_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "annual" / "chapters" / "01-x.json"
    path.parent.mkdir(parents=True)
    write_chapter(path, Chapter(title="X", language="sv", blocks=()))
    path.write_text(path.read_text(encoding="utf-8").replace('"sv"', '"tlh"'), encoding="utf-8")
    with pytest.raises(ReportError, match=r"01-x.json går inte att läsa"):
        read_chapter_file(path)
    manifest = ReportManifest("annual", "X", "2026-11-30", [], [], About("annual", 2016, "KLK", []), [], "sv")
    for language, is_read in (("sv", True), ("de", False)):
        write_manifest(path.parent, replace(manifest, language=language))
        assert (read_manifest(path.parent / "report.json") is not None) == is_read


def test_a_chapter_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"01-x.json går inte att läsa: No such file"):
        read_chapter_file(tmp_path / "annual" / "chapters" / "01-x.json")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"made": 3}'])
def test_a_damaged_manifest_counts_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(content)
    assert read_manifest(path) is None


def test_a_chapter_is_at_hand_wherever_its_file_is_moved_and_read_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, moved = tmp_path / "01-x.json", tmp_path / "02-x.json"
    chapter = Chapter(title="X", language="sv", blocks=())
    write_chapter(path, chapter)
    path.rename(moved)
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "_read", lambda _: pytest.fail("read again"))
        assert read_chapter_file(moved) is chapter
    moved.write_text(moved.read_text(encoding="utf-8").replace('"X"', '"Ny"'), encoding="utf-8")
    assert read_chapter_file(moved).title == "Ny"
