"""Making contracts from a form in use: with which schools, who acts for them, what fills the blanks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
from governance.desk.base.page import Page
from governance.desk.kinds.contract.form import drafting_school
from governance.desk.kinds.contract.progress import EACH, ONE, School, Work
from governance.desk.kinds.contract.section import CONTRACTS
from governance.desk.kinds.contract.wording import Blanks, BlanksForm, WordingForm
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

    def __init__(self, *args: Any, school: Unit, signer: Appointment | None, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"school-{school.pk}", **kwargs)
        self.school, self.signer = school, signer
        self.fields["chosen"].label = school.name
        # Until when a contract with the school is in force; why no contract could be made just now.
        self.note = self.refusal = ""

    @property
    def is_chosen(self) -> bool:
        return self.signer is not None and bool(self["chosen"].value())

    @property
    def words_are_wrong(self) -> bool:
        return self.is_bound and bool({"represented_by", "basis"} & self.errors.keys())


class WayForm(forms.Form):
    """One paper a school, or one for all."""

    way = forms.ChoiceField(
        label=gettext_lazy("How many papers"),
        choices=[
            (EACH, gettext_lazy("a contract with each school")),
            (ONE, gettext_lazy("one contract with all marked schools")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose: a contract with each school, or one with all.")},
    )


@dataclass(kw_only=True)
class MakingPage(Page):
    """templates/governance/contract/make.html."""

    way: WayForm
    common: BlanksForm
    rows: list[SchoolForm]
    refusal: str
    cancel: str


@signed_in
def contracts_make_any(request: SignedInRequest) -> HttpResponse:
    """To the form in use; to the choice among several, or to a new one where there is none."""
    school = drafting_school(request)
    in_use = ContractForm.objects.filter(unit=school, state=ContractForm.State.IN_USE)
    forms_in_use = list(in_use.values_list("pk", flat=True))
    if not forms_in_use:
        messages.warning(request, _("Contracts are made from a form in use: prepare one first."))
        return redirect("contract_form_new")
    if len(forms_in_use) > 1:
        return redirect(f"{reverse('documents')}?kind=contract_form")
    return redirect("contracts_make", pk=forms_in_use[0])


@of_paper("contract_form")
def contracts_make(request: SignedInRequest, document: ContractForm) -> HttpResponse:
    """Which schools, in whose person, with what in the blanks. 404 for those who prepare no contracts."""
    if (Right.DRAFT_CONTRACT.value, document.unit_id) not in request.pairs:
        raise Http404
    version: Version | None = document.present_version
    if document.state != ContractForm.State.IN_USE or version is None:
        messages.warning(request, _("Put the form into use first: contracts are made from a frozen version."))
        return redirect("paper", pk=document.pk)
    blanks: Blanks = version.content["blanks"]
    data = request.POST if request.method == "POST" else None
    kept = Work.kept(request, document)
    way = WayForm(data, initial={"way": kept.way if kept else EACH})
    common = BlanksForm(
        data, blanks=blanks, prefix="all", initial=BlanksForm.filled(blanks, kept.common if kept else {})
    )
    rows = list(school_rows(document, blanks, data, kept))
    refusal = ""
    if data is not None:
        chosen = [row for row in rows if row.is_chosen]
        gone = gone_schools(data, rows, document)
        # Every form is validated, so that all errors are shown; those of schools that are not chosen are left out.
        fit = all([way.is_valid(), common.is_valid(), *[row.is_valid() for row in chosen]])
        if chosen and fit:
            for sentence in gone:
                messages.warning(request, sentence)
            work = Work(
                form=document.pk,
                version=version.pk,
                way=way.cleaned_data["way"],
                common=common.values(),
                schools=[School(row.school.pk, row.values(), row.wording()) for row in chosen],
            )
            work.begin()
            work.go_on(document, request.user)
            work.keep(request)
            return redirect("contracts_progress", pk=document.pk)
        refusal = (
            _("Nothing has been made yet: correct what is marked.")
            if chosen
            else " ".join(gone) or _("Mark the schools with which contracts are to be made.")
        )
    page = MakingPage(
        section=CONTRACTS.name,
        crumbs=[CONTRACTS.crumb, Crumb(document.title, reverse("paper", args=[document.pk]))],
        title=_("Make contracts"),
        way=way,
        common=common,
        rows=rows,
        refusal=refusal,
        cancel=CONTRACTS.href,
    )
    return page.response(request, "governance/contract/make.html", status=422 if refusal else 200)


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
        initial: dict[str, Any] = {
            "chosen": again is not None or (not typed and school.pk not in bound),
            **(suggested_wording(signer) if signer else {}),
        }
        if again is not None:
            initial |= {**again.wording, **BlanksForm.filled(blanks, again.values)}
        # Nothing was typed for a school that could not be chosen.
        row = SchoolForm(
            data if signer else None, initial=initial, blanks=blanks, school=school, signer=signer
        )
        row.refusal = again.refusal if again is not None and data is None else ""
        if school.pk in bound:
            until = bound[school.pk]
            row.note = (
                _("a contract is in force until %(day)s") % {"day": day(until)}
                if until
                else _("a contract is in force")
            )
        yield row


def gone_schools(data: QueryDict, rows: list[SchoolForm], form: ContractForm) -> list[str]:
    """A sentence for each chosen school for which a contract is being made meanwhile, as after a second press."""
    marked = {int(found[1]) for name in data if (found := CHOSEN.fullmatch(name))}
    missing = marked - {row.school.pk for row in rows}
    gone = Unit.objects.filter(pk__in=missing, district_id=form.district_id) if missing else ()
    return [
        _("A contract with «%(school)s» is on its way already: it stands on the board.") % {"school": school}
        for school in gone
    ]
