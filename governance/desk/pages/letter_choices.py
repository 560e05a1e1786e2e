"""Which letters a person gets, when and in which language, and whether their links open papers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Words
from governance.desk.base.fields import choose_from
from governance.desk.base.reading import readings_of
from governance.desk.editors.rows import SAVING, RowsEditor
from governance.desk.pages.profile import PROFILE
from governance.desk.papers.form_page import FormPage
from governance.documents.record.kinds import KINDS
from governance.documents.settings.letters import WAYS
from governance.letters.bounces import came_back_from
from governance.roles.letter_choices import CHOSEN, LetterChoices, Sort, Way, choices_of, choose, end_links

NOT_CHOSEN = ""
AS_FOR_ALL = gettext_lazy("as for all papers")


def way_field(sort: Sort, unchosen: Words = AS_FOR_ALL) -> forms.ChoiceField:
    """How letters of one sort come; `unchosen`: what stands for no choice."""
    offered = [(way.value, way.label) for way in CHOSEN[sort]]
    return forms.ChoiceField(label=sort.label, required=False, choices=[(NOT_CHOSEN, unchosen), *offered])


def ways_in(given: Mapping[str, Any]) -> dict[Sort, Way]:
    return {sort: Way(given[sort.value]) for sort in CHOSEN if given[sort.value]}


class LetterChoicesForm(forms.Form):
    """One choice for each sort of letter; what binds is named and cannot be chosen."""

    language = forms.ChoiceField(label=gettext_lazy("Language of letters"), choices=settings.LANGUAGES)
    links = forms.BooleanField(
        label=gettext_lazy("The button of a letter opens its paper for reading without signing in"),
        help_text=gettext_lazy(
            "For some days and for this paper alone. To decide, you are asked for your passkey or password."
        ),
        required=False,
    )

    def __init__(self, data: QueryDict | None, *, district: int, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for sort in CHOSEN:
            usual = Way(WAYS[sort].on(district)).label
            self.fields[sort.value] = way_field(sort, _("as in the district: %(way)s") % {"way": usual})
        self.order_fields([*(sort.value for sort in CHOSEN), "language", "links"])


class KindForm(forms.Form):
    """How letters about papers of one kind come, where that differs from all others."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of paper"),
        error_messages={"required": gettext_lazy("Choose the kind of paper, or take the whole part out.")},
    )
    task = way_field(Sort.TASK)
    reminder = way_field(Sort.REMINDER)
    news = way_field(Sort.NEWS)
    escalation = way_field(Sort.ESCALATION)


class KindsEditor(RowsEditor):
    """The kinds of paper whose letters come otherwise, as rows."""

    def __init__(self, standing: Sequence[Mapping[str, Any]], data: QueryDict | None) -> None:
        super().__init__(
            "kind", KindForm, standing, data, blank=0, most=len(KINDS), saved_by=(*SAVING, NOT_CHOSEN)
        )

    def complete(self, row: Any, key: int) -> None:
        kinds = sorted((str(model.kind_label), name) for name, model in KINDS.items())
        choose_from(row, "kind", [("", _("choose")), *((name, label) for label, name in kinds)])

    def clean(self) -> None:
        seen: set[str] = set()
        for row in self.begun:
            kind = row.cleaned_data.get("kind")
            if kind in seen:
                row.add_error("kind", _("This kind of paper stands above already: change it there."))
            elif kind:
                seen.add(kind)


class LetterChoicesPage(FormPage):
    section = PROFILE
    title = gettext_lazy("My letters")
    lead = gettext_lazy(
        "Invitations to sittings, votes without a sitting and votes entered for you always come at once: they count "
        "from the day of their letter. So do letters about your account, because they protect it."
    )
    submit = gettext_lazy("Save")
    template = "governance/letter_choices.html"
    shows = ("kinds", "came_back")

    form: LetterChoicesForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.chosen = choices_of(request.user)
        self.came_back = came_back_from(request.user.pk)
        self.kinds = KindsEditor(self.standing(), self.data)
        self.pressed = self.kinds.pressed
        initial = {
            **{sort.value: way.value for sort, way in self.chosen.ways.items()},
            "language": self.chosen.language,
            "links": self.chosen.links,
        }
        if self.data is not None and self.pressed:
            # What was typed stands; a tick that was taken out is not sent.
            initial = {**self.data.dict(), "links": "links" in self.data}
        self.form = LetterChoicesForm(
            None if self.pressed else self.data, district=request.user.district_id, initial=initial
        )

    def standing(self) -> list[dict[str, Any]]:
        """The kinds that were chosen for, and the one that the address asks about."""
        asked = self.request.GET.get("kind", "")
        new: dict[str, dict[Sort, Way]] = (
            {asked: {}} if asked in KINDS and asked not in self.chosen.of_kinds else {}
        )
        return [
            {"kind": kind, **{sort.value: way.value for sort, way in ways.items()}}
            for kind, ways in {**self.chosen.of_kinds, **new}.items()
        ]

    def send(self) -> HttpResponse | None:
        if not all([self.form.is_valid(), self.kinds.is_valid()]):
            return None
        given = self.form.cleaned_data
        of_kinds = {row["kind"]: ways for row in self.kinds.given if (ways := ways_in(row))}
        chosen: LetterChoices = replace(
            self.chosen,
            language=given["language"],
            ways=ways_in(given),
            of_kinds=of_kinds,
            links=given["links"],
        )
        choose(self.request.user, chosen)
        messages.success(self.request, _("Kept. Letters that are written from now on come this way."))
        return redirect("profile")


@require_POST
@signed_in
def links_end(request: SignedInRequest) -> HttpResponse:
    """Let the links of all letters so far open nothing any more, and end what they have opened."""
    end_links(request.user, timezone.now())
    readings_of(request.user).delete()
    messages.success(request, _("The links of all letters so far open nothing any more."))
    return redirect("letter_choices")
