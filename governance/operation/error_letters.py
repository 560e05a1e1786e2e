"""A letter to the administrators of the installation (ADMINS) about each new error: without personal data.

It goes through the outbox as all letters do. An error that stops the outbox itself stands in the log alone.
"""

import hashlib
import logging
import traceback

from django.conf import settings
from django.core.cache import cache

from governance.operation.log import Cleared, cleared, facts_of_request

# Seconds in which nobody is written to again about the same error.
PAUSE = 60 * 60


class ErrorLetters(logging.Handler):
    """Writes a letter about a line of the log."""

    def emit(self, record: logging.LogRecord) -> None:
        if not settings.ADMINS:
            return
        # Logging is set up before there are models.
        from governance.letters import outbox
        from governance.letters.outbox import Letter

        try:
            if cache.add(f"error-letter-{fingerprint(record)}", 1, PAUSE):
                subject = f"Error: {cleared(record.getMessage())}"
                outbox.write(
                    *(Letter(address, subject, report(record)) for _name, address in settings.ADMINS)
                )
        except Exception:  # whatever it is, logging it would come here again
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """The error itself stands in the log."""


def report(record: logging.LogRecord) -> str:
    """What happened where: the request without its values, and the stack without those of its variables."""
    facts = "\n".join(f"{name}: {value}" for name, value in facts_of_request().items())
    line = Cleared("%(asctime)s %(levelname)s %(name)s: %(message)s").format(record)
    return f"{facts}\n\n{line}\n".lstrip()


def fingerprint(record: logging.LogRecord) -> str:
    """Equal for the same error at the same place."""
    stack = traceback.extract_tb(record.exc_info[2]) if record.exc_info else []
    place = [f"{frame.filename}:{frame.lineno}" for frame in stack] or [str(record.msg)]
    return hashlib.sha256("\n".join([record.name, *place]).encode()).hexdigest()
