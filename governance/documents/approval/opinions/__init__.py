"""The agreement sheet (лист согласования): schools and outside bodies say whether they agree to a paper.

They are asked side by side, stage after stage. Each answers for its unit: agrees, agrees with remarks, or sends back
its objections, clause by clause, with a wording of its own. Only whoever objected is asked again about the next
version: an agreement once given stands, and silence is never support (docs/domain.md, "Deciding rules").
"""

from governance.documents.approval.opinions.answering import Consulted, once_answered
from governance.documents.approval.opinions.asking import read_opinions, units_asked
from governance.documents.approval.opinions.models import Opinion, Proposal

__all__ = ["Consulted", "Opinion", "Proposal", "once_answered", "read_opinions", "units_asked"]
