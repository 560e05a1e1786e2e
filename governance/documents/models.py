"""The models of this floor. Importing a kind enters it into the registry."""

from governance.documents.document import (
    Attachment,
    Document,
    Involvement,
    Link,
    Remark,
    Signature,
    Version,
)
from governance.documents.event import Event, EventReason
from governance.documents.extract import Extract
from governance.documents.meeting import (
    AgendaItem,
    Attendance,
    Ballot,
    DissentingOpinion,
    Meeting,
    Recusal,
    Roll,
    Round,
    SecretBallot,
)
from governance.documents.old_paper import OldPaper
from governance.documents.order.models import Acquaintance, Order, OrderPoint, Visa
from governance.documents.plan.model import Plan
from governance.documents.plan.section import PlanRow, PlanSection
from governance.documents.protocol import Protocol, ProtocolEntry
from governance.documents.register import Register

__all__ = [
    "Acquaintance",
    "AgendaItem",
    "Attachment",
    "Attendance",
    "Ballot",
    "DissentingOpinion",
    "Document",
    "Event",
    "EventReason",
    "Extract",
    "Involvement",
    "Link",
    "Meeting",
    "OldPaper",
    "Order",
    "OrderPoint",
    "Plan",
    "PlanRow",
    "PlanSection",
    "Protocol",
    "ProtocolEntry",
    "Recusal",
    "Register",
    "Remark",
    "Roll",
    "Round",
    "SecretBallot",
    "Signature",
    "Version",
    "Visa",
]
