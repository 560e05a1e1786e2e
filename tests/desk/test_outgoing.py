"""Letters of a school: drafted, signed, numbered, sent, answered; and the chains that they form with what came."""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.incoming.paper import Incoming
from governance.documents.kinds.outgoing.card import suggested_addressee
from governance.documents.kinds.outgoing.letter import Outgoing
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import draft, perform
from governance.documents.record.register import Register, change_register
from governance.flows.engine.models import Notice, Task
from governance.flows.jobs.bounces import take
from governance.letters.models import OutboxLetter, Status
from governance.letters.sending import send_due
from governance.scenarios.luza import Luza
from governance.scenarios.regulation import put_up
from governance.scenarios.stage import Stage
from tests.scans import SCANNED_PDF

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]

TODAY = date(2012, 1, 16)
WORDS = {
    "to_body": "Управление образования",
    "addressee": "Начальнику управления образования\nИвановой С.А.",
    "text": "Сообщаем, что график согласован.",
}


@pytest.fixture(autouse=True)
def _january() -> Any:
    with clock.played(TODAY):
        yield


def came(luza: Luza, **also: Any) -> Incoming:
    clerk = luza.people["clerk"]
    paper = draft(Incoming, unit=luza.base, title="О графике", by=clerk)
    facts = {"sender": "РОО", "their_number": "01-24/3", "their_date": date(2012, 1, 12), **also}
    return perform(paper, "register_paper", by=clerk, name="п.pdf", data=SCANNED_PDF, **facts)


def assigned(luza: Luza, key: str = "deputy", **also: Any) -> Incoming:
    said = {"resolution": "Ответить", "executor": luza.people[key].pk, **also}
    return perform(came(luza), "resolve", by=luza.people["director"], **said)


def drafted(luza: Luza, *, by: str = "deputy", answers: Document | None = None, **words: Any) -> Outgoing:
    person = luza.people[by]
    card = Document.objects.get(pk=answers.pk) if answers else None
    letter = draft(
        Outgoing, unit=luza.base, title="О согласовании графика", by=person, answers=card, file="01-12"
    )
    return perform(letter, "revise", by=person, **{**WORDS, **words})


def signed(luza: Luza, **also: Any) -> Outgoing:
    letter = drafted(luza, **also)
    return perform(perform(letter, "submit", by=letter.executor), "sign", by=luza.people["director"])


def sent(luza: Luza, way: str = "post", to: str = "", **also: Any) -> Outgoing:
    return perform(signed(luza, **also), "send", by=luza.people["clerk"], way=way, to=to)


def waiting(paper: Document) -> list[tuple[str, Any]]:
    tasks = Task.objects.open().filter(process__document=paper.pk, flow_task_type="HUMAN")
    return [(task.flow_task.name, task.due) for task in tasks]


# --- numbers and print ------------------------------------------------------------------------------------------------


def test_its_number_is_the_file_and_the_next_one_of_the_journal(luza: Luza) -> None:
    first, second = signed(luza), signed(luza, file="02-05")
    assert [(letter.number, letter.registered_on) for letter in (first, second)] == [
        ("01-12-1", TODAY),
        ("02-05-2", TODAY),
    ]
    register = Register.objects.get(unit=luza.base, code="outgoing")
    administrator = luza.people["administrator"]
    change_register(register, by=administrator, basis="приказ № 1", template="{n}/И")
    assert signed(luza).number == "3/И"
    assert first.number == Outgoing.objects.get(pk=first.pk).number


def test_it_prints_on_the_form_with_what_it_answers(luza: Luza) -> None:
    letter = signed(luza, answers=assigned(luza), phone="2-15-30")
    words = print_data(letter)
    assert {name: words[name] for name in ("organization", "number", "date", "reference", "heading")} == {
        "organization": luza.base.charter_name,
        "number": "01-12-1",
        "date": "16.01.2012",
        "reference": "На № 01-24/3 от 12.01.2012",
        "heading": "О согласовании графика",
    }
    assert words["addressee"] == ["Начальнику управления образования", "Ивановой С.А."]
    assert words["prepared"] == "Исп.: Винокурова С.А., тел. 2-15-30"
    assert words["signature"]["mark"] == "system"
    assert render("outgoing", words) == render("outgoing", print_data(Outgoing.objects.get(pk=letter.pk)))


