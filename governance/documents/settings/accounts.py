"""How long somebody may come in by what the administrator of a district has given them."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.kinds import ChoiceSetting, NumberSetting
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
RESET_HOURS = NumberSetting(
    "reset_hours",
    _("Hours for which the link after a forgotten password serves"),
    _("How long the link of that letter lets somebody choose a new password: they sit there now."),
    CUSTOM,
    24,
    least=1,
    most=7 * 24,
)
DEMANDED = "demanded"
SECOND_FACTOR_OF_SIGNERS = ChoiceSetting(
    "second_factor_of_signers",
    _("A second factor, of whoever signs papers,"),
    _("Whether those who sign have to set up a passkey or codes; until then no other page opens for them."),
    CUSTOM,
    "offered",
    choices={"offered": _("is offered"), DEMANDED: _("is demanded")},
)


def demands_second_factor(district: int) -> bool:
    """Whether a district (its id) demands a second factor of those who sign; every page of theirs asks."""
    return SECOND_FACTOR_OF_SIGNERS.lately(district) == DEMANDED


OF_ACCOUNTS = (INVITATION_DAYS, SLIP_DAYS, RESET_HOURS, SECOND_FACTOR_OF_SIGNERS)
