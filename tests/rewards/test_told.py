"""What is told of rewards, and to whom: names in agendas and protocols, totals of few, who has read which paper."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.desk.papers.readings import names_of_pages
from governance.desk.public.papers import published
from governance.desk.urls import urlpatterns
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record.kinds import KINDS
from governance.flows.processes.rewards import note_totals

from .office import COUNCIL, Allotted, RewardOffice, fresh

pytestmark = pytest.mark.any_database


def page(office: RewardOffice, key: str, name: str, *args: Any) -> Any:
    client = Client()
    client.cookies["django_language"] = "en"
    if key != "nobody":
        client.force_login(office.people[key], backend="governance.desk.base.signed_in.PersonBackend")
    with clock.played(COUNCIL):
        return client.get(reverse(name, args=args))


def came_to(period: RewardPeriod, **amounts: list[str]) -> RewardPeriod:
    """The period after an allocation of these sums, pool by pool."""
    rows = [
        {"nomination": 0, "pool": pool, "amount": amount}
        for pool, found in amounts.items()
        for amount in found
    ]
    pools = [
        {
            "code": pool,
            "points": "10",
            "value": "100",
            "paid": f"{sum(map(Decimal, found))}",
            "remainder": "0.00",
        }
        for pool, found in amounts.items()
    ]
    note_totals(Allocation(reward_period=period, rows=rows, pools=pools))
    return fresh(period)


# --- totals -----------------------------------------------------------------------------------------------------------


def test_only_who_is_paid_counts_among_those_who_share_a_pool(period: RewardPeriod) -> None:
    period = came_to(period, teachers=["900.00", "0.00", "0.00", "100.00"], heads=["1.00", "2.00", "3.00"])
    assert [(entry["code"], entry["people"]) for entry in period.totals] == [("teachers", 2), ("heads", 3)]
    assert period.hidden == {"teachers"}


def pools_drawn(picture: Any) -> list[object]:
    """The pools of which the page says how far they are spent."""
    spent = next(chart for chart in picture["charts"] if chart.title == "How the pools are spent")
    return [bar.label for bar in spent.bars]


@pytest.mark.parametrize(
    ("heads", "shown", "figures"),
    [(1, ["учителя"], 2), (2, ["учителя"], 2), (3, ["учителя", "руководители"], 4)],
)
def test_the_money_of_a_pool_of_few_is_shown_to_the_council_alone_and_follows_from_no_total(
    office: RewardOffice, period: RewardPeriod, heads: int, shown: list[str], figures: int
) -> None:
    came_to(period, teachers=["12000.00"] * 4, heads=["3000.00"] * heads)
    others = page(office, "observer", "reward_picture", period.pk).context
    assert pools_drawn(others) == shown
    assert len(others["figures"]) == figures
    council = page(office, "secretary", "reward_picture", period.pk).context
    assert pools_drawn(council) == ["учителя", "руководители"]
    assert len(council["figures"]) == 4


# --- names ------------------------------------------------------------------------------------------------------------


def test_agenda_and_protocol_name_the_teacher_and_are_never_public(
    office: RewardOffice, period: RewardPeriod
) -> None:
    maths = office.before_council(office.nominated(period, "maths", {"hours": "9"}))
    other = office.before_council(office.nominated(period, "second", {"hours": "9"}))
    protocol: Protocol = office.decided(maths, other)
    items = AgendaItem.objects.filter(meeting=protocol.meeting).order_by("position")
    assert [item.title for item in items] == [
        "О поддержке представления к поощрению Мокрушина С.И.",
        "О поддержке представления к поощрению Зыковой Н.П.",
    ]
    assert [entry.decided for entry in protocol.entries.order_by("item__position")] == [
        "Поддержать представление к поощрению Мокрушина С.И.",
        "Поддержать представление к поощрению Зыковой Н.П.",
    ]
    assert "Мокрушина С.И." in page(office, "secretary", "meeting", protocol.meeting_id).content.decode()
    assert not published().filter(pk__in=[protocol.pk, protocol.meeting_id, maths.pk]).exists()
    for paper in (protocol, maths):
        assert "Мокрушин" not in page(office, "nobody", "check_paper", paper.code).content.decode()


# --- readings ---------------------------------------------------------------------------------------------------------


def test_who_answers_for_a_paper_of_rewards_sees_who_has_read_it(
    office: RewardOffice, allotted: Allotted
) -> None:
    sheet, allocation = allotted.first.pk, allotted.allocation.pk
    page(office, "secretary", "paper", sheet)
    page(office, "secretary", "allocation", allocation)
    secretary = office.people["secretary"].name
    seen = {
        (key, paper): [(row.reading.actor.name, str(row.page)) for row in answer.context["rows"]]
        for key, paper in (("deputy", sheet), ("director", sheet), ("deputy", allocation))
        if (answer := page(office, key, "paper_readings", paper)).status_code == 200
    }
    by_person = (secretary, "allocation by person")
    of_sheet = [by_person, (secretary, "page of the paper")]
    assert seen["deputy", sheet] == of_sheet
    assert seen["director", sheet][-2:] == of_sheet
    assert seen["deputy", allocation] == [by_person]
    for key in ("secretary", "head_second", "teacher_maths", "methodical_chair", "clerk"):
        assert page(office, key, "paper_readings", sheet).status_code == 404, key
    assert page(office, "director", "paper_readings", allocation).status_code == 404
    tab = reverse("paper_readings", args=[sheet])
    shown = {
        key: tab in page(office, key, "paper", sheet).content.decode() for key in ("deputy", "secretary")
    }
    assert shown == {"deputy": True, "secretary": False}


def test_every_page_of_a_confidential_paper_has_a_name_among_the_readings() -> None:
    confidential = {name for name, kind in KINDS.items() if kind.confidential is not None}
    pages = {
        str(pattern.name)
        for pattern in urlpatterns
        if getattr(pattern.callback, "kind", None) in confidential
    }
    assert "nomination_verify" in pages
    assert pages - names_of_pages().keys() == set()
