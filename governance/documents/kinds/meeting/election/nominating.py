"""Putting elections on an agenda, and people up for them: who may stand, their consent, their withdrawal."""

from datetime import date

from django.utils.translation import gettext as _

from governance.documents.errors import AlreadyDone, NotAllowed, NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.election.election import Candidate, Election
from governance.documents.kinds.meeting.election.eligibility import check_eligible
from governance.documents.kinds.meeting.election.office import OFFICES, Among, OfficeKey, Winning
from governance.documents.kinds.meeting.officers import CONVENES, RECORDS
from governance.documents.kinds.meeting.polling import Polling
from governance.documents.kinds.meeting.questions import new_item
from governance.documents.language.typed_text import one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.files import attach_scan
from governance.documents.record.transitions import May, move
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

DRAFT, PLANNED, RUNNING = MeetingCard.State.DRAFT, MeetingCard.State.PLANNED, MeetingCard.State.RUNNING
MOST_POSTS, MOST_CANDIDATES = 50, 100
LONGEST_NOTE = 300
ALOUD = "устно на заседании"


def where_read(meeting: Document) -> list[Unit]:
    return [meeting.unit, meeting.unit.root]


CONSENTS = May(Right.READ, on=where_read)
KEEPS_MINUTES = May(Right.KEEP_MINUTES)


