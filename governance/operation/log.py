"""Log lines without keys and personal data: one JSON object a line on a server, text at a desk (LOG_FORMAT).

Names of people and words of papers are Russian, those of the program English: what is Russian in a line is left out.
"""

import logging
import re
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from governance.desk.public.apply.log import KEY
from governance.operation.present import id_of, person_of, present_request, view_of

EMAIL = re.compile(r"[^\s@<>\"'(]+@[^\s@<>\"')]+\.\w+")
QUERY = re.compile(r"\?[^\s'\">]+")
RUSSIAN = re.compile(r"[А-Яа-яЁё]+(?:[\s.,–-]+[А-Яа-яЁё]+)*")
# What PostgreSQL tells about the row beside the error.
DETAIL = re.compile(r"^DETAIL:.*$", re.MULTILINE)


def cleared(text: str) -> str:
    """The text without keys of private links, e-mails, query strings, and Russian words."""
    text = KEY.sub(r"\1***", text)
    for pattern in (DETAIL, EMAIL, QUERY, RUSSIAN):
        text = pattern.sub("***", text)
    return text


def facts_of_request() -> dict[str, Any]:
    """What a line says about the request: its id, the page, its address without keys, the person's id."""
    request = present_request()
    if request is None:
        return {}
    return {
        "request": id_of(request),
        "method": request.method,
        "view": view_of(request),
        "path": cleared(request.path),
        "person": person_of(request),
    }


class Cleared(logging.Formatter):
    """A line of text."""

    def formatException(self, ei: Any) -> str:
        return cleared(logging.Formatter.formatException(self, ei))

    def formatMessage(self, record: logging.LogRecord) -> str:
        return cleared(super().formatMessage(record))


class ClearedJson(JsonFormatter):
    """A line of JSON: time, level, logger, message, and the request; nothing that a package adds beside."""

    def formatException(self, ei: Any) -> str:
        return cleared(logging.Formatter.formatException(self, ei))

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        log_data |= {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": cleared(record.getMessage()),
            **facts_of_request(),
            **getattr(record, "answered", {}),
        }
        if "exc_info" in message_dict:
            log_data["exception"] = message_dict["exc_info"]
