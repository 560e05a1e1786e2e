"""Making contracts from a form in use: with which schools, who acts for them, what fills the blanks."""

import re
from collections.abc import Iterator
from functools import cached_property

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, of_paper, signed_in
from governance.desk.base.components import Crumb
from governance.desk.base.format import day
from governance.desk.kinds.contract.form import base_schools
from governance.desk.kinds.contract.progress import EACH, ONE, School, Work
from governance.desk.kinds.contract.section import CONTRACTS
from governance.desk.kinds.contract.wording import Blanks, BlanksForm, WordingForm
from governance.desk.papers.form_page import FormPage
from governance.desk.papers.forms import Facts
from governance.desk.papers.lacking import Lacking, lacking
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.making import schools_to_bind
from governance.documents.kinds.contract.party import representatives, suggested_wording
from governance.documents.record.attached import Version
from governance.roles.appointment import Appointment
from governance.roles.membership import Membership
from governance.roles.rights import Right
from governance.roles.unit import Unit

CHOSEN = re.compile(r"school-(\d{1,9})-chosen")


class SchoolForm(WordingForm, BlanksForm):
    """One school: whether a contract is made with it, who acts for it, what fills the blanks."""

    chosen = forms.BooleanField(required=False)

    # Until when a contract with the school is in force; why no contract could be made just now.
    note = refusal = ""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        initial: Facts,
        blanks: Blanks,
        school: Unit,
        signer: Appointment | None,
    ) -> None:
        super().__init__(data, prefix=f"school-{school.pk}", initial=initial, blanks=blanks)
        self.school, self.signer = school, signer

    @property
    def is_chosen(self) -> bool:
        return self.signer is not None and bool(self["chosen"].value())


class WayForm(forms.Form):
    """One paper a school, or one for all; `version`: that of the form whose blanks the page has shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("How many papers"),
        choices=[
            (EACH, gettext_lazy("a contract with each school")),
            (ONE, gettext_lazy("one contract with all marked schools")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose: a contract with each school, or one with all.")},
    )


class MakingPage(FormPage):
    """Which schools, in whose person, with what in the blanks."""

    template = "governance/contract/make.html"
    section = CONTRACTS
    title = gettext_lazy("Make contracts")

    form: WayForm
    # Why nothing has been made yet.
    refusal: str = ""

    def __init__(self, request: SignedInRequest, document: ContractForm, version: Version) -> None:
        super().__init__(request)
        self.document, self.version = document, version
        blanks: Blanks = version.content["blanks"]
        kept = Work.kept(request, document)
        self.form = WayForm(self.data, initial={"way": kept.way if kept else EACH, "version": version.pk})
        common = BlanksForm.filled(blanks, kept.common if kept else {})
        self.common = BlanksForm(self.data, prefix="all", initial=common, blanks=blanks)
        self.rows = list(school_rows(document, blanks, self.data, kept))

    def send(self) -> HttpResponse | None:
        chosen = [row for row in self.rows if row.is_chosen]
        gone = gone_schools(self.request.POST, self.rows, self.document)
        # Every form is validated, so that all errors are shown; those of schools that are not chosen are left out.
        fit = [form.is_valid() for form in (self.form, self.common, *chosen)]
        if not chosen:
            self.refusal = " ".join(gone) or _("Mark the schools with which contracts are to be made.")
            return None
        if not all(fit):
            self.refusal = _("Nothing has been made yet: correct what is marked.")
            return None
        if self.form.cleaned_data["version"] != self.version.pk:
            self.refusal = _("The form has a new version: look at the blanks again and press anew.")
            typed = self.request.POST.copy()
            typed["version"] = str(self.version.pk)
            self.form.data = typed
            return None
        for sentence in gone:
            messages.warning(self.request, sentence)
        work = Work(
            form=self.document.pk,
            version=self.version.pk,
            way=self.form.cleaned_data["way"],
            common=self.common.values(),
            schools=[School(row.school.pk, row.values(), row.wording()) for row in chosen],
        )
        work.begin()
        work.go_on(self.request, self.document)
        return redirect("contracts_progress", pk=self.document.pk)

    @cached_property
    def lacking(self) -> Lacking:
        """What the base school and the schools lack before contracts can be signed."""
        return lacking(self.request, Contract, [self.document.unit])

    def get_crumbs(self) -> list[Crumb]:
        paper = reverse("paper", args=[self.document.pk])
        return [CONTRACTS.crumb, Crumb(self.document.title, paper)]


@signed_in
def contracts_make_any(request: SignedInRequest) -> HttpResponse:
    """To the form in use; to the choice among several, or to a new one where there is none."""
    schools = base_schools(request)
    if not schools:
        raise Http404
    in_use = ContractForm.objects.filter(unit=schools[0], state=ContractForm.State.IN_USE)
    forms_in_use = list(in_use.values_list("pk", flat=True))
    if not forms_in_use:
        messages.warning(request, _("Contracts are made from a form in use: prepare one first."))
        return redirect("contract_form_new")
    if len(forms_in_use) > 1:
        return redirect(f"{reverse('documents')}?kind=contract_form")
    return redirect("contracts_make", pk=forms_in_use[0])


@of_paper("contract_form")
def contracts_make(request: SignedInRequest, document: ContractForm) -> HttpResponse:
    """Make contracts from a form in use. 404 for those who prepare no contracts."""
    if (Right.DRAFT_CONTRACT.value, document.unit_id) not in request.pairs:
        raise Http404
    version = document.present_version
    if document.state != ContractForm.State.IN_USE or version is None:
        messages.warning(request, _("Put the form into use first: contracts are made from a frozen version."))
        return redirect("paper", pk=document.pk)
    return MakingPage(request, document, version).respond()


def school_rows(
    form: ContractForm, blanks: Blanks, data: QueryDict | None, kept: Work | None
) -> Iterator[SchoolForm]:
    """The schools that can be bound; those that were refused just now with what was typed for them."""
    schools = schools_to_bind(form)
    signers = representatives(schools)
    members = Membership.objects.in_force(clock.today()).filter(school__in=schools)
    bound = dict(members.values_list("school_id", "until"))
    typed = {school.pk: school for school in kept.schools if school.refusal} if kept else {}
    for school in schools:
        signer, again = signers.get(school.pk), typed.get(school.pk)
        chosen = again is not None or (not typed and school.pk not in bound)
        initial: Facts = {"chosen": chosen, **(suggested_wording(signer) if signer else {})}
        if again is not None:
            initial |= {**again.wording, **BlanksForm.filled(blanks, again.values)}
        # Nothing was typed for a school that could not be chosen.
        sent = data if signer else None
        row = SchoolForm(sent, initial=initial, blanks=blanks, school=school, signer=signer)
        if again is not None and data is None:
            row.refusal = again.refusal
        if school.pk in bound:
            until = day(bound[school.pk])
            in_force = _("a contract is in force until %(day)s") if until else _("a contract is in force")
            row.note = in_force % {"day": until}
        yield row


def gone_schools(data: QueryDict, rows: list[SchoolForm], form: ContractForm) -> list[str]:
    """A sentence for each chosen school for which a contract is being made meanwhile, as after a second press."""
    marked = {int(found[1]) for name in data if (found := CHOSEN.fullmatch(name))}
    missing = marked - {row.school.pk for row in rows}
    gone = Unit.objects.filter(pk__in=missing, district_id=form.district_id) if missing else ()
    said = _("A contract with «%(school)s» is on its way already: it stands on the board.")
    return [said % {"school": school} for school in gone]
