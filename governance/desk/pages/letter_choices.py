"""Which letters a person gets, when and in which language, and whether their links open papers."""

from dataclasses import replace

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.reading import readings_of
from governance.desk.pages.profile import PROFILE
from governance.desk.papers.form_page import FormPage
from governance.documents.settings.letters import WAYS
from governance.roles.letter_choices import CHOSEN, Way, choices_of, choose, end_links

AS_THE_DISTRICT = ""


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

    def __init__(self, *args: object, district: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django takes them
        for sort, offered in CHOSEN.items():
            usual = Way(WAYS[sort].on(district)).label
            self.fields[sort.value] = forms.ChoiceField(
                label=sort.label,
                required=False,
                choices=[
                    (AS_THE_DISTRICT, _("as in the district: %(way)s") % {"way": usual}),
                    *((way.value, way.label) for way in offered),
                ],
            )
        self.order_fields([*(sort.value for sort in CHOSEN), "language", "links"])


class LetterChoicesPage(FormPage):
    section = PROFILE
    title = gettext_lazy("My letters")
    lead = gettext_lazy(
        "Invitations to sittings, votes without a sitting and votes entered for you always come at once: they count "
        "from the day of their letter. So do letters about your account, because they protect it."
    )
    submit = gettext_lazy("Save")
    template = "governance/letter_choices.html"

    form: LetterChoicesForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.chosen = choices_of(request.user)
        self.form = LetterChoicesForm(
            self.data,
            district=request.user.district_id,
            initial={
                **{sort.value: way.value for sort, way in self.chosen.ways.items()},
                "language": self.chosen.language,
                "links": self.chosen.links,
            },
        )

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        given = self.form.cleaned_data
        ways = {sort: Way(given[sort.value]) for sort in CHOSEN if given[sort.value]}
        chosen = replace(self.chosen, language=given["language"], ways=ways, links=given["links"])
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
