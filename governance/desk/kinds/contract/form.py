"""The common form of contract: begun, and edited with its blanks and the laws that it rests on."""

from collections.abc import Sequence

from django import forms
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Fact, PageLink
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.rights import may
from governance.desk.editors.clauses import ClauseEditor, Mark
from governance.desk.kinds.contract.lines import SPARE, ActsEditor, BlankLines, Lines
from governance.desk.kinds.contract.section import CONTRACTS
from governance.desk.papers.create import BeginPage, TitleForm
from governance.desk.papers.declaration import enter
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.kinds.contract.form import MOST_BLANKS, MOST_DAYS, OWN_BLANKS, ContractForm
from governance.documents.language.clauses import blanks_in, clauses_of
from governance.documents.record.document import Document
from governance.roles.rights import Right
from governance.roles.unit import Unit

LIST_BLANKS = "list_blanks"


def making_link(request: SignedInRequest, form: ContractForm) -> PageLink | None:
    """From a form in use contracts are made."""
    if form.state != ContractForm.State.IN_USE or not may(request, Right.DRAFT_CONTRACT, form.unit_id):
        return None
    return PageLink(label=_("Make contracts"), href=reverse("contracts_make", args=[form.pk]))


# --- beginning --------------------------------------------------------------------------------------------------------


class TitleOfContractForm(TitleForm):
    """The form of the base school, under a usual title."""

    asks_unit = False

    def prepare(self) -> None:
        self.initial["title"] = "Договор о сотрудничестве"


class BeginContractForm(BeginPage):
    form_class = TitleOfContractForm
    title = gettext_lazy("New form of contract")
    lead = gettext_lazy("One text for all schools. What differs from school to school stands in blanks.")
    submit = gettext_lazy("Go on to the text")

    @classmethod
    def units_for(cls, request: SignedInRequest) -> list[Unit]:
        return base_schools(request)[:1]


def base_schools(request: SignedInRequest) -> list[Unit]:
    """The base schools for which this person prepares contracts; no query."""
    units = {one.unit_id: one.unit for one in request.appointments if one.unit.is_base}
    return [unit for pk, unit in sorted(units.items()) if may(request, Right.DRAFT_CONTRACT, pk)]


def drafting_school(request: SignedInRequest) -> Unit:
    """The base school for which this person prepares contracts; Http404 when there is none."""
    schools = base_schools(request)
    if not schools:
        raise Http404
    return schools[0]


# --- editing ----------------------------------------------------------------------------------------------------------


def title_field() -> forms.CharField:
    return text_field(
        gettext_lazy("Title"),
        500,
        lines=2,
        error_messages={"required": gettext_lazy("Give the paper a title of at most 500 signs.")},
    )


class TermsForm(SeenForm):
    """What stands around the text of a form of contract."""

    title = title_field()
    ends_on = day_field(
        gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("May be left empty: then the contract holds until it is ended."),
    )
    notice_days = forms.IntegerField(
        label=gettext_lazy("Days of notice"),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("How long before the end a party tells that it leaves."),
        error_messages={
            "required": gettext_lazy("Give the number of days, 0 if there is no notice."),
            "invalid": gettext_lazy("Give a whole number of days."),
        },
    )


def changed(document: Document, given: Facts) -> Facts:
    """Of what a page says, the fields that the paper does not say so already."""
    return {name: value for name, value in given.items() if getattr(document, name) != value}


