"""Mails, sent to a real server on this machine."""

import shutil
import ssl
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.post import HOST, PASSWORD, UNKNOWN, USER, free_port, post_office

from analysis.errors import MailError
from analysis.make.verdict import Verdict
from analysis.schedule.cron import ZONE
from analysis.schedule.mail import PASSWORD_VARIABLE, USER_VARIABLE, MailSettings, compose, send, wanted

WELL = Verdict("annual-2016-klk", "Verksamhetsberättelse 2016, Kommunledningskontoret", (), made=True)
FAULT = (
    "Kapitlet «Året i korthet» kunde inte tas fram.\n  Cell 3:\n    1 / 0\n  Orsak: ZeroDivisionError: delat med noll"
)
FAILED = Verdict("plan-2019-klk", "Verksamhetsplan 2019", (FAULT,), made=False)
MISSING = ["annual-2016: Kommunledningskontoret (KLK), Demokrati: 1 mål saknar utfall: Delaktighetsindex"]
FINISHED = datetime(2022, 4, 1, 6, 5, tzinfo=ZONE)
PAGES = Path("/srv/arshjul/output/index.html")


def settings(port: int, **keys: Any) -> MailSettings:  # noqa: ANN401 - right and wrong values
    given = {"to": ["controller@kommun.example"], "from": "arshjul@kommun.example", "host": HOST, "port": port}
    return MailSettings.model_validate(given | {"starttls": False} | keys)


def post(to: MailSettings, *verdicts: Verdict, missing: list[str] | None = None) -> None:
    send(to, compose(to, list(verdicts) or [WELL], missing or [], FINISHED, PAGES))


