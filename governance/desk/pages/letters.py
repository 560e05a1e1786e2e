"""Letters that did not leave: to whom, about what and why, and the button by which they are tried again.

Shown to the administrators of a district. No page shows the text of a letter: it may hold a private link.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Words
from governance.desk.base.keys import keys_in
from governance.desk.base.page import Page
from governance.desk.pages.people.scope import PEOPLE
from governance.letters import outbox
from governance.letters.models import UNSENT, OutboxLetter, OutboxQuerySet, Status
from governance.letters.sending import FAILURES
from governance.roles.rights import Right

SHOWN = 100


@dataclass(frozen=True)
class Row:
    """One letter, for templates/governance/letters.html."""

    letter: OutboxLetter

    @property
    def addressee(self) -> str:
        person = self.letter.person
        return person.full_name if person is not None else _("the applicant")

    @property
    def about(self) -> str:
        """The kind and number of the paper: its title may be more than this reader may see."""
        document = self.letter.document
        if document is None:
            return "—"
        return (
            f"{document.model.kind_label} № {document.number}"
            if document.number
            else str(document.model.kind_label)
        )

    @property
    def why(self) -> Words:
        return FAILURES.get(self.letter.failure, "")

    @property
    def is_unsent(self) -> bool:
        return self.letter.status in UNSENT

    @property
    def can_leave(self) -> bool:
        return self.is_unsent and bool(self.letter.content)


def letters_of(request: SignedInRequest) -> OutboxQuerySet:
    """The letters of the districts that this person administers. Raises Http404 if there are none."""
    districts = {unit for right, unit in request.pairs if right == Right.APPOINT}
    if not districts:
        raise Http404
    return OutboxLetter.objects.filter(district_id__in=districts)


def unsent_count(request: SignedInRequest) -> int:
    """How many letters an administrator should look after; none for anybody else."""
    if all(right != Right.APPOINT for right, _unit in request.pairs):
        return 0
    return letters_of(request).unsent().exclude(content="").count()


def rows(letters: QuerySet[OutboxLetter]) -> list[Row]:
    return [Row(letter) for letter in letters.select_related("person", "document").order_by("-pk")[:SHOWN]]


class LettersPage(Page):
    """`unsent`: those that were given up or are in doubt; `waiting`: those that are tried by themselves."""

    def __init__(self, letters: OutboxQuerySet) -> None:
        super().__init__(title=_("Letters"), section=PEOPLE.name, crumbs=[PEOPLE.crumb])
        self.unsent = rows(letters.unsent())
        self.waiting = rows(letters.filter(status=Status.WAITING))
        self.can_leave = any(row.can_leave for row in self.unsent)


@signed_in
def letters(request: SignedInRequest) -> HttpResponse:
    return LettersPage(letters_of(request)).response(request, "governance/letters.html")


@require_POST
@signed_in
def letters_again(request: SignedInRequest) -> HttpResponse:
    """Try the marked letters again; one that has left meanwhile, or whose text is erased, stays as it is."""
    marked = letters_of(request).filter(pk__in=keys_in(request.POST.getlist("letter")))
    chosen = set(request.POST.getlist("letter"))
    number = outbox.send_again(marked)
    if number:
        said = ngettext("%(n)d letter is tried again.", "%(n)d letters are tried again.", number)
        messages.success(request, said % {"n": number})
    if left := len(chosen) - number:
        said = ngettext(
            "%(n)d marked letter was not touched: it waits or has left already, or its text is erased.",
            "%(n)d marked letters were not touched: they wait or have left already, or their text is erased.",
            left,
        )
        messages.warning(request, said % {"n": left})
    if not chosen:
        messages.warning(request, _("Mark the letters first."))
    return redirect("letters")
