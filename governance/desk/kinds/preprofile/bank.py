"""The bank of 9th-graders on the desk of a school: entered, completed with proofs, handed to the family."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Banner, PageLink
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.base.format import day
from governance.desk.base.keys import key_in
from governance.desk.base.page import Page
from governance.desk.base.rights import may
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.preprofile.section import PREPROFILE
from governance.desk.papers.board import Board
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import BeginForm, BeginPage
from governance.desk.papers.declaration import enter
from governance.desk.papers.export import Column
from governance.desk.papers.files import ScanFacts
from governance.desk.papers.forms import ChoosingForm, Facts, SeenForm
from governance.desk.papers.tabs import crumbs_of
from governance.desk.papers.write import WritePage
from governance.documents.errors import Refused
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.preprofile.bank import MOST_ACHIEVEMENTS, PEOPLE, BankEntry, begin_entry
from governance.documents.printing.pdf import qr_svg
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.documents.record.private_link import new_key
from governance.roles.rights import Right

LABELS = {
    "surname": gettext_lazy("Surname"),
    "given": gettext_lazy("Given name"),
    "patronymic": gettext_lazy("Patronymic"),
    "class_name": gettext_lazy("Class"),
    "address": gettext_lazy("Pupil's address"),
    "parent": gettext_lazy("Parent who gives the consent"),
    "parent_address": gettext_lazy("Parent's address"),
    "parent_document": gettext_lazy("Parent's identity document"),
    "phone": gettext_lazy("Telephone"),
    "email": gettext_lazy("E-mail"),
}


def people_fields(required: Sequence[str]) -> dict[str, forms.Field]:
    return {
        name: text_field(
            LABELS[name], longest, required=name in required, missing=gettext_lazy("Fill this in.")
        )
        for name, longest in PEOPLE.items()
    }


class EntryForm(BeginForm):
    """What the consent has to name."""

    unit_label = gettext_lazy("School")

    def prepare(self) -> None:
        self.fields.update(people_fields(("surname", "given", "parent", "parent_address", "parent_document")))

    def begin(self, model: type[Document]) -> Document:
        return begin_entry(by=self.request.user, unit=self.unit, **self.facts())


class BeginEntry(BeginPage):
    form_class = EntryForm
    title = gettext_lazy("New pupil in the bank of 9th-graders")
    lead = gettext_lazy(
        "First print the consent and have the parent sign it; without it nothing is kept for long."
    )


class AchievementForm(forms.Form):
    """What the pupil did; `criterion`: as what an announced admission counts it."""

    proof = forms.CharField(widget=forms.HiddenInput, required=False)
    event = text_field(
        gettext_lazy("Achievement, result, year"), 300, missing=gettext_lazy("Name the achievement.")
    )
    criterion = forms.ChoiceField(label=gettext_lazy("Counts in an admission as"), required=False)
    value = text_field(gettext_lazy("Result as a number"), 20, required=False, attrs={"inputmode": "decimal"})

    def __init__(self, *args: Any, criteria: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = str(self["criterion"].value() or "")
        others = [present] if present and present not in criteria else []
        choose_from(self, "criterion", [("", "—"), *((name, name) for name in [*criteria, *others])])

    def clean_proof(self) -> int | None:
        return key_in(self.cleaned_data["proof"])


class CardForm(SeenForm):
    birth_date = day_field(gettext_lazy("Date of birth"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(people_fields(("surname", "given", "parent", "parent_address", "parent_document")))

    @property
    def people(self) -> list[forms.BoundField]:
        return [self[name] for name in (*PEOPLE, "birth_date")]


class CardPage(WritePage[BankEntry]):
    form_class = CardForm
    template = "governance/preprofile/bank_edit.html"
    label = gettext_lazy("Write the card of the pupil")
    read_as = gettext_lazy("card of a pupil")
    said = gettext_lazy("The card is saved.")
    address, name = "papers/<key:pk>/card/", "bank_edit"

    def prepare(self) -> None:
        self.rows = RowsEditor(
            *("row", AchievementForm, self.document.achievements, self.data),
            most=MOST_ACHIEVEMENTS,
            unseen=("proof", "criterion"),
            criteria=criteria_of(self.document.district_id),
        )
        self.editors = [self.rows]

    def get_initial(self) -> Facts:
        return {name: getattr(self.document, name) for name in (*PEOPLE, "birth_date")}

    def facts(self) -> Facts:
        return super().facts() | {"achievements": self.rows.given}


def criteria_of(district: int) -> list[str]:
    """The titles of the criteria of the admissions that are announced; one query."""
    announced = Campaign.objects.filter(district_id=district, state=Campaign.State.ANNOUNCED).order_by("-pk")
    titles = [one["title"] for campaign in announced for one in campaign.criteria.get("criteria", ())]
    return list(dict.fromkeys(titles))


class SignedForm(ScanFacts[BankEntry]):
    """The consent as the parent has signed it."""


class ProofForm(ChoosingForm[BankEntry], ScanFacts[BankEntry]):
    chosen_in = "row"
    row = forms.TypedChoiceField(label=gettext_lazy("Which achievement it proves"), coerce=int)

    def choices(self) -> Sequence[tuple[object, str]]:
        return [
            (place, entry["event"] or entry["criterion"])
            for place, entry in enumerate(self.document.achievements)
        ]


# --- the link of the family -------------------------------------------------------------------------------------------


def to_link(request: SignedInRequest, entry: BankEntry) -> PageLink | None:
    if entry.state != BankEntry.State.HELD or not may(request, Right.KEEP_PUPILS, entry.unit_id):
        return None
    return PageLink(label=_("A link for the family…"), href=reverse("bank_link", args=[entry.pk]))


@of_paper("bank_entry")
def bank_link(request: SignedInRequest, entry: BankEntry) -> HttpResponse:
    """Give the family a private link: shown once, as an address and a QR to print or to photograph."""
    shown: dict[str, object] = {"document": entry, "until": entry.kept_until}
    status = 200
    if request.method == "POST":
        key = new_key()
        try:
            perform(entry, "hand_link", by=request.user, opened_by=key)
            address = settings.PUBLIC_ADDRESS + reverse("bank_family", args=[key])
            shown |= {"address": address, "qr": qr_svg(address)}
        except Refused as refusal:
            shown["refused"], status = str(refusal), 422
    page = Page(section=PREPROFILE.name, title=_("A link for the family"), crumbs=crumbs_of(entry))
    return page.response(request, "governance/preprofile/bank_link.html", status=status, also=shown)


# --- the paper's page and the list ------------------------------------------------------------------------------------


def context(request: SignedInRequest, entry: BankEntry) -> PaperContext | None:
    if entry.state == BankEntry.State.DRAFT:
        text = _("Print the text below, have the parent sign it, and enter the scan.")
        return PaperContext(
            notices=[Banner(meaning="due", title=_("The consent is not signed yet"), text=text)]
        )
    if entry.erased_at is not None:
        text = _("The personal data of this paper has been erased.")
        return PaperContext(notices=[Banner(meaning="quiet", text=text)])
    count = len(entry.achievements)
    said = ngettext("%(n)d achievement", "%(n)d achievements", count) % {"n": count}
    until = _("kept until %(day)s") % {"day": day(entry.kept_until)}
    name = ", ".join(filter(None, [entry.pupil, entry.class_name]))
    return PaperContext(notices=[Banner(meaning="held", title=name, text=f"{said}; {until}.")])


class BankBoard(Board[BankEntry]):
    columns = (
        Column(gettext_lazy("Pupil"), lambda entry: entry.pupil or "—"),
        Column(gettext_lazy("Class"), lambda entry: entry.class_name),
        Column(gettext_lazy("Achievements"), lambda entry: len(entry.achievements)),
        Column(gettext_lazy("Kept until"), lambda entry: entry.kept_until),
    )

    def is_for_reader(self) -> bool:
        return any(right == Right.KEEP_PUPILS for right, _unit in self.request.pairs)


enter(
    BankEntry,
    section=PREPROFILE,
    begin=BeginEntry,
    board=BankBoard,
    writes={"revise": CardPage, "admit": SignedForm, "enclose": ProofForm},
    effects={
        "admit": gettext_lazy("The pupil is in the bank until the last day that the consent names."),
        "enclose": gettext_lazy("The proof goes along when the family applies."),
        "withdraw": gettext_lazy("Tomorrow morning the data is erased; that there was a consent stays."),
    },
    further=[to_link],
    context=context,
    overseers=(Right.RUN_CAMPAIGN,),
    addresses=[path("papers/<key:pk>/family-link/", bank_link, name="bank_link")],
    readings={"bank_link": gettext_lazy("link for the family")},
)
