"""What the papers of a network teacher do to each other."""

from django.utils.translation import gettext_lazy

from governance.documents.record.effects import Effect

APPOINT = Effect("appoint", gettext_lazy("appoints"), gettext_lazy("appoints by it"))
UNAPPOINT = Effect(
    "unappoint", gettext_lazy("takes the appointment back"), gettext_lazy("takes its appointment back")
)
# What the teacher answers the own school, and what both agree on.
CONSENT = Effect("consent", gettext_lazy("consents to"), gettext_lazy("consents to it"))
REFUSE = Effect("refuse", gettext_lazy("refuses"), gettext_lazy("refuses it"))
CONCLUDE = Effect("conclude", gettext_lazy("agrees on the work of"), gettext_lazy("agrees on its work"))
CALL_OFF = Effect("call_off", gettext_lazy("needs no more"), gettext_lazy("does not need it any more"))
# What an order on changes of a school's list does to the council's list.
ADD_TEACHER = Effect("add_teacher", gettext_lazy("adds a teacher to"), gettext_lazy("adds a teacher to it"))
ORDERED = Effect("count_order", gettext_lazy("carries out"), gettext_lazy("carries it out"))
