"""The numbers of monitoring that a district sets itself."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.kinds import NumberSetting

CUSTOM = _("a custom; no law sets it")

SUDDEN_CHANGE = NumberSetting(
    "sudden_change",
    _("Figures that ask for a note, per cent"),
    _("By how much a figure differs from the year before until the school explains it in a note."),
    CUSTOM,
    30,
    least=5,
    most=500,
)

FEWEST_PEOPLE = NumberSetting(
    "fewest_people",
    _("Fewest people of whom a published figure of a school tells"),
    _("Where a figure tells of fewer people, the report of the year withholds it: one would know them."),
    CUSTOM,
    3,
    least=1,
    most=20,
)

BOUNDS_OF_MONITORING = (SUDDEN_CHANGE, FEWEST_PEOPLE)
