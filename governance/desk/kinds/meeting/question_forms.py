"""The forms of a question of an agenda: whom it names, and its files."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Words
from governance.desk.base.fields import choose_from, text_field
from governance.desk.base.kept_file import KeptFileField
from governance.desk.papers.files import FileForm, SeveralFilesForm
from governance.documents.kinds.meeting.item_files import judged
from governance.documents.kinds.meeting.named import LONGEST_WORDS, NamedAs, NamedPerson
from governance.roles.appointment import Appointment


def person_field(label: Words) -> forms.TypedChoiceField:
    """One of the people of the district, or nobody; `offer_people` says who they are."""
    return forms.TypedChoiceField(label=label, required=False, coerce=int, empty_value=None)


def guest_field() -> forms.CharField:
    return text_field(
        _("A guest"),
        LONGEST_WORDS,
        required=False,
        help_text=_("Somebody without a post in the district: name and office, as the protocol says them."),
        printed=True,
    )


class BesideSpeakerForm(forms.Form):
    """Who reports beside the speaker, and who has brought the question in."""

    co_speakers = forms.TypedMultipleChoiceField(
        label=_("Co-speakers"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checks"}),
    )
    author = person_field(_("Author of the draft"))


def offer_people(form: forms.Form, people: Sequence[tuple[int, str]], *, speaker: str) -> None:
    """Let a form choose among these people, by key and words; `speaker`: its field of whoever reports."""
    nobody = ("", _("— nobody —"))
    choose_from(form, speaker, [nobody, *people])
    choose_from(form, "co_speakers", people)
    choose_from(form, "author", [nobody, *people])


class NamesForm(BesideSpeakerForm):
    """Whom a question names."""

    speaker = person_field(_("Speaker"))
    guest = guest_field()

    field_order = ("speaker", "co_speakers", "author", "guest")

    def __init__(
        self, data: QueryDict | None, rows: list[NamedPerson], speaker: str, posts: list[Appointment]
    ) -> None:
        people = [row for row in rows if row.person_id]
        parts = {part: [row.person_id for row in people if row.part == part] for part in NamedAs}
        guests = [row.words for row in rows if not row.person_id] or ([] if rows else [speaker])
        super().__init__(
            data,
            initial={
                "speaker": next(iter(parts[NamedAs.SPEAKER]), None),
                "co_speakers": parts[NamedAs.CO_SPEAKER],
                "author": next(iter(parts[NamedAs.AUTHOR]), None),
                "guest": next(iter(guests), ""),
            },
        )
        known = [(held.person_id, f"{held.person.name}, {held.capacity}") for held in posts]
        # Whoever has left since stands there until somebody else is chosen.
        known += [(row.person_id or 0, row.words) for row in people if row.person_id not in dict(known)]
        offer_people(self, known, speaker="speaker")


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
