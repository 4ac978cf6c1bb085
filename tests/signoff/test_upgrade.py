"""An approval of old pages goes on to hold where the report says what it did; where it does not, that is told."""

import json
import shutil
from pathlib import Path

import pytest
from tests.making import said, whole_project, within, write_report
from tests.pages import read_page
from tests.signed import Build, correct, replaced, shown

from analysis.base.project import ROOT_VARIABLE, Project
from analysis.build.database import Built
from analysis.commands.approve import approve
from analysis.commands.review import review
from analysis.commands.upgrade import upgrade
from analysis.commands.verify import verify
from analysis.errors import CallError, InputFaults, SignoffError
from analysis.intake.approvals import APPROVALS, READINGS, Approval, add_approval, read_approvals
from analysis.intake.fingerprint import fingerprint_of
from analysis.signoff.kept_files import digest, hashes
from analysis.signoff.legacy_pages import read_old_report
from analysis.signoff.report_on_disk import read_report
from analysis.signoff.seal import SEAL

OLD = Path(__file__).parent / "old"
TINY = "tiny"
PAGE = "01-att-varna-demokrati.html"


def kept(project: Project) -> Path:
    return project.output / "approved" / TINY / "1"


def sign_old(project: Project, **edits: str) -> None:
    """Lay the old pages in place, approved as the earlier program did it; `edits` are put into their chapter first."""
    folder = kept(project)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(OLD, folder)
    page = (folder / PAGE).read_text(encoding="utf-8")
    for old, new in edits.items():
        assert old in page
        page = page.replace(old, new, 1)
    (folder / PAGE).write_text(page, encoding="utf-8")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["arshjul"]["data"] = fingerprint_of(project.data)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    text = read_old_report(folder)
    assert text is not None
    (folder / SEAL).write_text(json.dumps({"files": hashes(folder)}), encoding="utf-8")
    (project.data / APPROVALS).unlink(missing_ok=True)
    at, manifest = "2016-12-31T12:00:00+01:00", digest(folder / SEAL)
    add_approval(project.data, Approval(TINY, 1, "Kommunstyrelsen", at, text.content, manifest, "KSKF/2017:75"))


