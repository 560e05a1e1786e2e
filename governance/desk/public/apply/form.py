"""The form of application, for a parent on the public page and for the secretary who enters a paper one.

A half-filled form can be saved once it names pupil and parent and has the consent: without it nothing is stored.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import day_field, text_field
from governance.desk.public.apply.claim_fields import Asked, asked_by, check_value, fields_for, initial_of
from governance.desk.public.apply.guard import Guarded
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.applicant import Applicant
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.attached import Attachment
from governance.documents.record.uploads import check_size, media_type_of
from governance.roles.unit import Unit, UnitKind

OTHER = "other"
PUPIL = ("surname", "given", "patronymic", "birth_date", "school", "other_school")
PARENT = ("parent", "second_parent", "phone", "email")
# Without these not even a draft is stored: the consent has to say who gave it and for whom.
NAMES = ("surname", "given", "patronymic", "parent")
FEWEST_DIGITS = 5


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files in one choice."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [super(ManyFilesField, self).clean(one, initial) for one in data or ()]


@dataclass(frozen=True)
class Upload:
    """A file that was sent and validated; `code`: the claim that it proves, empty for none."""

    name: str
    data: bytes
    code: str = ""


class ApplicationForm(Guarded):
    """The form of an application. Unless `finishing` it is saved as a draft, which may leave fields open."""

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
    parent = text_field(
        gettext_lazy("Parent or guardian who applies"),
        200,
        help_text=gettext_lazy("Surname, given name and patronymic in full."),
        attrs={"autocomplete": "name"},
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
        data: Any = None,
        files: Any = None,
        *,
        campaign: Campaign,
        application: Application | None = None,
        finishing: bool = False,
    ) -> None:
        super().__init__(data, files, initial=_initial(application, campaign))
        self.campaign, self.application, self.finishing = campaign, application, finishing
        self.asked = asked_by(campaign)
        self.fields.update(fields_for(self.asked))
        self.uploads: list[Upload] = []
        self._add_choices()
        if application is not None:
            # Given already; it is asked for again only if a name is corrected.
            self.fields["consent"].required = False

    def _add_choices(self) -> None:
        schools = Unit.objects.filter(kind=UnitKind.SCHOOL, district=self.campaign.district).order_by("pk")
        school: Any = self.fields["school"]
        school.choices = [
            ("", _("Choose")),
            *((str(unit.pk), unit.name) for unit in schools),
            (OTHER, _("Another school")),
        ]
        self.schools = {str(unit.pk): unit for unit in schools}
        offers = self.campaign.offers
        choices = [("", "—"), *((offer.code, offer.name) for offer in offers)]
        self.wish_names = [f"wish-{n}" for n in range(1, len(offers) + 1)]
        for n, name in enumerate(self.wish_names, 1):
            self.fields[name] = forms.ChoiceField(
                label=_("Wish %(n)d") % {"n": n}, choices=choices, required=n == 1
            )
        if not any(offer.general for offer in offers) or all(offer.general for offer in offers):
            del self.fields["general_too"]

    # --- what the template shows ------------------------------------------------------------------------------------

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
    def criteria(self) -> list[dict[str, Any]]:
        return [self._shown(question) for question in self.asked if not question.is_circumstance]

    @property
    def circumstances(self) -> list[dict[str, Any]]:
        return [self._shown(question) for question in self.asked if question.is_circumstance]

    def _shown(self, question: Asked) -> dict[str, Any]:
        return {
            "asked": question,
            "value": self[question.value],
            "note": self[question.note],
            "file": self[question.file],
            "kept": self._proofs().get(question.code),
        }

    def _proofs(self) -> dict[str, Attachment]:
        claims = self.application.all_claims if self.application is not None else []
        return {claim.code: claim.proof for claim in claims if claim.proof is not None}

    @property
    def to_choose_again(self) -> list[str]:
        """Names of the files sent with a form that is shown again: browsers do not keep them."""
        return [file.name for file in self._sent_files()] if self.errors else []

    def _sent_files(self) -> Iterator[Any]:
        for name in self.files:
            yield from self.files.getlist(name)

    # --- judging ------------------------------------------------------------------------------------------------------

    def full_clean(self) -> None:
        """A draft may leave open what an application that is sent must have."""
        open_in_draft = [] if self.finishing else ["birth_date", "school", *self.wish_names[:1]]
        for name in open_in_draft:
            self.fields[name].required = False
        super().full_clean()
        for name in open_in_draft:
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        self._clean_school(given)
        self._clean_reach(given)
        self._clean_applicant(given)
        self._clean_wishes(given)
        self._clean_claims(given)
        self._clean_files(given)
        if self.application is not None and self.names_changed and not given.get("consent"):
            self.add_error("consent", _("A name has changed: give the consent for it once more."))
        return given

    def _clean_school(self, given: Mapping[str, Any]) -> None:
        school, other = given.get("school"), given.get("other_school")
        if school == OTHER and not other and self.finishing:
            self.add_error("other_school", _("Write the name of the school."))
        elif other and school and school != OTHER:
            self.add_error(
                "other_school",
                _("Choose «Another school» above, or empty this field: the pupil learns in one."),
            )

    def _clean_reach(self, given: Mapping[str, Any]) -> None:
        phone = given.get("phone", "")
        if phone and sum(sign.isdigit() for sign in phone) < FEWEST_DIGITS:
            self.add_error("phone", _("The number is too short: give it with the code."))
        if self.finishing and not phone and "email" in given and not given["email"]:
            self.add_error("phone", _("Give a telephone or an e-mail: the school has to reach you."))

    def _clean_applicant(self, given: Mapping[str, Any]) -> None:
        """Check each field by the rules of the row in which it is stored."""
        for name, value in self.applicant().items():
            try:
                if name in given and name not in self.errors:
                    Applicant().write({name: value})
            except NotLegal as refusal:
                self.add_error(name, str(refusal))

    def _clean_wishes(self, given: Mapping[str, Any]) -> None:
        seen: set[str] = set()
        for name in self.wish_names:
            wish = given.get(name)
            if wish and wish in seen:
                self.add_error(name, _("This is wished for above already: choose another one or none."))
            seen.add(wish or "")

    def _clean_claims(self, given: Mapping[str, Any]) -> None:
        for question in self.asked:
            problem = check_value(
                self.campaign, question, given.get(question.value, "").strip() if not question.ticked else ""
            )
            if problem:
                self.add_error(question.value, problem)
            elif (
                question.value in given
                and not given[question.value]
                and (given.get(question.note) or given.get(question.file))
            ):
                self.add_error(question.value, _("Give the value, or empty the fields below it."))

    def _clean_files(self, given: Mapping[str, Any]) -> None:
        sent = list(self._sent_files())
        if sum(file.size or 0 for file in sent) > settings.APPLY_UPLOAD_LIMIT_BYTES:
            raise ValidationError(
                _("All files together are larger than %(limit)d MB: send fewer, or make them smaller.")
                % {"limit": settings.APPLY_UPLOAD_LIMIT_BYTES // 1024 // 1024}
            )
        for question in self.asked:
            if given.get(question.file):
                self._take(question.file, given[question.file], question.code)
        for file in given.get("enclosures") or ():
            self._take("enclosures", file)

    def _take(self, field: str, file: UploadedFile, code: str = "") -> None:
        try:
            check_size(file.size or 0)
            data = file.read()
            media_type_of(file.name or "", data)
        except NotLegal as refusal:
            self.add_error(field, f"{file.name}: {refusal}")
            return
        self.uploads.append(Upload(file.name or "", data, code))

    # --- what was given -----------------------------------------------------------------------------------------------

    @property
    def names_changed(self) -> bool:
        assert self.application is not None, "a new application has no names before"
        row, given = self.application.applicant, self.applicant()
        return any(" ".join(given[name].split()) != getattr(row, name) for name in NAMES)

    def applicant(self) -> dict[str, Any]:
        """The personal data, as `revise` takes it."""
        given = self.cleaned_data
        fields = {
            name: given.get(name) or ("" if name != "birth_date" else None)
            for name in (*PUPIL, *PARENT)
            if name != "school"
        }
        return {**fields, "school": self.schools.get(given.get("school") or "")}

    def wishes(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.wish_names if self.cleaned_data[name]]

    def wants_general(self) -> bool:
        return bool(self.cleaned_data.get("general_too", True))

    def claims(self, enclosed: Mapping[str, Attachment]) -> list[dict[str, Any]]:
        """The claims as `revise` takes them; a file sent now replaces an earlier proof."""
        given, proofs = self.cleaned_data, {**self._proofs(), **enclosed}
        return [
            {
                "code": question.code,
                "value": "1" if question.ticked else given[question.value].strip(),
                "note": given[question.note],
                "proof": proofs.get(question.code),
            }
            for question in self.asked
            if given[question.value]
        ]


def _initial(application: Application | None, campaign: Campaign) -> dict[str, Any]:
    if application is None:
        return {}
    row = application.applicant
    school = str(row.school_id) if row.school_id else OTHER if row.other_school else ""
    return {
        **{name: getattr(row, name) for name in (*PUPIL, *PARENT)},
        "school": school,
        **{f"wish-{n}": code for n, code in enumerate(application.wishes, 1)},
        "general_too": application.general_too,
        **initial_of(asked_by(campaign), application.all_claims),
    }
