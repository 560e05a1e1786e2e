"""What papers of a reward period do to each nomination."""

from django.utils.translation import gettext_lazy as _

from governance.documents.record.effects import Effect

ALLOT = Effect("allot", _("allots to"), _("says what it gives"), to_many=True)
REWARD = Effect("order", _("rewards by order"), _("rewards by it"), to_many=True)
UNREWARD = Effect("unorder", _("takes the order back from"), _("takes its order back"), to_many=True)
