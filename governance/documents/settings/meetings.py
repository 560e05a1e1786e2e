"""How long somebody speaks at a sitting, where a district has decided it."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.kinds import NumberSetting
from governance.documents.settings.papers import CUSTOM

SPEECH_MINUTES = NumberSetting(
    "speech_minutes",
    _("Minutes for one speech at a sitting"),
    _("The counter of whoever has the word runs against it; time over it is shown and ends nothing."),
    CUSTOM,
    5,
    least=1,
    most=120,
)
OF_SITTINGS = (SPEECH_MINUTES,)
