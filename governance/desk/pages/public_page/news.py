"""Whoever publishes the papers of a district writes its news, corrects them, and withdraws them with a reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.kept_file import KeptFileField, KeptFileInput
from governance.desk.pages.organisation.act_page import ActPage
from governance.desk.pages.public_page.card import sent_files
from governance.desk.pages.public_page.page import PUBLIC_PAGE, writes_news
from governance.documents.public_page.news import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    NewsItem,
    correct_news,
    withdraw_news,
    write_news,
)
from governance.documents.public_page.pictures import LONGEST_ALT, ready_picture


class NewsWords(forms.Form):
    """What a piece of news says."""

    title = text_field(gettext_lazy("Title"), LONGEST_TITLE, missing=gettext_lazy("Give the news a title."))
    day = day_field(
        gettext_lazy("Day"),
        initial=clock.today,
        help_text=gettext_lazy("News of a later day appear on that day."),
        missing=gettext_lazy("Give the day."),
    )
    text = text_field(
        gettext_lazy("Text"),
        LONGEST_TEXT,
        lines=8,
        missing=gettext_lazy("Write the text."),
        help_text=gettext_lazy(
            "An empty line begins a new paragraph. No names of pupils: everybody reads it."
        ),
    )


class NewsForm(NewsWords):
    """One piece of news."""

    file = KeptFileField(
        label=gettext_lazy("Picture"),
        required=False,
        help_text=gettext_lazy("PNG or JPEG. What the camera wrote into it is taken out."),
        widget=KeptFileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    alt = text_field(
        gettext_lazy("What the picture shows"),
        LONGEST_ALT,
        required=False,
        help_text=gettext_lazy("For those who do not see it."),
    )

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if given.get("file") and not given.get("alt"):
            self.add_error(
                "alt",
                ValidationError(
                    _("Describe the picture: some readers hear these words instead of seeing it.")
                ),
            )
        return given


class NewNewsPage(ActPage):
    """A piece of news is written."""

    section = PUBLIC_PAGE
    title = gettext_lazy("New piece of news")
    submit = gettext_lazy("Publish")
    multipart = True

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        if not writes_news(request):
            raise Http404
        self.form = NewsForm(self.data, sent_files(request, self.data))

    def change(self) -> HttpResponse:
        given = dict(self.form.cleaned_data)
        upload = given.pop("file")
        picture = ready_picture(upload.name, upload.read()) if upload else None
        write_news(self.request.user.district, by=self.request.user, picture=picture, **given)
        return self.done(_("The news stands on the public page."))


class OneNewsPage(ActPage):
    """A page about a piece of news of the reader's district; 404 for whoever writes none."""

    section = PUBLIC_PAGE

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        if not writes_news(request):
            raise Http404
        own = NewsItem.objects.filter(district=request.user.district_id).select_related(
            "district", "picture__unit"
        )
        self.item = get_object_or_404(own, pk=pk)


class CorrectNewsPage(OneNewsPage):
    """A piece of news is put in other words; the picture stays."""

    title = gettext_lazy("Correct the news")
    submit = gettext_lazy("Save")

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request, pk)
        self.form = NewsWords(
            self.data, initial={name: getattr(self.item, name) for name in ("title", "day", "text")}
        )

    def change(self) -> HttpResponse:
        changed = correct_news(self.item, by=self.request.user, **self.form.cleaned_data)
        return self.done(_("The news is corrected.") if changed else _("Nothing was changed."))


class WithdrawForm(forms.Form):
    """Why it is withdrawn."""

    because = text_field(
        gettext_lazy("Why it is withdrawn"),
        300,
        missing=gettext_lazy("Write the reason: it will stand in the record."),
    )


class WithdrawNewsPage(OneNewsPage):
    """A piece of news is withdrawn, at once."""

    title = gettext_lazy("Withdraw the news")
    submit = pgettext_lazy("news", "Withdraw")

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request, pk)
        self.form = WithdrawForm(self.data)

    def get_lead(self) -> str:
        return f"«{self.item.title}»"

    def change(self) -> HttpResponse:
        withdraw_news(self.item, because=self.form.cleaned_data["because"], by=self.request.user)
        return self.done(_("The news is withdrawn."))
