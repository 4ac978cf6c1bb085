"""The mark at the top of every page: a draft, or an approved version; words and links, no other content."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from analysis.intake.approvals import Approval
from analysis.publish.chapters.manifest import ReportManifest
from analysis.publish.html.surroundings import Look
from analysis.publish.report_names import APPROVED
from analysis.signoff.approval_state import CORRECTIONS, KEPT, REVIEWS
from analysis.words.current_language import speaking
from analysis.words.mixed_language import swedish
from analysis.words.translate import _

_FRAME = Markup('<aside class="state {}" aria-label="{}"><p>{}</p></aside>')


def look_of(manifest: ReportManifest) -> Look:
    """Say how a report's present pages say where it stands.

    Args:
        manifest: What the report says about itself, where it stands included.

    Returns:
        What stands around their content, in the language of the report.
    """
    with speaking(manifest.language):
        if not manifest.approvals:
            return _look("draft", [_draft()])
        latest = manifest.approvals[-1]
        where = f"../{KEPT}/{manifest.report}/{latest['version']}/"
        if manifest.state == APPROVED:
            links = [_link(f"{where}index.html", _("Det godkända exemplaret")), *_corrections(where, latest["version"])]
            late = [Markup.escape(told) for told in manifest.found_since]
            return _look("approved", [_approved(latest), *late], links if latest["path"] else [])
        links = [
            _link(f"{where}index.html", _("Godkänd version {version}", version=latest["version"])),
            _link(f"../{REVIEWS}/{manifest.report}.html", _("Vad som skiljer")),
        ]
        before = Markup.escape(_("Senast godkänd: version {version}, {day}, av {name}.", **_told(latest)))
        return _look("draft", [_draft(), before], links if latest["path"] else [])


def look_of_kept(approval: Approval, language: str) -> Look:
    """Say how a kept version's pages say what they are; nothing of what comes after it.

    Args:
        approval: The version.
        language: The language of its pages.

    Returns:
        What stands around their content: they lead to files of the copy, and to the list of all reports.
    """
    with speaking(language):
        signed = _approved({"version": approval.version, "at": approval.at, "name": approval.name})
        named = _("Godkänd version {version}", version=approval.version)
        links = _corrections("", approval.version)
        return replace(_look("approved", [signed], links), named=named, up="../../../", assets="assets")


def _look(kind: str, sentences: list[Markup], links: list[Markup] | None = None) -> Look:
    return Look(_mark(kind, [*sentences, *(links or [])]), _mark(kind, sentences))


def _mark(kind: str, parts: list[Markup]) -> Markup:
    return _FRAME.format(kind, _("Rapportens läge"), Markup(" ").join(parts))


def _draft() -> Markup:
    return _strong(_("Utkast – inte godkänt."))


def _approved(told: Mapping[str, Any]) -> Markup:
    return _strong(_("Godkänd version {version}, {day}, av {name}.", **_told(told)))


def _told(approval: Mapping[str, Any]) -> dict[str, object]:
    return {"version": approval["version"], "day": approval["at"][:10], "name": swedish(approval["name"])}


def _corrections(where: str, version: int) -> list[Markup]:
    if version == 1:
        return []
    return [_link(f"{where}{CORRECTIONS}", _("Rättelser sedan version {version}", version=version - 1))]


def _strong(words: str) -> Markup:
    return Markup("<strong>{}</strong>").format(words)


def _link(address: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words)
