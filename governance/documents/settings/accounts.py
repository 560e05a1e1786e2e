"""How long somebody may come in by what the administrator of a district has given them."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.kinds import NumberSetting
from governance.documents.settings.papers import CUSTOM

LONGEST = 60

INVITATION_DAYS = NumberSetting(
    "invitation_days",
    _("Days for which an invitation serves"),
    _("How long the link of a letter of invitation lets somebody choose a password."),
    CUSTOM,
    7,
    least=1,
    most=LONGEST,
)
SLIP_DAYS = NumberSetting(
    "slip_days",
    _("Days for which a printed slip serves"),
    _("How long the code of a printed slip lets somebody choose a password."),
    CUSTOM,
    3,
    least=1,
    most=LONGEST,
)
OF_ACCOUNTS = (INVITATION_DAYS, SLIP_DAYS)
