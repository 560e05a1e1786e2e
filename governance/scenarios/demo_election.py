"""The council of the demonstration elects its chair: two vote on paper, a commission counts, the protocol appoints.

The present chair is elected again, so that everybody goes on as before, by a vote that their right rests on.
"""

from datetime import datetime

from django.utils.timezone import make_aware

from governance.documents.kinds.meeting.election.counting import CountingProtocol
from governance.documents.kinds.meeting.election.election import Candidate
from governance.documents.kinds.protocol.protocol import Protocol
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Sitting, begin_meeting, council_of
from governance.scenarios.stage import Stage

HELD_AT = "2011-11-17 14:00"
CHAIR, RIVAL = "head_second", "head_lalsk"
TELLERS = ("head_kulikovo", "head_zhivotovo")
ON_PAPER = ("fabrichnaya", "zhivotovo")


def fill_election(luza: Luza, stage: Stage) -> None:
    """The sitting, from the invitation to the signed protocol."""
    stage.at("2011-11-14 10:00")
    sitting = convened(luza, stage)
    stage.at(HELD_AT)
    sitting.attend(**dict.fromkeys(luza.seats, "present"))
    sitting.chair("open")
    people = [luza.people[key] for key in TELLERS]
    sitting.secretary(
        "name_tellers",
        people=[person.pk for person in people],
        chair=people[0].pk,
        in_favour=6,
        against=0,
        abstain=0,
    )
    voted(luza, stage, sitting)
    counting = stage.find(CountingProtocol, round__meeting=sitting.meeting)
    for person in people:
        counting = stage.do(counting, "sign", person)
    stage.do(counting, "approve", luza.people["secretary"], in_favour=6, against=0, abstain=0)
    stage.at("2011-11-17 15:00")
    sitting.chair("finish")
    stage.at("2011-11-18 09:00")
    signed(luza, stage, sitting)


def convened(luza: Luza, stage: Stage) -> Sitting:
    """The candidates are put up with the invitation and consent."""
    secretary = luza.people["secretary"]
    moment = make_aware(datetime.fromisoformat(HELD_AT))
    meeting = stage.begin(
        begin_meeting, secretary, body=luza.council, held_at=moment, place="базовая школа, кабинет 12"
    )
    meeting = stage.do(
        meeting, "add_election", secretary, office="chair", speaker=luza.people["director"].name
    )
    item = meeting.items.get()
    for key in (CHAIR, RIVAL):
        meeting = stage.do(meeting, "put_up", secretary, item=item, person=luza.people[key])
    meeting = stage.do(meeting, "convene", secretary)
    for key in (CHAIR, RIVAL):
        meeting = stage.do(meeting, "consent", luza.people[key], item=item)
    return Sitting(stage, luza, meeting, council_of(luza))


def voted(luza: Luza, stage: Stage, sitting: Sitting) -> None:
    """Four vote in the system, two on paper; the commission opens the urn."""
    teller = luza.people[TELLERS[0]]
    sitting.chair("open_round", item=sitting.item(1))
    names = {
        key: Candidate.objects.get(election__item=sitting.item(1), person=luza.people[key]).pk
        for key in (CHAIR, RIVAL)
    }
    for key in ON_PAPER:
        sitting.meeting = stage.do(sitting.meeting, "issue_ballot", teller, seat=luza.seats[key])
    for key in luza.seats.keys() - set(ON_PAPER):
        chosen = [names[RIVAL if key == "lalsk" else CHAIR]]
        sitting.meeting = stage.do(
            sitting.meeting, "choose", sitting.voter(key), seat=luza.seats[key], candidates=chosen
        )
    sitting.meeting = stage.do(
        sitting.meeting,
        "count_ballots",
        teller,
        round=sitting.meeting.open_round_now(),
        made=8,
        found=2,
        invalid=0,
        votes={str(names[CHAIR]): 2, str(names[RIVAL]): 0, "against": 0},
    )


def signed(luza: Luza, stage: Stage, sitting: Sitting) -> None:
    """The protocol with its proposed decision; by the second signature the chair is appointed."""
    secretary = luza.people["secretary"]
    protocol = stage.find(Protocol, meeting=sitting.meeting)
    heard = "Пелевина Л.В. о выдвижении кандидатов и о порядке тайного голосования."
    protocol = stage.do(protocol, "revise", secretary, entries={sitting.item(1).pk: {"heard": heard}})
    protocol = stage.do(protocol, "submit", secretary)
    protocol = stage.do(protocol, "sign_as_chair", luza.people[CHAIR])
    stage.do(protocol, "sign_as_secretary", secretary)
