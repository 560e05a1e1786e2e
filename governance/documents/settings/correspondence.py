"""Terms of letters: how long an executor has where the resolution names no day."""

from django.utils.translation import gettext_lazy as _

from governance.documents.law.working_days import Term
from governance.documents.settings.kinds import TermSetting

CUSTOM = _("a custom of offices; no law sets it")
PURPOSE = _("Counted from the registration, where neither the letter nor the resolution names a day.")

ANSWER_SOON = TermSetting("answer_soon", _("Answer to an urgent letter"), PURPOSE, CUSTOM, Term(10, "days"))
ANSWER_LATER = TermSetting("answer_later", _("Answer to a letter"), PURPOSE, CUSTOM, Term(1, "months"))

OF_CORRESPONDENCE = (ANSWER_SOON, ANSWER_LATER)
