"""Any sequence of moves by anybody on any days: what must always hold of contracts, checked after each step."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from governance import clock
from governance.documents.approval.opinions import Opinion
from governance.documents.errors import Refused
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.making import Making, draft_amendment, make_contracts
from governance.documents.record.attached import Link, Signature
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.flows.jobs.ends import end_contracts
from governance.proof.canonical_json import sha256
from governance.record_rows import past_the_door
from governance.roles.membership import Membership
from governance.scenarios.luza import Luza
from tests.office import fresh
from tests.scans import SCANNED_PDF
from tests.whole import machine

from .chain import TODAY, Parties, asked, clauses_of

pytestmark = pytest.mark.django_db

SCHOOLS = ("second", "lalsk")
WAYS = [("second",), ("lalsk",), ("second", "lalsk")]
PEOPLE = ("director", "deputy", "head_second", "head_lalsk", "clerk", "deputy_second", "secretary")
BOUND = {"in_force", "expired", "terminated", "archived"}
ENDED = {"expired", "terminated", "archived"}
MOVES = (
    "revise",
    "submit",
    "consent",
    "object_to",
    "answer_proposal",
    "withdraw",
    "refuse",
    "give_up",
    "resume",
    "sign",
    "certify_signature",
    "give_notice",
    "amend",
    "terminate",
    "expire",
    "archive",
)
TEXTS = st.text(alphabet="абв {}«»\n.\u00a0я", max_size=12)
DAYS = st.integers(-20, 400)


def life_of(luza: Luza) -> type[RuleBasedStateMachine]:
    parties = Parties(luza)
    form = parties.form_in_use()

    class ContractLife(RuleBasedStateMachine):
        """The contracts of two schools and their additional agreements; each run is undone at its end."""

        def __init__(self) -> None:
            super().__init__()
            self.run = transaction.atomic()
            self.run.__enter__()
            self.day = TODAY
            self.dead: set[int] = set()
            # Who was a member on the days that have passed.
            self.past: dict[date, set[int]] = {}
            self.scans = 0

        def teardown(self) -> None:
            faults = list(verify())
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)
            assert faults == []

        @property
        def papers(self) -> list[Any]:
            return [*Contract.objects.order_by("pk"), *Amendment.objects.order_by("pk")]

        def one_of(self, place: int) -> Any:
            papers = self.papers
            return papers[place % len(papers)] if papers else None

        def attempt(self, act: Any) -> None:
            """Let it through, or see that the refusal has changed nothing."""
            before = self.trace()
            try:
                with clock.played(self.day), transaction.atomic():
                    act()
            except Refused:
                after = self.trace()
            else:
                return
            assert after == before

        def trace(self) -> list[Any]:
            """What every change leaves: events, moves of papers, signatures, answers, terms of membership."""
            return [
                Event.objects.count(),
                list(Document.objects.order_by("pk").values_list("state", "revision", "number", "title")),
                Signature.objects.filter(voided_at=None).count(),
                Opinion.objects.exclude(outcome="").count(),
                list(Membership.objects.order_by("pk").values_list("until", flat=True)),
            ]

        @initialize()
        def begin(self) -> None:
            self.make(("second",))

        # --- what people try --------------------------------------------------------------------------------------

        @rule(keys=st.sampled_from(WAYS))
        def make(self, keys: tuple[str, ...]) -> None:
            making = Making(tuple(parties.unit(key) for key in keys), {"предметы": "физика"})
            self.attempt(lambda: list(make_contracts(form, [making], by=parties.deputy)))

        @rule(place=st.integers(0, 9), purpose=st.sampled_from(Purpose.values), ahead=DAYS)
        def amend(self, place: int, purpose: str, ahead: int) -> None:
            contract = Contract.objects.exclude(number="").order_by("pk")
            found = contract[place % len(contract)] if contract else None
            if found is None:
                return
            day = self.day + timedelta(days=ahead)

            def begin() -> None:
                paper = draft_amendment(found, by=parties.deputy, purpose=Purpose(purpose))
                perform(paper, "revise", by=parties.deputy, new_ends_on=day)

            self.attempt(begin)

        @rule(
            place=st.integers(0, 9),
            move=st.sampled_from(MOVES),
            who=st.sampled_from(PEOPLE),
            text=TEXTS,
            ahead=DAYS,
        )
        def anybody(self, place: int, move: str, who: str, text: str, ahead: int) -> None:
            paper = self.one_of(place)
            if paper is None or not hasattr(paper, move):
                return
            facts = self.facts_for(paper, move, text, self.day + timedelta(days=ahead))
            self.attempt(lambda: perform(paper, move, by=luza.people[who], reason=text, **facts))

        def facts_for(self, paper: Any, move: str, text: str, day: date) -> dict[str, Any]:
            if move == "revise":
                key = {Contract: ("starts_on", "ends_on", "title"), Amendment: ("new_ends_on", "title")}[
                    type(paper)
                ]
                name = key[len(text) % len(key)]
                return {name: text if name == "title" else day}
            if move == "object_to":
                clauses = clauses_of(paper)
                return {
                    "remark": text,
                    "proposals": [{"clause": clauses[0]["id"], "theirs": text}] if clauses else [],
                }
            if move == "answer_proposal":
                found = paper.open_proposals().first()
                return {
                    "proposal": found.pk if found else 0,
                    "answer": ("accepted", "declined", "other")[len(text) % 3],
                    "wording": text,
                }
            if move == "certify_signature":
                self.scans += 1
                return {
                    "unit": paper.sides[len(text) % len(paper.sides)].unit_id,
                    "signed_on": min(day, self.day + timedelta(days=1)),
                    "name": "скан.pdf",
                    "data": SCANNED_PDF + str(self.scans).encode(),
                }
            if move in ("amend", "terminate", "expire"):
                return {"basis": Amendment.objects.order_by("-pk").first() or paper}
            return {}

        @rule(place=st.integers(0, 9), steps=st.integers(1, 5))
        def onward(self, place: int, steps: int) -> None:
            """The usual way, so that a run gets far."""
            for _step in range(steps):
                paper = self.one_of(place)
                if paper is None:
                    return
                asks = paper.live_opinions if paper.state == "review" else paper.sides
                if paper.state in ("draft", "rework"):
                    self.attempt(lambda paper=paper: perform(paper, "submit", by=parties.deputy))
                elif paper.state in ("review", "signing", "partly_signed"):
                    move = "consent" if paper.state == "review" else "sign"
                    for one in asks:
                        head = parties.head(parties.key(one.unit))
                        self.attempt(lambda paper=paper, move=move, head=head: perform(paper, move, by=head))

        @rule(
            keys=st.sampled_from(WAYS), ahead=st.sampled_from([0, 40, 400]), lasts=st.sampled_from([30, 400])
        )
        def conclude(self, keys: tuple[str, ...], ahead: int, lasts: int) -> None:
            """A whole contract, also one ahead of time, as far as it goes."""
            self.make(keys)
            place = Contract.objects.count() - 1
            first = self.day + timedelta(days=ahead)
            term = {"starts_on": first, "ends_on": first + timedelta(days=lasts)}
            self.attempt(lambda: perform(self.one_of(place), "revise", by=parties.deputy, **term))
            self.onward(place, 3)

        @rule(
            place=st.integers(0, 9),
            purpose=st.sampled_from(Purpose.values),
            ahead=st.sampled_from([0, 40, 500]),
        )
        def agree_on(self, place: int, purpose: str, ahead: int) -> None:
            """A whole additional agreement, as far as it goes."""
            self.amend(place, purpose, ahead)
            self.onward(len(self.papers) - 1, 3)

        @rule(place=st.integers(0, 9), key=st.sampled_from(("base", *SCHOOLS)), back=st.booleans())
        def one_signs(self, place: int, key: str, back: bool) -> None:
            """One party signs, and perhaps the base school takes it back."""
            signing = [paper for paper in self.papers if paper.state in ("signing", "partly_signed")]
            paper = signing[0] if signing else self.one_of(place)
            self.attempt(lambda: perform(paper, "sign", by=parties.head(key)))
            if back:
                self.attempt(lambda: perform(paper, "withdraw", by=parties.deputy, reason="Так надо"))

        @rule(place=st.integers(0, 9), between=st.booleans())
        def second_thoughts(self, place: int, between: bool) -> None:
            """Given up and taken up again, perhaps after another one was begun."""
            paper = self.one_of(place)
            self.attempt(lambda: perform(paper, "give_up", by=parties.deputy, reason="Так надо"))
            if between and isinstance(paper, Contract):
                self.make(tuple(parties.key(side.unit) for side in paper.sides[1:]))
            if between and isinstance(paper, Amendment):
                self.attempt(lambda: draft_amendment(paper.contract, by=parties.deputy))
            self.attempt(lambda: perform(paper, "resume", by=parties.deputy, reason="Так надо"))

        @rule(place=st.integers(0, 9), key=st.sampled_from(("base", *SCHOOLS)))
        def notice(self, place: int, key: str) -> None:
            contract = Contract.objects.filter(state="in_force").order_by("pk").first()
            if contract is not None:
                self.attempt(
                    lambda: perform(contract, "give_notice", by=parties.head(key), reason="Так надо")
                )

        @rule(key=st.sampled_from(SCHOOLS), again=st.booleans())
        def renamed(self, key: str, again: bool) -> None:
            """A school gets another name while papers are on their way: frozen words differ from present ones."""
            school = parties.unit(key)
            school.name = f"МБОУ {key}" if again else f"МОКУ {key}"
            with past_the_door():
                school.save()

        @rule(days=st.sampled_from([1, 7, 30, 31, 180]), nightly=st.booleans())
        def time_passes(self, days: int, nightly: bool) -> None:
            self.past[self.day] = self.members(self.day)
            self.day += timedelta(days=days)
            if nightly:
                with clock.played(self.day):
                    end_contracts()

        @rule(nightly=st.booleans())
        def a_last_day_passes(self, nightly: bool) -> None:
            ends = Contract.objects.filter(state="in_force", ends_on__gte=self.day).order_by("ends_on")
            last = ends.values_list("ends_on", flat=True).first()
            if last is not None:
                self.time_passes((last - self.day).days + 1, nightly)

        # --- what always holds ------------------------------------------------------------------------------------

        def members(self, day: date) -> set[int]:
            return set(Membership.objects.in_force(day).values_list("school_id", flat=True))

        @invariant()
        def in_force_only_by_valid_signatures_of_all_over_the_same_words(self) -> None:
            for paper in self.papers:
                assert (paper.state in BOUND) == bool(paper.number) == (paper.in_force_since is not None)
                if paper.state in BOUND:
                    version = paper.present_version
                    assert getattr(paper, "signed_version", version) == version
                    assert sha256(version.content) == version.sha256
                    binding = paper.signatures.filter(voided_at=None)
                    assert {one.sha256 for one in binding} == {version.sha256}
                    assert Counter(one.place for one in binding) == Counter(
                        side.place for side in paper.sides
                    )

        @invariant()
        def what_is_worked_on_is_signed_by_nobody(self) -> None:
            for paper in self.papers:
                if paper.state in ("draft", "review", "rework", "not_concluded"):
                    assert not paper.signatures.filter(voided_at=None).exists()

        @invariant()
        def no_school_has_two_contracts_for_one_day(self) -> None:
            terms: dict[int, list[tuple[date, date]]] = {}
            for contract in Contract.objects.exclude(number=""):
                for side in contract.sides[1:]:
                    last = min(contract.ends_on or date.max, side.leaves_on or date.max)
                    terms.setdefault(side.unit_id, []).append((contract.in_force_since, last))
            for held in terms.values():
                held.sort()
                assert all(one[1] < other[0] for one, other in pairwise(held))

        @invariant()
        def one_paper_at_a_time_is_on_its_way(self) -> None:
            on_the_way = Contract.objects.exclude(state__in=BOUND | {"not_concluded"})
            schools = Counter(side.unit_id for contract in on_the_way for side in contract.sides[1:])
            amended = Counter(
                Amendment.objects.exclude(state__in=["in_force", "not_concluded"]).values_list(
                    "contract", flat=True
                )
            )
            assert max([*schools.values(), *amended.values()], default=0) <= 1

        @invariant()
        def membership_says_what_the_contracts_say(self) -> None:
            said = {
                (side.unit_id, contract.pk, contract.in_force_since, self.last_day(contract, side))
                for contract in Contract.objects.exclude(number="")
                for side in contract.sides
            }
            kept = Membership.objects.values_list("school_id", "paper_id", "since", "until")
            assert set(kept) == said

        def last_day(self, contract: Contract, side: Any) -> date | None:
            days = [day for day in (contract.ends_on, side.leaves_on) if day is not None]
            return min(days, default=None)

        @invariant()
        def days_that_have_passed_stay_as_they_were(self) -> None:
            assert {day: self.members(day) for day in self.past} == self.past

        @invariant()
        def what_has_ended_does_not_come_back(self) -> None:
            ended = set(Contract.objects.filter(state__in=ENDED).values_list("pk", flat=True))
            assert self.dead <= ended
            self.dead = ended

        @invariant()
        def numbers_have_no_gaps(self) -> None:
            given: dict[tuple[str, str], list[int]] = {}
            for paper in Document.objects.exclude(number=""):
                given.setdefault((paper.kind, paper.period), []).append(paper.sequence or 0)
            assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in given.values())

        @invariant()
        def every_agreement_in_force_has_done_its_work(self) -> None:
            links = Link.objects.filter(source__kind="amendment")
            assert [link.failure for link in links if link.failure or link.carried_at is None] == []
            assert len(links) == Amendment.objects.filter(state="in_force").count()

        @invariant()
        def exactly_those_are_asked_whose_turn_it_is(self) -> None:
            for paper in self.papers:
                if paper.state in ("signing", "partly_signed"):
                    waiting = {
                        (side.unit.short_name, "sign_contract")
                        for side in paper.sides
                        if side.place not in paper.signed_places
                    }
                    assert asked(paper) == waiting
                elif paper.state == "review":
                    open_ones = {one.unit.short_name for one in paper.live_opinions if one.is_open}
                    assert asked(paper) == {(name, "agree_paper") for name in open_ones}
                elif paper.state in ("in_force", "archived", "not_concluded"):
                    assert asked(paper) == set()

    return ContractLife


@pytest.mark.exhaustive
def test_no_sequence_of_moves_breaks_the_life_of_contracts(luza: Luza) -> None:
    run_state_machine_as_test(
        life_of(luza),
        settings=machine(runs=8, steps=25),
    )


def test_the_usual_way_of_the_machine_reaches_the_end(luza: Luza) -> None:
    """The machine proves something only if its runs get far."""
    machine: Any = life_of(luza)()
    try:
        machine.begin()
        machine.onward(0, 5)
        machine.amend(0, "terminate", 10)
        machine.onward(1, 5)
        machine.time_passes(31, True)
        contract = fresh(Contract.objects.get())
        assert (contract.state, Amendment.objects.get().state) == ("terminated", "in_force")
    finally:
        machine.teardown()