@pytest.fixture(scope="session")
def base(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose one report is approved as old pages, and not made by this program; nobody may change it."""
    project = whole_project(tmp_path_factory.mktemp("old"), built)
    for path in project.parameters.glob("*.yaml"):
        path.unlink()
    notebook = json.loads((OLD / "notebooks" / PAGE).with_suffix(".ipynb").read_text(encoding="utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if "injected-parameters" not in cell["metadata"]["tags"]]
    (project.notebooks / "area.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    write_report(project, TINY, {"notebook": "area", "title": "Att värna demokrati"})
    sign_old(project)
    shutil.copytree(kept(project), project.output / TINY, ignore=shutil.ignore_patterns(SEAL))
    return project


@pytest.fixture(scope="session")
def made_base(base: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same, its report made by this program since."""
    project = Project(tmp_path_factory.mktemp("made"))
    shutil.copytree(base.root, project.root, dirs_exist_ok=True)
    ran = within(project, "run")
    assert (ran.returncode, ran.stderr) == (0, ""), said(ran)
    assert "Godkända med ett tidigare program: tiny. Kör arshjul upgrade, så gäller det vidare." in ran.stdout
    return project


@pytest.fixture
def old(base: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The project in a folder of its own, the old pages in place."""
    return _copied(base, tmp_path, monkeypatch)


@pytest.fixture
def made_anew(made_base: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The project in a folder of its own, the pages of this program in place."""
    return _copied(made_base, tmp_path, monkeypatch)


def _copied(project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    shutil.copytree(project.root, folder, dirs_exist_ok=True)
    monkeypatch.setenv(ROOT_VARIABLE, str(folder))
    return Project(folder)


def mark(project: Project) -> str:
    state = read_page(project.output / TINY / "index.html").one("aside.state")
    return " ".join(state.get_text(" ").split())


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_approved_by_the_old_rule_upgraded_verified_changed_reviewed_and_approved(
    old: Project, build_corrected: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    row = (old.data / APPROVALS).read_bytes()
    copy = hashes(kept(old))
    ran = within(old, "upgrade")
    same = "tiny: version 1, 2016-12-31, av Kommunstyrelsen gäller; sidorna säger ordagrant detsamma."
    assert (ran.returncode, same in said(ran)) == (0, True), said(ran)
    assert ((old.data / APPROVALS).read_bytes(), hashes(kept(old))) == (row, copy)
    (approval,) = read_approvals(old.data)
    text = read_report(old.output / TINY)
    assert text is not None
    assert (approval.readings, text.content[:2]) == ((text.content,), "2:")
    assert mark(old) == "Godkänd version 1, 2016-12-31, av Kommunstyrelsen. Det godkända exemplaret"
    assert (verify(), review(TINY)) == (0, 0)
    assert "tiny: inget skiljer från godkänd version 1" in told(capsys)

    correct(old)
    build_corrected(old)
    assert within(old, "run").returncode == 0
    assert mark(old).startswith("Utkast – inte godkänt. Senast godkänd: version 1, ")
    assert (verify(), review(TINY, open_page=False)) == (0, 0)
    assert "Mål: Nöjda medborgare, NMI" in told(capsys)
    page = read_page(old.output / "review" / f"{TINY}.html")
    assert shown(page) == {"Mål, åtaganden och nyckeltal": ["Nöjda medborgare, NMI"]}
    assert approve(TINY, name="KS", reason="Rättat utfall", pdf=False) == 0
    first, second = read_approvals(old.data)
    assert (first, second.version, second.content[:2]) == (approval, 2, "2:")
    assert verify() == 0
    assert (upgrade(), "Inget att göra" in told(capsys)) == (0, True)


def test_what_an_old_approval_says_word_by_word_needs_no_new_version(
    made_anew: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(TINY, open_page=False) == 0
    out = told(capsys)
    assert "mot godkänd version 1, 2016-12-31, av Kommunstyrelsen. Inget skiljer." in out
    assert "prövas med arshjul upgrade tiny." in out
    with pytest.raises(SignoffError, match="Kör arshjul upgrade tiny: då gäller det godkännandet"):
        approve(TINY, name="KS", reason="Nytt program", pdf=False)
    assert len(read_approvals(made_anew.data)) == 1


def test_a_second_upgrade_finds_nothing_to_do_and_changes_nothing(
    made_anew: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert upgrade() == 0
    assert "ordagrant detsamma" in told(capsys)
    before = (made_anew.data / READINGS).read_bytes()
    assert before.startswith(b"\xef\xbb\xbfreport;version;content;mapped_at\ntiny;1;2:")
    assert upgrade(TINY) == 0
    assert "Inget att göra: alla godkännanden gäller med dagens regel." in told(capsys)
    assert (made_anew.data / READINGS).read_bytes() == before
    assert "oförändrad" in said(within(made_anew, "run"))
    assert mark(made_anew).startswith("Godkänd version 1, ")


def test_a_figure_that_has_changed_since_is_never_mapped_and_shows_as_text(
    old: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    correct(old)
    ran = within(old, "upgrade")
    why = "tiny version 1: uppgifterna har ändrats sedan godkännandet, och sidorna med dem."
    assert (ran.returncode, why in said(ran), "arshjul review tiny" in said(ran)) == (1, True, True), said(ran)
    assert not (old.data / READINGS).exists()
    assert mark(old).startswith("Utkast – inte godkänt. Senast godkänd: version 1, ")
    assert (review(TINY, open_page=False), verify()) == (0, 0)
    page = read_page(old.output / "review" / f"{TINY}.html")
    assert shown(page) == {"Övriga uppgifter": ["Att värna demokrati"]}
    assert {"56"} <= replaced(page, "del")
    assert {"57"} <= replaced(page, "ins")
    capsys.readouterr()


def test_words_that_the_program_changed_are_listed_and_the_approval_holds(
    made_anew: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    sign_old(made_anew, **{"grått är senare än 2016": "grått är efter 2016"})
    assert upgrade() == 0
    out = told(capsys)
    assert "samma svar ur samma uppgifter, men förändrat utseende: 1 ändrad text." in out
    assert "Att värna demokrati: Över tid: grått är efter 2016. → Över tid: grått är senare än 2016." in out
    assert read_approvals(made_anew.data)[0].readings


def test_other_figures_out_of_the_same_data_are_never_mapped(
    made_anew: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    sign_old(made_anew, **{"(kvinnor 60, män 53)": "(kvinnor 53, män 53)"})
    assert upgrade() == 1
    assert "samma uppgifter, men sidorna visar andra siffror: 53, 60." in told(capsys)
    assert not (made_anew.data / READINGS).exists()


def test_another_notebook_is_told(made_anew: Project, capsys: pytest.CaptureFixture[str]) -> None:
    path = made_anew.notebooks / "area.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("## Diagram", "## Kurvor"), encoding="utf-8")
    assert upgrade() == 1
    assert "tiny version 1: parameterfil eller notebookar är andra än vid godkännandet." in told(capsys)


def test_a_copy_that_somebody_has_touched_proves_nothing(
    made_anew: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    page = kept(made_anew) / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("56", "57"), encoding="utf-8")
    assert upgrade() == 1
    out = told(capsys)
    assert f"det godkända exemplaret är inte som det godkändes ({PAGE}: ändrad efter godkännandet)" in out
    assert "säkerhetskopia" in out
    shutil.rmtree(kept(made_anew))
    assert upgrade() == 1
    assert "de sidor som godkändes finns inte kvar att jämföra med" in told(capsys)


def test_where_the_copy_is_gone_the_pages_that_lie_prove_it(old: Project, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(kept(old))
    assert upgrade() == 0
    assert "ordagrant detsamma" in told(capsys)


def test_without_what_it_was_read_as_an_old_copy_is_compared_as_text(
    made_anew: Project, build_corrected: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    assert upgrade() == 0
    shutil.rmtree(made_anew.state / "readings")
    correct(made_anew)
    build_corrected(made_anew)
    assert within(made_anew, "run").returncode == 0
    assert review(TINY, open_page=False) == 0
    assert "Övrigt: Att värna demokrati" in told(capsys)


def test_a_report_that_is_no_more_is_said_and_an_unknown_one_is_a_wrong_call(
    made_anew: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (made_anew.parameters / f"{TINY}.yaml").unlink()
    write_report(made_anew, "other", {"notebook": "area", "title": "Att värna demokrati"})
    assert upgrade() == 0
    assert "tiny: rapporten finns inte längre; det godkända exemplaret ligger kvar som det är." in told(capsys)
    with pytest.raises(CallError, match="Menade du «tiny»"):
        upgrade("tinny")


def test_acknowledgements_that_no_longer_hold_are_listed(
    made_anew: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made_anew.data / "reviews" / "acknowledgements.csv"
    row = "finding;document;subject;name;date;reason\n0000000000;annual-2016;Budget;X;2017-01-31;tryckfel\n"
    path.write_text(row, encoding="utf-8")
    assert upgrade() == 0
    assert "Kvitteringen av Budget (annual-2016) gäller inte längre: motsägelsen finns inte längre" in told(capsys)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("tiny;1;abc;2016-12-31T12:00:00+01:00", "rad 2, kolumn content: «abc» – 2: och 64 tecken"),
        ("tiny;2;2:" + "a" * 64 + ";2016-12-31T12:00:00+01:00", "rad 2: «tiny, 2» – ingen sådan version står"),
        ("tiny;1;2:" + "a" * 64 + ";2016-12-31", "rad 2, kolumn mapped_at: «2016-12-31» – datum, klockslag"),
    ],
)
def test_a_fault_in_what_approvals_read_as_is_told_with_its_place(made_anew: Project, row: str, fault: str) -> None:
    (made_anew.data / READINGS).write_text(f"report;version;content;mapped_at\n{row}\n", encoding="utf-8")
    with pytest.raises(InputFaults) as rejected:
        read_approvals(made_anew.data)
    assert f"{READINGS}, {fault}" in str(rejected.value)
    assert (
        fingerprint_of(made_anew.data)
        == json.loads((kept(made_anew) / "datapackage.json").read_text())["arshjul"]["data"]
    )
