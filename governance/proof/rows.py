"""Rows as they are against what events say of them: altered, removed and inserted ones, in sentences."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _


def row_faults(kind: str, named: Mapping[str, str | None], present: Mapping[str, str]) -> Iterator[str]:
    """What does not hold of the rows of one model, which are called `kind`; keys lead to digests.

    `named`: the last word of the events on each row, None if it ended; `present`: the rows of today.
    """
    for key, value in present.items():
        if named.get(key) is None:
            yield _("a row was inserted: %(row)s") % {"row": f"{kind} {key}".strip()}
        elif named[key] != value:
            yield _("a row has been altered: %(row)s") % {"row": f"{kind} {key}".strip()}
    for key, last in named.items():
        if last is not None and key not in present:
            yield _("a row has been removed: %(row)s") % {"row": f"{kind} {key}".strip()}
