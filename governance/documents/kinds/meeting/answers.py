"""What stands on a voting sheet: one answer to each question, read from what a member typed or wrote by hand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT, AgendaItem
from governance.documents.language.typed_text import lines_of_text


class Answer(models.TextChoices):
    """`recused` takes no part, with a reason; `unclear` is a sheet on paper that does not tell what was chosen."""

    FOR = "for", pgettext_lazy("ballot", "For")
    AGAINST = "against", pgettext_lazy("ballot", "Against")
    ABSTAIN = "abstain", pgettext_lazy("ballot", "Abstained")
    RECUSED = "recused", pgettext_lazy("voting sheet", "I take no part in this question")
    UNCLEAR = "unclear", pgettext_lazy("voting sheet", "Not clearly marked")


# What counts as a vote.
VOTES = (Answer.FOR, Answer.AGAINST, Answer.ABSTAIN)


def conflict(item: AgendaItem, person_id: int) -> str:
    """Why this person has no vote on the paper of a question; empty if they have one."""
    if item.subject is None:
        return ""
    return item.subject.whole.recused().get(person_id, "")


def read_answers(
    items: Sequence[AgendaItem], person_id: int, given: Mapping[int, Mapping[str, str]], *, on_paper: bool
) -> list[dict[str, Any]]:
    """The answers of a member to the questions of a sheet, in their order.

    `given`: by the id of the question, `choice` and perhaps `note`; none to a question that concerns the member.
    Raises NotLegal when one has no answer or an unknown one, or a recusal no reason.
    """
    if not given.keys() <= {item.pk for item in items}:
        raise NotLegal(_("The agenda has changed since you opened this sheet: open it again."))
    return [_answer(item, person_id, given.get(item.pk, {}), on_paper=on_paper) for item in items]


def _answer(item: AgendaItem, person_id: int, given: Mapping[str, str], *, on_paper: bool) -> dict[str, Any]:
    choice, number = given.get("choice", ""), {"number": item.position}
    note = lines_of_text(given.get("note", ""), LONGEST_TEXT, _("the dissent or remark"))
    why = conflict(item, person_id)
    if why:
        if choice not in ("", Answer.RECUSED):
            raise NotLegal(_("Question %(number)s concerns this member, who has no vote on it.") % number)
        return {"item": item.pk, "choice": Answer.RECUSED.value, "note": why}
    if (choice == Answer.UNCLEAR and not on_paper) or choice not in Answer.values:
        raise NotLegal(_("Question %(number)s: choose for, against or abstained.") % number)
    if choice == Answer.RECUSED and not note:
        raise NotLegal(_("Question %(number)s: write why you take no part in it.") % number)
    return {"item": item.pk, "choice": str(choice), "note": note}


def answers_told(
    items: Iterable[AgendaItem], answers: Mapping[int, Mapping[str, str]]
) -> list[dict[str, Any]]:
    """The answers by the numbers of their questions, as a version of the sheet holds them."""
    return [
        {"number": item.position, "choice": answers[item.pk]["choice"], "note": answers[item.pk]["note"]}
        for item in items
        if item.pk in answers
    ]
