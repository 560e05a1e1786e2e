"""Settings of a district: its terms, numbers and choices, each as it holds from a day on (decision 28).

The list is closed: a setting is declared in the code (`documents/settings`), and a district changes its value by an
act. What a district has not decided has the value that the declaration names, with where that comes from.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Any, ClassVar, Generic, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.columns import OwnCharField
from governance.record_rows import OrganisationRow
from governance.roles.unit import Unit

T = TypeVar("T")
LONGEST_NAME = 60

# For how long a process answers `Setting.lately` out of its memory.
KEPT_SECONDS = 60

# All settings that are declared, by their names.
SETTINGS: "dict[str, Setting[Any]]" = {}
# Of which a district has as many as it likes (forms of orders): by the beginning of their names, what makes the one of
# a name.
FAMILIES: "dict[str, Callable[[str], Setting[Any]]]" = {}


@dataclass(frozen=True, eq=False)
class Setting(ABC, Generic[T]):
    """One thing that a district decides for itself. A kind of setting says how its value is stored and worded."""

    # Stored rows hold it, so it does not change.
    name: str
    label: str | Promise
    # One sentence: what it is for.
    purpose: str | Promise
    # Where the default value comes from.
    source: str | Promise
    default: T

    def __post_init__(self) -> None:
        if self.name in SETTINGS or len(self.name) > LONGEST_NAME:
            raise ValueError(f"Two settings are called {self.name}, or the name is too long.")
        SETTINGS[self.name] = self

    @abstractmethod
    def from_json(self, value: Any) -> T:
        """Read a stored value. Raises ValidationError with a sentence for what is impossible."""

    @abstractmethod
    def to_json(self, value: T) -> Any:
        """The value as it is stored."""

    @abstractmethod
    def in_words(self, value: T) -> str:
        """The value as people read it."""

    def on(self, district: int, day: date | None = None) -> T:
        """What holds in a district (its id) on a day, by default today."""
        row = in_force(entered(district), self.name, day or clock.today())
        return self.default if row is None else self.from_json(row.value)

    def lately(self, district: int) -> T:
        """What held in a district within the last minute: for what every page asks, without a query of its own."""
        key = (self.name, district, clock.today())
        known = _lately.get(key)
        if known is None or monotonic() - known[0] > KEPT_SECONDS:
            known = _lately[key] = (monotonic(), self.on(district))
        return cast(T, known[1])

    def stored_in_words(self, value: Any) -> str:
        """A stored value as people read it."""
        return self.in_words(self.from_json(value))


def setting_called(name: str) -> Setting[Any]:
    """The setting with this name, declared or of a family. Raises KeyError where there is none."""
    family = next((made for beginning, made in FAMILIES.items() if name.startswith(beginning)), None)
    return SETTINGS[name] if family is None else family(name)


class DistrictSetting(OrganisationRow):
    """One decision of a district about a setting, from a day on. Of two for one day the one entered later holds."""

    of_unit = "district"

    district = models.ForeignKey(Unit, models.PROTECT, related_name="settings", verbose_name=_("district"))
    # Of a `Setting`.
    name = OwnCharField(_("setting"), max_length=LONGEST_NAME)
    since = models.DateField(_("since"))
    value: Any = models.JSONField(_("value"))
    basis = models.CharField(_("basis"), max_length=300)

    class Meta:
        verbose_name = _("setting of the district")
        verbose_name_plural = _("settings of the district")
        ordering: ClassVar = ["district_id", "name", "since", "id"]
        indexes: ClassVar = [models.Index(fields=["district", "name"], name="settings_of_a_district")]

    def __str__(self) -> str:
        return f"{self.name} {self.since}"

    @property
    def setting(self) -> "Setting[Any]":
        return setting_called(self.name)

    @property
    def in_words(self) -> str:
        return self.setting.stored_in_words(self.value)

    def clean(self) -> None:
        try:
            setting = self.setting
        except KeyError as error:
            raise ValidationError(_("There is no such setting: open the page again.")) from error
        setting.from_json(self.value)


# The decisions of a district that this request, job or command has read already, by the id of the district.
_read: ContextVar[dict[int, list[DistrictSetting]] | None] = ContextVar("read_settings", default=None)

# Where the record of a district ended when this request began: its id, and the hash of the last event.
_head: ContextVar[tuple[int, str] | None] = ContextVar("head_of_district", default=None)

# The decisions of a district as this process has read them last, with the head of its record at that time. Every
# decision is an act in that record, in whichever process, so under the same head there are no others.
_kept: dict[int, tuple[str, list[DistrictSetting]]] = {}

# What this process has found: the setting, the district and the day → when, and the value.
_lately: dict[tuple[str, int, date], tuple[float, Any]] = {}


def entered(district: int) -> list[DistrictSetting]:
    """All decisions of a district about its settings, the earliest first; read once a request at most."""
    known = _read.get()
    if known is None:
        known = {}
        _read.set(known)
    if district not in known:
        known[district] = _entered(district)
    return known[district]


def _entered(district: int) -> list[DistrictSetting]:
    head = _head.get()
    of_head = head[1] if head is not None and head[0] == district else ""
    kept = _kept.get(district)
    if of_head and kept is not None and kept[0] == of_head:
        return kept[1]
    rows = list(DistrictSetting.objects.filter(district_id=district).order_by("since", "pk"))
    if of_head:
        _kept[district] = (of_head, rows)
    return rows


def know_head(district: int, head: str) -> None:
    """Note where the record of a district ends: so long settings are not read again by this process."""
    _head.set((district, head))


def forget_read(**_signal: Any) -> None:
    """Read the settings anew: a request or a job begins, or a setting was changed."""
    _read.set(None)
    _head.set(None)


def forget_all() -> None:
    """Read all settings anew, also those that hold for a minute: one was changed."""
    forget_read()
    _lately.clear()
    _kept.clear()


def decisions_until(rows: Iterable[DistrictSetting], name: str, day: date) -> list[DistrictSetting]:
    """The decisions about a setting that have begun by a day, the latest first, out of those of a district."""
    return [row for row in rows if row.name == name and row.since <= day][::-1]


def in_force(rows: Iterable[DistrictSetting], name: str, day: date) -> DistrictSetting | None:
    """The decision about a setting that holds on a day, out of those of a district, the earliest first."""
    return next(iter(decisions_until(rows, name, day)), None)
