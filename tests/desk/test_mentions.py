"""Remarks: who is told of them, who is called by name with @, and who is not told as they may not see the paper."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Conflict, Remark
from governance.documents.record.events import Event
from governance.documents.record.perform import perform
from governance.flows.engine.models import Notice
from governance.flows.engine.notices import notice_text
from governance.letters.models import OutboxLetter
from governance.record_rows import past_the_door
from governance.roles.person import Person
from governance.scenarios.luza import Luza

Desk = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _told_before(submitted: Order) -> None:
    Notice.objects.all().delete()
    OutboxLetter.objects.all().delete()


def told() -> set[tuple[str, str]]:
    return set(Notice.objects.values_list("person__surname", "text"))


def make(client: Client, order: Order, text: str) -> int:
    return client.post(reverse("paper_remark", args=[order.pk]), {"text": text}).status_code


def renamed(person: Person, like: Person) -> None:
    with past_the_door():
        Person.objects.filter(pk=person.pk).update(
            surname=like.surname, given=f"{like.given}я", patronymic=like.patronymic
        )


def test_a_remark_is_told_to_author_task_holder_and_earlier_writers_once_and_not_to_its_own(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    director, deputy = luza.people["director"], luza.people["deputy"]
    make(desk("director"), submitted, "Проверьте дату.")
    first = told()
    make(desk("deputy"), submitted, "Дата верна.")
    assert (first, told()) == (
        {(deputy.surname, "remark")},
        {(deputy.surname, "remark"), (director.surname, "remark")},
    )
    assert Notice.objects.count() == 2
    assert {letter.person_id for letter in OutboxLetter.objects.all()} == {director.pk, deputy.pk}


def test_whoever_is_called_is_told_so_and_gets_a_letter(submitted: Order, luza: Luza, desk: Desk) -> None:
    secretary, director = luza.people["clerk"], luza.people["director"]
    assert make(desk("deputy"), submitted, f"@{secretary.name}, посмотрите; пишите на a@b.ru") == 302
    assert told() == {(secretary.surname, "mentioned"), (director.surname, "remark")}
    assert Event.objects.filter(move="remark").get().facts == {"mentioned": [secretary.pk]}
    assert OutboxLetter.objects.filter(person=secretary).count() == 1
    said = notice_text(Notice.objects.get(text="mentioned"))
    assert luza.people["deputy"].name in said


@pytest.mark.parametrize(
    "name", ["{0.surname}", "{0.surname} {0.given}", "{0.full_name}", "{0.surname} И.И."]
)
def test_a_name_is_found_in_any_form_and_a_wrong_one_is_the_surname_alone(
    submitted: Order, luza: Luza, desk: Desk, name: str
) -> None:
    secretary = luza.people["clerk"]
    make(desk("deputy"), submitted, f"Спросим @{name.format(secretary)} Завтра")
    assert (secretary.surname, "mentioned") in told()


def test_calling_somebody_who_may_not_see_it_is_refused_as_calling_nobody_is_and_the_text_stays(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    stranger = luza.people["head_lalsk"]
    answers = {}
    for name in (stranger.name, "Никтоев Н.Н."):
        page = desk("deputy").post(reverse("paper_remark", args=[submitted.pk]), {"text": f"@{name} важно"})
        answers[name] = page.status_code, page.context["remark_form"].errors["__all__"][0].replace(name, "…")
        assert page.context["remark_form"]["text"].value() == f"@{name} важно"
    assert len(set(answers.values())) == 1
    assert {status for status, _said in answers.values()} == {422}
    assert (told(), Remark.objects.count(), Event.objects.filter(move="remark").count()) == (set(), 0, 0)


def test_a_name_of_several_people_is_asked_back_and_the_full_name_settles_it(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    secretary, clerk = luza.people["clerk"], luza.people["director"]
    renamed(clerk, like=secretary)
    clerk.refresh_from_db()
    page = desk("deputy").post(
        reverse("paper_remark", args=[submitted.pk]), {"text": f"@{secretary.name} важно"}
    )
    (said,) = page.context["remark_form"].errors["__all__"]
    assert (page.status_code, secretary.full_name in said, clerk.full_name in said) == (422, True, True)
    assert make(desk("deputy"), submitted, f"@{clerk.full_name} важно") == 302
    assert Event.objects.filter(move="remark").get().facts == {"mentioned": [clerk.pk]}
    offered = desk("deputy").get(
        reverse("paper_people", args=[submitted.pk]), {"q": secretary.surname[:4].lower()}
    )
    assert [person["name"] for person in offered.json()["people"]] == sorted(
        [secretary.full_name, clerk.full_name]
    )


def test_the_people_offered_are_those_who_see_the_paper_and_are_offered_to_them_alone(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    address = reverse("paper_people", args=[submitted.pk])
    secretary, stranger = luza.people["clerk"], luza.people["head_lalsk"]
    offered = [
        [person["full"] for person in desk("deputy").get(address, {"q": asked}).json()["people"]]
        for asked in (secretary.surname, stranger.surname, luza.people["deputy"].surname)
    ]
    assert offered == [[secretary.full_name], [], []]
    assert [desk("head_lalsk").get(address).status_code, Client().get(address).status_code] == [404, 302]


def test_whoever_wrote_once_and_may_not_see_the_paper_any_more_is_told_nothing(
    submitted: Order, luza: Luza
) -> None:
    director = luza.people["director"]
    perform(submitted, "remark", by=director, text="Первое.")
    with past_the_door():
        Conflict.objects.create(document_id=submitted.pk, person=director, declared_at=clock.now())
    perform(submitted, "remark", by=luza.people["deputy"], text="Второе.")
    assert (director.surname, "remark") not in told()