@pytest.mark.parametrize(
    ("post", "name", "lines"),
    [
        (
            "начальник управления образования",
            "Иванова Светлана Андреевна",
            "Начальнику управления образования\nИвановой С.А.",
        ),
        ("глава района", "Мелехин Андрей Викторович", "Главе района\nМелехину А.В."),
        ("директор", "", "Директору"),
        ("", "", ""),
    ],
)
def test_the_addressee_is_suggested_in_the_dative(post: str, name: str, lines: str) -> None:
    assert suggested_addressee(post, name) == lines


# --- chains -----------------------------------------------------------------------------------------------------------


def test_the_answer_carries_out_the_paper_that_came_once_it_is_sent(luza: Luza) -> None:
    paper = assigned(luza, on_control=True)
    letter = signed(luza, answers=paper)
    assert Incoming.objects.get(pk=paper.pk).state == "assigned"
    letter = perform(letter, "send", by=luza.people["clerk"], way="hand", to="приёмная")
    paper = Incoming.objects.get(pk=paper.pk)
    assert (paper.state, paper.result) == ("done", "Дан ответ от 16.01.2012 № 01-12-1")
    assert [step for step, _due in waiting(paper)] == ["control"]
    with pytest.raises(NotLegal, match="on control"):
        perform(paper, "put_into_file", by=luza.people["clerk"], file="01-12")
    paper = perform(paper, "take_off_control", by=luza.people["director"])
    paper = perform(paper, "put_into_file", by=luza.people["clerk"], file="01-12")
    letter = perform(letter, "put_into_file", by=luza.people["clerk"])
    assert (paper.state, letter.state, waiting(paper), waiting(letter)) == ("filed", "filed", [], [])
    assert history_of(paper)[-3:] == ["be_answered", "take_off_control", "put_into_file"]
    assert list(verify()) == []


def test_a_reply_ends_the_waiting_of_the_letter_that_it_answers(luza: Luza) -> None:
    until = date(2012, 1, 30)
    letter = sent(luza, answer_until=until)
    assert (letter.state, waiting(letter)) == ("awaiting", [("answer", until)])
    letter = perform(
        letter, "wait_longer", by=luza.people["clerk"], until=date(2012, 2, 6), reason="просят неделю"
    )
    assert waiting(letter) == [("answer", date(2012, 2, 6))]
    reply = came(luza, replies_to=letter.pk)
    letter = Outgoing.objects.get(pk=letter.pk)
    assert (letter.state, [step for step, _due in waiting(letter)]) == ("answered", ["filing"])
    assert ("Ответ на", "исходящее письмо от 16.01.2012 № 01-12-1") in print_data(reply)["lines"]
    assert Link.objects.filter(source_id=reply.pk, target_id=letter.pk, effect="take_reply").exists()


def test_nobody_replies_to_a_letter_of_another_school_or_one_that_was_not_sent(luza: Luza) -> None:
    letter = signed(luza)
    for wrong in (letter.pk, came(luza).pk, 10**6):
        with pytest.raises(NotLegal, match="from the list"):
            came(luza, replies_to=wrong)


def test_both_pages_show_the_chain(luza: Luza, desk: Desk) -> None:
    paper = assigned(luza)
    letter = sent(luza, answers=paper, answer_until=date(2012, 1, 30))
    reply = came(luza, replies_to=letter.pk)
    director = desk("director")
    pages = {one.pk: director.get(reverse("paper", args=[one.pk])) for one in (paper, letter, reply)}
    assert {pk: page.status_code for pk, page in pages.items()} == dict.fromkeys(pages, 200)
    linked = {pk: {row.paper.pk for row in page.context["links"]} for pk, page in pages.items()}
    assert linked == {paper.pk: {letter.pk}, letter.pk: {paper.pk, reply.pk}, reply.pk: {letter.pk}}


# --- the term of the resolution ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ({}, date(2012, 2, 16)),
        ({"urgent": True}, date(2012, 1, 26)),
        ({"due": date(2012, 1, 20)}, date(2012, 1, 20)),
    ],
)
def test_the_term_is_the_one_that_is_named_or_that_of_the_district(
    luza: Luza, said: dict[str, Any], due: date
) -> None:
    paper = assigned(luza, **said)
    assert (paper.due, waiting(paper)) == (due, [("execution", due)])


def test_the_head_gives_more_time_with_a_reason(luza: Luza) -> None:
    director, paper = luza.people["director"], assigned(luza, due=date(2012, 1, 20))
    for by, until, why in (("deputy", 27, "нужно"), ("director", 27, ""), ("director", 19, "раньше")):
        with pytest.raises((NotAllowed, NotLegal)):
            perform(paper, "extend", by=luza.people[by], due=date(2012, 1, until), reason=why)
    paper = perform(paper, "extend", by=director, due=date(2012, 1, 27), reason="ждём школу")
    assert waiting(paper) == [("execution", date(2012, 1, 27))]


