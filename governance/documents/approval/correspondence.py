"""Chains of letters: what an incoming letter and an outgoing one do to each other, and what travels with a letter."""

from django.utils.translation import gettext_lazy as _

from governance.documents.record.effects import Effect

# An outgoing letter, once it is sent, carries out the incoming one that it answers.
BE_ANSWERED = Effect("be_answered", _("answers"), _("answered by"))
# An incoming letter, as soon as it is registered, ends the waiting of the outgoing one that it answers.
TAKE_REPLY = Effect("take_reply", _("replies to"), _("the reply to it"))
# An edition of a paper that goes along with a letter.
ENCLOSES = Effect("encloses", _("encloses"), _("sent along with"), ordered=False)
