"""Elections on the pages of a meeting: put on the agenda, candidates, the ballot, the commission, the result."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.meeting.election.counting import CountingProtocol
from governance.documents.kinds.meeting.election.election import Candidate, Election
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot, Round, SecretBallot
from governance.scenarios.luza import Luza
from tests.desk.table import Pages, send
from tests.meeting.election import Voters
from tests.scans import SCANNED_PDF

Desk = Callable[[str], Client]


@pytest.fixture
def voters(luza: Luza) -> Voters:
    return Voters(luza)


@pytest.fixture
def polling(desk: Desk, voters: Voters) -> Pages:
    """The ballot is open, a commission is named."""
    meeting = voters.name_tellers(voters.sitting("base", "lalsk"), "second", "kulikovo")
    meeting = voters.lead(meeting, "open_round", item=voters.question(meeting))
    return Pages(desk, meeting, voters.seats)


def ballot(pages: Pages, who: str, seat: str, **data: Any) -> Any:
    address = reverse("meeting_ballot", args=[pages.pk, pages.seats[seat].pk])
    return send(pages.desk(who), address, data) if data else pages.desk(who).get(address)


def test_an_election_is_put_on_the_agenda_and_candidates_are_put_up_and_consent(
    desk: Desk, voters: Voters
) -> None:
    meeting = voters.convened()
    pages = Pages(desk, meeting, voters.seats)
    form = {"office": "chair", "unit": voters.unit.pk, "posts": "1", "among": "members", "winning": "body"}
    sent = send(desk("secretary"), reverse("meeting_election", args=[meeting.pk]), {**form, "secret": "on"})
    assert sent.status_code == 302
    item = Election.objects.get().item
    person = voters.members["lalsk"].pk
    assert pages.do("secretary", "put_up_candidate", item=item.pk, person=person).status_code == 302
    assert "I agree to stand" in pages.see("head_lalsk")
    assert "I agree to stand" not in pages.see("director")
    assert pages.do("head_lalsk", "consent", item=item.pk).status_code == 302
    assert Candidate.objects.get().consent == "system"
    assert "consented in the system" in pages.see("director")


def test_an_election_that_makes_no_sense_keeps_what_was_typed(desk: Desk, voters: Voters) -> None:
    meeting = voters.convened()
    form = {"office": "chair", "unit": voters.unit.pk, "posts": "3", "among": "members", "winning": "body"}
    sent = send(desk("secretary"), reverse("meeting_election", args=[meeting.pk]), form)
    assert sent.status_code == 422
    assert "Only one person holds this office" in sent.content.decode()
    assert (sent.context["form"]["posts"].value(), Election.objects.count()) == ("3", 0)


def test_a_member_who_does_not_convene_puts_no_election_on_an_agenda(desk: Desk, voters: Voters) -> None:
    meeting = voters.convened()
    assert desk("director").get(reverse("meeting_election", args=[meeting.pk])).status_code == 302


def test_a_secret_choice_is_confirmed_and_goes_into_the_urn(polling: Pages, voters: Voters) -> None:
    chosen = voters.candidate(polling.meeting, "lalsk").pk
    assert "To the ballot" in polling.see("director")
    for data, sentence in (
        ({"sure": "on"}, "Choose whom you vote for"),
        ({"names": [chosen]}, "look at your choice again and confirm it"),
        ({"names": [chosen, 0], "sure": "on"}, "leave one of the two"),
        (
            {"names": [chosen, voters.candidate(polling.meeting, "base").pk], "sure": "on"},
            "choose at most 1, there are 2",
        ),
        ({"names": [chosen + 99], "sure": "on"}, "Choose among the candidates"),
    ):
        answer = ballot(polling, "director", "base", **data)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True), sentence
    assert ballot(polling, "director", "base", names=[chosen], sure="on").status_code == 302
    assert list(SecretBallot.objects.values_list("candidate_id", flat=True)) == [chosen]
    assert ballot(polling, "director", "base").status_code == 302
    assert "Your vote is in the urn" in polling.see("director")


def test_nobody_opens_the_ballot_of_another_seat(polling: Pages) -> None:
    assert ballot(polling, "director", "lalsk").status_code == 404


def test_the_commission_issues_counts_and_closes(polling: Pages, voters: Voters, desk: Desk) -> None:
    address = reverse("meeting_counting", args=[polling.pk])
    assert desk("director").get(address).status_code == 302
    for key in ("fabrichnaya", "zhivotovo", "kulikovo", "second"):
        seat = voters.seats[key].pk
        issued = polling.do("head_kulikovo", "issue_ballot", round=polling.round.pk, seat=seat)
        assert (issued.status_code, issued.url) == (302, address)
    assert "A paper ballot is issued for this seat" in polling.see("head_zhivotovo")
    meeting = polling.meeting
    names = [f"votes-{voters.candidate(meeting, key).pk}" for key in ("base", "lalsk")]
    count = {"made": "8", "found": "4", "invalid": "0", names[0]: "4", names[1]: "0", "votes-against": "0"}
    refused = send(desk("head_kulikovo"), address, count)
    assert refused.status_code == 422
    assert refused.context["form"]["made"].value() == "8"
    assert send(desk("head_kulikovo"), address, {**count, "sure": "on"}).status_code == 302
    assert polling.round.state == Round.State.CLOSED
    assert "Избран: Пелевин Л.В. — 4 голоса" in polling.see("director")
    counting = CountingProtocol.objects.get()
    assert desk("head_second").get(reverse("paper", args=[counting.pk])).status_code == 200
    assert desk("director").get(reverse("paper", args=[counting.pk])).status_code == 404


def test_ballots_and_the_sheet_of_issue_print_and_tell_no_voter(polling: Pages, voters: Voters) -> None:
    item = voters.question(polling.meeting).pk
    for name in ("meeting_ballots", "meeting_issue"):
        answer = polling.desk("head_kulikovo").get(reverse(name, args=[polling.pk, item]))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_an_open_choice_is_shown_again_and_can_be_changed(desk: Desk, voters: Voters) -> None:
    meeting: Meeting = voters.polling("base", "lalsk", secret=False)
    pages = Pages(desk, meeting, voters.seats)
    chosen = voters.candidate(meeting, "lalsk").pk
    assert ballot(pages, "director", "base", names=[chosen]).status_code == 302
    assert ballot(pages, "director", "base").context["form"]["names"].value() == [chosen]
    assert ballot(pages, "director", "base", names=[0]).status_code == 302
    assert list(Ballot.objects.values_list("names", "choice")) == [([], "against")]


def test_a_page_of_an_act_shows_what_it_asks_for_and_no_error_before_it_is_sent(
    desk: Desk, voters: Voters
) -> None:
    meeting = voters.called("lalsk", consent=False)
    candidate = voters.candidate(meeting, "lalsk").pk
    address = f"/meetings/{meeting.pk}/do/enter_consent/?candidate={candidate}"
    client = desk("secretary")
    page = client.get(address)
    form = page.context["form"]
    assert (page.status_code, form.is_bound, form["candidate"].value()) == (200, False, str(candidate))
    assert 'enctype="multipart/form-data"' in page.content.decode()
    typed = {"candidate": candidate, "aloud": "paper", "paper": "заявление от 10.09.2011"}
    refused = client.post(address, typed)
    assert (refused.status_code, "Attach the scan" in refused.content.decode()) == (422, True)
    assert "заявление от 10.09.2011" in refused.content.decode()
    scan = SimpleUploadedFile("согласие.pdf", SCANNED_PDF)
    assert client.post(address, {**typed, "scan": scan}).status_code == 302
    consented = voters.candidate(meeting, "lalsk")
    assert (consented.consent, consented.consent_paper) == ("paper", "заявление от 10.09.2011")
    assert (
        f"/papers/{meeting.pk}/files/{consented.scan_id}/"
        in client.get(f"/meetings/{meeting.pk}/").content.decode()
    )


def test_who_is_put_up_finds_the_task_and_consents_with_one_press(desk: Desk, voters: Voters) -> None:
    meeting = voters.called("lalsk", consent=False)
    client = desk("head_lalsk")
    assert "Consent to stand for the office, or decline" in client.get("/").content.decode()
    page = client.get(f"/meetings/{meeting.pk}/").content.decode()
    assert "I agree to stand" in page
    item = voters.election(meeting).item_id
    assert client.post(f"/meetings/{meeting.pk}/do/consent/", {"item": item}).status_code == 302
    assert voters.candidate(meeting, "lalsk").stands
    assert "Consent to stand for the office, or decline" not in client.get("/").content.decode()
