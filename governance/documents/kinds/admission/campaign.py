"""An admission campaign: the classes of one school for one year, its days, criteria and commissions.

Drafted by the school, approved by its director's order, which also appoints the commissions, then announced to all
(docs/domain.md, "Admission").
"""

import itertools
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.approval.effects import APPROVE, PUT_UP, REPEAL, SEND_BACK
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.calendar import check_appeals
from governance.documents.kinds.admission.campaign_card import DAYS, LONGEST_CONSENT, RUNS, CampaignCard
from governance.documents.kinds.admission.campaign_changes import CampaignChanges
from governance.documents.kinds.admission.places import read_classes
from governance.documents.language.phrases import list_date
from governance.documents.language.typed_text import lines_of_text
from governance.documents.language.verb import verb
from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.validation import ImpossibleInput
from governance.documents.record.act import Act
from governance.documents.record.kinds import kind
from governance.documents.record.transitions import ByPaper, Condition, May, condition, move
from governance.documents.settings.admission import ANNOUNCED
from governance.documents.settings.calendar import latest_start
from governance.roles.rights import Right
from governance.roles.unit import Unit

State = CampaignCard.State


@condition(gettext_lazy("No places remain: there is nothing to admit to."))
def has_places_left(campaign: CampaignCard) -> bool:
    return any(campaign.places_left().values())


def nothing_is_open(campaign: CampaignCard) -> bool:
    if campaign.counted is not None:
        return not any(state in campaign.OPEN_APPLICATIONS for state, _place, _offered in campaign.counted)
    return not campaign.applications.filter(state__in=campaign.OPEN_APPLICATIONS).exists()


def commission_of(campaign: CampaignCard) -> Sequence[Unit]:
    """Nobody before the order has appointed it."""
    return [campaign.commission] if campaign.commission is not None else []


