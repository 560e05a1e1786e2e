"""Entering a paper that got its number before the system was there, with its scan."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext, gettext_lazy as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Fact, known
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import BeginForm, BeginPage
from governance.desk.papers.declaration import enter
from governance.desk.papers.files import ScanForm
from governance.documents.approval.order_changes import (
    Action,
    EditionPoint,
    changes_in_force,
    in_wording_of,
)
from governance.documents.approval.stamps import ended_by
from governance.documents.kinds.old_paper import OldPaper, enter_old_paper
from governance.documents.record.document import Document
from governance.documents.record.register import Register


class OldPaperForm(ScanForm, BeginForm):
    """The registration card as the paper itself shows it."""

    register = forms.ChoiceField(
        label=_("Register"),
        help_text=_("In which the number stands; it will never be given again there."),
        error_messages={"invalid_choice": _("Choose the register from the list.")},
    )
    of_kind = text_field(
        _("What paper it is"),
        60,
        help_text=_("For example: Приказ, Протокол, Договор."),
        missing=_("Say what paper it is: an order, a protocol …"),
    )
    title = text_field(_("Heading"), 500, lines=2, missing=_("Write the heading as it stands on the paper."))
    sequence = forms.IntegerField(
        label=_("Number"),
        min_value=1,
        max_value=1_000_000,
        help_text=_("Only the figures: 115 for «115/1» or «115-ОД»."),
        error_messages={
            "required": _("Give the number."),
            "invalid": _("Write the number in figures, without letters: 115."),
            "min_value": _("A number begins with 1."),
        },
    )
    suffix = text_field(
        _("Addition to the number"),
        10,
        required=False,
        help_text=_("«/1», if the number has such an addition."),
    )
    on = day_field(_("Date of the paper"), missing=_("Give the date that stands on the paper."))

    reason = text_field(
        _("Why the date is out of order"),
        500,
        lines=2,
        required=False,
        help_text=_("Only if it does not lie between the dates of the numbers beside it."),
    )

    # The register says whose paper it is.
    asks_unit = False
    field_order = ("register", "of_kind", "title", "sequence", "suffix", "on", "reason", "file")

    def prepare(self) -> None:
        registers = Register.objects.filter(unit__in=self.units.values()).select_related("unit__district")
        self.registers = {str(register.pk): register for register in registers}
        names = {key: f"{each.unit}: {each.title} ({each.template})" for key, each in self.registers.items()}
        choose_from(self, "register", names.items())
        self.fields["file"].label = _("Scan of the paper")

    def begin(self, model: type[Document]) -> Document:
        typed = self.cleaned_data
        register = self.registers[typed["register"]]
        return enter_old_paper(
            by=self.request.user,
            unit=register.unit,
            series=register.code,
            scan=(typed["file"].name, typed["data"]),
            **{name: typed[name] for name in ("title", "of_kind", "sequence", "suffix", "on", "reason")},
        )


class EnterPage(BeginPage):
    """Enter an old paper, all or nothing. 404 for those who enter old papers nowhere."""

    form_class = OldPaperForm
    title = _("Enter an old paper")
    lead = _(
        "A paper that was signed and numbered before, so that the register is whole and others can rest on it."
    )
    submit = _("Enter the paper")
    multipart = True
    moves = ("enter",)

    form: OldPaperForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        if not self.form.registers:
            raise Http404

    def begun(self, paper: Document) -> HttpResponse:
        messages.success(self.request, _("Entered: No. %(number)s.") % {"number": paper.number})
        return super().begun(paper)


def context(request: SignedInRequest, document: OldPaper) -> PaperContext:
    """What orders have made of an old order: its words stand on the scan, the changed points here."""
    if not document.is_order:
        return PaperContext()
    changes = changes_in_force(document)
    facts = [
        Fact(_("Edition in force"), in_wording_of(changes)),
        *(
            Fact(_("Point %(number)s") % {"number": point.number}, said_of(point))
            for point in document.edition(changes)
        ),
        Fact(_("Ended by"), ended_by(document)),
    ]
    return PaperContext(standing=known(facts))


def said_of(point: EditionPoint) -> str:
    if point.excluded:
        ended = gettext("without force") if point.ended == Action.REPEAL else gettext("taken out")
        return f"{ended} ({point.changed_by})"
    return f"«{point.text}» ({point.changed_by})"


enter(
    OldPaper,
    begin=EnterPage,
    effects={
        "strike_out": _(
            "For an entry made by mistake. An old order is repealed or annulled by an order instead."
        )
    },
    context=context,
)
