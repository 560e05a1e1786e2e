"""Leaving a post, for a term or for good: who stands in, who takes over, and what waits meanwhile."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.flows.engine.models import Task
from governance.roles.acts.appointing import appoint, stand_in_for
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.may import rights_of
from governance.roles.organisation import OrganisationEvent
from governance.roles.rights import Right
from governance.scenarios.luza import Luza
from tests.desk.conftest import Desk
from tests.tampering import faults_in

pytestmark = pytest.mark.django_db

BASIS = "приказ от 12.09.2011 № 5-К"
TERM = {"since": "2011-09-12", "until": "2011-09-30"}


def posts_of(luza: Luza, key: str) -> list[int]:
    return [post.pk for post in luza.appointments[key]]


def test_a_head_names_who_stands_in_for_all_posts_at_once_by_an_order(
    luza: Luza, desk: Desk, signed: Order
) -> None:
    director = desk("director")
    page = director.get("/profile/stand-in/")
    posts = posts_of(luza, "director")
    assert page.context["form"]["posts"].value() == posts
    assert list(page.context["form"].fields["order"].queryset) == [signed.document_ptr]
    typed = {"person": luza.people["deputy"].pk, "posts": posts, "order": signed.pk, **TERM}
    assert director.post("/profile/stand-in/", typed)["Location"] == "/profile/"
    named = Appointment.objects.filter(stands_for__in=posts).order_by("pk")
    assert [(one.person, one.role, one.unit, one.seat, one.until) for one in named] == [
        (luza.people["deputy"], post.role, post.unit, post.seat, date(2011, 9, 30))
        for post in luza.appointments["director"]
    ]
    assert {one.basis for one in named} == {f"приказ от 12.09.2011 № {signed.number}"}
    assert (Right.SIGN_ORDER.value, luza.base.pk) in rights_of(luza.people["deputy"])
    event = OrganisationEvent.objects.order_by("-position").first()
    assert event is not None
    assert (event.actor, event.appointment) == (luza.people["director"], None)
    assert list(faults_in(None)) == []


def test_who_leads_nothing_names_nobody_and_a_head_only_in_their_own_posts(luza: Luza, desk: Desk) -> None:
    assert desk("clerk").get("/profile/stand-in/").status_code == 404
    assert "Name a stand-in" in desk("director").get("/profile/").content.decode()
    assert "Name a stand-in" not in desk("clerk").get("/profile/").content.decode()
    before = Appointment.objects.count()
    foreign = {
        "person": luza.people["deputy"].pk,
        "posts": posts_of(luza, "head_lalsk"),
        "basis": BASIS,
        **TERM,
    }
    page = desk("director").post("/profile/stand-in/", foreign)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["posts"])
    term = {"since": date(2011, 9, 12), "until": date(2011, 9, 30), "basis": BASIS}
    with pytest.raises(ValidationError, match="needs the right"):
        stand_in_for(
            luza.appointments["clerk"],
            luza.people["deputy"],
            by=luza.people["clerk"],
            **term,
        )
    assert Appointment.objects.count() == before


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"basis": ""}, {"basis": ["Choose the order, or name the one on paper."]}),
        ({"posts": []}, {"posts": ["Mark at least one post."]}),
        ({"until": "2011-09-01"}, {"until": ["The last day is before the first: correct one of the two."]}),
    ],
)
def test_what_is_missing_of_a_stand_in_is_said(
    luza: Luza, desk: Desk, changed: dict[str, object], errors: dict[str, list[str]]
) -> None:
    typed = {"person": luza.people["deputy"].pk, "posts": posts_of(luza, "director"), "basis": BASIS, **TERM}
    page = desk("director").post("/profile/stand-in/", {**typed, **changed})
    assert (page.status_code, page.context["form"].errors) == (422, errors)
    assert not Appointment.objects.filter(stands_for__isnull=False).exists()


def test_where_one_post_is_stood_in_for_already_none_is_given(luza: Luza, desk: Desk) -> None:
    held = luza.appointments["director"]
    term = {"since": date(2011, 9, 12), "until": date(2011, 9, 30)}
    appoint(
        luza.people["deputy"], Role.SCHOOL_HEAD, luza.base, by=None, basis=BASIS, stands_for=held[0], **term
    )
    typed = {"person": luza.people["clerk"].pk, "posts": posts_of(luza, "director"), "basis": BASIS, **TERM}
    page = desk("administrator").post(f"/people/{luza.people['director'].pk}/away/", typed)
    [said] = page.context["form"].non_field_errors()
    assert said.startswith("директор базовой школы: ")
    assert Appointment.objects.filter(stands_for__isnull=False).count() == 1


def test_an_administrator_names_the_stand_in_of_somebody_who_cannot(luza: Luza, desk: Desk) -> None:
    typed = {"person": luza.people["deputy"].pk, "posts": posts_of(luza, "director"), "basis": BASIS, **TERM}
    address = f"/people/{luza.people['director'].pk}/away/"
    assert desk("director").get(address).status_code == 404
    assert desk("administrator").post(address, typed).status_code == 302
    assert Appointment.objects.filter(person=luza.people["deputy"], stands_for__isnull=False).count() == 2


def test_leaving_a_post_shows_what_waits_and_hands_it_over_with_the_post(
    luza: Luza, desk: Desk, submitted: Order
) -> None:
    admin, post = desk("administrator"), luza.appointments["director"][0]
    page = admin.get(f"/appointments/{post.pk}/end/")
    left = [(one.task.document.pk, one.others, one.is_personal) for one in page.context["left"]]
    assert (submitted.pk, (), False) in left
    successor = luza.people["deputy_second"]
    typed = {"until": "2011-09-12", "successor": successor.pk, "basis": BASIS}
    assert admin.post(f"/appointments/{post.pk}/end/", typed).status_code == 302
    taken = Appointment.objects.get(person=successor, role=Role.SCHOOL_HEAD)
    assert (taken.unit, taken.since, taken.title) == (luza.base, date(2011, 9, 13), post.title)
    with clock.played(date(2011, 9, 13)):
        waiting = Task.objects.waiting_for(successor).values_list("process__document", flat=True)
        assert submitted.pk in waiting
        gone = Task.objects.waiting_for(luza.people["director"]).values_list("process__document", flat=True)
        assert submitted.pk not in gone


def test_a_task_that_names_the_person_is_told_and_stays(luza: Luza, desk: Desk, signed: Order) -> None:
    """The point of an order names its executor: an order changes that, and no dismissal."""
    admin, post = desk("administrator"), luza.appointments["clerk"][0]
    left = admin.get(f"/appointments/{post.pk}/end/").context["left"]
    assert {one.is_personal for one in left if one.task.document.pk == signed.pk} == {True}
    typed = {"until": "2011-09-12", "successor": luza.people["deputy_second"].pk, "basis": BASIS}
    assert admin.post(f"/appointments/{post.pk}/end/", typed).status_code == 302
    named = Task.objects.open().filter(process__document=signed.document_ptr, person__isnull=False)
    assert {task.person for task in named} == {luza.people["clerk"]}
