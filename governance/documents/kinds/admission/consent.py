"""The consent to the processing of personal data: a paper of its own, with its own text, version and withdrawal.

Federal Law 152-FZ, article 9, in the wording of 01.09.2025: a consent is drawn up apart from any other paper
(docs/domain.md, "Personal data").
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.columns import OwnCharField
from governance.documents.approval.erasable import Erasable
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.applicant import new_salt
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import ON_THE_LIST, OVER
from governance.documents.kinds.admission.effects import LAPSE
from governance.documents.kinds.admission.erasing import (
    application_kept_until,
    consent_kept_until,
    counted_from,
)
from governance.documents.language.content_labels import labelled
from governance.documents.language.phrases import list_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Conflict
from governance.documents.record.files import attach_scan
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.paper import Paper
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByHolder, ByWhole, May, condition, move
from governance.documents.settings.admission import APPLICATION_KEPT, CONSENT_KEPT
from governance.documents.settings.calendar import last_day
from governance.documents.settings.forms.admission import CONSENT_TERMS
from governance.documents.settings.reminding import OF_ADMISSION
from governance.proof.canonical_json import sha256
from governance.roles.person import Person
from governance.roles.rights import Right


@condition(gettext_lazy("It is signed by hand already."))
def is_given_online(consent: "Consent") -> bool:
    return not consent.on_paper


@kind("consent")
class Consent(Paper, Erasable):
    """What a parent agreed to, in which words, and whether it still holds."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("consent", "Not given yet")
        GIVEN = "given", Phase.IN_FORCE, pgettext_lazy("consent", "Given")
        WITHDRAWN = "withdrawn", Phase.ENDED, pgettext_lazy("consent", "Withdrawn")

    kind_label = gettext_lazy("Consent to the processing of personal data")
    kind_label_many = gettext_lazy("Consents to the processing of personal data")
    reminding = OF_ADMISSION
    kind_purpose = gettext_lazy("Whose personal data may be processed, for what and until when.")
    numbered = False
    confidential = Right.READ_APPLICATIONS
    personal = True
    personal_fields = ("given_by", "about", "address", "identity", "pupil_address", "salt")
    effects_in = {State.WITHDRAWN: (LAPSE,)}
    retention = gettext_lazy("for the term of the district after the selection, or after it was withdrawn")
    content_labels = labelled(
        "title text application given_by way",
        given_by=gettext_lazy("Hash of the names"),
        way=gettext_lazy("How it was given"),
    )
    select_related_fields = ("application",)

    application = models.ForeignKey(Application, models.PROTECT, related_name="consents")
    text = models.TextField(gettext_lazy("text"))
    given_by = models.CharField(gettext_lazy("given by"), max_length=200, blank=True)
    about = models.CharField(gettext_lazy("for the pupil"), max_length=250, blank=True)
    address = models.CharField(gettext_lazy("address of who gives it"), max_length=300, blank=True)
    identity = models.CharField(gettext_lazy("identity document of who gives it"), max_length=300, blank=True)
    pupil_address = models.CharField(gettext_lazy("pupil's address"), max_length=300, blank=True)
    on_paper = models.BooleanField(default=False)
    salt = OwnCharField(max_length=32, default=new_salt, editable=False)
    given_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "text": self.text,
            "application": self.application.code,
            "given_by": sha256(
                {
                    "salt": self.salt,
                    "by": self.given_by,
                    "about": self.about,
                    "address": self.address,
                    "identity": self.identity,
                    "pupil_address": self.pupil_address,
                }
            ),
            "way": "paper" if self.on_paper else "online",
        }

    @property
    def opened_with(self) -> int:
        return self.application_id

    @move(
        source=(State.DRAFT, State.GIVEN),
        target=State.GIVEN,
        rule=ByHolder(Right.REGISTER_APPLICATION),
        words=verb("consent", "Give the consent", "given"),
        inner=True,
    )
    def give(self, act: Act) -> None:
        """The parent agrees, before anything is kept; or the secretary enters a consent signed on paper.

        Given once more when a name was corrected: its version always says who gave it for whom.
        """
        applicant = self.application.applicant
        self.given_by, self.about = applicant.parent, applicant.name
        self.address, self.identity = applicant.parent_address, applicant.parent_document
        self.pupil_address = applicant.address
        self.on_paper = act.by is not None
        self.given_at = act.at
        if not self.given_by or not applicant.surname:
            raise NotLegal(_("Write first who gives the consent, and for which pupil."))
        self.freeze(act)

    @move(
        source=State.GIVEN,
        rule=May(Right.REGISTER_APPLICATION),
        words=verb("consent", "Enter the consent signed by hand", "entered, signed by hand"),
        conditions=(is_given_online,),
        inner=True,
    )
    def enter_signed(self, act: Act, *, name: str, data: bytes) -> None:
        """The parent has signed the printed consent, which data on health asks for; its scan stays with the paper."""
        attach_scan(self, act, name=name, data=data)
        self.on_paper, self.given_at = True, act.at
        self.freeze(act)

    @move(
        source="*",
        rule=ByWhole(),
        words=verb("consent", "Keep out", "closed to a person with a conflict of interest"),
        inner=True,
    )
    def keep_out(self, act: Act, *, person: Person) -> None:
        """Whoever is out of the application is out of its consent."""
        self.conflicts.get_or_create(person=person, defaults={"declared_at": act.at})

    @move(
        source=State.GIVEN,
        target=State.WITHDRAWN,
        rule=ByHolder(Right.REGISTER_APPLICATION),
        words=verb("consent", "Take the consent back", "taken back"),
        grave=True,
        for_holder=True,
    )
    def withdraw(self, act: Act) -> None:
        """At any time; an application that is not enrolled yet goes with it."""
        self.withdrawn_at = act.at
        self.kept_until = last_day(CONSENT_KEPT, self.district_id)
        if self.application.state not in (*OVER, *ON_THE_LIST):
            self.affect(LAPSE, [self.application_id])

    def erase_own(self) -> None:
        """Who gave it, goes; that one was given and in which words, stays."""
        self.given_by = self.about = self.address = self.identity = self.pupil_address = ""


