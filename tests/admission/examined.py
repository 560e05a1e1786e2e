"""A short admission in which each state that a paper reaches is shown to whoever examines it."""

from datetime import datetime, time
from typing import Any

from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.kinds.admission.rating import Rating
from governance.documents.record.document import Document
from governance.roles.person import Person
from governance.scenarios.luza import Luza

from .office import AFTER, CHEMISTRY, GENERAL, MATHS, Office, fresh


class ExaminedOffice(Office):
    """Shows the examiner, after each act, every state of each of its kinds that it has not seen."""

    plays = None

    def __init__(self, luza: Luza, examiner: Any) -> None:
        super().__init__(luza)
        self.examiner = examiner

    def act(self, paper: Document, move: str, by: Person | None = None, **facts: Any) -> Any:
        done = super().act(paper, move, by, **facts)
        self.examiner.moment = datetime.combine(self.day, time(10))
        for card in Document.objects.filter(kind__in=self.examiner.kinds).order_by("pk"):
            if (card.kind, card.state) not in self.examiner.seen:
                self.examiner.tell(card.whole, by, move)
        return done


def play_admission(luza: Luza, examiner: Any) -> None:
    """Missing papers, a conflict of interest, an upheld appeal, an enrolment, a withdrawal."""
    office = ExaminedOffice(luza, examiner)
    campaign = office.announced()
    pupil = office.applied(campaign, [MATHS, CHEMISTRY], {"math": "20", "certificate": "4"})
    pupil = office.act(pupil, "declare_conflict", office.people["teacher_maths"], reason="племянник")
    pupil = office.act(pupil, "ask", office.secretary, missing="справка")
    pupil = office.parent(pupil, "supplement")
    others = [
        office.applied(campaign, wishes, {"math": mark, "certificate": "5"})
        for wishes, mark in (([MATHS], "31"), ([MATHS], "30"), ([CHEMISTRY], "21"), ([GENERAL], "9"))
    ]
    gone = office.applied(campaign, [GENERAL], {"math": "9"})
    office.parent(gone, "withdraw")
    for application in (pupil, *others):
        office.checked(application)
    office.published(campaign)
    appeal = office.appealed(fresh(pupil))
    keeper = office.people["methodical_secretary"]
    appeal = office.act(appeal, "prepare", keeper, corrections=[{"code": "prize", "value": "1"}])
    office.heard(appeal)
    office.on(AFTER)
    office.act(Rating.objects.latest("edition"), "enrol", office.clerk)
    office.ordered(Enrolment.objects.get())
    office.parent(fresh(others[0]), "decline")
