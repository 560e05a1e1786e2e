"""Letters as they arrive in a mailbox, over a mail server from a package: text, HTML, calendar entry, links."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from io import StringIO
from pathlib import Path
from socket import socket
from typing import Any
from urllib.parse import unquote

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.timezone import make_aware
from icalendar import Calendar

from governance import clock
from governance.documents.kinds.meeting.invitation import CalendarInvitation
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.order.order import Order
from governance.documents.record.perform import draft, perform
from governance.flows.engine import notices
from governance.flows.engine.models import Notice, Task
from governance.flows.jobs.bounces import read_bounces, take
from governance.flows.jobs.daily import begin_day
from governance.flows.jobs.digest import write_digests
from governance.flows.jobs.escalation import escalate
from governance.letters import outbox, reading_link, sending
from governance.letters.bounces import forget_bounces
from governance.letters.models import OutboxLetter, Status
from governance.letters.outbox import Letter
from governance.roles.acts.appointing import dismiss
from governance.roles.letter_choices import LetterChoices, Sort, Way, choices_of, choose, end_links
from governance.scenarios.luza import Luza
from tests.letters.imap_server import imap_serving
from tests.letters.mail_servers import serving
from tests.rewards.office import RewardOffice

pytestmark = pytest.mark.django_db
BACKEND = "governance.desk.base.signed_in.PersonBackend"
PREPARED = make_aware(datetime(2011, 9, 5, 10))  # noqa: DTZ001  the next call makes it aware
HELD = make_aware(datetime(2011, 9, 12, 14))  # noqa: DTZ001  make_aware gives it one


class Mailbox(Message):
    """All that a mail server took."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[EmailMessage] = []

    def prepare_message(self, session: Any, envelope: Any) -> Any:
        return message_from_bytes(envelope.content, policy=modern)

    def handle_message(self, message: Any) -> None:
        self.letters.append(message)


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    box = Mailbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "governance.letters.backends.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    try:
        yield box
    finally:
        server.stop()


def fetched(box: Mailbox) -> list[EmailMessage]:
    box.letters.clear()
    sending.send_due.call()
    return list(box.letters)


def part(letter: EmailMessage, kind: str) -> str:
    return str(next(one for one in letter.walk() if one.get_content_type() == kind).get_content())


def submitted(luza: Luza) -> Order:
    """An order that waits for the director, with a title that is markup and a line that would be a header."""
    with clock.played(PREPARED):
        order = draft(
            Order, unit=luza.schools["base"], title="О <b>дежурстве</b> & прочем", by=luza.people["clerk"]
        )
    return order


def convened(luza: Luza) -> Meeting:
    keeper = luza.people["secretary"]
    with clock.played(PREPARED):
        meeting = draft(
            Meeting, unit=luza.council, title="Заседание <script>", by=keeper, held_at=HELD, place="кабинет 5"
        )
        meeting = perform(meeting, "add_item", by=keeper, title="Разное")
        return perform(meeting, "convene", by=keeper)