def text_of_consent(campaign: Campaign) -> str:
    """The words of a consent: those of the admission, and until when the data is kept, by the terms of the district."""
    start, district = counted_from(campaign), campaign.district_id
    with translation.override(settings.LANGUAGE_CODE):
        said = {
            "последний день данных": list_date(application_kept_until(campaign)),
            "срок данных": str(APPLICATION_KEPT.on(district, start)),
            "последний день согласия": list_date(consent_kept_until(campaign)),
            "срок согласия": str(CONSENT_KEPT.on(district, start)),
        }
        words = CONSENT_TERMS.filled(district, **said)
    return f"{campaign.consent_text.rstrip()}\n{words}"


def draft_consent(application: Application, *, by: Person | None = None) -> Consent:
    """Draft the consent to an application, in the wording of its admission; conflicts of interest are copied."""

    def keep_out(consent: Consent, act: Act) -> None:
        Conflict.objects.bulk_create(
            Conflict(document_id=consent.pk, person_id=person, declared_at=act.at)
            for person in application.conflicts.values_list("person_id", flat=True)
        )

    return draft(
        Consent,
        unit=application.unit,
        title="Согласие на обработку персональных данных",
        by=by,
        basis=application,
        fill=keep_out,
        application=application,
        text=text_of_consent(application.campaign),
        kept_until=consent_kept_until(application.campaign),
    )


def needs_hand(application: Application) -> bool:
    """Whether something in it may tell of health: for that a consent is signed by hand (152-FZ, articles 9 and 10)."""
    if application.erased_at is not None:
        return False
    return application.applicant.adapted or any(claim.is_circumstance for claim in application.all_claims)


def consent_of(application: Application) -> Consent | None:
    """The latest consent of an application; no query where its consents have been read."""
    return max(application.consents.all(), key=lambda consent: consent.pk, default=None)
