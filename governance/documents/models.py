"""The models of this floor. Importing a kind enters it into the registry."""

from governance.documents.admission.appeal import Appeal
from governance.documents.admission.applicant import Applicant
from governance.documents.admission.application import Application
from governance.documents.admission.campaign import Campaign
from governance.documents.admission.claims import Check, Claim, Verdict
from governance.documents.admission.commission import CommissionMember
from governance.documents.admission.consent import Consent
from governance.documents.admission.enrolment import Enrolment, EnrolmentRow
from governance.documents.admission.rating import Rating
from governance.documents.approved import kinds  # noqa: F401  enters them into the registry
from governance.documents.approved.paper import ApprovedPaper
from governance.documents.contract.amendment import Amendment
from governance.documents.contract.contract import Contract
from governance.documents.contract.form import ContractForm
from governance.documents.contract.party import ContractParty
from governance.documents.document import (
    Attachment,
    Conflict,
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
from governance.documents.network.candidacy import Candidacy
from governance.documents.network.staff_list import StaffList, StaffRow
from governance.documents.old_paper import OldPaper
from governance.documents.opinions import Opinion, Proposal
from governance.documents.order.models import Acquaintance, Order, OrderPoint, Visa
from governance.documents.plan.model import Plan
from governance.documents.plan.section import PlanRow, PlanSection
from governance.documents.private_link import PrivateLink
from governance.documents.protocol import Protocol, ProtocolEntry
from governance.documents.register import Register
from governance.documents.rewards.allocation import Allocation
from governance.documents.rewards.award_list import AwardList, AwardRow
from governance.documents.rewards.merits import Merit
from governance.documents.rewards.nomination import Nomination
from governance.documents.rewards.period import RewardPeriod
from governance.documents.rewards.system import RewardSystem
from governance.documents.throttle import Tries

__all__ = [
    "Acquaintance",
    "AgendaItem",
    "Allocation",
    "Amendment",
    "Appeal",
    "Applicant",
    "Application",
    "ApprovedPaper",
    "Attachment",
    "Attendance",
    "AwardList",
    "AwardRow",
    "Ballot",
    "Campaign",
    "Candidacy",
    "Check",
    "Claim",
    "CommissionMember",
    "Conflict",
    "Consent",
    "Contract",
    "ContractForm",
    "ContractParty",
    "DissentingOpinion",
    "Document",
    "Enrolment",
    "EnrolmentRow",
    "Event",
    "EventReason",
    "Extract",
    "Involvement",
    "Link",
    "Meeting",
    "Merit",
    "Nomination",
    "OldPaper",
    "Opinion",
    "Order",
    "OrderPoint",
    "Plan",
    "PlanRow",
    "PlanSection",
    "PrivateLink",
    "Proposal",
    "Protocol",
    "ProtocolEntry",
    "Rating",
    "Recusal",
    "Register",
    "Remark",
    "RewardPeriod",
    "RewardSystem",
    "Roll",
    "Round",
    "SecretBallot",
    "Signature",
    "StaffList",
    "StaffRow",
    "Tries",
    "Verdict",
    "Version",
    "Visa",
]
