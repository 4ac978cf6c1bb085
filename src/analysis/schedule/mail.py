"""E-mail on how runs went: plain text in the language of the site, user name and password from the environment only."""

import os
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from analysis.errors import MailError
from analysis.make.verdict import Verdict
from analysis.words.days import moment
from analysis.words.translate import _

USER_VARIABLE, PASSWORD_VARIABLE = "ARSHJUL_SMTP_USER", "ARSHJUL_SMTP_PASSWORD"
SECONDS = 30
SUBJECT_LENGTH = 150

Address = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+$")]


def _listed(written: object) -> object:
    return [written] if isinstance(written, str) else written


class MailSettings(BaseModel):
    """Whom to tell, and by which server.

    Attributes:
        to: Addresses of those who are told.
        sender: Address that the mail comes from; `from` in the file.
        host: The mail server.
        port: Its port.
        starttls: Whether the connection is encrypted; without it no password is sent.
        on: Which verdicts are told.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    to: Annotated[list[Address], BeforeValidator(_listed), Field(min_length=1)]
    sender: Address = Field(alias="from")
    host: str = Field(min_length=1)
    port: int = Field(default=587, gt=0, le=65_535)
    starttls: bool = True
    on: Annotated[list[Literal["success", "failure"]], BeforeValidator(_listed)] = ["success", "failure"]


def wanted(settings: MailSettings, verdicts: list[Verdict]) -> bool:
    """Tell whether there is anything to mail.

    Args:
        settings: The settings.
        verdicts: How reports went.

    Returns:
        Whether the verdict is one that the settings name; one report that failed makes it a failure.
    """
    failed = any(verdict.faults for verdict in verdicts)
    return ("failure" if failed else "success") in settings.on


def compose(
    settings: MailSettings, verdicts: list[Verdict], missing: list[str], finished: datetime, pages: Path
) -> EmailMessage:
    """Write the mail.

    Args:
        settings: Whom it is for.
        verdicts: How reports went, one or more.
        missing: Who has not delivered figures, a line each.
        finished: When the run was over.
        pages: The page that leads to the reports.

    Returns:
        A plain-text mail in the language of the moment.
    """
    message = EmailMessage(policy=SMTP)
    verdict = _verdict(verdicts)
    message["Subject"] = _one_line(_("Årshjul: {verdict}", verdict=verdict))
    message["From"] = settings.sender
    message["To"] = ", ".join(settings.to)
    message["Date"] = format_datetime(finished)
    message["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    told = [_told(verdict) for verdict in verdicts]
    delivery = _("Alla har lämnat sina uppgifter.")
    if missing:
        delivery = "\n".join([_("Har inte lämnat uppgifter:"), *(f"  {line}" for line in missing)])
    done = _("Körningen var klar {moment}.", moment=moment(finished))
    opening = f"{verdict[:1].upper()}{verdict[1:]}.\n{done}"
    message.set_content("\n\n".join([opening, *told, _("Sidorna: {pages}", pages=pages), delivery]) + "\n")
    return message


def _verdict(verdicts: list[Verdict]) -> str:
    failed = [verdict for verdict in verdicts if verdict.faults]
    if len(verdicts) == 1:
        title = verdicts[0].title
        return _("{title} misslyckades", title=title) if failed else _("{title} är framtagen", title=title)
    if failed:
        return _("{failed} av {all} rapporter misslyckades", failed=len(failed), all=len(verdicts))
    return _("{all} rapporter är framtagna", all=len(verdicts))


def _told(verdict: Verdict) -> str:
    head = f"{verdict.title} ({verdict.report})"
    if not verdict.faults:
        return _("{report}: framtagen.", report=head)
    left = _("Det som gick att ta fram är framtaget.") if verdict.made else _("Den förra rapporten ligger kvar.")
    faults = [f"  {line}" for fault in verdict.faults for line in fault.splitlines()]
    return "\n".join([_("{report}: misslyckades.", report=head) + f" {left}", *faults])


def _one_line(text: str) -> str:
    """Keep a heading on its line: what stands in a title may have been broken over several."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return plain if len(plain) <= SUBJECT_LENGTH else f"{plain[:SUBJECT_LENGTH]}…"


def send(settings: MailSettings, message: EmailMessage) -> None:
    """Send a mail.

    Args:
        settings: The server.
        message: The mail.

    Raises:
        MailError: If the server is not there, refuses the mail or one of its readers, or cannot be trusted.
    """
    try:
        refused = _deliver(settings, message)
    except smtplib.SMTPRecipientsRefused as error:
        refused = error.recipients
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise _trouble(settings, _reason(error)) from error
    if refused:
        said = "; ".join(f"{address}: {_answer(code, text)}" for address, (code, text) in refused.items())
        raise _trouble(settings, _("servern tog inte emot för {refused}", refused=said))


def _deliver(settings: MailSettings, message: EmailMessage) -> dict[str, tuple[int, bytes]]:
    user, password = os.environ.get(USER_VARIABLE), os.environ.get(PASSWORD_VARIABLE)
    with smtplib.SMTP(settings.host, settings.port, timeout=SECONDS) as server:
        if settings.starttls:
            server.starttls(context=ssl.create_default_context())
        if user:
            if not settings.starttls:
                raise ValueError(
                    _(
                        "{variable} är satt, men lösenord skickas inte okrypterat: skriv starttls: true",
                        variable=USER_VARIABLE,
                    )
                )
            server.login(user, password or "")
        return server.send_message(message)


def _trouble(settings: MailSettings, reason: str) -> MailError:
    to = ", ".join(settings.to)
    where = f"{settings.host}:{settings.port}"
    return MailError(
        _("Mejlet till {to} gick inte att skicka genom {server}: {reason}.", to=to, server=where, reason=reason),
        _("Se mail i parameters/calendar.yaml."),
    )


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("inloggningen godtogs inte ({answer})", answer=_answer(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _("servern klarar inte starttls eller inloggning")
    if isinstance(error, smtplib.SMTPResponseException):
        return _("servern svarade {answer}", answer=_answer(error.smtp_code, error.smtp_error))
    if isinstance(error, ConnectionRefusedError):
        return _("ingen server svarar där")
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("serverns certifikat går inte att lita på ({reason})", reason=error.verify_message)
    return " ".join(str(error).split()).rstrip(".")[:200] or type(error).__name__


def _answer(code: int, text: bytes | str) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(said.split())}".rstrip(" .")
