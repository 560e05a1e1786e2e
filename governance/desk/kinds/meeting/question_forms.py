"""The forms of a question of an agenda: whom it names, and its files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.desk.base.fields import choose_from, text_field
from governance.desk.base.kept_file import KeptFileField
from governance.desk.papers.files import FileForm, SeveralFilesForm
from governance.documents.kinds.meeting.item_files import judged
from governance.documents.kinds.meeting.named import LONGEST_WORDS, in_office

# Keys of people, and how a list calls them.
People = list[tuple[int, str]]


class NamesForm(forms.Form):
    """Who reports, who beside, who has brought the question in (`Naming`), chosen from `people`."""

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

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = [("", _("— nobody —"))]
        choose_from(self, "speaker", [*nobody, *people])
        choose_from(self, "co_speakers", people)
        choose_from(self, "author", [*nobody, *people])


def people_to_name(district_id: int) -> People:
    """Everybody who holds a post in the district."""
    return [(held.person_id, f"{held.person.name}, {held.capacity}") for held in in_office(district_id)]


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