def test_a_letter_is_text_and_html_with_all_that_one_asks_of_it(luza: Luza, mailbox: Mailbox) -> None:
    OutboxLetter.objects.all().delete()
    meeting = convened(luza)
    letters = fetched(mailbox)
    (letter,) = (one for one in letters if luza.people["head_lalsk"].email in one["To"])
    assert [one.get_content_type() for one in letter.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    text, html = part(letter, "text/plain"), part(letter, "text/html")
    for said in ("Вы приглашены на заседание", "О чём", "Почему вы", "вы член этого органа", "Разное"):
        assert said in text
        assert said in html
    # Escaped, nothing loaded from anywhere, readable in the dark.
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "src=" not in html
    assert "prefers-color-scheme: dark" in html
    assert meeting.place in text


def test_a_letter_about_a_paper_with_personal_data_names_nobody_and_its_link_asks_to_sign_in(
    luza: Luza, mailbox: Mailbox
) -> None:
    office = RewardOffice(luza)
    nomination, _other = office.two(office.open_period())
    OutboxLetter.objects.all().delete()
    notices.notify([luza.people["head_second"]], nomination, "effect_failed")
    (letter,) = fetched(mailbox)
    said = " ".join([letter["Subject"], part(letter, "text/plain"), part(letter, "text/html")])
    assert "Представление к поощрению" in said
    assert nomination.teacher.surname not in said
    row = OutboxLetter.objects.get()
    answer = Client().get(path_of(row, nomination))
    assert (answer.status_code, unquote(answer["Location"])) == (
        302,
        f"/sign-in/?next=/papers/{nomination.pk}/",
    )


def test_a_letter_on_a_point_says_what_is_to_be_done(luza: Luza, mailbox: Mailbox) -> None:
    order, people = submitted(luza), luza.people
    with clock.played(PREPARED):
        points = [{"text": "Составить график дежурства", "executor": people["clerk"], "due": HELD.date()}]
        order = perform(order, "revise", by=people["clerk"], points=points)
        order = perform(order, "submit", by=people["clerk"])
        OutboxLetter.objects.all().delete()
        perform(order, "sign", by=people["director"])
    letters = [one for one in fetched(mailbox) if people["clerk"].email in one["To"]]
    assert "Что сделать: Составить график дежурства" in " ".join(part(one, "text/plain") for one in letters)


def test_a_subject_never_becomes_a_header(luza: Luza, mailbox: Mailbox) -> None:
    OutboxLetter.objects.all().delete()
    outbox.write(Letter("a@luza.example", "Тема\r\nBcc: all@luza.example", "Текст <i>", person=None))
    (letter,) = fetched(mailbox)
    assert (letter["Bcc"], letter["Subject"]) == (None, "Тема Bcc: all@luza.example")
    assert "&lt;i&gt;" in part(letter, "text/html")


def test_a_calendar_keeps_its_entry_sees_changes_and_the_end(luza: Luza, mailbox: Mailbox) -> None:
    OutboxLetter.objects.all().delete()
    meeting, keeper = convened(luza), luza.people["secretary"]
    person = luza.people["head_lalsk"]

    def entry() -> tuple[Any, Any]:
        (letter,) = (one for one in fetched(mailbox) if person.email in one["To"])
        calendar = Calendar.from_ical(part(letter, "text/calendar"))
        (event,) = calendar.walk("VEVENT")
        found = next(one for one in letter.walk() if one.get_content_type() == "text/calendar")
        assert found.get_param("method") == calendar["METHOD"]
        return calendar, event

    first, event = entry()
    assert (first["METHOD"], event["STATUS"], event.decoded("DTSTART")) == ("REQUEST", "CONFIRMED", HELD)
    assert str(event["ATTENDEE"]) == f"mailto:{person.email}"
    with clock.played(PREPARED + timedelta(hours=1)):
        meeting = perform(meeting, "revise", by=keeper, held_at=HELD + timedelta(days=1), place="актовый зал")
    _second, later = entry()
    assert (later["UID"], later["LOCATION"]) == (event["UID"], "актовый зал")
    assert int(later["SEQUENCE"]) > int(event["SEQUENCE"])
    with clock.played(PREPARED + timedelta(hours=2)):
        perform(meeting, "cancel", by=keeper, reason="Карантин")
    third, last = entry()
    assert (third["METHOD"], last["STATUS"], last["UID"]) == ("CANCEL", "CANCELLED", event["UID"])
    assert int(last["SEQUENCE"]) > int(later["SEQUENCE"])
    assert not CalendarInvitation.objects.filter(called_off=False).exists()


def test_a_member_who_leaves_is_uninvited_alone(luza: Luza, mailbox: Mailbox) -> None:
    convened(luza)
    OutboxLetter.objects.all().delete()
    person = luza.people["head_lalsk"]
    seat = person.appointments.get(seat__isnull=False, unit=luza.council)
    with clock.played(PREPARED + timedelta(hours=1)):
        dismiss(seat, basis="приказ", by=None)
    (letter,) = fetched(mailbox)
    calendar = Calendar.from_ical(part(letter, "text/calendar"))
    assert (person.email in letter["To"], calendar["METHOD"]) == (True, "CANCEL")
    with clock.played(PREPARED + timedelta(days=1)):
        begin_day()
    assert [one for one in fetched(mailbox) if "text/calendar" in str(one)] == []


# --- at once, in the morning, or not ----------------------------------------------------------------------------------


def told(luza: Luza, text: str = "answered") -> None:
    order = submitted(luza)
    OutboxLetter.objects.filter(status=Status.WAITING).delete()
    notices.notify([luza.people["director"]], order, text, unit="СОШ", outcome="согласовано")


def test_one_letter_in_the_morning_gathers_what_was_held_and_is_not_written_twice(
    luza: Luza, mailbox: Mailbox
) -> None:
    director = luza.people["director"]
    choose(director, LetterChoices(ways={Sort.NEWS: Way.MORNING}))
    OutboxLetter.objects.all().delete()
    told(luza)
    told(luza)
    assert fetched(mailbox) == []
    assert len(write_digests()) == 1
    assert write_digests() == []
    (letter,) = fetched(mailbox)
    assert part(letter, "text/plain").count("Получен ответ") == 2
    assert "НОВОСТИ" in part(letter, "text/plain")
    assert set(OutboxLetter.objects.values_list("status", flat=True)) == {Status.GATHERED, Status.SENT}


def test_who_wants_no_letter_gets_none_but_a_summons_comes_all_the_same(luza: Luza, mailbox: Mailbox) -> None:
    person = luza.people["head_lalsk"]
    choose(person, LetterChoices(ways={Sort.NEWS: Way.NONE, Sort.TASK: Way.NONE}, language="en"))
    choose(luza.people["director"], LetterChoices(ways={Sort.NEWS: Way.NONE}))
    OutboxLetter.objects.all().delete()
    told(luza)
    assert fetched(mailbox) == []
    convened(luza)
    (letter,) = (one for one in fetched(mailbox) if person.email in one["To"])
    assert letter["Subject"].strip().startswith("You are invited to the meeting")


def test_an_empty_morning_brings_no_letter(luza: Luza, mailbox: Mailbox) -> None:
    director = luza.people["director"]
    choose(director, LetterChoices(ways={Sort.NEWS: Way.MORNING}))
    OutboxLetter.objects.all().delete()
    told(luza)
    outbox.erase_about(OutboxLetter.objects.values_list("document", flat=True))
    assert (write_digests(), fetched(mailbox)) == ([], [])


def test_the_choice_is_made_in_the_profile_and_what_binds_is_not_offered(luza: Luza) -> None:
    person = luza.people["director"]
    client = Client()
    client.force_login(person, backend=BACKEND)
    page = client.get("/profile/letters/").content.decode()
    assert 'name="summons"' not in page
    assert client.post("/profile/letters/", {"escalation": "none", "language": "ru"}).status_code == 422
    assert client.post("/profile/letters/", {"task": "morning", "language": "en"}).status_code == 302
    person.refresh_from_db()
    assert choices_of(person) == LetterChoices(language="en", ways={Sort.TASK: Way.MORNING}, links=False)


def test_letters_about_one_kind_of_paper_come_otherwise_than_the_rest(luza: Luza, mailbox: Mailbox) -> None:
    director = luza.people["director"]
    choose(
        director,
        LetterChoices(ways={Sort.NEWS: Way.NONE}, of_kinds={"order": {Sort.NEWS: Way.AT_ONCE}}),
    )
    OutboxLetter.objects.all().delete()
    told(luza)
    (letter,) = fetched(mailbox)
    # Its last line leads to the choice for papers of this kind.
    assert "/profile/letters/?kind=order" in part(letter, "text/plain")
    choose(director, LetterChoices(of_kinds={"order": {Sort.NEWS: Way.NONE}}))
    told(luza)
    assert fetched(mailbox) == []
    # Of other papers as before; and what binds comes whatever was chosen for its kind.
    choose(director, LetterChoices(of_kinds={"meeting": {Sort.NEWS: Way.NONE, Sort.TASK: Way.NONE}}))
    told(luza)
    assert len(fetched(mailbox)) == 1
    convened(luza)
    assert [one for one in fetched(mailbox) if director.email in one["To"]] != []


def test_the_kinds_that_come_otherwise_are_chosen_in_the_profile_and_given_up_again(luza: Luza) -> None:
    person = luza.people["director"]
    client = Client()
    client.force_login(person, backend=BACKEND)
    address, all_papers = "/profile/letters/", {"language": "ru", "links": "on", "news": "morning"}
    asked = client.get(f"{address}?kind=order").content.decode()
    assert '<option value="order" selected>' in asked
    assert 'name="kind-0-kind"' not in client.get(f"{address}?kind=nothing").content.decode()
    more = client.post(address, {**all_papers, "do": "more:kind"}).content.decode()
    assert 'name="kind-0-kind"' in more
    assert '<option value="morning" selected>' in more
    order = {"kind-0-kind": "order", "kind-0-news": "none", "kind-0-task": "at_once"}
    for wrong in (
        {**order, "kind-1-kind": "order", "kind-1-news": "none"},
        {**order, "kind-0-escalation": "none"},
        {**order, "kind-0-kind": ""},
        {**order, "kind-0-kind": "letter"},
    ):
        assert client.post(address, {**all_papers, **wrong}).status_code == 422
        person.refresh_from_db()
        assert choices_of(person) == LetterChoices()
    assert client.post(address, {**all_papers, **order, "kind-1-kind": "plan"}).status_code == 302
    person.refresh_from_db()
    assert choices_of(person) == LetterChoices(
        ways={Sort.NEWS: Way.MORNING}, of_kinds={"order": {Sort.TASK: Way.AT_ONCE, Sort.NEWS: Way.NONE}}
    )
    assert '<option value="order" selected>' in client.get(address).content.decode()
    assert client.post(address, {"language": "ru"}).status_code == 302
    person.refresh_from_db()
    assert choices_of(person) == LetterChoices(links=False)


# --- who is late ------------------------------------------------------------------------------------------------------


def test_the_next_in_line_is_told_once_of_a_late_task(luza: Luza) -> None:
    meeting = convened(luza)
    task = Task.objects.open().get(process__document=meeting, flow_task_type="HUMAN")
    OutboxLetter.objects.all().delete()
    with clock.played(HELD + timedelta(days=2)):
        assert escalate() == []
    with clock.played(HELD + timedelta(days=3)):
        assert escalate() == [task]
        assert escalate() == []
    task.refresh_from_db()
    above = Notice.objects.filter(text="task_escalated").values_list("person", flat=True)
    assert task.escalated_to
    assert task.person_id not in above
    assert OutboxLetter.objects.count() == len(above) > 0


# --- what came back ---------------------------------------------------------------------------------------------------

REPORT = """From: MAILER-DAEMON@mail.example
To: district@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

The mailbox does not exist.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; head@luza.example
Action: {action}
Status: {status}

--B
Content-Type: text/rfc822-headers

Message-ID: <{key}@localhost>

--B--
"""


def report(key: object, action: str = "failed", status: str = "5.1.1") -> bytes:
    return REPORT.format(key=key, action=action, status=status).encode()


def test_a_letter_that_came_back_is_shown_on_it_and_on_the_person(
    luza: Luza, mailbox: Mailbox, tmp_path: Any
) -> None:
    OutboxLetter.objects.all().delete()
    person = luza.people["head_lalsk"]
    outbox.write(Letter(person.email, "Тема", "Текст", person=person))
    fetched(mailbox)
    letter = OutboxLetter.objects.get()
    client = Client()
    client.force_login(luza.people["administrator"], backend=BACKEND)
    card = f"/people/{person.pk}/"
    for content in (
        report(letter.key, action="delayed"),
        report("0" * 8),
        b"",
        b"\xff\xfe",
        report(person.pk),
    ):
        assert take(content) is False
    assert "вернулось" not in client.get(card).content.decode()
    for folder in ("new", "cur", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "new" / "1").write_bytes(report(letter.key))
    (tmp_path / "new" / "2").write_bytes(b"Subject: hello\n\nHello\n")
    said = StringIO()
    call_command("read_bounces", maildir=tmp_path, stdout=said)
    call_command("read_bounces", maildir=tmp_path, stdout=said)
    assert said.getvalue().split("\n")[:2] == [f"Reports about letters of ours: {n}" for n in (1, 0)]
    letter.refresh_from_db()
    assert (letter.status, letter.failure, letter.bounce_code) == (Status.BOUNCED, "no_mailbox", "5.1.1")
    assert "этот адрес не отвечает" in client.get(card).content.decode()
    assert person.full_name in client.get("/letters/").content.decode()
    told = dict(Notice.objects.filter(text__endswith="mailbox_silent").values_list("text", "person"))
    assert told == {"mailbox_silent": luza.people["administrator"].pk, "own_mailbox_silent": person.pk}
    # Whose mailbox it is sees it too, until they have another one.
    owner = Client()
    owner.force_login(person, backend=BACKEND)
    for page in ("/profile/", "/profile/letters/"):
        assert "до вас не дошло" in owner.get(page).content.decode()
    forget_bounces(person.pk)
    assert "до вас не дошло" not in owner.get("/profile/").content.decode()


def test_a_refused_address_is_shown_as_one_that_came_back(luza: Luza, settings: Any) -> None:
    OutboxLetter.objects.all().delete()
    person, client = luza.people["head_lalsk"], Client()
    client.force_login(luza.people["administrator"], backend=BACKEND)
    outbox.write(Letter(person.email, "Тема", "Текст", person=person))
    with serving(RCPT="550 no such user") as server:
        settings.EMAIL_BACKEND = "governance.letters.backends.SmtpBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        sending.send_due.call()
    assert (
        "почтовый сервер отказывается от этого адреса" in client.get(f"/people/{person.pk}/").content.decode()
    )
    assert person.full_name in client.get("/letters/").content.decode()


def test_the_mailbox_of_bounces_is_read_by_imap(
    luza: Luza, mailbox: Mailbox, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    OutboxLetter.objects.all().delete()
    person = luza.people["head_lalsk"]
    outbox.write(Letter(person.email, "Тема", "Текст", person=person))
    fetched(mailbox)
    mails = [b"Subject: hello\n\nHello\n", report(OutboxLetter.objects.get().key)]
    with imap_serving(mails, tmp_path, password="s p@ce") as server:
        settings.BOUNCES_MAILBOX = f"imaps://bounces%40luza.example:s%20p%40ce@localhost:{server.port}/INBOX"
        # Nobody who is not who they say they are gets the password.
        assert [failure.job for failure in begin_day((read_bounces,)).failed] == [read_bounces]
        assert server.said == []
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        assert begin_day((read_bounces,)).failed == []
    # Other mail stays unread, for the people who read that mailbox.
    assert server.seen == {2}
    assert OutboxLetter.objects.get(person=person).status == Status.BOUNCED


# --- the link that reads ----------------------------------------------------------------------------------------------


@pytest.fixture
def invited(luza: Luza) -> tuple[Meeting, OutboxLetter]:
    meeting = convened(luza)
    return meeting, OutboxLetter.objects.get(document=meeting, person=luza.people["head_lalsk"])


def path_of(letter: OutboxLetter, document: Any) -> str:
    address = reading_link.address_of(letter.key, document.pk)
    return address[address.index("/letter/") :]


def test_the_link_reads_one_paper_and_decides_nothing(luza: Luza, invited: Any) -> None:
    meeting, letter = invited
    path, client = path_of(letter, meeting), Client()
    # Opened by a program or in a strange browser it gives nothing away, and nothing is used up.
    for _look in range(3):
        page = client.get(path)
        assert (page.status_code, str(meeting.title) in page.content.decode()) == (200, False)
        assert page["Referrer-Policy"] == "same-origin"
    paper = f"/papers/{meeting.pk}/"
    assert client.get(paper).status_code == 302
    assert client.post(path).headers["Location"] == paper
    page = client.get(paper)
    assert page.status_code == 200
    assert "для чтения" in page.content.decode()
    for other in ("/", "/documents/", f"/meetings/{meeting.pk}/", "/profile/", f"{paper}dossier/"):
        assert client.get(other).status_code in (302, 404), other
    before = meeting.revision
    assert client.post(f"{paper}do/", {"move": "cancel", "reason": "нет"}).status_code == 422
    assert client.post(f"{paper}remark/", {"text": "нет"}).status_code == 403
    assert Meeting.objects.get(pk=meeting.pk).revision == before


def test_a_link_is_over_revoked_or_not_for_everybody(luza: Luza, invited: Any) -> None:
    meeting, letter = invited
    path, person = path_of(letter, meeting), letter.person

    def opens() -> bool:
        return Client().get(path).status_code == 200

    assert opens()
    assert Client().get(path[:-3] + "xx/").status_code == 404
    OutboxLetter.objects.filter(pk=letter.pk).update(written_at=timezone.now() - timedelta(days=4))
    assert not opens()
    OutboxLetter.objects.filter(pk=letter.pk).update(written_at=timezone.now())
    reader = Client()
    reader.post(path)
    paper = f"/papers/{meeting.pk}/"
    assert reader.get(paper).status_code == 200
    end_links(person, timezone.now())
    assert not opens()
    assert reader.get(paper).status_code == 302
    choose(person, LetterChoices(links=False))
    assert not opens()


def test_the_link_does_not_get_round_a_second_factor(luza: Luza, invited: Any) -> None:
    meeting, letter = invited
    person, reader = letter.person, Client()
    person.set_password("a good long password")
    person.save(update_fields=["password"])
    reader.post(path_of(letter, meeting))
    paper, signs_in = f"/papers/{meeting.pk}/", f"/sign-in/?next=/papers/{meeting.pk}/"
    assert reader.get(paper).status_code == 200
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": "not asked for here"}
    )
    # Neither what was opened before, nor the link anew, nor the password alone.
    assert reader.get(paper)["Location"] == signs_in
    for method in ("get", "post"):
        answer = getattr(Client(), method)(path_of(letter, meeting))
        assert (answer.status_code, unquote(answer["Location"])) == (302, signs_in)
    cancel = {"move": "cancel", "reason": "нет", "password": "a good long password"}
    reader.post(f"{paper}do/", cancel)
    assert "_auth_user_id" not in reader.session
    assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.PLANNED


def test_a_meeting_is_read_on_its_plain_page(luza: Luza, invited: Any) -> None:
    meeting, letter = invited
    reader = Client()
    reader.post(path_of(letter, meeting))
    assert reader.get(f"/meetings/{meeting.pk}/")["Location"] == f"/papers/{meeting.pk}/"
    page = reader.get(f"/papers/{meeting.pk}/").content.decode()
    for said in ("12 сентября 2011 г. в 14:00", "кабинет 5", "Разное", "Ответить на приглашение"):
        assert said in page
    assert f"/sign-in/?next=/meetings/{meeting.pk}/reply/" in page
    assert "Архив документа" not in page
    # Whoever is signed in is led to the meeting itself, and may read the plain page too.
    member = Client()
    member.force_login(letter.person, backend=BACKEND)
    assert member.get(f"/papers/{meeting.pk}/")["Location"] == f"/meetings/{meeting.pk}/"
    assert "кабинет 5" in member.get(f"/papers/{meeting.pk}/?part=text").content.decode()


def test_the_session_of_a_letter_is_among_those_of_the_person_who_can_end_it(
    luza: Luza, invited: Any
) -> None:
    meeting, letter = invited
    reader, owner = Client(), Client()
    reader.post(path_of(letter, meeting))
    owner.force_login(letter.person, backend=BACKEND)
    page = owner.get("/profile/sessions/").content.decode()
    assert "читает один документ, из письма" in page
    owner.post("/profile/letters/links/")
    assert reader.get(f"/papers/{meeting.pk}/").status_code == 302


def test_the_password_of_the_addressee_decides_and_no_other(luza: Luza, invited: Any) -> None:
    meeting, letter = invited
    person = letter.person
    person.set_password("a good long password")
    person.save(update_fields=["password"])
    client = Client()
    client.post(path_of(letter, meeting))
    address = f"/papers/{meeting.pk}/do/"
    wrong = client.post(address, {"move": "cancel", "reason": "нет", "password": "wrong"})
    assert (wrong.status_code, "_auth_user_id" in client.session) == (422, False)
    client.post(address, {"move": "cancel", "reason": "нет", "password": "a good long password"})
    # They are signed in as themselves, with no more rights than they have.
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.PLANNED
