"""A paper on changes in a plan or a regulation in force: «Изменения, которые вносятся в план работы …».

It goes the way of the paper that it changes, and that one shows from its day on how it reads. The changes are data, and
the words of this paper are computed from them, so it never says one thing and does another.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, cast

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.approval.amendable import Amendable
from governance.documents.approval.amendments import amendments_of
from governance.documents.approval.approval import ApprovalState
from governance.documents.approval.changes_read import read_changes
from governance.documents.approval.disagreements import resolve
from governance.documents.approval.effects import AMEND, PUT_UP, REPEAL, RESTORE, UNDO_CHANGES
from governance.documents.errors import NotLegal
from governance.documents.kinds.approved.changes_fit import check_in_force, misfit
from governance.documents.kinds.approved.changes_words import worded
from governance.documents.kinds.approved.paper import FITS, ApprovedPaper
from governance.documents.kinds.approved.text import AT_THE_DRAFTER, MAX_LINE, Form
from governance.documents.language.clauses import clauses_of
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.phrases import list_date
from governance.documents.language.typed_text import one_line
from governance.documents.language.verb import verb
from governance.documents.printing.citation import cited
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.transitions import ByPaper, Condition, May, move
from governance.documents.settings.forms.form import FormSetting
from governance.roles.rights import Right

WITH_OTHERS = (ApprovalState.REVIEW, ApprovalState.AGREED, ApprovalState.APPROVAL)
RESTS_ALONE = Condition(lambda paper: not paper.borne_by, lambda paper: str(paper.borne_by))


class PaperChanges(ApprovedPaper):
    """The base of the kinds of changes, one for each kind of paper that is changed so."""

    form: ClassVar[Form] = Form()
    noun: ClassVar[Noun] = Noun(
        NounGender.PLURAL,
        "изменения, которые вносятся",
        "изменений, которые вносятся",
        "изменения, которые вносятся",
    )
    print_form = "changes"
    retention = gettext_lazy("as the paper that they change")

    class Meta:
        proxy = True

    # Set by the act that puts it up for the first time.
    gets_number: bool = False

    # --- reading ----------------------------------------------------------------------------------------------------

    @property
    def count(self) -> int | None:
        """Which changes of that paper these are; None until they are put up."""
        return self.edition if self.version or self.gets_number else None

    @cached_property
    def amended(self) -> Amendable:
        """The paper that it changes, as it stands now."""
        assert self.amends is not None
        return cast(Amendable, self.amends.whole)

    @property
    def full_title(self) -> str:
        """«Изменения № 2, которые вносятся в план работы …»; without a number until it is put up."""
        return self.title.replace(",", f" № {self.count},", 1) if self.count else self.title

    def title_in(self, case: str) -> str:
        return self.noun.decline(self.title, case)

    @property
    def is_written(self) -> bool:
        return bool(self.changes)

    def content(self) -> dict[str, Any]:
        amended = self.amended
        content = super().content()
        content["ground"] = cited(amended.rests_on) if amended.rests_on is not None else ""
        content["edition"] = self.count
        content["begins"] = self.acts_from.isoformat() if self.acts_from else None
        content["clauses"] = worded(self.changes, amended, self.acts_from, self._filled)
        return content

    def _filled(self, form: FormSetting, **said: str) -> str:
        """By the form that held when the paper was begun."""
        return form.filled(self.district_id, timezone.localdate(self.created_at), **said)

    @property
    def sections_put_up(self) -> list[dict[str, Any]]:
        """Those who are asked word the parts otherwise, not the sentences about them."""
        clauses = [
            {
                "id": change["part"],
                "number": change["number"],
                "text": (change["words"] or change["was"])["text"],
            }
            for change in self.changes
        ]
        return [{"id": "", "number": "", "title": "", "clauses": clauses}]

    # --- writing ----------------------------------------------------------------------------------------------------

    @move(
        source=AT_THE_DRAFTER,
        rule=May(Right.DRAFT_PAPER),
        words=verb("changes", "Write the changes", "wrote the changes"),
        inner=True,
    )
    def write_changes(self, act: Act, *, changes: Iterable[Mapping[str, Any]]) -> None:
        """Replace all changes (see `read_changes`)."""
        self.check_amended()
        self.changes = read_changes(self.amended, changes)
        act.facts["changes"] = len(self.changes)

    @move(
        source=AT_THE_DRAFTER,
        rule=May(Right.DRAFT_PAPER),
        words=verb("changes", "Say from when they act", "said from when they act"),
        inner=True,
    )
    def revise(self, act: Act, *, author: str | None = None, begins: date | None = None) -> None:
        """Say from which day the changes act (None: from their approval), and who worked them out."""
        if begins is not None:
            self._check_day(begins)
        self.acts_from = begins
        if author is not None:
            self.author_text = one_line(author, MAX_LINE, _("the author"))

    @move(
        source=ApprovalState.REWORK,
        rule=May(Right.DRAFT_PAPER),
        words=verb("approval", "Answer a proposed wording", "answered a proposed wording"),
        inner=True,
    )
    def answer_proposal(self, act: Act, *, proposal: int, answer: str, wording: str = "") -> None:
        """Take their wording, keep ours (the reason says why), or write a third one; the change follows."""
        sections = [
            {
                "id": "",
                "title": "",
                "clauses": [
                    {"id": change["part"], "text": (change["words"] or change["was"])["text"]}
                    for change in self.changes
                ],
            }
        ]
        agreed = resolve(self, sections, act, proposal=proposal, answer=answer, wording=wording)
        texts = {clause["id"]: clause["text"] for clause in clauses_of(agreed)}
        self.changes = [
            {**change, "words": {**change["words"], "text": texts[change["part"]]}}
            if change["words"]
            else change
            for change in self.changes
        ]

    def check_words(self) -> None:
        """Also that the changes fit the paper as it reads now; the first time they get their number."""
        Document.objects.select_for_update().get(pk=self.amends_id)
        if hindrance := self.misfit:
            raise NotLegal(hindrance)
        if self.acts_from is not None:
            self._check_day(self.acts_from)
        if not self.version:
            numbers = self._beside().exclude(version=0).values_list("edition", flat=True)
            self.edition, self.gets_number = max(numbers, default=0) + 1, True

    @staticmethod
    def _check_day(day: date) -> None:
        if day < clock.today():
            raise NotLegal(
                _("Nothing is changed backwards: the changes act from %(day)s or later.")
                % {"day": list_date(clock.today())}
            )

    def _beside(self) -> Any:
        """The other papers on changes of the same paper."""
        return type(self)._default_manager.filter(amends_id=self.amends_id).exclude(pk=self.pk)

    def check_amended(self) -> None:
        """Raises NotLegal unless the paper is in force."""
        check_in_force(self.amended)

    @property
    def misfit(self) -> str:
        """Why the changes do not fit the paper as it reads now; empty if they do."""
        others = self._beside().filter(state__in=(*WITH_OTHERS, ApprovalState.APPROVED))
        return misfit(self, others)

    @move(
        source=(ApprovalState.AGREED, ApprovalState.APPROVAL),
        target=ApprovalState.APPROVAL,
        rule=ByPaper(PUT_UP),
        words=verb("approval", "Put up for approval", "put up for approval"),
        conditions=(FITS,),
    )
    def put_up(self, act: Act) -> None:
        """The order that approves them is put before the director."""

    # --- what they do -----------------------------------------------------------------------------------------------

    def gives_effect(self, effect: str) -> bool:
        if effect == AMEND:
            return self.binding and self.has_begun
        if effect == UNDO_CHANGES:
            return self.state == ApprovalState.REPEALED
        return super().gives_effect(effect)

    def take_force(self, act: Act) -> None:
        """From their own day, or from that of the order if it is later."""
        own = self.acts_from
        super().take_force(act)
        self.acts_from = max(filter(None, (own, self.acts_from)), default=None)
        self._amend()

    def _amend(self) -> None:
        times = Link.objects.filter(source_id=self.pk, effect=AMEND).count()
        Link.objects.create(
            source_id=self.pk, target_id=self.amended.pk, effect=AMEND, place=str(times) if times else ""
        )

    @property
    def borne_by(self) -> str:
        """Why they cannot lose their force now: later changes rest on them. Empty where they can."""
        amendments = amendments_of(self.amended) if self.amends_id else []
        own = next((one for one in amendments if one.paper == self.pk), None)
        if own is None:
            return ""
        made = self.amended.keys_made_by(own)
        for later in amendments[amendments.index(own) + 1 :]:
            if any(change["part"] in made or change["after"] in made for change in later.changes):
                return _("Changes No. %(number)s (%(ground)s) rest on these: undo them first.") % {
                    "number": later.number,
                    "ground": later.ground,
                }
        return ""

    @move(
        source=(ApprovalState.APPROVED, ApprovalState.DONE),
        target=ApprovalState.REPEALED,
        rule=ByPaper(REPEAL),
        words=verb("approval", "Repeal", "repealed"),
        conditions=(RESTS_ALONE,),
    )
    def repeal(self, act: Act) -> None:
        """The order that approved them has lost its force: what they changed reads as before."""
        self.repealed_by = act.basis
        if Link.objects.filter(source_id=self.pk, effect=AMEND, carried_at__isnull=False).exists():
            self.affect(UNDO_CHANGES, [self.amended.pk])

    @move(
        source=ApprovalState.REPEALED,
        target=ApprovalState.APPROVED,
        rule=ByPaper(RESTORE),
        words=verb("approval", "Restore", "restored"),
        conditions=(FITS,),
    )
    def restore(self, act: Act) -> None:
        """The order by which they lost their force is annulled, and they stand again: they change the paper again."""
        self.repealed_by = None
        self._amend()
