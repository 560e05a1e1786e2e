"""The public log: seals with those before them, each to be downloaded, with proofs that are really computed."""

import base64
from datetime import date
from typing import Any

import pytest
from django.db import models
from django.test import Client

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.record.perform import perform
from governance.documents.seals.checkpoint import Checkpoint
from governance.documents.seals.models import Leaf, Seal, log_keys
from governance.documents.seals.note import parted
from governance.documents.seals.sealing import seal
from governance.documents.seals.tree import proves_consistency
from governance.roles.organisation import OrganisationEvent
from governance.scenarios.luza import Luza
from tests.founding import other_district
from tests.memory import recalled
from tests.seals.conftest import ordered
from tests.seals.forging import drop_triggers


@pytest.fixture(autouse=True)
def _events_of_papers_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a log is short enough to be read; `test_sealing` seals those of the organisation too."""
    monkeypatch.delattr(OrganisationEvent, "sealed")


@pytest.fixture
@recalled
def sealed(luza: Luza) -> list[Order]:
    """Three mornings: seals of two, three and five events."""
    with clock.played(date(2011, 11, 18)):
        first = ordered(luza, "О дежурстве")
        seal(luza.district)
    with clock.played(date(2011, 11, 19)):
        perform(first, "submit", by=luza.people["deputy"])
        seal(luza.district)
    with clock.played(date(2011, 11, 21)):
        second = ordered(luza, "О замене")
        seal(luza.district)
    return [first, second]


def verdicts(page: Any) -> list[tuple[int, int, str]]:
    return [(row.seal.size, row.growth, str(row.extends.word)) for row in page.context["rows"]]


def test_the_page_shows_the_seals_and_whether_each_extends_the_one_before(
    sealed: list[Order], luza: Luza, visitor: Client
) -> None:
    page = visitor.get("/seals/", follow=True)
    assert page.redirect_chain == [(f"/seals/{luza.district.pk}/", 302)]
    assert verdicts(page) == [
        (5, 2, "extends the one before"),
        (3, 1, "extends the one before"),
        (2, 2, "the first one"),
    ]
    last = Seal.objects.get(size=5).checkpoint
    text = page.content.decode()
    assert last.root_text in text
    assert "21.11.2011 10:00" in text
    assert str(log_keys(last.origin)[0]) in text.replace("&#x2B;", "+")
    assert str(luza.district.name) in text
    assert not any(order.title in text for order in sealed)


def test_the_verdict_is_computed_from_the_log(sealed: list[Order], luza: Luza, visitor: Client) -> None:
    drop_triggers()
    for digest in ("0" * 64, "not a hash"):
        models.QuerySet(Leaf).filter(position=1).update(hash=digest)
        words = {word for *_, word in verdicts(visitor.get(f"/seals/{luza.district.pk}/"))}
        assert words == {"does not extend the one before"}


def test_an_altered_seal_extends_nothing(sealed: list[Order], luza: Luza, visitor: Client) -> None:
    drop_triggers()
    models.QuerySet(Seal).filter(size=3).update(note="x")
    assert verdicts(visitor.get(f"/seals/{luza.district.pk}/")) == [
        (5, 2, "does not extend the one before"),
        (3, 1, "not signed by this server"),
        (2, 2, "the first one"),
    ]


def test_each_seal_is_downloaded_as_it_was_signed(sealed: list[Order], luza: Luza, visitor: Client) -> None:
    log = f"/seals/{luza.district.pk}"
    for size in (2, 3, 5):
        answer = visitor.get(f"{log}/{size}.txt")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.content.decode() == Seal.objects.get(size=size).note
    assert visitor.get(f"{log}/checkpoint").content == visitor.get(f"{log}/5.txt").content


@pytest.mark.parametrize(("old", "new"), [(2, 3), (2, 5), (3, 5), (5, 5), (0, 5)])
def test_the_proof_between_any_two_seals_is_given_as_witnesses_take_it(
    sealed: list[Order], luza: Luza, visitor: Client, old: int, new: int
) -> None:
    text = visitor.get(f"/seals/{luza.district.pk}/{old}-{new}.txt").content.decode()
    head, note = text.split("\n\n", 1)
    first, *lines = head.split("\n")
    later = Checkpoint.parse(parted(note)[0])
    assert (first, later.size) == (f"old {old}", new)
    proof = [base64.b64decode(line) for line in lines]
    if old == 0:
        assert proof == []
    else:
        before = Seal.objects.get(size=old).checkpoint
        assert proves_consistency(old, new, proof, before.root, later.root)


@pytest.mark.parametrize(
    "address",
    [
        "{0}/4.txt",
        "{0}/0.txt",
        "{0}/99999999999999999999.txt",
        "{0}/x.txt",
        "{0}/2-4.txt",
        "{0}/4-5.txt",
        "{0}/5-2.txt",
        "999/",
        "999/2.txt",
        "999/checkpoint",
        "{school}/",
    ],
)
def test_what_was_never_sealed_is_not_there(
    sealed: list[Order], luza: Luza, visitor: Client, address: str
) -> None:
    path = address.format(luza.district.pk, school=luza.base.pk)
    assert visitor.get(f"/seals/{path}").status_code == 404


def test_before_the_first_seal_the_page_says_so(luza: Luza, visitor: Client) -> None:
    page = visitor.get("/seals/")
    assert (page.status_code, "Nothing has been sealed yet" in page.content.decode()) == (200, True)


def test_a_long_log_is_paged_and_costs_few_queries(
    luza: Luza, visitor: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    order = None
    for number in range(1, 24):
        with clock.played(date(2011, 10, number)):
            order = order or ordered(luza, "О дежурстве")
            perform(order, "remark", by=luza.people["director"], text="Назвать срок")
            seal(luza.district)
    with django_assert_max_num_queries(9):
        page = visitor.get(f"/seals/{luza.district.pk}/")
    assert (len(page.context["rows"]), {word for *_, word in verdicts(page)}) == (
        20,
        {"extends the one before"},
    )
    second = visitor.get(f"/seals/{luza.district.pk}/?page=2")
    assert [word for *_, word in verdicts(second)] == ["extends the one before"] * 2 + ["the first one"]


def test_each_district_has_a_page_of_its_own(sealed: list[Order], luza: Luza, visitor: Client) -> None:
    other = other_district("Другой")
    assert visitor.get(f"/seals/{other.pk}/").status_code == 404
    Seal.objects.create(district=other, size=1, note=Seal.objects.get(size=2).note)
    page = visitor.get(f"/seals/{luza.district.pk}/")
    assert [(chip.label, chip.current) for chip in page.context["districts"]] == [
        (str(luza.district), True),
        ("Другой", False),
    ]


# --- on the pages of a paper -----------------------------------------------------------------------------------------


def test_the_check_of_a_copy_says_since_which_seal_the_paper_is_witnessed(
    signed: Order, luza: Luza, visitor: Client
) -> None:
    def said() -> list[tuple[str, str]]:
        facts = visitor.get(f"/check/{signed.code}/").context["facts"]
        return [(str(fact.value), fact.href) for fact in facts if str(fact.name) == "Seal of the record"]

    assert said() == [("the seal of the next morning will hold it", "")]
    with clock.played(date(2011, 9, 13)):
        seal(luza.district)
    with clock.played(date(2011, 9, 14)):
        perform(signed, "remark", by=luza.people["director"], text="Исполнено в срок")
        seal(luza.district)
    assert said() == [("held since 13.09.2011", f"/seals/{luza.district.pk}/")]


def test_the_history_of_a_paper_says_what_of_it_is_sealed(signed: Order, luza: Luza, desk: Any) -> None:
    reader = desk("director")

    def said() -> str:
        page = reader.get(f"/papers/{signed.pk}/?part=history")
        return " ".join(page.content.decode().split())

    assert "The seal of the next morning will hold this history." in said()
    with clock.played(date(2011, 9, 13)):
        seal(luza.district)
    assert "The seal of 13.09.2011 10:00 holds this history." in said()
    with clock.played(date(2011, 9, 14)):
        perform(signed, "remark", by=luza.people["director"], text="Исполнено в срок")
    held = signed.events.count() - 1
    assert f"The seal of 13.09.2011 10:00 holds the first {held} entries" in said()
