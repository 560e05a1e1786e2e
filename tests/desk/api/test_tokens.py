"""Tokens for programs: made by their person, shown once, kept as a hash, ended by a day, a revocation or a leaving."""

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ValidationError
from django.test import Client

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.settings.accounts import DEMANDED, SECOND_FACTOR_OF_SIGNERS
from governance.record_rows import OutsideAnAct, past_the_door
from governance.roles.acts.settings import change_setting
from governance.roles.acts.tokens import give_token, revoke_token
from governance.roles.api_token import MOST_TOKENS, ApiToken
from governance.roles.organisation import OrganisationEvent
from governance.roles.organisation_check import district_faults
from governance.scenarios.luza import Luza
from tests.desk.api.conftest import UNTIL, Program, Programs, problem_of
from tests.desk.conftest import Desk

pytestmark = pytest.mark.django_db
TYPED = {"purpose": "Сайт школы", "scope": "read", "until": "2012-06-30"}


@pytest.fixture
def confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """They have just shown who they are."""
    name = "allauth.account.decorators.reauthentication.is_reauthentication_required"
    monkeypatch.setattr(name, lambda request, **asked: False)


def test_a_token_is_made_for_a_purpose_shown_once_and_kept_as_a_hash(
    confirmed: None, luza: Luza, desk: Desk
) -> None:
    client = desk("director")
    assert client.post("/profile/tokens/new/", TYPED)["Location"] == "/profile/tokens/"
    key = client.get("/profile/tokens/").context["key"]
    assert client.get("/profile/tokens/").context["key"] == ""
    row = ApiToken.objects.get()
    assert (row.person, row.purpose, row.scope, row.until, key in row.digest) == (
        luza.people["director"],
        "Сайт школы",
        "read",
        date(2012, 6, 30),
        False,
    )
    assert Program(key).get("me").json()["purpose"] == "Сайт школы"
    (line,) = client.get("/profile/tokens/").context["open"]
    assert line.used_at == clock.now()


def test_that_it_was_given_and_revoked_stands_in_the_record(luza: Luza, desk: Desk) -> None:
    director = luza.people["director"]
    _key, token = give_token(director, "Сайт школы", ApiToken.Scope.READ, until=UNTIL)
    assert desk("director").post(f"/profile/tokens/{token.pk}/revoke/").status_code == 302
    acts = OrganisationEvent.objects.filter(person=director, act__endswith="_token").order_by("position")
    assert [(event.act, event.actor) for event in acts] == [
        ("give_token", director),
        ("revoke_token", director),
    ]
    assert list(district_faults(luza.district.pk)) == []
    page = desk("director").get(f"/people/{director.pk}/history/").content.decode()
    assert "Сайт школы" in page
    with past_the_door():
        ApiToken.objects.filter(pk=token.pk).update(scope="act")
    assert len(list(district_faults(luza.district.pk))) == 1
    with pytest.raises(OutsideAnAct):
        token.save()


def test_whoever_has_not_just_signed_in_shows_who_they_are_first(luza: Luza, desk: Desk) -> None:
    luza.people["director"].set_password("Северный-ветер-77")
    luza.people["director"].save(update_fields=["password"])
    asked = desk("director").get("/profile/tokens/new/")
    assert (asked.status_code, asked["Location"].partition("?")[0]) == (302, "/profile/confirm/")
    desk("director").post("/profile/tokens/new/", TYPED)
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("purpose", " "), ("scope", "sign"), ("until", "2013-06-30"), ("until", "2011-09-11"), ("until", "")],
)
def test_the_form_says_what_does_not_fit(confirmed: None, field: str, value: str, desk: Desk) -> None:
    refused = desk("director").post("/profile/tokens/new/", {**TYPED, field: value})
    assert refused.status_code == 422
    assert not ApiToken.objects.exists()


def test_nobody_has_more_tokens_than_they_can_look_after(luza: Luza) -> None:
    director = luza.people["director"]
    given = [give_token(director, f"№ {n}", ApiToken.Scope.READ, until=UNTIL)[1] for n in range(MOST_TOKENS)]
    with pytest.raises(ValidationError):
        give_token(director, "Ещё один", ApiToken.Scope.READ, until=UNTIL)
    revoke_token(given[0], by=director)
    give_token(director, "Ещё один", ApiToken.Scope.READ, until=UNTIL)


def test_a_revoked_token_opens_nothing_and_the_others_stay(luza: Luza, desk: Desk, program: Programs) -> None:
    stolen, kept = program("director"), program("director")
    row = ApiToken.objects.earliest("pk")
    assert desk("clerk").post(f"/profile/tokens/{row.pk}/revoke/").status_code == 404
    assert stolen.get("me").status_code == 200
    desk("director").post(f"/profile/tokens/{row.pk}/revoke/")
    assert problem_of(stolen.get("me")) == (401, "unknown-token")
    assert kept.get("me").status_code == 200


def test_an_expired_token_opens_nothing_and_its_last_day_counts(program: Programs) -> None:
    caller = program("director")
    with clock.played(UNTIL):
        assert caller.get("me").status_code == 200
    with clock.played(UNTIL + timedelta(days=1)):
        assert problem_of(caller.get("me")) == (401, "unknown-token")


def test_a_token_ends_with_the_account_of_its_person(luza: Luza, program: Programs) -> None:
    caller, director = program("director"), luza.people["director"]
    director.is_active = False
    with past_the_door():
        director.save()
    assert problem_of(caller.get("me")) == (401, "unknown-token")


def test_a_wrong_token_is_no_token_and_guessing_is_stopped(settings: Any, program: Programs) -> None:
    settings.WRONG_KEYS_PER_HOUR = 2
    answers = [Program(f"sdg_guess{n}").get("me") for n in range(3)]
    assert [problem_of(answer)[0] for answer in answers] == [401, 401, 429]
    assert answers[0]["WWW-Authenticate"] == "Bearer"
    assert problem_of(Client().get("/api/v1/me")) == (401, "unknown-token")
    basic = Client().get("/api/v1/me", headers={"Authorization": "Basic YTpi"})
    assert problem_of(basic) == (401, "unknown-token")


def test_a_program_that_calls_too_often_is_stopped_and_another_is_not(
    settings: Any, program: Programs
) -> None:
    settings.API_CALLS_PER_HOUR = 2
    greedy, other = program("director"), program("director")
    assert [greedy.get("me").status_code for _time in range(3)] == [200, 200, 429]
    assert int(greedy.get("me")["Retry-After"]) in range(1, 3601)
    assert other.get("me").status_code == 200


def test_whoever_has_to_have_a_second_factor_has_to_have_it_here(luza: Luza, program: Programs) -> None:
    caller, director = program("director"), luza.people["director"]
    setting, district = SECOND_FACTOR_OF_SIGNERS, luza.district
    change_setting(district, setting, DEMANDED, since=clock.today(), by=None, basis="приказ № 1")
    assert problem_of(caller.get("me")) == (403, "no-second-factor")
    TOTP.activate(director, generate_totp_secret())
    assert caller.get("me").status_code == 200
    # Who signs nothing is asked for none.
    assert program("observer").get("me").status_code == 200


def test_a_browser_only_reads(order: Order, desk: Desk) -> None:
    client = desk("deputy")
    assert client.get(f"/api/v1/papers/{order.pk}").status_code == 200
    refused = client.post(
        f"/api/v1/papers/{order.pk}/moves/submit",
        data={},
        content_type="application/json",
        headers={"If-Match": '"2"', "Idempotency-Key": "a"},
    )
    assert problem_of(refused) == (401, "unknown-token")
