"""The fields of the form of application: those of every form, and those that follow from the campaign."""

from collections.abc import Sequence
from typing import NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.base.kept_file import KeptChoice, kept_choice, with_kept
from governance.desk.papers.forms import Facts
from governance.desk.public.apply.claim_fields import Asked, asked_by, fields_for, initial_of
from governance.desk.public.apply.guard import Guarded
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.attached import Attachment
from governance.roles.unit import Unit, UnitKind

OTHER = "other"
PUPIL = (
    "surname",
    "given",
    "patronymic",
    "birth_date",
    "address",
    "school",
    "other_school",
    "language",
    "native_language",
    "preference",
    "adapted",
)
PARENT = ("parent", "parent_address", "parent_document", "second_parent", "phone", "email")
ADDRESS_EXAMPLE = gettext_lazy("Of living or staying, for example: 613980, г. Луза, ул. Ленина, д. 5, кв. 3.")


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files in one choice."""

    widget = ManyFilesInput

    def clean(self, data: Sequence[UploadedFile] | None, initial: object = None) -> list[UploadedFile]:
        return [super(ManyFilesField, self).clean(one, initial) for one in data or ()]


class Upload(NamedTuple):
    """A file that was sent and validated; `code`: the claim that it proves, empty for none."""

    name: str
    data: bytes
    code: str = ""


class QuestionShown(NamedTuple):
    """One criterion or circumstance with its fields; `kept`: the file enclosed before."""

    asked: Asked
    value: BoundField
    note: BoundField
    file: BoundField
    kept: Attachment | None


class ApplicationFields(Guarded):
    """The form as its page shows it (templates/governance/apply/form.html); `finishing`: it is sent and no draft."""

    surname = text_field(gettext_lazy("Surname"), 80)
    given = text_field(gettext_lazy("Given name"), 80)
    patronymic = text_field(
        gettext_lazy("Patronymic"), 80, required=False, help_text=gettext_lazy("If the pupil has one.")
    )
    birth_date = day_field(gettext_lazy("Date of birth"))
    school = forms.ChoiceField(label=gettext_lazy("Where the pupil learns now"))
    other_school = text_field(
        gettext_lazy("Name of the other school"),
        200,
        required=False,
        help_text=gettext_lazy("Only if the school is not on the list."),
    )
    address = text_field(gettext_lazy("Pupil's address"), 300, help_text=ADDRESS_EXAMPLE)
    language = text_field(gettext_lazy("Language of education"), 60, initial="русский")
    native_language = text_field(
        gettext_lazy("Native language to be learnt"),
        60,
        initial="русский",
        help_text=gettext_lazy("Of the languages of the peoples of Russia, Russian among them."),
    )
    preference = text_field(
        gettext_lazy("Right to be admitted before others"),
        300,
        required=False,
        help_text=gettext_lazy(
            "If there is one: by which law or status, for example a sibling in this school."
        ),
    )
    adapted = forms.BooleanField(
        label=gettext_lazy("Needs an adapted programme, and we agree to it"),
        required=False,
        help_text=gettext_lazy("By the conclusion of the psychological, medical and pedagogical commission."),
    )
    parent = text_field(
        gettext_lazy("Parent or guardian who applies"),
        200,
        help_text=gettext_lazy("Surname, given name and patronymic in full."),
        attrs={"autocomplete": "name"},
    )
    parent_address = text_field(gettext_lazy("Parent's address"), 300, help_text=ADDRESS_EXAMPLE)
    parent_document = text_field(
        gettext_lazy("Parent's identity document"),
        300,
        help_text=gettext_lazy(
            "Passport: series and number, by whom and when it was issued. The consent names it."
        ),
    )
    second_parent = text_field(gettext_lazy("Second parent"), 200, required=False)
    phone = text_field(
        gettext_lazy("Telephone"),
        40,
        required=False,
        help_text=gettext_lazy("With the code, for example 8 900 123-45-67."),
        attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("We send the private link and what is decided there, without names."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("Give the address as in name@mail.ru.")},
    )
    general_too = forms.BooleanField(
        label=gettext_lazy("If there is no place in a profile, then to the general class"),
        required=False,
        initial=True,
    )
    acquainted = forms.BooleanField(
        label=gettext_lazy("We have read the charter, the licence and the programmes of the school"),
        error_messages={
            "required": gettext_lazy(
                "Mark that you have read the charter, the licence and the programmes of the school."
            )
        },
    )
    enclosures = ManyFilesField(
        label=gettext_lazy("Further files"),
        required=False,
        help_text=gettext_lazy("You can choose several at once."),
    )
    consent = forms.BooleanField(
        label=gettext_lazy("I have read the consent and give it"),
        error_messages={
            "required": gettext_lazy(
                "Without the consent we may not keep what you wrote, not even as a draft."
            )
        },
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        campaign: Campaign,
        application: Application | None = None,
        finishing: bool = False,
        known: Facts | None = None,
    ) -> None:
        initial = {**(known or {}), **_initial(application, campaign)}
        super().__init__(data, with_kept(data, files), initial=initial)
        self.campaign, self.application, self.finishing = campaign, application, finishing
        self.uploads: list[Upload] = []
        # Set where so many forms have come that nothing of this one is stored.
        self.sent_too_often = False
        self.asked = asked_by(campaign)
        self.fields.update(fields_for(self.asked))
        self._add_schools()
        self._add_wishes()
        if application is not None:
            # Given already; it is asked for again only if a name is corrected.
            self.fields["consent"].required = False

    def _add_schools(self) -> None:
        found = Unit.objects.filter(kind=UnitKind.SCHOOL, district=self.campaign.district).order_by("pk")
        self.schools = {str(unit.pk): unit for unit in found}
        named = [(key, unit.name) for key, unit in self.schools.items()]
        choices = [("", _("Choose")), *named, (OTHER, _("Another school"))]
        choose_from(self, "school", choices)

    def _add_wishes(self) -> None:
        offers = self.campaign.offers
        choices = [("", "—"), *((offer.code, offer.name) for offer in offers)]
        self.wish_names = [f"wish-{n}" for n in range(1, len(offers) + 1)]
        for n, name in enumerate(self.wish_names, 1):
            label = _("Wish %(n)d") % {"n": n}
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=n == 1)
        if not any(offer.general for offer in offers) or all(offer.general for offer in offers):
            del self.fields["general_too"]

    @property
    def pupil_fields(self) -> list[BoundField]:
        return [self[name] for name in PUPIL]

    @property
    def parent_fields(self) -> list[BoundField]:
        return [self[name] for name in PARENT]

    @property
    def wish_fields(self) -> list[BoundField]:
        return [self[name] for name in self.wish_names]

    @property
    def criteria(self) -> list[QuestionShown]:
        return [self._shown(question) for question in self.asked if not question.is_circumstance]

    @property
    def circumstances(self) -> list[QuestionShown]:
        return [self._shown(question) for question in self.asked if question.is_circumstance]

    def _shown(self, question: Asked) -> QuestionShown:
        value, note, file = (self[name] for name in (question.value, question.note, question.file))
        return QuestionShown(question, value, note, file, self.proofs.get(question.code))

    @property
    def proofs(self) -> dict[str, Attachment]:
        """The files enclosed before, by the code of what they prove."""
        claims = self.application.all_claims if self.application is not None else []
        return {claim.code: claim.proof for claim in claims if claim.proof is not None}

    @cached_property
    def kept_files(self) -> list[KeptChoice]:
        """The files of a form that is shown again, without those that are refused themselves, or were too many."""
        if not self.errors or self.sent_too_often or self.has_error(NON_FIELD_ERRORS, "too_large"):
            return []
        fine = [name for name in self.files if name not in self.errors]
        return [kept_choice(name, file) for name in fine for file in self.files.getlist(name)]

    @property
    def to_choose_again(self) -> list[str]:
        """The names of the files that were sent and are not kept."""
        kept = {choice.name for choice in self.kept_files}
        return [file.name or "" for file in self.sent_files if file.name not in kept] if self.errors else []

    @property
    def sent_files(self) -> list[UploadedFile]:
        return [file for name in self.files for file in self.files.getlist(name)]


def _initial(application: Application | None, campaign: Campaign) -> Facts:
    if application is None:
        return {}
    row = application.applicant
    school = str(row.school_id) if row.school_id else OTHER if row.other_school else ""
    return {
        **{name: getattr(row, name) for name in (*PUPIL, *PARENT, "acquainted")},
        **{name: getattr(row, name) or "русский" for name in ("language", "native_language")},
        "school": school,
        **{f"wish-{n}": code for n, code in enumerate(application.wishes, 1)},
        "general_too": application.general_too,
        **initial_of(asked_by(campaign), application.all_claims),
    }
