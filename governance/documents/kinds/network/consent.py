"""The consent of a teacher to work that the contract of employment does not name («согласие работника»).

Labour Code, article 60.2: such work is given with the written consent of the employee alone, who may refuse; whoever
has refused is not appointed.
"""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.effects import CALL_OFF, CONSENT, REFUSE
from governance.documents.kinds.network.employee_paper import BY_CLERK, BY_TEACHER, TEACHER, EmployeePaper
from governance.documents.kinds.network.settling import BEFORE_THE_ORDER
from governance.documents.language.content_labels import labelled
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.signatures import sign_as
from governance.documents.record.transitions import ByPaper, condition, move
from governance.documents.settings.reminding import OF_REWARDS

ASKED, GIVEN, REFUSED, WITHDRAWN = "draft", "given", "refused", "withdrawn"


@condition(
    gettext_lazy(
        "The order is signed already. Tell the director in writing, with the notice that the agreement names: then "
        "another teacher takes over (Labour Code, article 60.2)."
    )
)
def before_the_order(consent: "WorkConsent") -> bool:
    return consent.candidacy.state in BEFORE_THE_ORDER


def as_answered(consent: "WorkConsent", act: Act, *, consents: bool, **facts: Any) -> str:
    """The state after an answer on paper."""
    if consents:
        return GIVEN
    return WITHDRAWN if consent.state == GIVEN else REFUSED


@kind("work_consent")
class WorkConsent(EmployeePaper):
    """Asked of one teacher when the council has supported the candidacy."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("work consent", "Awaits the teacher")
        GIVEN = "given", Phase.IN_FORCE, pgettext_lazy("work consent", "Given")
        REFUSED = "refused", Phase.ENDED, pgettext_lazy("work consent", "Refused")
        WITHDRAWN = "withdrawn", Phase.ENDED, pgettext_lazy("work consent", "Taken back")
        LAPSED = "lapsed", Phase.ENDED, pgettext_lazy("work consent", "Not needed any more")

    kind_label = gettext_lazy("Consent of an employee")
    kind_label_many = gettext_lazy("Consents of employees")
    reminding = OF_REWARDS
    kind_purpose = gettext_lazy("A teacher's written consent to additional work.")
    numbered = False
    effects_in = {State.GIVEN: (CONSENT,), State.REFUSED: (REFUSE,), State.WITHDRAWN: (REFUSE,)}
    content_labels = labelled(
        "title teacher position candidacy since until",
        candidacy=gettext_lazy("Candidate for network teacher"),
    )

    # The day beside the signature; of one given in the system the day of that.
    given_on = models.DateField(null=True, editable=False)

    @property
    def is_being_written(self) -> bool:
        """It is frozen as the teacher is asked."""
        return False

    def content(self) -> dict[str, Any]:
        candidacy = self.candidacy
        return {
            "title": self.title,
            "teacher": candidacy.teacher.full_name,
            "position": candidacy.employment.capacity,
            "candidacy": candidacy.present_hash,
            "since": candidacy.since.isoformat(),
            "until": candidacy.until.isoformat(),
        }

    @move(
        source=ASKED,
        target=GIVEN,
        rule=BY_TEACHER,
        words=verb("work consent", "Give the consent", "gave the consent"),
        needs_password=True,
    )
    def give(self, act: Act) -> None:
        """By the teacher, in the system."""
        sign_as(self, act, TEACHER, signer=self.employment)
        self._given(clock.today())

    @move(
        source=ASKED,
        target=REFUSED,
        rule=BY_TEACHER,
        words=verb("work consent", "Refuse", "refused"),
        grave=True,
    )
    def refuse(self, act: Act) -> None:
        """The teacher gives no reason, if they do not want to."""
        self.affect(REFUSE, [self.candidacy_id])

    @move(
        source=GIVEN,
        target=WITHDRAWN,
        rule=BY_TEACHER,
        words=verb("work consent", "Take the consent back", "took the consent back"),
        conditions=(before_the_order,),
        grave=True,
    )
    def withdraw(self, act: Act) -> None:
        """At any time before the order."""
        self.affect(REFUSE, [self.candidacy_id])

    @move(
        source=(ASKED, GIVEN),
        target=GET_STATE(as_answered, states=(GIVEN, REFUSED, WITHDRAWN)),
        rule=BY_CLERK,
        words=verb("work consent", "Enter an answer on paper", "entered an answer on paper"),
        conditions=(before_the_order,),
        inner=True,
    )
    def enter_answer(self, act: Act, *, consents: bool, signed_on: date, name: str, data: bytes) -> None:
        """A sheet that the teacher signed by hand: a consent, a refusal, or that the consent is taken back."""
        if consents and self.state == GIVEN:
            raise NotLegal(_("The consent is given already."))
        place = TEACHER if self.state == ASKED else "withdrawal"
        self.enter_by_hand(act, place, self.employment, signed_on=signed_on, name=name, data=data)
        if consents:
            self._given(signed_on)
        else:
            self.affect(REFUSE, [self.candidacy_id])
        act.facts["consents"] = consents

    def _given(self, day: date) -> None:
        self.check_employed(day)
        self.given_on = day
        self.affect(CONSENT, [self.candidacy_id])

    @move(
        source=(ASKED, GIVEN),
        target="lapsed",
        rule=ByPaper(CALL_OFF),
        words=verb("work consent", "Need no more", "needed no more"),
    )
    def call_off(self, act: Act) -> None:
        """The candidacy ended: nothing is asked any more."""


def ask_consent(candidacy: Candidacy) -> WorkConsent:
    """Ask the teacher whom the council has supported; frozen, so that what is signed is what was asked."""

    def freeze(consent: WorkConsent, act: Act) -> None:
        consent.involve(([candidacy.teacher], "teacher"))
        consent.freeze(act)

    return draft(
        WorkConsent,
        unit=candidacy.employment.unit,
        title="Согласие на дополнительную работу сетевого педагога",
        basis=candidacy,
        fill=freeze,
        candidacy=candidacy,
    )


def given_consent(candidacy: Candidacy) -> WorkConsent | None:
    """The consent on which the work of a teacher rests."""
    consents = WorkConsent._default_manager.filter(candidacy=candidacy, state=GIVEN)
    consent: WorkConsent | None = consents.order_by("pk").last()
    return consent
