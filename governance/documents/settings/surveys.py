"""The numbers of surveys that a district sets itself."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.kinds import NumberSetting

SURVEY_LEAST = NumberSetting(
    "survey_least",
    _("Smallest group of which results of a survey are told"),
    _(
        "Schools and classes with fewer answers are hidden, and whatever they would follow from by subtraction."
    ),
    _("a custom of anonymous surveys; no law sets it"),
    5,
    least=3,
    most=50,
)

OF_SURVEYS = (SURVEY_LEAST,)