# --- who may ----------------------------------------------------------------------------------------------------------


def test_each_act_has_its_own_people(luza: Luza) -> None:
    people = luza.people
    for key in ("director", "secretary", "head_second", "observer"):
        with pytest.raises(NotAllowed):
            drafted(luza, by=key)
    letter = perform(drafted(luza), "submit", by=people["deputy"])
    for move, key in (("sign", "clerk"), ("take_back", "director"), ("sign", "head_second")):
        with pytest.raises(NotAllowed):
            perform(letter, move, by=people[key])
    letter = perform(letter, "sign", by=people["director"])
    with pytest.raises(NotAllowed):
        perform(letter, "send", by=people["deputy"], way="post")


def test_whom_the_resolution_charges_drafts_the_answer_and_no_other_letter(luza: Luza) -> None:
    paper = assigned(luza, "director")
    letter = drafted(luza, by="director", answers=paper)
    assert letter.executor == luza.people["director"]
    with pytest.raises(NotAllowed):
        drafted(luza, by="director")


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"to_body": " "}, "to which organisation"),
        ({"addressee": ""}, "in the dative"),
        ({"text": ""}, "Write the text"),
        ({"file": ""}, "Name the file"),
    ],
)
def test_a_letter_that_says_too_little_is_not_given_to_the_head(
    luza: Luza, wrong: dict[str, Any], sentence: str
) -> None:
    letter = drafted(luza, **wrong)
    with pytest.raises(NotLegal, match=sentence):
        perform(letter, "submit", by=luza.people["deputy"])
    assert history_of(letter) == ["draft", "revise"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "я" * 20_001},
        {"their_date": date(2012, 1, 17)},
        {"answer_until": date(2012, 1, 15)},
        {"answers": 10**6},
        {"annex": 10**6},
        {"state": "signed"},
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(luza: Luza, wrong: dict[str, Any]) -> None:
    letter = drafted(luza)
    with pytest.raises(NotLegal):
        perform(letter, "revise", by=luza.people["deputy"], **wrong)
    assert history_of(letter) == ["draft", "revise"]


def test_a_letter_given_up_or_annulled_goes_nowhere(luza: Luza) -> None:
    dropped = perform(drafted(luza), "give_up", by=luza.people["deputy"], reason="не нужно")
    annulled = perform(signed(luza), "annul", by=luza.people["director"], reason="не тому адресату")
    assert (dropped.number, annulled.number, waiting(dropped), waiting(annulled)) == ("", "01-12-1", [], [])
    with pytest.raises(NotLegal):
        perform(annulled, "send", by=luza.people["clerk"], way="post")


# --- by e-mail --------------------------------------------------------------------------------------------------------


def test_by_e_mail_goes_the_very_pdf_that_the_record_keeps(luza: Luza) -> None:
    letter = sent(luza, "mail", "office@roo.example")
    kept = letter.attachments.get()
    send_due.call()
    (message,) = [one for one in mail.outbox if one.to == ["office@roo.example"]]
    (name, data, media_type) = message.attachments[-1]
    assert (name, media_type, hashlib.sha256(data).hexdigest()) == (
        "Письмо № 01-12-1.pdf",
        "application/pdf",
        kept.sha256,
    )
    assert data == render("outgoing", print_data(letter))
    assert "01-12-1" in message.subject
    again = perform(letter, "send", by=luza.people["clerk"], way="mail", to="info@roo.example")
    assert (again.attachments.count(), again.state) == (1, "sent")


def test_an_e_mail_needs_an_address(luza: Luza) -> None:
    letter = signed(luza)
    for way, to in (("mail", ""), ("mail", "не адрес"), ("pigeon", "")):
        with pytest.raises(NotLegal):
            perform(letter, "send", by=luza.people["clerk"], way=way, to=to)
    assert not OutboxLetter.objects.filter(person=None).exists()
    assert Outgoing.objects.get(pk=letter.pk).state == "signed"


def test_the_page_says_what_became_of_the_e_mail(luza: Luza, desk: Desk) -> None:
    letter = sent(luza, "mail", "office@roo.example")
    send_due.call()
    clerk, address = desk("clerk"), reverse("paper", args=[letter.pk])
    assert clerk.get(address).context["standing"][-1].value.startswith("Sent, ")
    mails = OutboxLetter.objects.filter(document=letter.pk, person=None)
    key = mails.get().key
    report = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        "Action: failed\nStatus: 5.1.1\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{key}@luza.example>\n--b--\n"
    )
    assert take(report.encode())
    assert mails.get().status == Status.BOUNCED
    page = clerk.get(address).content.decode()
    assert "The e-mail did not reach the addressee" in page
    told = Notice.objects.filter(document=letter.pk, text="letter_came_back")
    assert set(told.values_list("person", flat=True)) == {luza.people["clerk"].pk}


