"""The words of an order as they are signed: points, annexes, from which day it acts, what it says of others."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.documents.approval.effects import APPROVE, REPEAL
from governance.documents.errors import NotLegal
from governance.documents.kinds.order import phrases
from governance.documents.kinds.order.card import SAID_OF_PAPERS, OrderCard
from governance.documents.kinds.order.parts import OrderPoint
from governance.documents.language.phrases import list_date
from governance.documents.record.attached import Link
from governance.documents.record.effects import BASIS
from governance.documents.settings.forms.form import ANNEXED


def takes_force_alone(links: Iterable[Link]) -> bool:
    """Whether the order takes the force of another one and approves nothing instead."""
    effects = {link.effect for link in links}
    return REPEAL in effects and APPROVE not in effects


class OrderWording(OrderCard):
    """What of an order is frozen and signed."""

    class Meta:
        abstract = True

    def content(self) -> dict[str, Any]:
        """All that is signed: the words as they print, and what is said about other papers, by code and hash."""
        links = self.links_to_others()
        self.read_lists("points")
        return {
            "organization": self.unit.name,
            "series": str(self.series),
            "heading": self.title,
            "place": self.place,
            "grounds": phrases.grounds(self, (link for link in links if link.effect == BASIS), self.preamble),
            "points": [
                {
                    "number": point.number,
                    "text": text,
                    "executor": point.executor_line,
                    "due": point.due.isoformat() if point.due else "",
                }
                for point, text in self.worded_points(links)
            ],
            **self.beginning(links),
            "control": phrases.control(self, self.control_by, self.control_text),
            "prepared": self.prepared_by or (self.author.name if self.author else ""),
            "annexes": [link.target.title for link in links if link.effect == APPROVE],
            "papers": [
                {
                    "effect": link.effect,
                    "paper": link.target.code,
                    "version": link.version.sha256 if link.version else "",
                }
                for link in links
                if link.effect in SAID_OF_PAPERS
            ],
            **self.tables(),
        }

    def tables(self) -> dict[str, Any]:
        """The tables behind an order that was begun by a form; where there are any."""
        filled = self.filled
        return {"tables": filled.annexes} if filled is not None and filled.annexes else {}

    def worded_points(self, links: Sequence[Link]) -> list[tuple[OrderPoint, str]]:
        """The points with their words: how many sheets an annex has, once they are counted, and from which day the
        former edition loses its force."""
        day, begun = self.acts_from, timezone.localdate(self.created_at)
        ends = {
            phrases.repealing_point(link.target, None, begun): phrases.repealing_point(
                link.target, day, begun
            )
            for link in links
            if day is not None and link.effect == REPEAL and link.target.number
        }
        sheets = [link.sheets for link in links if link.effect == APPROVE]
        copies, worded = self.annex_copies or 1, []
        for point in self.points.all():
            text = ends.get(point.text, point.text)
            if sheets and ANNEXED in text and (count := sheets.pop(0)):
                text = text.replace(ANNEXED, phrases.annexed(self, count, copies), 1)
            worded.append((point, text))
        return worded

    @property
    def says_day_itself(self) -> bool:
        """Of an order that takes the force of another one: the point says from which day."""
        return takes_force_alone(self.links_to_others())

    def beginning(self, links: Sequence[Link]) -> dict[str, str]:
        """The point that says from which day the order, or what it approves, comes into force; where there is one."""
        if self.acts_from is None or takes_force_alone(links):
            return {}
        approved = [link.target for link in links if link.effect == APPROVE]
        ahead = [paper for paper in approved if paper.model.approved_ahead]
        return {"begins": phrases.beginning(self, self.acts_from, ahead[0].whole if ahead else None)}

    def check_day(self) -> None:
        """Raises NotLegal for a day before today: an order begins with its signature at the earliest."""
        if self.acts_from is not None and self.acts_from < clock.today():
            raise NotLegal(
                _(
                    "The order was to come into force on %(day)s, and that day has passed: give a later one, or none."
                )
                % {"day": list_date(self.acts_from)}
            )

    def grounds_for_decision(self) -> list[str]:
        """What those who gave their visas with a remark said, for the one who signs."""
        self.read_lists("visas")
        return [
            _("%(person)s, %(outcome)s: %(remark)s")
            % {"person": visa.person, "outcome": visa.get_outcome_display(), "remark": visa.remark}
            for visa in self.visas.all()
            if visa.remark and visa.lapsed_at is None
        ]
