"""A letter with a form, for the sender's own mail program: nobody's address is known here."""

from email.message import EmailMessage
from email.policy import SMTP

from analysis.collect.form_workbook import About
from analysis.words.translate import _

_EXCEL = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def letter_of(name: str, workbook: bytes, about: About) -> bytes:
    """Write a letter to the owner of a form.

    Args:
        name: The form's file name.
        workbook: The form.
        about: What it tells of itself.

    Returns:
        A letter without a receiver that a mail program opens as a draft.
    """
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = _("Blankett: {document}, {who}", document=about.document, who=about.who)
    letter["X-Unsent"] = "1"  # opened as a draft
    lines = [
        _("Hej!"),
        "",
        _("Här är blanketten för {document}. Fyll i de gula cellerna, välj Ja vid Klar längst ned på varje blad, "
          "spara under samma namn och svara med filen.", document=about.document),
    ]  # fmt: skip
    if about.deadline:
        lines += ["", _("Lämna den senast {day}.", day=about.deadline.isoformat())]
    letter.set_content("\n".join([*lines, ""]), cte="quoted-printable")
    letter.add_attachment(workbook, *_EXCEL, filename=name)
    letter.set_boundary("==arshjul==")
    return letter.as_bytes()