# --- along with a paper of ours ---------------------------------------------------------------------------------------


def test_a_letter_encloses_an_edition_and_its_answer_is_entered_there(luza: Luza, desk: Desk) -> None:
    with clock.played(date(2011, 11, 7)):
        regulation = put_up(Stage(), luza)
    letter = sent(luza, annex=regulation.pk)
    link = Link.objects.get(source_id=letter.pk, effect="encloses")
    assert (link.target_id, link.version.number) == (regulation.pk, regulation.version)
    assert "версия 1" in print_data(letter)["enclosure"]
    reply = came(luza, replies_to=letter.pk)
    page = desk("secretary").get(reverse("paper", args=[regulation.pk]))
    form = next(
        panel.facts for panel in page.context["more"] if panel.facts and "reply" in panel.facts.fields
    )
    answered = desk("secretary").post(
        f"/papers/{regulation.pk}/do/",
        {
            "move": "enter_answer",
            "seen": regulation.revision,
            "unit": form.fields["unit"].choices[1][0],
            "outcome": "consent",
            "reply": reply.pk,
        },
    )
    assert answered.status_code == 302, answered.content.decode()[:3000]
    opinion = regulation.opinions.exclude(outcome="").get()
    assert (opinion.letter, opinion.scan.name) == ("от 12.01.2012 № 01-24/3", "п.pdf")


# --- on the desk ------------------------------------------------------------------------------------------------------


def test_the_deputy_writes_a_letter_on_its_page_and_loses_nothing(luza: Luza, desk: Desk) -> None:
    paper, deputy = assigned(luza), desk("deputy")
    begin = f"{reverse('outgoing_new')}?answers={paper.pk}"
    assert deputy.get(begin).status_code == 200
    assert deputy.post(begin, {"title": "", "answers": paper.pk}).status_code == 422
    answer = deputy.post(begin, {"title": "О графике", "answers": paper.pk})
    letter = Outgoing.objects.get()
    assert (answer.url, letter.to_body, letter.answers_id) == (
        reverse("outgoing_revise", args=[letter.pk]),
        "РОО",
        paper.pk,
    )
    typed = {
        "seen": letter.revision,
        "title": "О графике",
        "to_body": "РОО",
        "answers": paper.pk,
        "file": "01-12",
    }
    refused = deputy.post(answer.url, {**typed, "text": "Сообщаем."})
    assert (refused.status_code, "Сообщаем." in refused.content.decode()) == (422, True)
    done = deputy.post(
        answer.url,
        {**typed, "text": "Сообщаем.", "post": "заведующая отделом", "name": "Макарова Людмила Ивановна"},
    )
    letter = Outgoing.objects.get()
    assert (done.status_code, letter.addressee) == (302, "Заведующей отделом\nМакаровой Л.И.")
    assert deputy.get(reverse("outgoing_list")).status_code == 200
    assert desk("head_second").get(reverse("paper", args=[letter.pk])).status_code == 404
    assert desk("secretary").get(reverse("outgoing_new")).status_code == 404


def test_a_form_that_alone_is_asked_of_somebody_stands_open(luza: Luza, desk: Desk) -> None:
    letter = signed(luza)
    panel = desk("clerk").get(reverse("paper", args=[letter.pk])).context["decision"]
    assert (panel.title, panel.moves[0].name, panel.facts is not None) == ("Send the letter", "send", True)
    # The executor has the paper: nothing is asked of the head, who may change the resolution all the same.
    panel = desk("director").get(reverse("paper", args=[assigned(luza).pk])).context["decision"]
    assert (panel.title, panel.moves) == ("", [])


def test_a_letter_sent_twice_at_once_is_sent_once(luza: Luza, desk: Desk) -> None:
    letter, clerk = signed(luza), desk("clerk")
    typed = {"move": "send", "seen": letter.revision, "way": "post", "to": "РОО, ул. Ленина, 5"}
    address = f"/papers/{letter.pk}/do/"
    assert [clerk.post(address, typed).status_code for _time in range(2)] == [302, 422]
    assert history_of(letter)[-1:] == ["send"]
    assert history_of(letter).count("send") == 1