class Nominating(Polling):
    """The moves by which an election gets its posts and its candidates."""

    class Meta(Polling.Meta):
        abstract = True

    @move(
        source=(DRAFT, PLANNED),
        rule=CONVENES,
        words=verb("meeting", "Put an election on the agenda", "put an election on the agenda"),
        inner=True,
    )
    def add_election(
        self,
        act: Act,
        *,
        office: str,
        unit: Unit | int | None = None,
        posts: int = 1,
        among: str = Among.MEMBERS,
        group: str = "",
        winning: str = Winning.BODY,
        replaces: bool = True,
        since: date | None = None,
        until: date | None = None,
        detail: str = "",
        title: str = "",
        speaker: str = "",
        secret: bool = True,
    ) -> None:
        """Put an election at the end of the agenda. Raises NotLegal where the body does not elect to this office."""
        election = Election(
            office=office,
            unit=self._unit_to_elect_to(unit),
            posts=posts,
            among=among,
            group=group if among == Among.GROUP else "",
            winning=winning,
            replaces=replaces,
            since=since,
            until=until,
            detail=one_line(detail, 100, _("the addition to the name of the office")),
        )
        self._check_election(election)
        election.item = new_item(
            self,
            title=title or election.question,
            speaker=speaker,
            subject=None,
            secret=secret,
            decision_draft="",
        )
        election.save()
        self._kept_convened(act)
        act.facts.update(item=election.item.pk, office=office, unit=election.unit_id, posts=posts)

    @move(
        source=(DRAFT, PLANNED),
        rule=CONVENES,
        words=verb("meeting", "Put up a candidate", "put up a candidate"),
        inner=True,
    )
    def put_up(self, act: Act, *, item: AgendaItem | int, person: Person | int, put_up_by: str = "") -> None:
        """Put somebody up in advance; they are asked for their consent."""
        self._put_up(act, item, person, put_up_by)
        self._kept_convened(act)

    @move(
        source=RUNNING,
        rule=RECORDS,
        words=verb("meeting", "Enter a candidate", "entered a candidate put up at the sitting"),
        inner=True,
    )
    def put_up_at_sitting(
        self, act: Act, *, item: AgendaItem | int, person: Person | int, put_up_by: str
    ) -> None:
        """Enter whom somebody puts up at the sitting, before the first ballot."""
        election = self.election(item)
        self._before_its_round(election.item)
        if election.among == Among.NAMED:
            raise NotLegal(_("One may choose only among those named on the agenda: the list is closed."))
        if not put_up_by.strip():
            raise NotLegal(_("Write who puts the candidate up: the protocol says it."))
        self._put_up(act, item, person, put_up_by)

    @move(
        source=(DRAFT, PLANNED, RUNNING),
        rule=CONSENTS,
        words=verb("meeting", "Consent to stand", "consented to stand"),
        inner=True,
    )
    def consent(self, act: Act, *, item: AgendaItem | int) -> None:
        """The candidate agrees to stand."""
        self._consent(act, self._own_candidacy(act, item), Candidate.Consent.SYSTEM, "")

    @move(
        source=(DRAFT, PLANNED, RUNNING),
        rule=KEEPS_MINUTES,
        words=verb("meeting", "Enter a consent", "entered the consent of a candidate"),
        inner=True,
    )
    def enter_consent(
        self,
        act: Act,
        *,
        candidate: Candidate | int,
        aloud: bool = False,
        paper: str = "",
        name: str = "",
        data: bytes = b"",
    ) -> None:
        """The secretary has the consent on paper, with its scan, or heard it at the sitting (`aloud`)."""
        row, aloud = self._candidate(candidate), bool(aloud)
        paper = one_line(paper, LONGEST_NOTE, _("how the consent was given"))
        if aloud and self.state != RUNNING:
            raise NotLegal(
                _(
                    "A consent is given aloud at the sitting alone: before it, on paper or by the candidate here."
                )
            )
        if not aloud and not paper:
            raise NotLegal(_("Name the paper by which the candidate consents, with its date."))
        if not aloud and not data:
            raise NotLegal(_("Attach the scan of the paper by which the candidate consents."))
        self._consent(act, row, Candidate.Consent.PAPER, paper or ALOUD)
        if not aloud:
            row.scan = attach_scan(self, act, name=name, data=data)
            row.save(update_fields=["scan"])

    @move(
        source=(DRAFT, PLANNED, RUNNING),
        rule=CONSENTS,
        words=verb("meeting", "Stand down", "stood down as a candidate"),
        needs_reason=True,
        inner=True,
    )
    def stand_down(self, act: Act, *, item: AgendaItem | int) -> None:
        """The candidate does not agree to stand, or withdraws before the ballot or between two."""
        self._withdraw(act, self._own_candidacy(act, item))

    @move(
        source=(DRAFT, PLANNED, RUNNING),
        rule=KEEPS_MINUTES,
        words=verb("meeting", "Enter a withdrawal", "entered the withdrawal of a candidate"),
        needs_reason=True,
        inner=True,
    )
    def enter_withdrawal(self, act: Act, *, candidate: Candidate | int) -> None:
        """The secretary enters a withdrawal that the candidate declared aloud or on paper."""
        self._withdraw(act, self._candidate(candidate))

    # --- what the moves share -------------------------------------------------------------------------------------

    def election(self, item: AgendaItem | int) -> Election:
        """The election of a question. Raises NotLegal for a question that elects nobody."""
        question = self.item(item)
        election = Election.objects.select_related("unit", "item").filter(item_id=question.pk).first()
        if election is None:
            raise NotLegal(_("This question elects nobody: vote for or against it."))
        return election

    def _unit_to_elect_to(self, unit: Unit | int | None) -> Unit:
        """The body itself, a unit below it, or for a council any body of its district."""
        key = unit.pk if isinstance(unit, Unit) else unit
        chosen = self.unit if key in (None, self.unit_id) else Unit.objects.filter(pk=key).first()
        if chosen is None or chosen.root_id != self.district_id:
            raise NotLegal(_("There is no such body in this district: choose it from the list."))
        if chosen.pk != self.unit_id and self.unit.kind != UnitKind.COUNCIL:
            raise NotLegal(_("This body elects to its own offices only."))
        return chosen

    def _check_election(self, election: Election) -> None:
        values = {"office": OfficeKey, "among": Among, "winning": Winning}
        if any(getattr(election, name) not in choices.values for name, choices in values.items()):
            raise NotLegal(_("Choose office, candidates and majority from the lists."))
        office = OFFICES[election.office]
        if UnitKind(election.unit.kind) not in office.roles:
            raise NotLegal(_("«%(unit)s» has no such office: choose another one.") % {"unit": election.unit})
        if not 1 <= election.posts <= MOST_POSTS:
            raise NotLegal(_("Elect at least 1 and at most %(most)d to this office.") % {"most": MOST_POSTS})
        if election.posts > 1 and election.is_single:
            raise NotLegal(_("Only one person holds this office: elect one."))
        if election.among == Among.GROUP and not election.group:
            raise NotLegal(_("Name the group of members from which one may choose."))
        if election.until is not None and election.until < (election.since or self.day):
            raise NotLegal(_("The office would end before it begins: correct the dates."))
        if election.is_single:
            election.replaces = True

    def _put_up(self, act: Act, item: AgendaItem | int, person: Person | int, put_up_by: str) -> None:
        election = self.election(item)
        key = person.pk if isinstance(person, Person) else person
        chosen = Person.objects.filter(pk=key, district_id=self.district_id, is_active=True).first()
        if chosen is None:
            raise NotLegal(_("There is no such person in this district: choose one from the list."))
        check_eligible(self, election, chosen)
        count = election.candidates.count()
        if count >= MOST_CANDIDATES:
            raise NotLegal(_("There are %(most)d candidates already.") % {"most": MOST_CANDIDATES})
        if election.candidates.filter(person=chosen).exists():
            raise AlreadyDone(_("%(person)s is put up already.") % {"person": chosen})
        if self.tellers.filter(person=chosen).exists():
            raise NotLegal(
                _("%(person)s counts the ballots: nobody counts an election in which they stand.")
                % {"person": chosen}
            )
        candidate = Candidate.objects.create(
            election=election,
            person=chosen,
            position=count + 1,
            put_up_by=one_line(put_up_by, LONGEST_NOTE, _("who puts the candidate up")),
        )
        self.involve(([chosen], "candidate"))
        act.facts.update(item=election.item_id, candidate=candidate.pk)

    def _candidate(self, key: Candidate | int) -> Candidate:
        rows = Candidate.objects.select_related("election__item", "person")
        pk = key.pk if isinstance(key, Candidate) else key
        candidate = rows.filter(election__item__meeting_id=self.pk, pk=pk).first()
        if candidate is None:
            raise NotLegal(_("There is no such candidate at this meeting: open the page again."))
        return candidate

    def _own_candidacy(self, act: Act, item: AgendaItem | int) -> Candidate:
        candidate = (
            self.election(item)
            .candidates.filter(person_id=act.person.pk)
            .select_related("election__item", "person")
            .first()
        )
        if candidate is None:
            raise NotAllowed(_("You are not put up in this election."))
        return candidate

    def _consent(self, act: Act, candidate: Candidate, consent: str, paper: str) -> None:
        if candidate.has_consented and candidate.withdrawn_at is None:
            raise AlreadyDone(_("The consent is there already."))
        self._before_its_round(candidate.election.item)
        candidate.consent, candidate.consent_paper = consent, paper
        candidate.withdrawn_at, candidate.withdrawn_because = None, ""
        candidate.save()
        facts = {"item": candidate.election.item_id, "candidate": candidate.pk, "part": candidate.part}
        act.facts.update(facts, consent=str(consent))

    def _withdraw(self, act: Act, candidate: Candidate) -> None:
        if candidate.withdrawn_at is not None or candidate.consent == Candidate.Consent.REFUSED:
            raise AlreadyDone(_("This candidate stands no more."))
        item = candidate.election.item
        if self.open_round_now() is not None and item.rounds.filter(state="open").exists():
            raise NotLegal(_("The ballot on this election is open: it is too late to withdraw."))
        if item.decision() is not None:
            raise NotLegal(_("This election is decided: whoever is elected gives the office up instead."))
        if candidate.has_consented:
            candidate.withdrawn_at, candidate.withdrawn_because = act.at, act.reason[:LONGEST_NOTE]
        else:
            candidate.consent = Candidate.Consent.REFUSED
        candidate.save()
        act.facts.update(item=item.pk, candidate=candidate.pk, part=candidate.part)
