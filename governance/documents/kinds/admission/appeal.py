"""An appeal against a published result: heard by another commission, none of whose members sat in the first.

An upheld appeal corrects points; the list is computed and published anew, both editions are kept (docs/domain.md,
"Admission").
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.columns import OwnCharField
from governance.documents.approval.agenda_subject import AgendaSubject
from governance.documents.approval.claimed_value import typed_value
from governance.documents.approval.effects import APPROVE
from governance.documents.approval.erasable import Erasable, last_day_kept
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.applicant import new_salt
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.commission import APPEALS, CommissionMember
from governance.documents.kinds.admission.effects import CORRECT, DISMISS, UPHOLD
from governance.documents.kinds.admission.erasing import RUN_OUT
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.phrases import list_date
from governance.documents.language.typed_text import lines_of_text
from governance.documents.language.verb import verb
from governance.documents.law.validation import plain
from governance.documents.record.act import Act
from governance.documents.record.attached import Conflict
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.numbering import give_number
from governance.documents.record.perform import draft, perform
from governance.documents.record.transitions import ByHolder, ByPaper, ByTerm, ByWhole, May, condition, move
from governance.documents.settings.reminding import OF_ADMISSION
from governance.proof.canonical_json import sha256
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

LONGEST_APPEAL = 5_000
PREPARES = May(Right.KEEP_MINUTES)


@condition(gettext_lazy("The appeal is on an agenda already: its text is voted on as it is."))
def is_prepared(appeal: "Appeal") -> bool:
    return appeal.can_go_on_agenda


@kind("appeal")
class Appeal(AgendaSubject, Erasable):
    """What a parent objects to, and what the appeal commission would correct if it upholds."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("appeal", "Draft")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("appeal", "Being considered")
        UPHELD = "upheld", Phase.IN_FORCE, pgettext_lazy("appeal", "Upheld")
        DISMISSED = "dismissed", Phase.IN_FORCE, pgettext_lazy("appeal", "Dismissed")
        WITHDRAWN = "withdrawn", Phase.ENDED, pgettext_lazy("appeal", "Withdrawn")

    kind_label = gettext_lazy("Appeal")
    kind_label_many = gettext_lazy("Appeals")
    reminding = OF_ADMISSION
    kind_purpose = gettext_lazy("A family's objection to points; another commission hears it.")
    registers = (APPEALS,)
    noun = Noun(NounGender.FEMININE, "апелляция", "апелляции", "апелляцию")
    confidential = Right.READ_APPLICATIONS
    personal = True
    personal_fields = ("text", "salt")
    effects_in = {State.UPHELD: (CORRECT, APPROVE)}
    decided_by_kind = UnitKind.COMMISSION
    decision_moves = ("uphold", "dismiss")
    retention = gettext_lazy("personal data: for the term of the district; the decision: permanently")
    content_labels = labelled(
        "title application text corrections code value circumstance",
        text=gettext_lazy("Hash of the text"),
        corrections=gettext_lazy("What is to be corrected"),
        circumstance=gettext_lazy("Circumstance"),
    )
    select_related_fields = ("application", "application__campaign", "decided_by_paper", "on_agenda")

    application = models.ForeignKey(Application, models.PROTECT, related_name="appeals")
    text = models.TextField(gettext_lazy("what the parents object to"))
    # [{"code", "value" (text, empty: not counted), "circumstance"}]: what counts if it is upheld.
    corrections: Any = models.JSONField(default=list)
    salt = OwnCharField(max_length=32, default=new_salt, editable=False)
    decided_by_paper = models.ForeignKey(
        Document, models.PROTECT, null=True, editable=False, related_name="+"
    )

    @property
    def opened_with(self) -> int:
        return self.application_id

    @property
    def rests_on(self) -> Document | None:
        return self.decided_by_paper

    @property
    def decided_by(self) -> Unit | None:
        return self.application.campaign.appeal_commission

    def recused(self) -> dict[int, str]:
        """Whoever took part in the selection, or has a conflict of interest, does not hear the appeal."""
        selected = CommissionMember.objects.filter(
            campaign_id=self.application.campaign_id, body=CommissionMember.Body.SELECTION
        ).values_list("person_id", flat=True)
        related = self.application.conflicts.values_list("person_id", flat=True)
        return {
            **dict.fromkeys(selected, "участвовал(а) в отборе"),
            **dict.fromkeys(related, "конфликт интересов"),
            **dict.fromkeys(self.conflicts.values_list("person_id", flat=True), "конфликт интересов"),
        }

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "application": self.application.code,
            "text": sha256({"salt": self.salt, "text": self.text}),
            "corrections": self.corrections,
        }

    def title_in(self, case: str) -> str:
        return self.noun.head(f"№ {self.number} по заявлению № {self.application.number}", case)

    @move(
        source=State.DRAFT,
        target=State.REVIEW,
        rule=ByHolder(Right.REGISTER_APPLICATION, on=lambda appeal: appeal.application.unit),
        words=verb("appeal", "File the appeal", "filed"),
        for_holder=True,
    )
    def file(self, act: Act) -> None:
        """Registered with its number in the appeal commission."""
        self.freeze(act)
        give_number(self, act, on=clock.today())

    @move(
        source=State.UPHELD,
        rule=ByWhole(),
        words=verb("appeal", "Approve the corrected list", "led to a corrected list"),
        inner=True,
    )
    def correct_list(self, act: Act, *, rating: int) -> None:
        """The next edition of the list, drafted from the corrected points, is approved by this appeal."""
        self.affect(APPROVE, [rating])

    @move(
        source=State.REVIEW,
        rule=PREPARES,
        words=verb("appeal", "Say what would be corrected", "said what would be corrected"),
        conditions=(is_prepared,),
        inner=True,
    )
    def prepare(self, act: Act, *, corrections: Iterable[Mapping[str, Any]]) -> None:
        """What counts if it is upheld, so that the vote is about something definite: `code` and `value`."""
        campaign = self.application.campaign
        circumstances = {entry["code"] for entry in campaign.circumstances}
        corrected = []
        for entry in corrections:
            code, written = str(entry.get("code", "")), str(entry.get("value", "")).strip()
            circumstance = code in circumstances
            if circumstance:
                value = "1" if written else ""
            else:
                value = plain(typed_value(campaign.sheet, code, written)) if written else ""
            corrected.append({"code": code, "value": value, "circumstance": circumstance})
        codes = [entry["code"] for entry in corrected]
        if len(set(codes)) != len(codes):
            raise NotLegal(_("Each criterion is corrected once: open the page again."))
        self.corrections = corrected
        self.freeze(act)

    @move(
        source=State.REVIEW,
        rule=May(Right.CHECK_APPLICATION),
        words=verb("application", "Declare a conflict of interest", "declared a conflict of interest"),
        needs_reason=True,
        grave=True,
    )
    def declare_conflict(self, act: Act) -> None:
        """A member of the appeal commission is related to the pupil, or teaches them for pay: out of both papers."""
        for paper in (self.pk, self.application_id):
            Conflict.objects.get_or_create(
                document_id=paper, person=act.person, defaults={"declared_at": act.at}
            )
        act.facts["person"] = act.person.pk

    @move(
        source=State.REVIEW,
        target=State.UPHELD,
        rule=ByPaper(UPHOLD),
        words=verb("appeal", "Uphold", "upheld"),
    )
    def uphold(self, act: Act) -> None:
        """By the appeal commission's signed protocol: the points of the application are corrected with it."""
        self.on_agenda, self.decided_by_paper = None, act.basis
        if self.corrections:
            self.affect(CORRECT, [self.application_id])

    @move(
        source=State.REVIEW,
        target=State.DISMISSED,
        rule=ByPaper(DISMISS),
        words=verb("appeal", "Dismiss", "dismissed"),
    )
    def dismiss(self, act: Act) -> None:
        """The result stands."""
        self.on_agenda, self.decided_by_paper = None, act.basis

    @move(
        source=State.REVIEW,
        target=State.WITHDRAWN,
        rule=ByHolder(Right.KEEP_MINUTES),
        words=verb("appeal", "Withdraw the appeal", "withdrawn"),
        grave=True,
        for_holder=True,
    )
    def withdraw(self, act: Act) -> None:
        """The parents do not insist."""
        self.on_agenda = None

    @move(
        source=(State.DRAFT, State.REVIEW),
        target=State.WITHDRAWN,
        rule=ByTerm(last_day_kept),
        words=RUN_OUT,
    )
    def run_out(self, act: Act) -> None:
        """It was not heard by the last day of the personal data that it is about."""
        self.on_agenda = None

    def erase_own(self) -> None:
        """The words of the parents."""
        self.text = ""


