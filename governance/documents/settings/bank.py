"""How long the bank of 9th-graders keeps whom (docs/domain.md, "Personal data")."""

from django.utils.translation import gettext_lazy as _

from governance.documents.law.working_days import Term
from governance.documents.settings.kinds import TermSetting

PERSONAL_DATA = _("Federal Law 152-FZ, articles 5 and 9: no longer than the purpose asks")

BANK_KEPT = TermSetting(
    "bank_kept",
    _("Bank of 9th-graders: personal data of a pupil"),
    _("Counted from the day of the entry; the consent names the last day, and the data is erased after it."),
    PERSONAL_DATA,
    Term(8, "months"),
    rolls=False,
)
BANK_DRAFT_KEPT = TermSetting(
    "bank_draft_kept",
    _("Bank of 9th-graders: names without a signed consent"),
    _("So long the school can have the printed consent signed."),
    PERSONAL_DATA,
    Term(1, "months"),
    rolls=False,
)

OF_THE_BANK = (BANK_KEPT, BANK_DRAFT_KEPT)
