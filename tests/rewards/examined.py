"""A short spring of rewards, and network teachers, in which each state of a paper is shown to whoever examines it."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.test import Client

from governance import clock
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.rewards.allocation import draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.language.phrases import roubles
from governance.documents.record.document import Document
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.scenarios.luza import Luza
from tests.leaks import words_of

from .office import SHEETS, RewardOffice


class ExaminedRewards(RewardOffice):
    """Shows the examiner, after each act, every state of each of its kinds that it has not seen."""

    plays = None

    def __init__(self, luza: Luza, examiner: Any) -> None:
        super().__init__(luza)
        self.examiner = examiner

    def act(self, paper: Document, move: str, by: Person | None = None, **facts: Any) -> Any:
        done = super().act(paper, move, by, **facts)
        self.examiner.moment = datetime.combine(self.day, time(10))
        for card in Document.objects.filter(kind__in=self.examiner.kinds).order_by("pk"):
            if (card.kind, card.state) not in self.examiner.seen:
                self.examiner.tell(card.whole, by, move)
        return done


def play_rewards(luza: Luza, examiner: Any) -> None:
    """An objection, a nomination withdrawn, one declined, a trial given up, two orders, one of them annulled."""
    office = ExaminedRewards(luza, examiner)
    people, deputy = office.people, office.deputy
    office.teachers["biology"] = office.teacher("teacher_biology", "base")
    period = office.open_period()
    maths = office.verified(office.nominated(period, "maths", {"hours": "9", "winners": "1"}))
    maths = office.act(maths, "object_to", people["teacher_maths"], objection="Победителей двое")
    verdicts = [{"merit": line.pk, "outcome": "accept"} for line in maths.lines]
    maths = office.act(maths, "answer_objection", deputy, verdicts=verdicts, reason="Диплом один")
    office.day = SHEETS
    gone = office.nominated(period, "biology", {"hours": "3"})
    office.act(gone, "withdraw", people["director"], reason="уволилась")
    office.before_council(office.nominated(period, "second", {"hours": "3", "course": "1"}))
    thanks = office.before_council(office.nominated(period, "russian", {"hours": "3"}, measure="thanks"))
    maths = office.act(maths, "put_up", deputy)
    office.decided(thanks, choice="against")
    for move in ("give_up", "submit"):
        with clock.played(office.day):
            allocation = draft_allocation(period, by=deputy)
        allocation = office.act(allocation, "recompute", deputy)
        allocation = office.act(allocation, move, deputy, reason="посчитать ещё раз")
    office.decided(allocation)
    orders = [
        office.ordered(award_list, people[clerk], office.head_of(award_list.unit))
        for award_list, clerk in zip(
            AwardList.objects.order_by("unit_id"), ("clerk", "clerk_second"), strict=True
        )
    ]
    office.act(period, "close", deputy)
    with clock.played(office.day):
        annulling = draft_annulling_order(orders[0], by=people["clerk"], reason="опечатка")
    annulling = office.act(annulling, "submit", people["clerk"])
    office.act(annulling, "sign", people["director"])


def play_network(luza: Luza, examiner: Any) -> None:
    """One candidate withdrawn, one declined, one who refuses, one appointed and replaced in mid-year."""
    from tests.network.year import appointed, consent_of, put_forward, supported

    office = ExaminedRewards(luza, examiner)
    office.day = date(2012, 8, 20)
    office.teachers["biology"] = office.teacher("teacher_biology", "base")
    gone = put_forward(office, "biology")
    office.act(gone, "withdraw", office.people["director"], reason="уволилась")
    declined = put_forward(office, "second")
    office.decided(declined, choice="against")
    refuses = put_forward(office, "biology")
    office.decided(refuses)
    office.act(consent_of(refuses), "refuse", refuses.teacher)
    maths = put_forward(office, "maths")
    supported(office, maths)
    office.act(appointed(office), "publish", office.deputy)
    office.day = date(2013, 1, 14)
    other = put_forward(office, "russian", replaces=Candidacy.objects.get(pk=maths.pk))
    supported(office, other)
    office.act(appointed(office), "publish", office.deputy)


def wrong_sums(paper: Any, person: Person, client: Client, pairs: set[tuple[str, int]]) -> Iterator[str]:
    """Where this person finds a sum and must not, or may and does not: the paper, its printed form, the list of sheets.

    Asked of what is paid: the adopted allocation, a list and a nomination of which the order is signed.
    """
    if (paper.kind, paper.state) not in {
        ("allocation", "adopted"),
        ("award_list", "approved"),
        ("nomination", "ordered"),
    }:
        return
    address = f"/papers/{paper.pk}/"
    shown = client.get(address)
    printed = [f"{address}pdf/"] if shown.status_code == 200 else []
    said = {one: words_of(client.get(one)) for one in ("/rewards/", *printed)} | {address: words_of(shown)}
    for nomination in Nomination.objects.filter(amount__gt=0).select_related("unit"):
        figures = roubles(nomination.amount)
        finds = {one for one, text in said.items() if figures in text.replace("\u202f", "\u00a0")}
        if finds and not sees_sum_by_hand(person, nomination, pairs):
            yield f"finds the sum of {nomination.teacher} at {finds}"
        elif not finds and sees_sum_by_hand(person, nomination, pairs):
            yield f"finds the sum of {nomination.teacher} nowhere"


def is_paid(person: Person) -> bool:
    return Nomination.objects.filter(amount__gt=0, teacher=person).exists()


def sees_sum_by_hand(person: Person, nomination: Nomination, pairs: set[tuple[str, int]]) -> bool:
    """The teacher the own, the head those of the own school, the council and the deputy for the district all."""
    schools_and_above = {nomination.unit_id, nomination.district_id} | set(
        nomination.district.children.filter(kind="council").values_list("pk", flat=True)
    )
    reads = {unit for right, unit in pairs if right == Right.READ_NOMINATIONS.value}
    return nomination.teacher_id == person.pk or bool(reads & schools_and_above)
