"""How a district keeps its forms of orders: a setting for each, from a day on, with its basis (decision 28)."""

import json
import logging
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.settings.forms.form import TO_BE_CHECKED
from governance.documents.settings.order_library.form import LibraryForm
from governance.roles.setting import FAMILIES, DistrictSetting, Setting, decisions_until, entered

FAMILY = "order_form_"
# In addresses and in the names of settings.
CODE = re.compile(r"[a-z][a-z0-9-]{1,39}")
SHIPPED = settings.BASE_DIR / "data" / "order_forms"

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class OrderFormSetting(Setting[LibraryForm | None]):
    """One form of orders; of a form that is not shipped, there is none before the first day from which it holds."""

    code: str = ""

    def __post_init__(self) -> None:
        """It is one of many, and enters the closed list of settings nowhere."""

    def from_json(self, value: Any) -> LibraryForm | None:
        return LibraryForm.from_json(value)

    def to_json(self, value: LibraryForm | None) -> Any:
        return None if value is None else value.to_json()

    def in_words(self, value: LibraryForm | None) -> str:
        return "—" if value is None else f"{value.name}: {value.heading}"

    def stored_in_words(self, value: Any) -> str:
        """In the history also what does not fit any more, or was not there yet."""
        return f"{value['name']}: {value['heading']}" if isinstance(value, dict) else "—"

    def on(self, district: int, day: date | None = None) -> LibraryForm | None:
        """The form that holds on a day. A stored one that does not fit any more stops nothing: those before it hold."""
        for row in decisions_until(entered(district), self.name, day or clock.today()):
            try:
                return self.from_json(row.value)
            except ValidationError:
                log.warning("The stored form of orders %s does not fit: setting %s.", self.name, row.pk)
        return self.default

    def decided(self, district: int, day: date | None = None) -> DistrictSetting | None:
        """The decision by which it holds; None for a shipped form as it is shipped."""
        return next(iter(decisions_until(entered(district), self.name, day or clock.today())), None)


@cache
def shipped() -> dict[str, LibraryForm]:
    """The forms that come with the program, by their codes in the order of their files' names."""
    files = sorted(SHIPPED.glob("*.json"))
    return {file.stem: LibraryForm.from_json(json.loads(file.read_text(encoding="utf-8"))) for file in files}


@cache
def _setting_named(name: str) -> Setting[Any]:
    code = name.removeprefix(FAMILY)
    form = shipped().get(code)
    return OrderFormSetting(
        name,
        form.name if form is not None else gettext_lazy("Form of orders: %s") % code,
        gettext_lazy("What is asked before such an order is begun, and the words that follow."),
        TO_BE_CHECKED,
        form,
        code=code,
    )


FAMILIES[FAMILY] = _setting_named


def setting_of(code: str) -> OrderFormSetting:
    """The setting that keeps the form of this code."""
    setting = _setting_named(f"{FAMILY}{code}")
    assert isinstance(setting, OrderFormSetting)
    return setting


def codes(district: int) -> list[str]:
    """The shipped forms, then those that the district (its id) has added itself."""
    own = (row.name.removeprefix(FAMILY) for row in entered(district) if row.name.startswith(FAMILY))
    return list(dict.fromkeys([*shipped(), *own]))


def library(district: int, day: date | None = None) -> dict[str, LibraryForm]:
    """The forms of a district that hold on a day, those too that are not offered any more, by their codes."""
    found = {code: setting_of(code).on(district, day) for code in codes(district)}
    return {code: form for code, form in found.items() if form is not None}


def offered(district: int) -> dict[str, LibraryForm]:
    """Those by which a new order may be begun today."""
    return {code: form for code, form in library(district).items() if form.offered}


def check_code(code: str) -> str:
    """Raises ValidationError where it could not stand in an address."""
    if not CODE.fullmatch(code):
        raise ValidationError(
            _("A code has small Latin letters, digits and dashes, 2 to 40 signs: «courses», «duty-2».")
        )
    return code
