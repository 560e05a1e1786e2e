"""A teacher objects to what was found of the own sheet, within the term that the system gives."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import text_field
from governance.desk.base.format import day
from governance.desk.kinds.rewards.lines import LineShown, lines_of
from governance.desk.kinds.rewards.section import NominationPage
from governance.desk.papers.forms import SeenForm
from governance.documents.kinds.rewards.card import LONGEST_TEXT
from governance.documents.kinds.rewards.nomination import objection_is_open


class ObjectionForm(SeenForm):
    objection = text_field(
        gettext_lazy("What you object to, and why"),
        LONGEST_TEXT,
        lines=6,
        help_text=gettext_lazy("Name the line and say what the proof shows."),
        error_messages={"required": gettext_lazy("Write what you object to and why.")},
    )


class ObjectionPage(NominationPage):
    """The words of the teacher beside the lines with what was found of them."""

    form_class = ObjectionForm
    template = "governance/rewards/object.html"
    shows = ("document", "lines")
    label = gettext_lazy("Object to what was found")
    read_as = gettext_lazy("form of the objection")
    submit = gettext_lazy("Object")
    said = gettext_lazy("The objection is entered; you will see the answer here.")
    address, name = "papers/<int:pk>/object/", "nomination_object"

    def respond(self) -> HttpResponse:
        if self.data is None and not objection_is_open(self.document):
            messages.warning(self.request, _("The term to object is over."))
            return redirect("paper", pk=self.document.pk)
        return super().respond()

    @property
    def lines(self) -> list[LineShown]:
        return lines_of(self.document)

    def get_lead(self) -> str:
        return _("The last day to object is %(day)s.") % {"day": day(self.document.objection_until)}

    def get_paper_label(self) -> str:
        return self.document.reward_period.title
