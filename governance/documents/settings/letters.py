"""Letters of a district: in which way they come unless a person has chosen, and how long their links read."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.kinds import ChoiceSetting, NumberSetting
from governance.roles.letter_choices import CHOSEN, Sort, Way
from governance.roles.setting import Setting

CUSTOM = _("a custom; no law sets it")
PURPOSE = _("For whoever has chosen nothing in their profile.")

USUAL = dict.fromkeys(CHOSEN, Way.AT_ONCE)

WAYS: dict[Sort, ChoiceSetting] = {
    sort: ChoiceSetting(
        f"letters_{sort.value}",
        sort.label,
        PURPOSE,
        CUSTOM,
        USUAL[sort].value,
        choices={way.value: way.label for way in offered},
    )
    for sort, offered in CHOSEN.items()
}

READING_LINK_DAYS = NumberSetting(
    "reading_link_days",
    _("Days for which the link of a letter opens its paper for reading"),
    _("0: letters lead to the page to sign in. Nobody decides anything by such a link."),
    CUSTOM,
    3,
    least=0,
    most=30,
)

OF_LETTERS: tuple[Setting[Any], ...] = (*WAYS.values(), READING_LINK_DAYS)
