"""The pages of the extract: taken from one question of a signed protocol, certified, issued to somebody."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext, gettext_lazy as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, PageLink
from governance.desk.base.fields import choose_from, text_field
from governance.desk.base.format import day
from governance.desk.base.navigation import MEETINGS
from governance.desk.base.rights import may
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import Shared, enter, enter_for_all
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.desk.papers.forms import FactsForm
from governance.documents.kinds.protocol.extract import Extract, draft_extract
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.roles.rights import Right


def may_make_extract(request: SignedInRequest, protocol: Protocol) -> bool:
    """Extracts are made from a signed protocol by whoever certifies them."""
    return protocol.state in Protocol.IN_FORCE and may(request, Right.CERTIFY_EXTRACT, protocol.unit_id)


class IssueForm(FactsForm[Extract]):
    """To whom the extract is handed over."""

    to = text_field(
        _("To whom"),
        500,
        help_text=_("Person or school, as it will stand in the register."),
        missing=_("Write to whom the extract is issued."),
    )


class QuestionForm(forms.Form):
    """The question that the extract is about."""

    item = forms.TypedChoiceField(
        label=_("Which question"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the question."),
            "invalid_choice": _("Choose the question from the list."),
        },
    )

    def __init__(self, data: QueryDict | None, *, protocol: Protocol) -> None:
        super().__init__(data)
        items = list(protocol.meeting.agenda().order_by("position"))
        choose_from(self, "item", [(item.pk, str(item)) for item in items])
        if len(items) == 1:
            self.fields["item"].initial = items[0].pk


class ExtractPage(FormOfPaper[Protocol]):
    """Choose the question and draw up the extract."""

    kind, related = "protocol", ("meeting",)
    form_class = QuestionForm
    title = _("New extract")
    lead = _("An extract holds one question with its decision; the other questions stay out of it.")
    submit = _("Make the extract")

    def get_form(self) -> QuestionForm:
        return QuestionForm(self.data, protocol=self.document)

    def respond(self) -> HttpResponse:
        protocol = self.document
        if self.data is None and not may_make_extract(self.request, protocol):
            messages.warning(
                self.request,
                gettext("Extracts are made by the secretary of the body, from a signed protocol."),
            )
            return redirect("paper", pk=protocol.pk)
        return super().respond()

    def act(self) -> HttpResponse:
        extract = drawn_up(self.request, self.document, self.form.cleaned_data["item"])
        return redirect("paper", pk=extract.pk)


@transaction.atomic
def drawn_up(request: SignedInRequest, protocol: Protocol, item: int) -> Extract:
    """The extract; the one already drawn up and not certified yet when it is asked for twice. Raises Refused."""
    Protocol.locked(protocol.pk)
    begun = Extract.objects.filter(
        protocol=protocol, item_id=item, state=Extract.State.MADE, author=request.user
    ).first()
    if begun is not None:
        messages.info(request, gettext("This extract is drawn up already and waits to be certified."))
        return begun
    return draft_extract(protocol, item, by=request.user)


def context(request: SignedInRequest, extract: Extract) -> PaperContext | None:
    """To whom it went."""
    if not extract.issued_to:
        return None
    text = gettext("%(who)s, %(day)s") % {"who": extract.issued_to, "day": day(extract.issued_on)}
    return PaperContext(notices=[Banner(meaning="force", title=gettext("Issued"), text=text)])


def to_extract(request: SignedInRequest, document: Document) -> PageLink | None:
    """On the page of a signed protocol."""
    if not isinstance(document, Protocol) or not may_make_extract(request, document):
        return None
    return PageLink(label=gettext("Make an extract"), href=reverse("extract_new", args=[document.pk]))


enter_for_all(Shared(further=[to_extract]))
enter(
    Extract,
    section=MEETINGS,
    begin=Elsewhere("from the page of a signed protocol"),
    writes={"issue": IssueForm},
    effects={
        "certify": _("You confirm that it says what the signed protocol says. It gets its number and date."),
        "publish": _(
            "Everybody can read the decision and its PDF without signing in, with the names of those who spoke: check "
            "that nothing in it has to stay inside."
        ),
        "unpublish": _("It stays in force, but is not shown to the public any more."),
    },
    context=context,
    addresses=[path("papers/<key:pk>/extract/", ExtractPage.view(), name="extract_new")],
)
