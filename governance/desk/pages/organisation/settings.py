"""The settings of a district: its terms, numbers and choices in words, and the change of one from a day on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb
from governance.desk.base.format import day
from governance.desk.base.page import Page
from governance.desk.pages.organisation.act_page import ActPage
from governance.desk.pages.organisation.setting_forms import FORMS, SettingForm
from governance.desk.pages.organisation.setup import SET_UP
from governance.documents.language.search import searchable
from governance.documents.printing.pdf import render
from governance.documents.settings.catalogue import GROUPS
from governance.documents.settings.forms.form import FormSetting, paragraphs
from governance.documents.settings.kinds import TextSetting
from governance.documents.settings.public_page import OriginsSetting
from governance.roles.acts.settings import change_setting
from governance.roles.rights import Right
from governance.roles.setting import DistrictSetting, Setting, entered, in_force
from governance.roles.unit import Unit

LONGEST_QUERY = 100
TITLE = gettext_lazy("Terms and choices of the district")


@dataclass
class SettingLine:
    """One setting as it holds today, and what has been decided for later."""

    district: int
    setting: Setting[Any]
    decided: DistrictSetting | None
    coming: list[DistrictSetting] = field(default_factory=list)

    @property
    def value(self) -> str:
        """What papers and pages take today, word for word."""
        return self.setting.in_words(self.setting.on(self.district))

    @property
    def trouble(self) -> str:
        """Why papers do not take what was decided; empty as a rule."""
        if self.decided is None:
            return ""
        try:
            self.setting.from_json(self.decided.value)
        except ValidationError as refusal:
            return _("What was entered does not fit any more, papers take the words before it. %(why)s") % {
                "why": " ".join(refusal.messages)
            }
        return ""

    @property
    def origin(self) -> str:
        """Since when it holds and on what basis, or where the default comes from."""
        if self.decided is None:
            return _("initial value: %(source)s") % {"source": self.setting.source}
        return _("since %(day)s, basis: %(basis)s") % {
            "day": day(self.decided.since),
            "basis": self.decided.basis,
        }

    def says(self, words: Sequence[str]) -> bool:
        """Whether name, purpose or value have all of these words, typed in any case."""
        told = searchable(" ".join([str(self.setting.label), str(self.setting.purpose), self.value]))
        return all(word in told for word in words)


@dataclass
class SettingSection:
    """What stands under one heading; folded, as there are hundreds of settings."""

    title: str
    lines: list[SettingLine]
    is_open: bool

    @property
    def own(self) -> int:
        """How many of them the district has decided on."""
        return sum(line.decided is not None or bool(line.coming) for line in self.lines)


@dataclass(kw_only=True)
class SettingsPage(Page):
    """The context of templates/governance/organisation/settings.html."""

    sections: list[SettingSection]
    query: str
    history: str


def district_of(request: SignedInRequest) -> Unit:
    """The district whose settings this person may change. Raises Http404 if there is none."""
    district = request.user.district
    if (Right.SET_UP, district.pk) not in request.pairs:
        raise Http404
    return district


@signed_in
def settings_page(request: SignedInRequest) -> HttpResponse:
    district = district_of(request)
    today = clock.today()
    query = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    page = SettingsPage(
        title=TITLE,
        section=SET_UP.name,
        crumbs=[SET_UP.crumb],
        sections=list(_sections(district.pk, searchable(query).split(), request.GET.get("open", ""))),
        query=query,
        history=reverse("unit_history", args=[district.pk]),
    )
    return page.response(request, "governance/organisation/settings.html", also={"today": today})


def _sections(district: int, words: Sequence[str], opened: str) -> Iterator[SettingSection]:
    """The groups, or what a search finds in each of them; open is what was found, and where the reader comes from."""
    rows = entered(district)
    for group in GROUPS:
        lines = [_line(district, setting, rows) for setting in group.settings]
        found = [line for line in lines if line.says(words)]
        if found:
            is_open = bool(words) or opened in {line.setting.name for line in lines}
            yield SettingSection(str(group.title), found, is_open)


def _line(district: int, setting: Setting[Any], rows: Sequence[DistrictSetting]) -> SettingLine:
    today = clock.today()
    coming = [row for row in rows if row.name == setting.name and row.since > today]
    return SettingLine(district, setting, in_force(rows, setting.name, today), coming)


class SettingPage(ActPage):
    """The form that changes one setting from a day on."""

    template = "governance/organisation/setting.html"
    section = SET_UP
    submit = gettext_lazy("Enter")

    form: SettingForm[Any, Any]

    def __init__(self, request: SignedInRequest, name: str) -> None:
        super().__init__(request)
        self.district = district_of(request)
        known = {setting.name: setting for group in GROUPS for setting in group.settings}
        if name not in known:
            raise Http404
        self.setting = known[name]
        self.present = self.setting.on(self.district.pk)
        self.form = FORMS[type(self.setting)](self.data, self.setting, self.present)

    @property
    def has_preview(self) -> bool:
        return isinstance(self.setting, TextSetting) and not isinstance(self.setting, OriginsSetting)

    def send(self) -> HttpResponse | None:
        if self.data is not None and "preview" in self.data and isinstance(self.setting, TextSetting):
            return self.preview(self.setting, str(self.data.get("value", "")))
        return super().send()

    def preview(self, setting: TextSetting, typed: str) -> HttpResponse | None:
        """The typed words as a PDF; nothing is stored, so neither day nor basis is asked for."""
        self.form.errors.clear()
        try:
            words = setting.from_json(typed)
        except ValidationError as refusal:
            self.form.add_error("value", refusal)
            return None
        lines = setting.example(words) if isinstance(setting, FormSetting) else paragraphs(words)
        data = {
            "title": str(setting.label),
            "created": clock.today().isoformat(),
            "status": "ПРОСМОТР",
            "lines": lines,
        }
        return HttpResponse(render("form_preview", data), content_type="application/pdf")

    def change(self) -> HttpResponse:
        act = self.form.act
        change_setting(self.district, self.setting, self.form.chosen, by=self.request.user, **act)
        said = {"day": day(act["since"]), "setting": self.setting.label}
        if isinstance(self.setting, TextSetting):
            return self.done(_("From %(day)s on, the new words hold: %(setting)s.") % said)
        value = self.setting.in_words(self.form.chosen)
        return self.done(_("From %(day)s on: %(setting)s — %(value)s.") % {**said, "value": value})

    def get_title(self) -> str:
        return str(self.setting.label)

    def get_lead(self) -> str:
        purpose = capfirst(str(self.setting.purpose))
        if isinstance(self.setting, TextSetting):  # its words stand in the field, where they are changed
            return purpose
        return f"{purpose} {_('Now: %(value)s.') % {'value': self.setting.in_words(self.present)}}"

    def get_crumbs(self) -> Sequence[Crumb]:
        return [SET_UP.crumb, Crumb(str(TITLE), reverse("settings"))]

    def get_cancel(self) -> str:
        return f"{reverse('settings')}?open={self.setting.name}#{self.setting.name}"