@transaction.atomic
def file_appeal(
    application: Application, text: str, *, key: str = "", by: Person | None = None, **request: Any
) -> Appeal:
    """File an appeal for an application: by its private link, or by the secretary who got it on paper.

    `request`: of the secretary, the reason and the file of that paper (`on_behalf`).

    Raises NotLegal out of term, without words or while another one is open; NotAllowed without right.
    """
    text = lines_of_text(text, LONGEST_APPEAL)
    if not text:
        raise NotLegal(_("Write what you object to and why."))
    fresh = perform(application, "appeal", key=key, by=by)
    campaign = fresh.campaign
    ranking: Any = fresh.decided_by_list.whole if fresh.decided_by_list else None
    if ranking is None or ranking.appeals_until is None:
        raise NotLegal(_("An appeal is possible once the results are published."))
    if clock.today() > ranking.appeals_until:
        raise NotLegal(_("Appeals were taken until %(day)s.") % {"day": list_date(ranking.appeals_until)})
    if fresh.appeals.filter(state=Appeal.State.REVIEW).exists():
        raise NotLegal(_("Your appeal is being considered: wait for the decision."))
    assert campaign.appeal_commission is not None, "a campaign in force has both commissions"
    appeal = draft(
        Appeal,
        unit=campaign.appeal_commission,
        title="Апелляция",
        by=by,
        basis=fresh,
        application=fresh,
        text=text,
        kept_until=fresh.kept_until,
    )
    return perform(appeal, "file", key=key, by=by, **request)
