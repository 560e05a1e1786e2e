"""The settings of a district: its terms, numbers and choices in words, and the change of one from a day on."""

from collections.abc import Sequence
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
from governance.documents.printing.pdf import render
from governance.documents.settings.catalogue import GROUPS
from governance.documents.settings.forms.form import FormSetting, paragraphs
from governance.documents.settings.kinds import TextSetting
from governance.roles.acts.settings import change_setting
from governance.roles.rights import Right
from governance.roles.setting import DistrictSetting, Setting, entered, in_force
from governance.roles.unit import Unit

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
        """What papers and pages take today."""
        return self.setting.shortly(self.setting.on(self.district))

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


@dataclass
class SettingSection:
    title: str
    lines: list[SettingLine]


@dataclass(kw_only=True)
class SettingsPage(Page):
    """The context of templates/governance/organisation/settings.html."""

    sections: list[SettingSection]
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
    rows, today = entered(district.pk), clock.today()
    page = SettingsPage(
        title=TITLE,
        section="",
        crumbs=[SET_UP.crumb],
        sections=[
            SettingSection(
                str(group.title), [_line(district.pk, setting, rows) for setting in group.settings]
            )
            for group in GROUPS
        ],
        history=reverse("unit_history", args=[district.pk]),
    )
    return page.response(request, "governance/organisation/settings.html", also={"today": today})


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
        return isinstance(self.setting, TextSetting)

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
        return self.done(
            _("From %(day)s on: %(setting)s — %(value)s.")
            % {
                "day": day(act["since"]),
                "setting": self.setting.label,
                "value": self.setting.shortly(self.form.chosen),
            }
        )

    def get_title(self) -> str:
        return str(self.setting.label)

    def get_lead(self) -> str:
        now = _("Now: %(value)s.") % {"value": self.setting.shortly(self.present)}
        return f"{capfirst(str(self.setting.purpose))} {now}"

    def get_crumbs(self) -> Sequence[Crumb]:
        return [SET_UP.crumb, Crumb(str(TITLE), reverse("settings"))]

    def get_cancel(self) -> str:
        return reverse("settings")
