"""The common form of contract: begun, and edited with its blanks and the laws that it rests on."""

import re
from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import PageLink, Words
from governance.desk.base.fields import day_field, text_field, title_field
from governance.desk.base.rights import may
from governance.desk.base.term_field import TermFormField
from governance.desk.editors.clauses import ClauseEditor, Mark
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.contract.section import CONTRACTS
from governance.desk.papers.create import BeginForm, BeginPage
from governance.desk.papers.declaration import enter
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.kinds.contract.form import (
    MOST_ACTS,
    MOST_BLANKS,
    OWN_BLANKS,
    ContractForm,
)
from governance.documents.kinds.contract.patterns import Matter, pattern_of
from governance.documents.language.clauses import blanks_in, clauses_of
from governance.documents.record.document import Document
from governance.documents.settings.papers import CONTRACT_NOTICE
from governance.roles.rights import Right
from governance.roles.unit import Unit

LIST_BLANKS = "list_blanks"
NAME_OF_BLANK = re.compile(r"blanks-\d+-name")
# Empty lines at the end of a list.
SPARE = 2


def making_link(request: SignedInRequest, form: ContractForm) -> PageLink | None:
    """From a form in use contracts are made."""
    if form.state != ContractForm.State.IN_USE or not may(request, Right.DRAFT_CONTRACT, form.unit_id):
        return None
    return PageLink(label=_("Make contracts"), href=reverse("contracts_make", args=[form.pk]))


# --- beginning --------------------------------------------------------------------------------------------------------


class TitleOfContractForm(BeginForm):
    """What contracts of the form are about, and whether it begins with the usual text."""

    asks_unit = False

    matter = forms.ChoiceField(
        label=_("What is concluded"),
        choices=Matter.choices,
        widget=forms.RadioSelect,
        initial=Matter.MEMBERSHIP,
        required=False,
        help_text=_(
            "A contract of membership gives the school its seat in the district; a network contract does not."
        ),
    )
    title = text_field(
        _("Title"), 500, required=False, help_text=_("Left empty, it gets the usual title of such contracts.")
    )
    usual = forms.BooleanField(
        label=_("Begin with the usual text"),
        required=False,
        initial=True,
        help_text=_("Clauses, blanks and the laws that it rests on; you change whatever you want."),
    )

    def facts(self) -> Facts:
        if isinstance(source := self.copied, ContractForm):
            return {"matter": source.matter, "title": self.cleaned_data["title"] or source.title}
        matter = Matter(self.cleaned_data["matter"] or Matter.MEMBERSHIP)
        pattern = pattern_of(matter, self.unit.root_id)
        return {
            "matter": matter,
            "notice": CONTRACT_NOTICE.on(self.unit.root_id).to_json(),
            "title": self.cleaned_data["title"] or pattern.title,
            **(pattern.fields if self.cleaned_data["usual"] else {}),
        }


class BeginContractForm(BeginPage):
    form_class = TitleOfContractForm
    title = _("New form of contract")
    lead = _("One text for all schools. What differs from school to school stands in blanks.")
    submit = _("Go on to the text")

    @classmethod
    def units_for(cls, request: SignedInRequest) -> list[Unit]:
        return base_schools(request)[:1]


def base_schools(request: SignedInRequest) -> list[Unit]:
    """The base schools for which this person prepares contracts; no query."""
    units = {one.unit_id: one.unit for one in request.appointments if one.unit.is_base}
    return [unit for pk, unit in sorted(units.items()) if may(request, Right.DRAFT_CONTRACT, pk)]


# --- editing ----------------------------------------------------------------------------------------------------------


class TermsForm(SeenForm):
    """What stands around the text of a form of contract."""

    title = title_field()
    ends_on = day_field(
        _("Last day"),
        required=False,
        help_text=_("May be left empty: then the contract holds until it is ended."),
    )
    notice = TermFormField(
        label=_("Term of notice"),
        help_text=_("How long before the end a party tells that it leaves; empty if there is no notice."),
        required=False,
    )


def changed(document: Document, given: Facts, text: ClauseEditor) -> Facts:
    """Of what a page says, the fields that the paper does not say so already."""
    changes = {name: value for name, value in given.items() if getattr(document, name) != value}
    return changes | ({"sections": text.sections} if text.is_changed else {})


