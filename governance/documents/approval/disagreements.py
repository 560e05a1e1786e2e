"""Answering a protocol of disagreements: each proposed wording is accepted, declined, or replaced by another one."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from governance.documents.approval.opinions import Consulted, Proposal
from governance.documents.errors import NotLegal
from governance.documents.language.clauses import Section, clause_by_id, read_sections
from governance.documents.record.act import Act


def has_no_open_proposal(paper: Consulted) -> bool:
    return not paper.has_open_proposal


def resolve(
    paper: Consulted,
    sections: list[Section],
    act: Act,
    *,
    proposal: int,
    answer: str,
    wording: str = "",
    shown: list[Section] | None = None,
    computed: Collection[str] = (),
) -> list[Section]:
    """Answer one proposed wording, and return the working text with the result. To decline needs a reason of the act.

    `shown`: the working text as its readers see it, if that differs (blanks filled in); `computed`: ids of clauses with
    computed text, which are corrected elsewhere. Raises NotLegal when it is answered already, when the answer lacks its
    text, or when the clause was reworded meanwhile.
    """
    pending = paper.open_proposals().filter(pk=proposal).first()
    if pending is None:
        raise NotLegal(_("This proposal is answered already: open the page again."))
    if answer not in Proposal.Answer.values:
        raise NotLegal(_("Choose: accept their wording, keep ours, or write another one."))
    if answer == Proposal.Answer.DECLINED and not act.reason:
        raise NotLegal(_("Write why the wording stays as it is."))
    agreed = {
        Proposal.Answer.ACCEPTED: pending.theirs,
        Proposal.Answer.DECLINED: pending.ours,
        Proposal.Answer.OTHER: wording.strip(),
    }[Proposal.Answer(answer)]
    if answer == Proposal.Answer.OTHER and not agreed:
        raise NotLegal(_("Write the other wording of the clause."))
    if answer == Proposal.Answer.ACCEPTED and not agreed:
        raise NotLegal(_("They proposed no wording, only a remark: write another wording, or keep ours."))
    if pending.clause in computed:
        if answer == Proposal.Answer.ACCEPTED:
            raise NotLegal(
                _("Clause %(number)s words itself: correct what it says, then answer by another wording.")
                % {"number": pending.number}
            )
    elif answer != Proposal.Answer.DECLINED:
        if answer == Proposal.Answer.ACCEPTED:
            _check_unchanged(shown or sections, pending)
        sections = _reworded(sections, pending, agreed)
    pending.answer, pending.agreed = answer, agreed
    pending.answered_at, pending.answered_by = act.at, act.person
    pending.answered_name = act.person.name
    pending.answered_capacity = act.ground.capacity if act.ground else ""
    pending.save()
    act.facts.update(proposal=pending.pk, clause=pending.number, answer=answer)
    return sections


def _check_unchanged(shown: list[Section], proposal: Proposal) -> None:
    """Raise NotLegal if the clause was reworded meanwhile, so that an accepted wording of somebody else is not lost."""
    if clause_by_id(shown, proposal.clause)["text"] not in (proposal.ours, proposal.theirs):
        raise NotLegal(
            _("Clause %(number)s has been reworded meanwhile: settle this proposal by another wording.")
            % {"number": proposal.number}
        )


def _reworded(sections: list[Section], proposal: Proposal, text: str) -> list[Section]:
    sections = read_sections(sections)
    clause_by_id(sections, proposal.clause)["text"] = text
    return sections
