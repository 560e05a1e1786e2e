"""Private addresses of the calendar: a person makes them on the profile page, sees their use, and revokes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.calendars import day_calendars
from governance.desk.base.components import Words
from governance.desk.base.page import Section
from governance.desk.papers.form_page import FormPage
from governance.roles.own_calendar import (
    LONGEST_NAME,
    MOST_ADDRESSES,
    CalendarAddress,
    give_address,
    revoke_address,
)
from governance.roles.person import Person

# Where the session keeps a key between the form and the page that shows it, once.
NEW_KEY = "new_calendar_key"


@dataclass(frozen=True)
class AddressLine:
    """An address as its person sees it: nobody can read it any more, only its name."""

    pk: int
    name: str
    calendars: Sequence[Words]
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class NewAddress:
    """The address that was made just now: to copy, to open on this device, and as a picture for a telephone."""

    written: str

    @property
    def opened(self) -> str:
        """For the program of this device: «webcal» is what they subscribe by."""
        return f"webcal://{self.written.partition('://')[2]}"

    @property
    def picture(self) -> str:
        svg: str = segno.make(self.opened, micro=False).svg_inline(scale=4, border=2)
        return svg


def addresses_of(person: Person) -> list[AddressLine]:
    """What this person has given away, the earliest first; one query."""
    labels = {one.name: one.label for one in day_calendars()}
    return [
        AddressLine(
            one.pk,
            one.name,
            [] if not one.without else [label for name, label in labels.items() if name not in one.without],
            one.made_at,
            one.used_at,
        )
        for one in CalendarAddress.objects.filter(person=person)
    ]


def shown_once(request: SignedInRequest) -> NewAddress | None:
    """The address that this person has made just now; the next time there is nothing to show."""
    key = request.session.pop(NEW_KEY, "")
    if not key:
        return None
    return NewAddress(settings.PUBLIC_ADDRESS + reverse("calendar_link", args=[key]))


class AddressForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("For which device or program"),
        help_text=gettext_lazy("For example «My telephone»: by this name you find it again to revoke it."),
        max_length=LONGEST_NAME,
    )
    calendars = forms.MultipleChoiceField(
        label=gettext_lazy("What stands in it"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        choices = [(one.name, one.label) for one in day_calendars()]
        self.fields["calendars"].choices = choices  # type: ignore[attr-defined]  # of a choice field
        self.fields["calendars"].initial = [name for name, _label in choices]


class AddressPage(FormPage):
    """Make a private address of one's calendar."""

    section = Section("profile", gettext_lazy("Profile and roles"), "profile")
    title = gettext_lazy("Private address of my calendar")
    lead = gettext_lazy("Whoever knows it reads your calendar, and can do nothing else.")
    submit = gettext_lazy("Make the address")

    form: AddressForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.form = AddressForm(self.data)

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        chosen = self.form.cleaned_data["calendars"]
        without = [one.name for one in day_calendars() if one.name not in chosen]
        key = give_address(self.request.user, self.form.cleaned_data["name"], without)
        if key is None:
            self.form.add_error(
                None,
                _("You have %(n)d addresses already: revoke one that is used no more.")
                % {"n": MOST_ADDRESSES},
            )
            return None
        self.request.session[NEW_KEY] = key
        return redirect(f"{reverse('profile')}#calendar")


@require_POST
@signed_in
def calendar_address_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Revoke an address: what it was given to gets nothing any more."""
    if not revoke_address(request.user, pk):
        raise Http404
    messages.success(request, _("The address has been revoked: nothing can be read by it any more."))
    return redirect(f"{reverse('profile')}#calendar")
