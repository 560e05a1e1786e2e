"""The models of this floor. Importing a kind enters it into the registry."""

from governance.documents.approval.opinions import Opinion, Proposal
from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.applicant import Applicant
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.claims import Check, Claim, Verdict
from governance.documents.kinds.admission.commission import CommissionMember
from governance.documents.kinds.admission.consent import Consent
from governance.documents.kinds.admission.enrolment import Enrolment, EnrolmentRow
from governance.documents.kinds.admission.rating import Rating
from governance.documents.kinds.approved import kinds  # noqa: F401  enters them into the registry
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import (
    Ballot,
    DissentingOpinion,
    Recusal,
    Roll,
    Round,
    SecretBallot,
)
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.staff_list import StaffList, StaffRow
from governance.documents.kinds.old_paper import OldPaper
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Acquaintance, OrderPoint, Visa
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow, PlanSection
from governance.documents.kinds.protocol.entry import ProtocolEntry
from governance.documents.kinds.protocol.extract import Extract
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.kinds.rewards.merits import Merit
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.record.attached import (
    Attachment,
    Conflict,
    Involvement,
    Link,
    Remark,
    Signature,
    Version,
)
from governance.documents.record.document import Document
from governance.documents.record.events import Event, EventReason
from governance.documents.record.numbering import Register
from governance.documents.record.private_link import PrivateLink
from governance.documents.record.rate_limit import RateLimitCounter

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
    "RateLimitCounter",
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
    "Verdict",
    "Version",
    "Visa",
]