@kind("campaign")
class Campaign(CampaignChanges):
    """The admission to the 10th classes of a school."""

    # --- before the order -----------------------------------------------------------------------------------------

    @move(
        source=State.DRAFT,
        rule=RUNS,
        words=verb("campaign", "Change the admission", "changed the admission"),
        inner=True,
    )
    def revise(self, act: Act, **given: Any) -> None:
        """Change what is given: classes, criteria with circumstances, days, members, texts. Half done is possible."""
        if "classes" in given:
            self.classes = [school_class.to_json() for school_class in read_classes(given.pop("classes"))]
        if "criteria" in given:
            self._revise_criteria(given.pop("criteria"), given.pop("circumstances", self.circumstances))
        if "members" in given:
            self.write_members(given.pop("members"))
        if "year" in given:
            self.year = _year(given.pop("year"))
        for name in DAYS:
            if name in given:
                setattr(self, name, _day(given.pop(name)))
        for name, longest in (("title", 500), ("rules_source", 300), ("consent_text", LONGEST_CONSENT)):
            if name in given:
                setattr(self, name, lines_of_text(given.pop(name), longest))
        if not self.title:
            raise NotLegal(_("Give the paper a title."))
        if given:
            raise NotLegal(_("An admission knows no such field: open the page again."))
        for name in ("school_classes", "offers", "sheet"):
            self.__dict__.pop(name, None)

    @move(
        source=State.DRAFT,
        target=State.APPROVAL,
        rule=RUNS,
        words=verb("campaign", "Put up for approval", "put up for approval"),
    )
    def submit(self, act: Act) -> None:
        """Freeze it; then the order of the director is drafted. Raises NotLegal for what is missing or wrong."""
        self.calendar.check(self.district_id)
        self._check_ready()
        self.freeze(act)

    def _check_ready(self) -> None:
        if not self.offers:  # raises with its own sentence
            return
        if unlisted := self.unlisted_profiles():
            raise NotLegal(
                _("The list of profiles in force does not name for this school: %(names)s.")
                % {"names": ", ".join(unlisted)}
            )
        if not self.criteria:
            raise NotLegal(_("Write the criteria of the selection first."))
        self.check_members()
        if not self.consent_text.strip():
            raise NotLegal(_("Write the text of the consent: parents sign it as a separate paper."))

    @move(
        source=(State.DRAFT, State.APPROVAL),
        target=State.APPROVAL,
        rule=ByPaper(PUT_UP),
        words=verb("campaign", "Put up for approval", "lies before the director"),
    )
    def put_up(self, act: Act) -> None:
        """The order that approves it is put before the director."""

    @move(
        source=State.APPROVAL,
        target=State.DRAFT,
        rule=ByPaper(SEND_BACK),
        words=verb("campaign", "Send back", "sent back"),
    )
    def send_back(self, act: Act) -> None:
        """The director rejected the order."""

    @move(
        source=State.APPROVAL,
        target=State.APPROVED,
        rule=ByPaper(APPROVE),
        words=verb("campaign", "Approve", "approved"),
    )
    def approve(self, act: Act) -> None:
        """By the signed order, which appoints both commissions at once."""
        assert act.basis is not None, "only an order approves"
        self.approved_by = act.basis
        self.appoint_commissions(act.basis)
        appointed = [unit for unit in (self.commission, self.appeal_commission) if unit is not None]
        self.readers.add(*appointed, self.district)

    @move(
        source=(State.APPROVED, State.ANNOUNCED, State.CLOSED),
        target=State.ANNULLED,
        rule=ByPaper(REPEAL),
        words=verb("campaign", "Annul", "annulled"),
    )
    def repeal(self, act: Act) -> None:
        """The order that approved it is annulled."""
        self.published_at = None
        self.closed_on = self.closed_on or clock.today()

    # --- in force -------------------------------------------------------------------------------------------------

    @move(
        source=State.APPROVED,
        target=State.ANNOUNCED,
        rule=RUNS,
        words=verb("campaign", "Announce", "announced"),
    )
    def announce(self, act: Act) -> None:
        """Publish quota, days and criteria. Raises NotLegal when it comes too late before the selection."""
        self._check_announced_in_time()
        self.published_at = act.at

    @move(
        source=State.ANNOUNCED,
        rule=May(Right.REGISTER_APPLICATION, on=commission_of),
        words=verb("campaign", "Compute the rating list", "had the rating list computed"),
    )
    def rank(self, act: Act) -> None:
        """Have the next edition of the list drafted (`rating`); refused while an application is not ready."""

    @move(
        source=State.ANNOUNCED,
        rule=RUNS,
        words=verb("campaign", "Open an extra round", "opened an extra round"),
        conditions=(
            has_places_left,
            Condition(
                nothing_is_open,
                gettext_lazy(
                    "The present round is not over: decide on every application and enrol those recommended first."
                ),
            ),
        ),
        inner=True,
    )
    def open_extra_round(
        self,
        act: Act,
        *,
        intake_from: date,
        intake_until: date,
        selection_on: date,
        results_on: date,
        appeals_until: date,
    ) -> None:
        """Take applications again for the places that remain; the reserve has been offered them before."""
        waiting = [
            offer.name
            for offer in self.offers
            if self.places_left()[offer.code] > 0 and self.reserve(offer.code).exists()
        ]
        if waiting:
            raise NotLegal(
                _("There are pupils in reserve for the places that remain (%(names)s): offer them first.")
                % {"names": "; ".join(waiting)}
            )
        days = [clock.today(), intake_from, intake_until, selection_on, results_on, appeals_until]
        if any(later < day for day, later in itertools.pairwise(days)):
            raise NotLegal(_("Give the days in their order, from today on."))
        check_appeals(results_on, appeals_until, self.district_id)
        self.intake_from, self.intake_until = intake_from, intake_until
        self.selection_on, self.results_on, self.appeals_until = selection_on, results_on, appeals_until
        self.round += 1
        act.facts.update(round=self.round, until=intake_until.isoformat())

    @move(
        source=State.ANNOUNCED,
        target=State.CLOSED,
        rule=RUNS,
        words=verb("campaign", "Close the admission", "closed"),
        conditions=(
            Condition(
                nothing_is_open,
                gettext_lazy("Some applications still wait for somebody: decide on them first."),
            ),
        ),
        grave=True,
    )
    def close(self, act: Act) -> None:
        """The commissions' work is done, and their members read no application any more."""
        self.closed_on = clock.today()
        self.end_commissions(self.closed_on)

    def _revise_criteria(self, criteria: Any, circumstances: Any) -> None:
        try:
            sheet = CriteriaSheet.from_json(criteria)
        except ImpossibleInput as error:
            raise NotLegal(str(error)) from error
        known = {entry.get("code") for entry in circumstances}
        unnamed = set(sheet.guarantee) | set(sheet.ahead_of_all)
        if unnamed - known:
            raise NotLegal(_("Name each circumstance that gives a place: open the page again."))
        self.criteria, self.circumstances = sheet.to_json(), list(circumstances)

    def _check_announced_in_time(self) -> None:
        assert self.selection_on is not None, "approved with its days"
        latest = latest_start(ANNOUNCED, self.district_id, self.selection_on)
        if clock.today() > latest:
            raise NotLegal(
                _(
                    "The selection is on %(day)s, and the admission is announced at least %(term)s before it, until"
                    " %(latest)s: a new order with later days is needed."
                )
                % {
                    "day": list_date(self.selection_on),
                    "term": ANNOUNCED.on(self.district_id, self.selection_on),
                    "latest": list_date(latest),
                }
            )


def _year(value: Any) -> int:
    if type(value) is not int or not 2000 <= value <= 2100:
        raise NotLegal(_("Give the year in which the school year begins, e.g. 2012."))
    return value


def _day(value: Any) -> date | None:
    if value is not None and not isinstance(value, date):
        raise NotLegal(_("Give the day as a date, for example 15.12.2011."))
    return value