class BlanksEditor(Lines):
    """The blanks that the text may have; a button lists those of the text that are on no list."""

    def __init__(self, document: ContractForm, text: ClauseEditor, data: QueryDict | None) -> None:
        self.text, self.listed = text, {blank["name"] for blank in document.blanks}
        if data is not None:
            self.listed = {" ".join(data.get(key, "").split()) for key in name_fields(data)}
        lists_unknown = data is not None and data.get("do") == LIST_BLANKS
        if data is not None and lists_unknown:
            data = self._with_unknown(data)
            self.listed |= set(self.unknown)
        super().__init__(BlankLines, "blanks", document.blanks, data)
        self.pressed = self.pressed or lists_unknown

    @property
    def unknown(self) -> list[str]:
        """Blanks of the text, as it is on the page, that are on no list."""
        return [
            name
            for name in blanks_in(self.text.sections)
            if name not in self.listed and name not in OWN_BLANKS
        ]

    def _with_unknown(self, data: QueryDict) -> QueryDict:
        """The list with the missing blanks in its first empty lines, and in new ones at its end."""
        listed = data.copy()
        free = [key for key in name_fields(data) if not data.get(key, "").strip()]
        count = len(name_fields(data))
        for name in self.unknown:
            if not free:
                free.append(f"blanks-{count}-name")
                count += 1
            listed[free.pop(0)] = name
        listed["blanks-TOTAL_FORMS"] = str(count)
        return listed


def name_fields(data: QueryDict) -> list[str]:
    """The fields of the list that hold names of blanks, in their order."""
    count = data.get("blanks-TOTAL_FORMS", "")
    total = min(int(count), MOST_BLANKS + SPARE) if count.isdecimal() and len(count) < 6 else 0
    return [f"blanks-{place}-name" for place in range(total)]


def mark_blanks(editor: ClauseEditor, unknown: Sequence[str], sentence: str) -> None:
    """Say beside each clause which of these blanks it has; `sentence` names them by %(names)s."""
    for clause in clauses_of(editor.sections):
        missing = [name for name in blanks_in([{"clauses": [clause]}]) if name in unknown]
        if missing:
            names = ", ".join(f"{{{name}}}" for name in missing)
            editor.mark(clause["id"], Mark("due", sentence % {"names": names}))


class ContractFormPage(WritePage[ContractForm]):
    """The page with the whole text of the form; small buttons only show it again."""

    form_class = TermsForm
    template = "governance/contract/form.html"
    label = gettext_lazy("Edit the form")
    said = gettext_lazy("The form is saved.")
    address, name = "papers/<int:pk>/contract-form/", "contract_form_edit"
    shows = ("document", "editor", "own_blanks", "unknown")

    def prepare(self) -> None:
        document, data = self.document, self.data
        self.editor = ClauseEditor(document.sections, data)
        self.blank_lines = BlanksEditor(document, self.editor, data)
        self.act_lines = ActsEditor(document.legal_basis, data)
        self.editors = [self.editor, self.blank_lines, self.act_lines]
        mark_blanks(self.editor, self.blank_lines.unknown, _("Nothing fills: %(names)s"))

    @property
    def blanks(self) -> object:
        return self.blank_lines.formset

    @property
    def acts(self) -> object:
        return self.act_lines.formset

    @property
    def own_blanks(self) -> list[Fact]:
        return [Fact(f"{{{name}}}", said) for name, said in OWN_BLANKS.items()]

    @cached_property
    def unknown(self) -> str:
        return ", ".join(f"{{{name}}}" for name in self.blank_lines.unknown)

    def moves(self) -> list[tuple[str, Facts]]:
        """What the form now says otherwise, if anything."""
        given = self.form.facts() | {
            "blanks": self.blank_lines.given,
            "legal_basis": self.act_lines.legal_basis,
        }
        changes = changed(self.document, given)
        if self.editor.is_changed:
            changes["sections"] = self.editor.sections
        return [(self.move, changes)] if changes else []


enter(
    ContractForm,
    section=CONTRACTS,
    begin=BeginContractForm,
    writes={"revise": ContractFormPage},
    effects={
        "issue": gettext_lazy("The version is frozen, and contracts can be made from it."),
        "reopen": gettext_lazy(
            "You can change the form. Contracts made before keep the version that they were made from."
        ),
        "retire": gettext_lazy("No more contracts are made from it; those made stay as they are."),
    },
    further=[making_link],
)
