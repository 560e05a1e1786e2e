"""The form of application for everyone: what it takes, what it refuses and keeps, and what it does not let happen."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from governance import clock
from governance.desk.public.apply import submission
from governance.desk.public.apply.log import NoKeys
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.consent import Consent
from governance.documents.record.attached import Attachment
from governance.documents.record.perform import perform
from governance.documents.record.private_link import new_key, paper_behind
from governance.documents.record.rate_limit import RateLimitCounter
from tests.admission.office import CHEMISTRY, MATHS, Office
from tests.desk.applying import OPENED, SENT, TYPED, Parent, key_in, pdf

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def errors(answer: Any) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


# --- what is taken ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_parent_sends_an_application_and_it_is_registered_with_its_consent(applying: Parent) -> None:
    answer = applying.send(file__certificate=pdf())
    application = Application.objects.get()
    assert answer["Location"] == f"/a/{key_in(answer)}/kept/"
    assert (application.state, application.number, application.way) == ("registered", "1", "online")
    assert application.applicant.name == "Марков Пётр Сергеевич"
    assert application.wishes == [MATHS]
    assert {claim.code: str(claim.value) for claim in application.all_claims} == {
        "math": "25.0000",
        "certificate": "4.7000",
    }
    assert [claim.proof.name for claim in application.all_claims if claim.proof] == ["diploma.pdf"]
    consent = Consent.objects.get()
    assert (consent.state, consent.given_by, consent.on_paper) == ("given", "Маркова Мария Ивановна", False)


@pytest.mark.django_db
def test_the_page_after_the_form_shows_number_code_and_link(applying: Parent) -> None:
    answer = applying.send()
    page = applying.open(answer["Location"], at=SENT)
    said = page.content.decode()
    application = Application.objects.get()
    assert "No. 1" in said
    assert application.public_code in said
    assert f"/a/{key_in(answer)}/" in said


@pytest.mark.django_db
def test_a_half_filled_form_with_names_and_consent_is_kept_and_finished_later(applying: Parent) -> None:
    key = key_in(
        applying.send("keep", birth_date="", school="", other_school="", wish__1="", phone="", email="")
    )
    application = Application.objects.get()
    assert (application.state, application.number) == ("draft", "")
    later = applying.post(
        f"/a/{key}/fill/",
        {**TYPED, "opened": applying.word(), "do": "send", "consent": ""},
    )
    assert later["Location"] == f"/a/{key}/kept/"
    assert Application.objects.get().state == "registered"


@pytest.mark.parametrize("field", ["surname", "given", "parent", "consent"])
@pytest.mark.django_db
def test_nothing_is_kept_without_names_and_consent(applying: Parent, field: str) -> None:
    answer = applying.send("keep", **{field: ""})
    assert answer.status_code == 422
    assert list(errors(answer)) == [field]
    assert Application.objects.count() == 0


@pytest.mark.parametrize("field", ["birth_date", "wish-1"])
@pytest.mark.django_db
def test_a_draft_may_leave_open_what_an_application_may_not(applying: Parent, field: str) -> None:
    refused = applying.send("send", **{field: ""})
    assert list(errors(refused)) == [field]
    key_in(applying.send("keep", **{field: ""}))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("birth_date", "1960-05-03"),
        ("phone", "8"),
        ("email", "no address"),
        ("value-math", "32"),
        ("value-math", "many"),
        ("wish-1", "nothing-like-it"),
        ("surname", "М" * 81),
    ],
)
@pytest.mark.django_db
def test_what_does_not_fit_is_refused_beside_its_field_and_all_that_was_typed_stays(
    applying: Parent, field: str, typed: str
) -> None:
    answer = applying.send(**{field: typed})
    assert answer.status_code == 422
    assert list(errors(answer)) == [field]
    shown = answer.content.decode()
    assert TYPED["parent"] in shown
    assert typed in shown or field == "wish-1"
    assert Application.objects.count() == 0


@pytest.mark.django_db
def test_one_class_is_wished_for_once(applying: Parent) -> None:
    assert list(errors(applying.send(**{"wish-2": MATHS}))) == ["wish-2"]
    key_in(applying.send(**{"wish-2": CHEMISTRY}))
    assert Application.objects.get().wishes == [MATHS, CHEMISTRY]


@pytest.mark.django_db
def test_a_telephone_or_an_address_is_needed_to_send(applying: Parent) -> None:
    assert list(errors(applying.send(phone="", email=""))) == ["phone"]
    key_in(applying.send(phone=""))


@pytest.mark.django_db
def test_an_application_is_taken_on_the_days_of_the_intake_only(applying: Parent) -> None:
    assert applying.open(at=OPENED).templates[0].name == "governance/apply/form.html"
    assert applying.open(at=OPENED - timedelta(days=1)).templates[0].name == "governance/apply/closed.html"
    applying.send(at=SENT + timedelta(days=30))
    assert Application.objects.count() == 0


@pytest.mark.django_db
def test_there_is_no_form_of_an_admission_that_is_not_announced(office: Office) -> None:
    assert Parent(office, office.drafted()).open().status_code == 404


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_file_is_judged_by_its_content_and_the_form_says_which_to_choose_again(applying: Parent) -> None:
    answer = applying.send(file__math=pdf("scan.pdf", b"MZ\x90\x00"), file__certificate=pdf())
    assert list(errors(answer)) == ["file-math"]
    form = answer.context["form"]
    assert form.to_choose_again == ["scan.pdf"]
    # The other one is kept and goes along when the form is sent again.
    (kept,) = form.kept_files
    assert (kept.name, kept.token_name, Attachment.objects.count()) == (
        "diploma.pdf",
        "file-certificate-kept",
        0,
    )
    key_in(applying.send(**{kept.token_name.replace("-", "__"): kept.token}))
    assert [file.name for file in Attachment.objects.all()] == ["diploma.pdf"]


@pytest.mark.django_db
def test_one_file_may_prove_two_claims(applying: Parent) -> None:
    key_in(
        applying.send(file__math=pdf(), file__certificate=pdf(), enclosures=[pdf("a.pdf", b"%PDF-1.4 other")])
    )
    proofs = {claim.proof_id for claim in Application.objects.get().all_claims}
    assert (len(proofs), Attachment.objects.count()) == (1, 2)


@pytest.mark.django_db
def test_files_of_a_draft_stay_attached(applying: Parent) -> None:
    key = key_in(applying.send("keep", file__math=pdf()))
    applying.post(f"/a/{key}/fill/", {**TYPED, "opened": applying.word(), "do": "keep", "consent": ""})
    assert [claim.proof.name for claim in Application.objects.get().all_claims if claim.proof] == [
        "diploma.pdf"
    ]


@pytest.mark.django_db
def test_all_files_together_have_a_limit(applying: Parent, settings: Any) -> None:
    settings.APPLY_UPLOAD_LIMIT_BYTES = 10
    assert list(errors(applying.send(file__math=pdf()))) == ["__all__"]


# --- against programs -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_double_press_makes_one_application(applying: Parent) -> None:
    word = applying.word()
    first, second = applying.send(word=word), applying.send(word=word)
    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1
    key_in(applying.send(word=applying.word()))
    assert Application.objects.count() == 2


@pytest.mark.django_db
def test_of_two_presses_at_the_very_same_time_the_second_finds_what_the_first_has_made(
    applying: Parent, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = applying.word()
    first = applying.send(word=word)
    # The second looked before the first was certain, and goes on to make another application.
    blind = [True]
    monkeypatch.setattr(
        submission, "paper_behind", lambda key: None if blind and blind.pop() else paper_behind(key)
    )
    second = applying.send(word=word)
    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1


@pytest.mark.django_db
def test_whoever_goes_back_to_a_kept_form_goes_on_with_the_draft(applying: Parent) -> None:
    word = applying.word()
    first = applying.send("keep", word=word)
    second = applying.send("send", word=word, given="Павел")
    assert first["Location"] == second["Location"]
    application = Application.objects.get()
    assert (application.state, application.applicant.given) == ("registered", "Павел")
    assert Consent.objects.get().about == "Марков Павел Сергеевич"


@pytest.mark.django_db
def test_a_filled_trap_is_refused(applying: Parent) -> None:
    assert list(errors(applying.send(website="http://spam.example"))) == ["website"]
    assert Application.objects.count() == 0


@pytest.mark.parametrize(
    "at", [OPENED + timedelta(seconds=1), OPENED + timedelta(hours=25)], ids=["too fast", "too old"]
)
@pytest.mark.django_db
def test_a_form_sent_too_fast_or_too_late_is_shown_again_with_what_was_typed(
    applying: Parent, at: Any
) -> None:
    answer = applying.send(at=at)
    assert list(errors(answer)) == ["__all__"]
    assert TYPED["parent"] in answer.content.decode()
    again = answer.context["form"]["opened"].value()
    key_in(applying.send(word=again, at=at + timedelta(minutes=1)))


@pytest.mark.django_db
def test_a_form_that_was_not_opened_here_is_refused(applying: Parent) -> None:
    assert list(errors(applying.send(word="forged"))) == ["__all__"]


@pytest.mark.django_db
def test_one_network_sends_so_many_forms_an_hour_and_no_more(applying: Parent, settings: Any) -> None:
    settings.APPLY_SENDS_PER_HOUR = 1
    key_in(applying.send())
    refused = applying.send(surname="Петров")
    assert list(errors(refused)) == ["__all__"]
    assert "Петров" in refused.content.decode()
    key_in(applying.send(at=SENT + timedelta(hours=1)))


@pytest.mark.django_db
def test_addresses_are_counted_as_hashes_and_forgotten_after_the_hour(applying: Parent) -> None:
    applying.send()
    assert all("127" not in row.digest and "mail" not in row.digest for row in RateLimitCounter.objects.all())
    applying.send(at=SENT + timedelta(hours=2))
    assert RateLimitCounter.objects.filter(until__lte=SENT + timedelta(hours=2)).count() == 0


def test_the_log_names_no_key() -> None:
    key = "PdPPVhsgLMaR0Wn9VTMCKZY3J9N1KEzvJ4jOQ9mbRgE"
    for path in (f"/a/{key}/do/withdraw/", f"/a/new/{key}:1abc:{key}/", f"/a/confirm/{key}:1abc:{key}/"):
        record = logging.LogRecord(
            "django.request", logging.WARNING, "", 0, "%s: %s", ("Not Found", path), None
        )
        assert NoKeys().filter(record) is True
        assert key not in record.getMessage()
    other = logging.LogRecord("x", logging.WARNING, "", 0, "%s", ("/public/ABCDEFGHJKLM/",), None)
    assert NoKeys().filter(other) is True
    assert other.getMessage() == "/public/ABCDEFGHJKLM/"


# --- letters ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_first_letter_bears_number_and_link_and_no_name(
    applying: Parent, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = applying.send()
    (letter,) = (letter for letter in mail.outbox if letter.to == ["markova@mail.example"])
    assert "№ 1" in letter.subject
    assert f"/a/{key_in(answer)}/" in letter.body
    assert "Марков" not in letter.subject + letter.body


# --- the secretary ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_secretary_enters_a_paper_form_and_nobody_else(applying: Parent) -> None:
    address = f"/papers/{applying.campaign.pk}/applications/new/"

    def at_desk(person: Any) -> Any:
        client = Client()
        client.force_login(person, backend="governance.desk.base.signed_in.PersonBackend")
        with clock.played(SENT):
            return client.post(address, {**TYPED, "opened": word, "do": "send"})

    word = applying.word()
    assert at_desk(applying.office.chair).status_code == 404
    assert at_desk(applying.office.secretary).status_code == 302
    application = Application.objects.get()
    assert (application.way, application.state) == ("paper", "registered")
    assert Consent.objects.get().on_paper is True


@pytest.mark.django_db
def test_the_secretary_goes_on_with_a_kept_paper_form_from_its_page(applying: Parent) -> None:
    client = Client()
    client.force_login(applying.office.secretary, backend="governance.desk.base.signed_in.PersonBackend")
    typed = {**TYPED, "opened": applying.word(), "do": "keep", "birth_date": ""}
    with clock.played(SENT):
        kept = client.post(f"/papers/{applying.campaign.pk}/applications/new/", typed)
        page = client.get(kept["Location"])
    address = f"{kept['Location']}application/"
    assert address in page.content.decode()
    with clock.played(SENT):
        typed = {**TYPED, "opened": applying.word(), "do": "send", "consent": ""}
        assert client.post(address, typed)["Location"] == kept["Location"]
    assert Application.objects.get().state == "registered"


@pytest.mark.django_db
def test_a_link_given_by_hand_opens_the_page(applying: Parent) -> None:
    applying.send()
    application = Application.objects.get()
    with clock.played(SENT):
        key = new_key()
        perform(application, "renew_link", basis=application, opened_by=key)
    assert applying.open(f"/a/{key}/").status_code == 200
