"""The measures by which teachers are rewarded, as data: with money and without (docs/domain.md, "Nomination").

Pure. «Система мер мотивации, морального и материального стимулирования»: thanks, certificate, presentation for a title;
bonus, valuable gift.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal

MOST_MEASURES = 30
CODE = re.compile(r"^[a-z][a-z0-9_]{0,29}$")


@dataclass(frozen=True)
class Measure:
    """`with_money`: paid out of a pool by points. `certified`: a certificate is printed for it."""

    code: str
    title: str
    with_money: bool = False
    certified: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def read_measures(data: Iterable[Mapping[str, Any]]) -> list[Measure]:
    """The measures as stored. Raises NotLegal: none, too many, without a title, one twice."""
    measures = [
        Measure(
            _code(entry.get("code")),
            _title(entry.get("title")),
            bool(entry.get("with_money")),
            bool(entry.get("certified")),
        )
        for entry in data
    ]
    if not 1 <= len(measures) <= MOST_MEASURES:
        raise NotLegal(_("Name the measures, from 1 to %(most)d.") % {"most": MOST_MEASURES})
    for words in ([measure.code for measure in measures], [measure.title for measure in measures]):
        for word in words:
            if words.count(word) > 1:
                raise NotLegal(_("«%(name)s» stands twice: each measure once.") % {"name": word})
    return measures


def _code(value: Any) -> str:
    if not isinstance(value, str) or not CODE.match(value):
        raise NotLegal(_("A measure has no code: open the page again."))
    return value


def _title(value: Any) -> str:
    title = " ".join(str(value or "").split())
    if not title or len(title) > 200:
        raise NotLegal(_("Each measure needs a title, at most 200 signs long."))
    return title
