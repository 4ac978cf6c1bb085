"""Signed approvals: whoever has the program and may write every file cannot forge what a trusted key has signed."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.making import said, within
from tests.signed import REPORT, keep_again, rewrite

from analysis.base.project import Project
from analysis.commands.approve import approve
from analysis.commands.verify import verify
from analysis.errors import SignoffError
from analysis.intake.approvals import APPROVALS, TRUSTED_KEYS, UNSIGNED, Approval, read_approvals
from analysis.signoff.kept_files import digest
from analysis.signoff.seal import SEAL, write_seal
from analysis.signoff.ssh_signature import NAMESPACE, fingerprint_of, sign

SIGNATURE = f"{SEAL}.sig"
WHO = "kommundirektor@example.org"


@dataclass(frozen=True)
class Signed:
    """A project with one approval that a trusted key has signed, and whoever may write everything in it."""

    project: Project
    key: Path

    @property
    def kept(self) -> Path:
        return self.project.output / "approved" / REPORT / "1"

    @property
    def row(self) -> Approval:
        return read_approvals(self.project.data)[0]

    def forge(self, approval: Approval, key: Path | None = None) -> None:
        """Change a page, and make the seal, the row and, with a key, the signature agree."""
        page = self.kept / "hela.html"
        page.write_text(page.read_text(encoding="utf-8").replace("56", "65"), encoding="utf-8")
        for name in (SEAL, SIGNATURE)[: 1 if key is None and approval.key else 2]:
            (self.kept / name).rename(self.project.root / name)
        seal = write_seal(self.kept, approval)
        if key:
            sign(seal, key)
        rewrite(self.project, replace(approval, manifest=digest(seal)))


def new_key(folder: Path, name: str) -> Path:
    program = shutil.which("ssh-keygen")
    assert program, "these tests need ssh-keygen (Debian: apt-get install openssh-client)"
    path = folder / name
    words = [program, "-q", "-t", "ed25519", "-N", "", "-C", "anna@kontor17", "-f", str(path)]
    subprocess.run(words, check=True)
    return path


def trust(project: Project, key: Path, options: str = f'namespaces="{NAMESPACE}"', who: str = WHO) -> None:
    public = " ".join(key.with_name(f"{key.name}.pub").read_text(encoding="utf-8").split()[:2])
    with (project.data / TRUSTED_KEYS).open("a", encoding="utf-8") as file:
        file.write(f"{who} {options} {public}\n")


@pytest.fixture(scope="module")
def sealed(made: Project, tmp_path_factory: pytest.TempPathFactory) -> Signed:
    """The report approved with a key by the real command; nobody may change it."""
    project = Project(tmp_path_factory.mktemp("sealed"))
    shutil.copytree(made.root, project.root, dirs_exist_ok=True)
    key = new_key(tmp_path_factory.mktemp("keys"), "id")
    (project.data / "reviews").mkdir(exist_ok=True)
    trust(project, key)
    words = ("--name", "Kommunstyrelsen", "--reason", "KSKF/2017:75", "--no-pdf", "--key", str(key))
    ran = within(project, "approve", REPORT, *words)
    assert ran.returncode == 0, said(ran)
    return Signed(project, key)


@pytest.fixture
def own(sealed: Signed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Signed:
    """The same in a project of its own, everything writable."""
    shutil.copytree(sealed.project.root, tmp_path / "own")
    own = Project(tmp_path / "own")
    monkeypatch.setenv("ARSHJUL_ROOT", str(own.root))
    for path in (own.output / "approved").rglob("*"):
        path.chmod(0o755)
    return Signed(own, sealed.key)


def test_a_signed_approval_verifies_and_says_by_whom(own: Signed, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify() == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"oförändrade sedan godkännandet. Undertecknad av {WHO}." in told
    assert own.row.key == fingerprint_of(own.key)
    about = json.loads((own.kept / SEAL).read_text(encoding="utf-8"))
    assert (about["key"], about["name"]) == (own.row.key, "Kommunstyrelsen")


def test_a_signature_is_checked_without_our_program(own: Signed) -> None:
    words = ["ssh-keygen", "-Y", "verify", "-f", str(own.project.data / TRUSTED_KEYS), "-I", WHO, "-n", NAMESPACE]
    with (own.kept / SEAL).open("rb") as seal:
        told = subprocess.run([*words, "-s", str(own.kept / SIGNATURE)], stdin=seal, capture_output=True, check=True)
    assert own.row.key.encode() in told.stdout


def unsigned(each: Approval) -> Approval:
    return replace(each, key="")


def with_other_key(own: Signed) -> None:
    key = new_key(own.project.root, "other")
    own.forge(replace(own.row, key=fingerprint_of(key)), key)


def with_other_key_in_the_name_of_the_first(own: Signed) -> None:
    own.forge(own.row, new_key(own.project.root, "other"))


def as_an_earlier_program(own: Signed) -> None:
    """The seal of a program that knew neither chain nor keys."""
    own.forge(unsigned(own.row))
    path = own.kept / SEAL
    about = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({name: about[name] for name in about if name not in ("form", "previous", "key")}))
    rewrite(own.project, replace(own.row, manifest=digest(path)))


def for_another_purpose(own: Signed) -> None:
    """What the same key has signed as a commit."""
    (own.kept / SIGNATURE).unlink()
    words = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(own.key), "-n", "git", str(own.kept / SEAL)]
    subprocess.run(words, check=True, stderr=subprocess.DEVNULL)


def of_another_time(own: Signed) -> None:
    """A key that was trusted first after the approval is said to have been given."""
    (own.project.data / TRUSTED_KEYS).unlink()
    trust(own.project, own.key, f'namespaces="{NAMESPACE}",valid-after="20991231"')


def no_longer_trusted(own: Signed) -> None:
    (own.project.data / TRUSTED_KEYS).unlink()
    trust(own.project, new_key(own.project.root, "other"))


def signature_led_elsewhere(own: Signed) -> None:
    (own.kept / SIGNATURE).rename(own.project.root / "s")
    (own.kept / SIGNATURE).symlink_to(own.project.root / "s")


FORGED: dict[str, tuple[Callable[[Signed], object], str]] = {
    "pages": (lambda own: own.forge(own.row), "underskriften gäller inte"),
    "name": (lambda own: own.forge(replace(own.row, name="Någon annan")), "underskriften gäller inte"),
    "reason": (lambda own: own.forge(replace(own.row, reason="Annat")), "underskriften gäller inte"),
    "moment": (lambda own: own.forge(replace(own.row, at="2016-12-31T12:00:00+01:00")), "underskriften"),
    "content": (lambda own: own.forge(replace(own.row, content=f"2:{'a' * 64}")), "underskriften gäller inte"),
    "other key": (with_other_key, "underskriften gäller inte för någon nyckel i data/reviews/allowed_signers"),
    "other key, first one's name": (with_other_key_in_the_name_of_the_first, "underskriften gäller inte"),
    "no signature any more": (lambda own: own.forge(unsigned(own.row)), "inte undertecknad, och data/reviews"),
    "earlier program": (as_an_earlier_program, "inte undertecknad, och data/reviews/allowed_signers finns"),
    "signature gone": (lambda own: (own.kept / SIGNATURE).unlink(), "approval.json.sig saknas"),
    "signature spoiled": (lambda own: (own.kept / SIGNATURE).write_text("x"), "underskriften gäller inte"),
    "signature linked": (
        signature_led_elsewhere,
        "approval.json.sig: ändrad efter godkännandet; den är en länk",
    ),
    "another purpose": (for_another_purpose, "underskriften gäller inte"),
    "another time": (of_another_time, "underskriften gäller inte"),
    "key not trusted": (no_longer_trusted, "underskriften gäller inte för någon nyckel"),
    "no trusted keys": (lambda own: (own.project.data / TRUSTED_KEYS).unlink(), "allowed_signers saknas"),
    "trusted keys spoiled": (
        lambda own: (own.project.data / TRUSTED_KEYS).write_text("inga nycklar\n"),
        "underskriften gäller inte",
    ),
    "moment at the end of time": (
        lambda own: own.forge(replace(own.row, at="0001-01-01T00:00:00+01:00")),
        "underskriften går inte att kontrollera: tiden 0001-01-01",
    ),
    "row's key": (
        lambda own: rewrite(own.project, replace(own.row, key=f"SHA256:{'A' * 43}")),
        "undertecknad med en annan nyckel än raden i approvals.csv säger",
    ),
}


@pytest.mark.parametrize("way", FORGED)
def test_a_forgery_by_whoever_may_write_everything_is_found(
    own: Signed, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    forge, expected = FORGED[way]
    forge(own)
    assert verify() == 1
    assert expected in " ".join(capsys.readouterr().out.split())


def test_a_signature_stands_for_the_versions_before_it(
    approved: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = new_key(tmp_path, "id")
    trust(approved, key)
    (first,) = read_approvals(approved.data)
    assert verify() == 1
    row = f"{REPORT};1;{first.manifest};"
    assert f"skriv i data/{UNSIGNED}: {row}" in " ".join(capsys.readouterr().out.split())
    exempt = approved.data / UNSIGNED
    exempt.write_text(f"report;version;manifest;reason\n{row}Före nycklarna\n", encoding="utf-8")
    assert verify() == 0
    exempt.unlink()
    second = keep_again(approved, fingerprint_of(key), key)
    assert verify() == 0
    # The first one is held by the second one's signature: neither can be made anew without the key.
    kept = approved.output / "approved" / REPORT / "1"
    for path in (kept, *kept.rglob("*")):
        path.chmod(0o755)
    (kept / SEAL).unlink()
    again = replace(first, name="Någon annan")
    rewrite(approved, replace(again, manifest=digest(write_seal(kept, again))), second)
    capsys.readouterr()
    assert verify() == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "two version 2: kedjan är bruten" in told
    assert "two version 1: inte undertecknad" in told


def test_an_approval_that_could_not_be_verified_is_not_given(draft: Project, tmp_path: Path) -> None:
    key, other = new_key(tmp_path, "id"), new_key(tmp_path, "other")

    def refusal(given: Path | None) -> str:
        with pytest.raises(SignoffError) as error:
            approve(REPORT, name="KS", reason="beslut", pdf=False, key=given)
        return str(error.value)

    line = f'namn@kommun.se namespaces="{NAMESPACE}" ssh-ed25519 AAAA'
    told = refusal(key)
    assert told.startswith("Ingen nyckel är betrodd än: data/reviews/allowed_signers saknas. Skriv raden i den")
    assert line in told
    assert "kontor17" not in told
    assert "Nyckeln" in refusal(tmp_path / "saknas")
    assert "är ingen SSH-nyckel" in refusal(draft.database)
    (draft.data / "reviews").mkdir(exist_ok=True)
    trust(draft, key)
    assert "godkännanden undertecknas här. Ange din SSH-nyckel: --key" in refusal(None)
    assert "underskriften gäller inte för någon nyckel i data/reviews/allowed_signers" in refusal(other)
    assert not (draft.data / APPROVALS).exists()
    assert list((draft.output / "approved" / REPORT).glob(".*")) == []


def test_without_ssh_keygen_it_is_told_what_cannot_be_checked_and_what_to_install(
    own: Signed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert verify() == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "ssh-keygen finns inte på den här datorn" in told
    assert "apt-get install openssh-client" in told
    with pytest.raises(SignoffError, match="ssh-keygen finns inte"):
        approve(REPORT, name="KS", reason="beslut", pdf=False, key=own.key)


def test_a_fault_in_the_list_of_unsigned_approvals_is_told_with_its_place(own: Signed) -> None:
    path = own.project.data / UNSIGNED
    path.write_text(f"report;version;manifest;reason\n{REPORT};1;abc;skäl\n", encoding="utf-8")
    ran = within(own.project, "verify")
    assert (ran.returncode, f"{UNSIGNED}, rad 2, kolumn manifest: «abc» – 64 tecken" in said(ran)) == (1, True)


def test_nothing_that_was_signed_names_a_user_or_machine(own: Signed) -> None:
    told = b"".join(path.read_bytes() for path in own.kept.rglob("*") if path.is_file())
    assert [word for word in (b"kontor17", os.fsencode(own.key)) if word in told] == []
