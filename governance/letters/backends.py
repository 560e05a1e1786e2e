"""How letters leave: by SMTP, or onto the console of a demonstration, readably."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import console, smtp


class SmtpBackend(smtp.EmailBackend):
    """Django's own, which also tells whether the text of a letter was handed over before something failed."""

    # Set by the sender before each letter.
    handing_over = False

    @property
    def connection_class(self) -> Any:
        backend = self

        class Telling(super().connection_class):  # type: ignore[misc]  # SMTP or SMTP_SSL, by the settings
            def data(self, msg: Any) -> Any:
                backend.handing_over = True
                return super().data(msg)

        return Telling


class ConsoleBackend(console.EmailBackend):
    """Writes each letter as a person reads it: Django's own writes Russian in base64."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with self._lock:
            for letter in email_messages:
                body = str(letter.body).strip().replace("\n", "\n    ")
                line = f"\n--- To: {', '.join(letter.to)}\n    Subject: {letter.subject}\n\n    {body}\n---\n"
                self.stream.write(line)
            self.stream.flush()
        return len(email_messages)
