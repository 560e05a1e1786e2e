"""What somebody has typed: in its normal form, and not longer than there is room for."""

from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal


def one_line(value: Any, longest: int, what: str = "") -> str:
    """Single spaces, no break of line. Raises NotLegal, naming `what` was typed, when it is too long."""
    return _within(" ".join(str(value or "").split()), longest, what)


def lines_of_text(value: Any, longest: int, what: str = "") -> str:
    """A text as it was typed, without the space around it. Raises NotLegal as `one_line` does."""
    return _within(str(value or "").strip(), longest, what)


def _within(text: str, longest: int, what: str) -> str:
    if len(text) > longest and what:
        raise NotLegal(
            _("Shorten %(what)s: at most %(longest)d signs fit.") % {"what": what, "longest": longest}
        )
    if len(text) > longest:
        raise NotLegal(_("The text is longer than %(longest)d signs: shorten it.") % {"longest": longest})
    return text
