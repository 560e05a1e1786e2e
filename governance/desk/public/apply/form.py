"""What was sent with the form of application, by a parent or by the secretary who enters a paper one.

A half-filled form can be saved once it names pupil and parent and has the consent: without it nothing is stored.
"""

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from governance.desk.papers.forms import Facts
from governance.desk.public.apply.claim_fields import Asked, check_value
from governance.desk.public.apply.fields import OTHER, PARENT, PUPIL, ApplicationFields, Upload
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.applicant import FLAGS, Applicant
from governance.documents.record.attached import Attachment
from governance.documents.record.uploads import check_size, media_type_of

# Without these not even a draft is stored: the consent has to say who gave it and for whom.
NAMES = ("surname", "given", "patronymic", "parent")
# What the consent says of both; whoever corrects it gives the consent once more.
IN_CONSENT = (*NAMES, "address", "parent_address", "parent_document")
OPEN_IN_DRAFT = (
    "birth_date",
    "school",
    "address",
    "language",
    "native_language",
    "parent_address",
    "parent_document",
    "acquainted",
)
FEWEST_DIGITS = 5


class ApplicationForm(ApplicationFields):
    """The form of an application. Unless `finishing` it is saved as a draft, which may leave fields open."""

    # --- validation -----------------------------------------------------------------------------------------------

    def full_clean(self) -> None:
        """A draft may leave open what an application that is sent must have."""
        open_in_draft = [] if self.finishing else [*OPEN_IN_DRAFT, *self.wish_names[:1]]
        for name in open_in_draft:
            self.fields[name].required = False
        super().full_clean()
        for name in open_in_draft:
            self.fields[name].required = True

    def clean(self) -> None:
        self._clean_school()
        self._clean_reach()
        self._clean_applicant()
        self._clean_wishes()
        for question in self.asked:
            self._clean_claim(question)
        self._clean_files()
        if self.application is not None and self.names_changed and not self.cleaned_data.get("consent"):
            self.add_error(
                "consent",
                _("A name, an address or a document has changed: give the consent once more."),
            )

    def _clean_school(self) -> None:
        school, other = self.cleaned_data.get("school"), self.cleaned_data.get("other_school")
        if school == OTHER and not other and self.finishing:
            self.add_error("other_school", _("Write the name of the school."))
        elif other and school and school != OTHER:
            self.add_error(
                "other_school",
                _("Choose «Another school» above, or empty this field: the pupil learns in one."),
            )

    def _clean_reach(self) -> None:
        given = self.cleaned_data
        phone = given.get("phone", "")
        if phone and sum(sign.isdigit() for sign in phone) < FEWEST_DIGITS:
            self.add_error("phone", _("The number is too short: give it with the code."))
        if self.finishing and not phone and "email" in given and not given["email"]:
            self.add_error("phone", _("Give a telephone or an e-mail: the school has to reach you."))

    def _clean_applicant(self) -> None:
        """Check each field by the rules of the row in which it is stored."""
        for name, value in self.applicant().items():
            try:
                if name in self.cleaned_data and name not in self.errors:
                    Applicant().write({name: value})
            except NotLegal as refusal:
                self.add_error(name, str(refusal))

    def _clean_wishes(self) -> None:
        seen: set[str] = set()
        for name in self.wish_names:
            wish = self.cleaned_data.get(name)
            if wish and wish in seen:
                self.add_error(name, _("This is wished for above already: choose another one or none."))
            seen.add(wish or "")

    def _clean_claim(self, question: Asked) -> None:
        given = self.cleaned_data
        typed = "" if question.ticked else given.get(question.value, "").strip()
        if problem := check_value(self.campaign, question, typed):
            self.add_error(question.value, problem)
        elif (
            question.value in given
            and not given[question.value]
            and (given.get(question.note) or given.get(question.file))
        ):
            self.add_error(question.value, _("Give the value, or empty the fields below it."))

    def _clean_files(self) -> None:
        given = self.cleaned_data
        if sum(file.size or 0 for file in self.sent_files) > settings.APPLY_UPLOAD_LIMIT_BYTES:
            raise ValidationError(
                _("All files together are larger than %(limit)d MB: send fewer, or make them smaller.")
                % {"limit": settings.APPLY_UPLOAD_LIMIT_BYTES // 1024 // 1024},
                code="too_large",
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

    # --- what was given -------------------------------------------------------------------------------------------

    @property
    def names_changed(self) -> bool:
        assert self.application is not None, "a new application has no names before"
        row, given = self.application.applicant, self.applicant()
        return any(" ".join(given[name].split()) != getattr(row, name) for name in IN_CONSENT)

    def applicant(self) -> Facts:
        """The personal data, as `revise` takes it."""
        given = self.cleaned_data
        fields = {
            name: given.get(name) or ("" if name != "birth_date" else None)
            for name in (*PUPIL, *PARENT)
            if name not in ("school", *FLAGS)
        }
        flags = {name: bool(given.get(name)) for name in FLAGS}
        return {**fields, **flags, "school": self.schools.get(given.get("school") or "")}

    def wishes(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.wish_names if self.cleaned_data[name]]

    def wants_general(self) -> bool:
        return bool(self.cleaned_data.get("general_too", True))

    def claims(self, enclosed: Mapping[str, Attachment]) -> list[Facts]:
        """The claims as `revise` takes them; a file sent now replaces an earlier proof."""
        given, proofs = self.cleaned_data, {**self.proofs, **enclosed}
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
