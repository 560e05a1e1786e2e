"""An act that a meeting's page offers, as a button or a link, and the panel in which such offers stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from governance.desk.base.components import Words
from governance.desk.kinds.meeting.all_acts import ALL_ACTS
from governance.desk.kinds.meeting.viewer import Viewer


@dataclass(frozen=True)
class Offer:
    """A button that sends its act at once with these `facts`; without them a link to a page."""

    id: str
    label: Words
    href: str
    kind: str = "plain"
    facts: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Panel:
    title: str
    offers: Sequence[Offer]
    note: str = ""


def offer(viewer: Viewer, move: str, *, name: str = "", label: Words = "", **facts: object) -> Offer:
    """An act with what the page is showing; `name` tells two offers of the same act apart."""
    act = ALL_ACTS[move]
    href = reverse("meeting_do", args=[viewer.meeting.pk, move])
    return Offer(
        id=f"act-{name or move}",
        label=label or act.label,
        href=f"{href}?{urlencode(facts)}" if facts and not act.is_button else href,
        kind="danger" if act.grave else "primary" if act.main and not name else "plain",
        facts=facts if act.is_button else None,
    )
