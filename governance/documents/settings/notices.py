"""How long the tray of a person keeps what they were told."""

from django.utils.translation import gettext_lazy as _

from governance.documents.law.working_days import Term
from governance.documents.settings.kinds import TermSetting

NOTICES_KEPT = TermSetting(
    "notices_kept",
    _("Notices in the trays"),
    _("How long a notice is kept, read or not; then it is erased from the tray and its archive."),
    _("a custom of offices; no law sets it"),
    Term(12, "months"),
    rolls=False,
)

OF_NOTICES = (NOTICES_KEPT,)
