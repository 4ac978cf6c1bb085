"""A real mail server on this machine, and what it was sent."""

# ruff: noqa: ARG002 - aiosmtpd says what a handler takes

import email
import email.policy
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"
USER, PASSWORD = "arshjul", "hemligt"  # known to the test's server only
UNKNOWN = "okand@kommun.example"


class Post:
    """Keeps what comes; knows every reader but one."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.messages: list[EmailMessage] = []
        self.raw: list[bytes] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == UNKNOWN:
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        self.raw.append(content)
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
    known = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


@contextmanager
def post_office(certificate: ssl.SSLContext | None = None, handler: object = None, **options: Any) -> Iterator[Post]:  # noqa: ANN401
    """Serve; with a certificate only to those who encrypt and log in."""
    post = Post(free_port())
    if certificate:
        options |= {"tls_context": certificate, "require_starttls": True}
        options |= {"authenticator": _authenticate, "auth_required": True}
    controller = Controller(handler or post, hostname=HOST, port=post.port, **options)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()
