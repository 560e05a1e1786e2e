"""The sitting at which an appeal is heard: the parents are told its day, hour and place, and may be present."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.language.phrases import list_moment
from governance.documents.record.document import Document

# The states of a sitting to which people are invited.
AHEAD = ("planned", "running")


@dataclass(frozen=True)
class Hearing:
    """When and where; `body` is the commission that hears it."""

    held_at: datetime
    place: str
    body: str

    @property
    def when(self) -> str:
        """«09.07.2012 14:00»."""
        return list_moment(timezone.localtime(self.held_at))


def hearing_of(appeal: Appeal) -> Hearing | None:
    """The sitting that has the appeal on its agenda; None while none is convened, and once it is decided."""
    if appeal.state != Appeal.State.REVIEW or appeal.on_agenda is None:
        return None
    # A kind of paper does not know another one; what is read here every sitting has.
    meeting: Any = appeal.on_agenda.whole
    if meeting.state not in AHEAD:
        return None
    return Hearing(meeting.held_at, meeting.place, appeal.unit.name)


def appeals_before(meeting: Document) -> list[Appeal]:
    """The appeals on the agenda of a sitting that are not decided."""
    appeals = Appeal.objects.filter(on_agenda=meeting, state=Appeal.State.REVIEW)
    return list(appeals.select_related("application", "unit", "on_agenda").order_by("pk"))
