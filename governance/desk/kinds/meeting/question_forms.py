"""The forms of a question of an agenda: whom it names, and its files."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from governance.desk.base.fields import choose_from, text_field
from governance.desk.base.kept_file import KeptFileField
from governance.desk.papers.files import FileForm, SeveralFilesForm
from governance.documents.kinds.meeting.item_files import judged
from governance.documents.kinds.meeting.named import LONGEST_WORDS, NamedPerson, Part
from governance.roles.appointment import Appointment


class NamesForm(forms.Form):
    """Who reports, who beside, who has brought the question in."""

    speaker = forms.TypedChoiceField(label=_("Speaker"), required=False, coerce=int, empty_value=None)
    co_speakers = forms.TypedMultipleChoiceField(
        label=_("Co-speakers"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checks"}),
    )
    author = forms.TypedChoiceField(
        label=_("Author of the draft"), required=False, coerce=int, empty_value=None
    )
    guest = text_field(
        _("A guest"),
        LONGEST_WORDS,
        required=False,
        help_text=_("Somebody without a post in the district: name and office, as the protocol says them."),
        printed=True,
    )

    def __init__(
        self, data: QueryDict | None, rows: list[NamedPerson], speaker: str, posts: list[Appointment]
    ) -> None:
        people = [row for row in rows if row.person_id]
        parts = {part: [row.person_id for row in people if row.part == part] for part in Part}
        guests = [row.words for row in rows if not row.person_id] or ([] if rows else [speaker])
        super().__init__(
            data,
            initial={
                "speaker": next(iter(parts[Part.SPEAKER]), None),
                "co_speakers": parts[Part.CO_SPEAKER],
                "author": next(iter(parts[Part.AUTHOR]), None),
                "guest": next(iter(guests), ""),
            },
        )
        known = [(held.person_id, f"{held.person.name}, {held.capacity}") for held in posts]
        # Whoever has left since stands there until somebody else is chosen.
        known += [(row.person_id or 0, row.words) for row in people if row.person_id not in dict(known)]
        nobody = [("", _("— nobody —"))]
        choose_from(self, "speaker", [*nobody, *known])
        choose_from(self, "co_speakers", known)
        choose_from(self, "author", [*nobody, *known])


class FilesForm(SeveralFilesForm):
    """Files of a question, one at least."""

    file = KeptFileField(
        label=_("File"),
        help_text=_("PDF, picture, docx, xlsx or txt. PDFs come into the packet for the members whole."),
        error_messages={"required": _("Choose a file first.")},
    )

    judge = staticmethod(judged)


class ReplacingForm(FileForm):
    """The file that takes the place of another."""

    judge = staticmethod(judged)
