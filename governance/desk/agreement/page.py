"""What is added to the page of a paper that others agree to; a kind takes it by `CONSULTED`."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.agreement.answer import AnswerPage
from governance.desk.agreement.rework import ReworkPage
from governance.desk.agreement.sheet import READ, live_opinions, since_my_answer
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Tab
from governance.desk.base.fields import choose_from, text_field
from governance.desk.papers.context import PaperContext
from governance.desk.papers.declaration import Shared
from governance.desk.papers.files import ScanFacts
from governance.desk.papers.forms import Facts, FactsForm
from governance.desk.papers.linked import named
from governance.documents.approval.correspondence import ENCLOSES, TAKE_REPLY
from governance.documents.approval.opinions import Consulted, Opinion, units_asked
from governance.documents.language.clauses import MAX_CLAUSE
from governance.documents.language.phrases import number_and_date
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.files import NotStored, stored
from governance.documents.record.uploads import SCANS

# --- forms of answers -------------------------------------------------------------------------------------------------


class RemarksForm(FactsForm[Consulted]):
    """«Согласовать с замечаниями»: whoever decides next reads the remarks."""

    remark = text_field(
        _("Your remarks"),
        MAX_CLAUSE,
        lines=4,
        missing=_("Write the remarks, or agree without them."),
    )


class LetterForm(ScanFacts[Consulted]):
    """The answer of a unit that answered on paper."""

    unit = forms.TypedChoiceField(
        label=_("Who answers"),
        coerce=int,
        error_messages={"required": _("Choose whose letter it is.")},
    )
    outcome = forms.ChoiceField(
        label=_("The answer"),
        choices=Opinion.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose: agrees, agrees with remarks, or sends back.")},
    )
    # A letter of theirs that is registered: it brings its number, its date and its scan along.
    reply = forms.TypedChoiceField(
        label=_("Their registered letter"), coerce=int, empty_value=None, required=False
    )
    letter = text_field(
        _("Number and date of the letter"),
        200,
        help_text=_("For example: No. 12 of 03.12.2011."),
        missing=_("Name the letter by its number and date."),
    )
    remark = text_field(
        _("Remarks of the letter"),
        MAX_CLAUSE,
        lines=3,
        required=False,
        help_text=_("Required unless the letter simply agrees."),
    )

    field_order = ("unit", "outcome", "reply", "letter", "remark", "file")

    def prepare(self) -> None:
        units = [(unit.pk, str(unit)) for unit in units_asked(self.document)]
        choose_from(self, "unit", units if len(units) == 1 else [("", "—"), *units])
        self.replies = {reply.pk: reply for reply in replies_about(self.document)} if units else {}
        if not self.replies:
            del self.fields["reply"]
            return
        choose_from(self, "reply", [("", "—"), *((key, named(reply)) for key, reply in self.replies.items())])
        for name in ("letter", "file"):
            self.fields[name].required = False
        self.fields["letter"].help_text = _("Of a letter that is not registered; so is the scan.")

    def clean_file(self) -> Any:
        return super().clean_file() if self.cleaned_data.get("file") else None

    def clean(self) -> None:
        given = self.cleaned_data
        reply = self.replies.get(given.get("reply") or 0)
        if reply is None:
            if "letter" in given and not given["letter"]:
                self.add_error("letter", _("Name the letter by its number and date."))
            if "file" in given and not given["file"]:
                self.add_error("file", _("Attach the scan of the letter."))
            return
        whole: Any = reply.whole
        given["letter"] = number_and_date(whole.their_number or "б/н", whole.their_date)
        scan = Attachment.objects.filter(document_id=reply.pk, media_type__in=SCANS, erased_at=None).first()
        try:
            if scan is None:
                self.add_error("reply", _("The registered letter has no scan: attach it here."))
            else:
                with stored(scan) as file:
                    given["scan"] = (scan.name, file.read())
        except NotStored as refusal:
            self.add_error("reply", str(refusal))

    def facts(self) -> Facts:
        given = self.cleaned_data
        name, data = given.get("scan") or (given["file"].name, given["data"])
        kept = {key: given[key] for key in ("unit", "outcome", "letter", "remark")}
        return {**kept, "name": name, "data": data}

    @property
    def fits(self) -> bool:
        return bool(units_asked(self.document))


def replies_about(document: Document) -> list[Document]:
    """The registered letters that reply to a letter with which this paper was sent, the latest first."""
    sent = Document.objects.filter(links_out__effect=ENCLOSES, links_out__target_id=document.pk)
    replies = Document.objects.filter(links_out__effect=TAKE_REPLY, links_out__target__in=sent)
    return list(replies.distinct().order_by("-registered_on", "-pk"))


# --- beside the text --------------------------------------------------------------------------------------------------


def consulted_context(request: SignedInRequest, document: Consulted) -> PaperContext:
    """The agreement sheet; on the tab of the text also what has changed since the reader's own answer."""
    changed = since_my_answer(request, document) if beside_text(request) else []
    live = live_opinions(document)
    return PaperContext(answers=live, agreed=sum(opinion.agrees for opinion in live), before=changed)


def beside_text(request: SignedInRequest) -> bool:
    """Whether the page shows the text; the other tabs do not show what has changed in it."""
    return request.GET.get("part", "text") == "text"


def rounds_tab(document: Consulted) -> Tab | None:
    """The tab of the protocol of disagreements, once there is a version.

    It shows a number only if the page has read the opinions already.
    """
    if not document.version:
        return None
    return Tab(
        label=_("Disagreements"),
        href=reverse("paper_rounds", args=[document.pk]),
        name="rounds",
        count=sum(opinion.proposed for opinion in document.__dict__.get(READ, ())),
    )


# The agreement sheet, the ways to answer, the rework and the rounds of disagreement.
CONSULTED = Shared(
    writes={
        "object_to": AnswerPage,
        "answer_proposal": ReworkPage,
        "consent_with_remarks": RemarksForm,
        "enter_answer": LetterForm,
    },
    effects={
        "consent": _(
            "The agreement is entered with your name and today's date. It goes on when everybody asked has agreed."
        ),
        "consent_with_remarks": _("It goes on as an agreement; the remarks stand on the agreement sheet."),
        "enter_answer": _("The answer stands on the agreement sheet with its scan and your name."),
    },
    tabs=[rounds_tab],
    context=consulted_context,
)