@pytest.fixture(autouse=True)
def no_user(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (USER_VARIABLE, PASSWORD_VARIABLE):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine, signed by itself, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl makes the test's certificate and is not here")
    folder = tmp_path_factory.mktemp("certificate")
    about = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    about += ["-addext", f"subjectAltName=IP:{HOST}", "-keyout", "key.pem", "-out", "certificate.pem"]
    subprocess.run([openssl, "req", "-x509", *about], cwd=folder, check=True, capture_output=True)
    return folder / "certificate.pem"


@pytest.fixture
def encrypted(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return context


def test_a_mail_says_in_swedish_what_failed_where_the_pages_are_and_who_has_not_delivered() -> None:
    with post_office() as office:
        post(settings(office.port), WELL, FAILED, missing=MISSING)
    (message,) = office.messages
    assert message["Subject"] == "Årshjul: 1 av 2 rapporter misslyckades"
    assert (message["From"], message["To"]) == ("arshjul@kommun.example", "controller@kommun.example")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n") == (
        "1 av 2 rapporter misslyckades.\n"
        "Körningen var klar 1 april 2022 kl. 06.05.\n"
        "\n"
        "Verksamhetsberättelse 2016, Kommunledningskontoret (annual-2016-klk): framtagen.\n"
        "\n"
        "Verksamhetsplan 2019 (plan-2019-klk): misslyckades. Den förra rapporten ligger kvar.\n"
        "  Kapitlet «Året i korthet» kunde inte tas fram.\n"
        "    Cell 3:\n"
        "      1 / 0\n"
        "    Orsak: ZeroDivisionError: delat med noll\n"
        "\n"
        "Sidorna: /srv/arshjul/output/index.html\n"
        "\n"
        "Har inte lämnat uppgifter:\n"
        "  annual-2016: Kommunledningskontoret (KLK), Demokrati: 1 mål saknar utfall: Delaktighetsindex\n"
    )


@pytest.mark.parametrize(
    ("verdicts", "subject"),
    [
        ([WELL], "Årshjul: Verksamhetsberättelse 2016, Kommunledningskontoret är framtagen"),
        ([FAILED], "Årshjul: Verksamhetsplan 2019 misslyckades"),
        ([WELL, WELL], "Årshjul: 2 rapporter är framtagna"),
    ],
)
def test_the_subject_says_how_it_went(verdicts: list[Verdict], subject: str) -> None:
    message = compose(settings(25), verdicts, [], FINISHED, PAGES)
    assert message["Subject"] == subject
    assert "Alla har lämnat sina uppgifter." in message.get_content()


def test_a_title_cannot_add_headings_to_the_mail() -> None:
    crooked = Verdict("x", "Plan\r\nBcc: alla@kommun.example\n\n\u2028\x85Hej" + "å" * 300, ("fel",), made=True)
    with post_office() as office:
        post(settings(office.port), crooked)
    (message,) = office.messages
    assert message["Bcc"] is None
    assert str(message["Subject"]).startswith("Årshjul: Plan Bcc: alla@kommun.example Hejå")
    assert b"\nBcc:" not in office.raw[0].split(b"\r\n\r\n")[0]


def test_every_reader_gets_the_mail() -> None:
    with post_office() as office:
        post(settings(office.port, to=["a@kommun.example", "b@kommun.example"]))
    assert office.messages[0]["To"] == "a@kommun.example, b@kommun.example"


def test_a_mail_is_encrypted_and_logged_in_where_the_server_wants_it(
    encrypted: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv(USER_VARIABLE, USER)
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    with post_office(encrypted) as office:
        post(settings(office.port, starttls=True))
    assert len(office.messages) == 1


@pytest.mark.parametrize(
    ("password", "said"), [("fel", "inloggningen godtogs inte (535"), (None, "servern svarade 530")]
)
def test_a_wrong_or_missing_password_is_told(
    encrypted: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch, password: str | None, said: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    if password:
        monkeypatch.setenv(USER_VARIABLE, USER)
        monkeypatch.setenv(PASSWORD_VARIABLE, password)
    with post_office(encrypted) as office, pytest.raises(MailError) as told:
        post(settings(office.port, starttls=True))
    assert said in str(told.value)
    assert office.messages == []
    assert (password or "hemligt") not in str(told.value)


def test_a_server_that_nobody_vouches_for_gets_nothing(encrypted: ssl.SSLContext) -> None:
    with post_office(encrypted) as office, pytest.raises(MailError, match="certifikat går inte att lita på"):
        post(settings(office.port, starttls=True))


def test_a_server_that_cannot_encrypt_gets_nothing() -> None:
    with post_office() as office, pytest.raises(MailError, match="klarar inte starttls"):
        post(settings(office.port, starttls=True))
    assert office.messages == []


def test_a_password_is_never_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER_VARIABLE, USER)
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    with post_office() as office, pytest.raises(MailError, match="lösenord skickas inte okrypterat"):
        post(settings(office.port))
    assert office.messages == []


def test_nobody_listening_is_told_with_the_address_and_what_to_do() -> None:
    port = free_port()
    with pytest.raises(MailError) as told:
        post(settings(port))
    assert str(told.value) == (
        f"Mejlet till controller@kommun.example gick inte att skicka genom {HOST}:{port}: ingen server svarar där. "
        "Se mail i parameters/calendar.yaml."
    )


def test_a_host_that_does_not_exist_is_told() -> None:
    with pytest.raises(MailError, match=r"genom smtp\.invalid:25: "):
        post(settings(25, host="smtp.invalid"))


@pytest.mark.parametrize("to", [[UNKNOWN], ["a@kommun.example", UNKNOWN]])
def test_a_reader_that_the_server_refuses_is_told(to: list[str]) -> None:
    with post_office() as office, pytest.raises(MailError) as told:
        post(settings(office.port, to=to))
    assert f"servern tog inte emot för {UNKNOWN}: 550" in str(told.value)
    assert len(office.messages) == len(to) - 1


class Full:
    """A server that takes no mail."""

    async def handle_DATA(self, *_: object) -> str:  # noqa: N802 - aiosmtpd's name
        return "552 Mailbox full"


def test_a_server_that_refuses_the_mail_is_told() -> None:
    with post_office(handler=Full()) as office, pytest.raises(MailError, match="servern svarade 552 Mailbox full"):
        post(settings(office.port))


@pytest.mark.parametrize(
    ("on", "verdicts", "sent"),
    [
        (["success", "failure"], [WELL], True),
        (["failure"], [WELL], False),
        (["failure"], [WELL, FAILED], True),
        ("success", [FAILED], False),
        ("success", [WELL], True),
    ],
)
def test_only_what_is_asked_for_is_mailed(on: list[str] | str, verdicts: list[Verdict], sent: bool) -> None:
    assert wanted(settings(25, on=on), verdicts) is sent