class LegalActForm(forms.Form):
    """A law or a decision with its day; an emptied line goes."""

    text = text_field(_("Law or decision"), 500, required=False)
    day = day_field(_("Date"), required=False)

    def clean(self) -> None:
        text, day = self.cleaned_data.get("text"), self.cleaned_data.get("day")
        if text and not day and "day" not in self.errors:
            self.add_error("day", _("Give its day: the legal basis is dated."))
        if day and not text and "text" not in self.errors:
            self.add_error("text", _("Name the law or decision, or empty the line."))


class ActsEditor(RowsEditor):
    """The laws and decisions that a contract rests on. The paper itself says how many fit."""

    def __init__(self, standing: list[dict[str, str]], data: QueryDict | None) -> None:
        super().__init__("acts", LegalActForm, standing, data, blank=SPARE, most=MOST_ACTS + 1)

    @property
    def legal_basis(self) -> list[dict[str, str]]:
        """The facts for `perform`. Only after `is_valid`."""
        return [{"text": line["text"], "day": line["day"].isoformat()} for line in self.given if line["text"]]


class BlankForm(forms.Form):
    """A blank that is filled for each school; an emptied line goes."""

    name = text_field(_("Blank"), 60, required=False)
    label = text_field(_("What it asks for"), 200, required=False)


class BlanksEditor(RowsEditor):
    """The blanks that the text may have; a button lists those of the text that are on no list."""

    def __init__(self, document: ContractForm, text: ClauseEditor, data: QueryDict | None) -> None:
        sent = data or QueryDict()
        # The fields that hold names of blanks, in their order.
        names = {name: " ".join(sent.get(name, "").split()) for name in sent if NAME_OF_BLANK.fullmatch(name)}
        listed = {blank["name"] for blank in document.blanks} if data is None else {*names.values()}
        # Blanks of the text, as it is on the page, that are on no list.
        self.unknown = [
            name for name in blanks_in(text.sections) if name not in listed and name not in OWN_BLANKS
        ]
        lists = data is not None and data.get("do") == LIST_BLANKS
        if data is not None and lists:
            data, free = data.copy(), [field for field, name in names.items() if not name]
            free += [f"blanks-{len(names) + count}-name" for count in range(len(self.unknown))]
            data.update(zip(free, self.unknown, strict=False))
            self.unknown = []
        super().__init__("blanks", BlankForm, document.blanks, data, blank=SPARE, most=MOST_BLANKS + 1)
        self.pressed = self.pressed or lists


def mark_blanks(editor: ClauseEditor, unknown: Sequence[str], sentence: Words) -> None:
    """Say beside each clause which of these blanks it has; `sentence` names them by %(names)s."""
    for clause in clauses_of(editor.sections):
        missing = [name for name in blanks_in([{"clauses": [clause]}]) if name in unknown]
        if missing:
            names = ", ".join(f"{{{name}}}" for name in missing)
            editor.mark(clause["id"], Mark("due", str(sentence) % {"names": names}))


class ContractFormPage(WritePage[ContractForm]):
    """The page with the whole text of the form; small buttons only show it again."""

    form_class = TermsForm
    template = "governance/contract/form.html"
    label = _("Edit the form")
    said = _("The form is saved.")
    address, name = "papers/<key:pk>/contract-form/", "contract_form_edit"
    shows = ("document", "editor", "unknown")
    own_blanks = OWN_BLANKS

    def prepare(self) -> None:
        self.editor = ClauseEditor(self.document.sections, self.data)
        self.blanks = BlanksEditor(self.document, self.editor, self.data)
        self.acts = ActsEditor(self.document.legal_basis, self.data)
        self.editors = [self.editor, self.blanks, self.acts]
        self.unknown = ", ".join(f"{{{name}}}" for name in self.blanks.unknown)
        mark_blanks(self.editor, self.blanks.unknown, _("Nothing fills: %(names)s"))

    def moves(self) -> list[tuple[str, Facts]]:
        """What the form now says otherwise, if anything."""
        given = {"blanks": self.blanks.given, "legal_basis": self.acts.legal_basis}
        changes = changed(self.document, self.form.facts() | given, self.editor)
        return [(self.move, changes)] if changes else []


enter(
    ContractForm,
    section=CONTRACTS,
    begin=BeginContractForm,
    writes={"revise": ContractFormPage},
    effects={
        "issue": _("The version is frozen, and contracts can be made from it."),
        "reopen": _(
            "You can change the form. Contracts made before keep the version that they were made from."
        ),
        "retire": _("No more contracts are made from it; those made stay as they are."),
    },
    further=[making_link],
)
