"""What somebody has typed: in its normal form, and not longer than there is room for."""

from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal


def one_line(value: Any, longest: int) -> str:
    """Single spaces, no break of line. Raises NotLegal when it is too long."""
    return _within(" ".join(str(value or "").split()), longest)


def lines_of_text(value: Any, longest: int) -> str:
    """A text as it was typed, without the space around it. Raises NotLegal when it is too long."""
    return _within(str(value or "").strip(), longest)


def _within(text: str, longest: int) -> str:
    if len(text) > longest:
        raise NotLegal(_("The text is longer than %(longest)d signs: shorten it.") % {"longest": longest})
    return text
