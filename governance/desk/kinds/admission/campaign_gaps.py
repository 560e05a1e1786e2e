"""What an admission still lacks before it can be put up for approval, part by part, in the words of the core."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign import Campaign


def gaps_of(campaign: Campaign) -> dict[str, str]:
    """The first sentence of each part that is not ready; one query."""
    parts: dict[str, Callable[[], object]] = {
        "days": lambda: campaign.calendar.check(),
        "classes": lambda: campaign.offers,
        "criteria": lambda: _criteria(campaign),
        "members": campaign.check_members,
        "consent": lambda: _consent(campaign),
    }
    found = {}
    for part, check in parts.items():
        try:
            check()
        except NotLegal as gap:
            found[part] = str(gap)
    return found


def _criteria(campaign: Campaign) -> None:
    if not campaign.criteria:
        raise NotLegal(_("Write the criteria of the selection first."))


def _consent(campaign: Campaign) -> None:
    if not campaign.consent_text.strip():
        raise NotLegal(_("Write the text of the consent: parents sign it as a separate paper."))
