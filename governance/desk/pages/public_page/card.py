"""A school writes its card: its texts and its place, and its photographs."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Words
from governance.desk.base.fields import CommaField, text_field
from governance.desk.base.kept_file import KeptFileField, KeptFileInput
from governance.desk.pages.organisation.act_page import ActPage
from governance.desk.pages.public_page.page import PUBLIC_PAGE
from governance.documents.public_page.cards import (
    LONGEST_TEXT,
    add_picture,
    card_of,
    change_card,
    remove_picture,
)
from governance.documents.public_page.pictures import LONGEST_ALT, PublicPicture, ready_picture
from governance.roles.rights import Right
from governance.roles.unit import Unit

NAMES = ("phone", "email", "site", "directions", "projects", "achievements", "latitude", "longitude")


def own_school(request: SignedInRequest, pk: int) -> Unit:
    """The school whose card this person writes. Raises Http404 for any other."""
    if (Right.EDIT_CARD.value, pk) not in request.pairs:
        raise Http404
    return get_object_or_404(Unit, pk=pk)


def degrees_field(label: Words, most: int) -> CommaField:
    return CommaField(
        label=label,
        required=False,
        min_value=-most,
        max_value=most,
        max_digits=8,
        decimal_places=5,
        said=gettext_lazy("Give degrees as a number with a point or a comma, for example 60.62921."),
    )


class CardForm(forms.Form):
    """What everybody reads of the school."""

    phone = text_field(gettext_lazy("Phone"), 60, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=120,
        error_messages={"invalid": gettext_lazy("This is no e-mail address: check it.")},
    )
    site = forms.URLField(
        label=gettext_lazy("Site of the school"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("This is no address of a site: it begins with https://.")},
    )
    directions = text_field(
        gettext_lazy("Directions of work"),
        LONGEST_TEXT,
        lines=5,
        required=False,
        help_text=gettext_lazy("Plain paragraphs. No names of pupils: everybody reads it."),
    )
    projects = text_field(gettext_lazy("Projects"), LONGEST_TEXT, lines=5, required=False)
    achievements = text_field(gettext_lazy("Achievements"), LONGEST_TEXT, lines=5, required=False)
    latitude = degrees_field(gettext_lazy("Latitude, degrees north"), 90)
    longitude = degrees_field(gettext_lazy("Longitude, degrees east"), 180)


class CardPage(ActPage):
    """The card of one school."""

    section = PUBLIC_PAGE
    template = "governance/public_page/card.html"
    shows = ("unit", "pictures")

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        self.unit = own_school(request, pk)
        card = card_of(self.unit)
        self.form = CardForm(self.data, initial={name: getattr(card, name) for name in NAMES})
        self.pictures = list(PublicPicture.objects.filter(unit=self.unit))

    def get_title(self) -> str:
        return _("Card: %(school)s") % {"school": self.unit}

    def change(self) -> HttpResponse:
        change_card(self.unit, self.form.cleaned_data, by=self.request.user)
        return self.done(_("The card stands on the public page as you have written it."))


class PictureForm(forms.Form):
    """A photograph and what it shows."""

    file = KeptFileField(
        label=gettext_lazy("Photograph"),
        help_text=gettext_lazy(
            "PNG or JPEG. It is made small, and what the camera wrote into it (place, day) is taken out. Children who "
            "can be recognised: only with the written consent of their parents."
        ),
        widget=KeptFileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
        error_messages={
            "required": gettext_lazy("Choose the file first."),
            "empty": gettext_lazy("The file is empty: choose another one."),
        },
    )
    alt = text_field(
        gettext_lazy("What the picture shows"),
        LONGEST_ALT,
        lines=2,
        missing=gettext_lazy("Describe the picture: some readers hear these words instead of seeing it."),
        help_text=gettext_lazy("For example: a lesson of chemistry, two pupils at a table with flasks."),
    )


class NewPicturePage(ActPage):
    """A photograph is put on the card."""

    section = PUBLIC_PAGE
    title = gettext_lazy("New photograph")
    multipart = True

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        self.unit = own_school(request, pk)
        self.form = PictureForm(self.data, sent_files(request, self.data))

    def get_cancel(self) -> str:
        return reverse("card_edit", args=[self.unit.pk])

    def change(self) -> HttpResponse:
        upload, alt = self.form.cleaned_data["file"], self.form.cleaned_data["alt"]
        add_picture(self.unit, ready_picture(upload.name, upload.read()), alt, by=self.request.user)
        return self.done(_("The photograph stands on the public page."))


def sent_files(request: SignedInRequest, data: QueryDict | None) -> MultiValueDict[str, Any] | None:
    return request.FILES if data is not None else None


class DropPicturePage(ActPage):
    """A photograph is taken off the card, and its file away for good."""

    section = PUBLIC_PAGE
    title = gettext_lazy("Take the photograph away")
    submit = gettext_lazy("Take it away")

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        self.picture = get_object_or_404(PublicPicture.objects.select_related("unit__district"), pk=pk)
        own_school(request, self.picture.unit_id)
        self.form = forms.Form(self.data)

    def get_lead(self) -> str:
        return _("«%(alt)s». The file is erased for good.") % {"alt": self.picture.alt}

    def get_cancel(self) -> str:
        return reverse("card_edit", args=[self.picture.unit_id])

    def change(self) -> HttpResponse:
        remove_picture(self.picture, by=self.request.user)
        return self.done(_("The photograph is gone from the public page."))
