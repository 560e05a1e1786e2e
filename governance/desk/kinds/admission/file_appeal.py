"""Filing an appeal that the parents brought on paper: their words, how they asked for it, and the signed sheet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy
from django_fsm import can_proceed

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import PageLink
from governance.desk.base.fields import text_field
from governance.desk.base.rights import may
from governance.desk.kinds.admission.request import request_field
from governance.desk.papers.files import ScanForm
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.documents.kinds.admission.appeal import LONGEST_APPEAL, file_appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.record.perform import LONGEST_REASON
from governance.roles.rights import Right


class AppealOnPaperForm(ScanForm):
    """What stands on the sheet, and the sheet itself."""

    text = text_field(
        gettext_lazy("What the parents object to and why"),
        LONGEST_APPEAL,
        lines=8,
        help_text=gettext_lazy("In the words of their sheet: the appeal commission reads them."),
        error_messages={"required": gettext_lazy("Write what the parents object to and why.")},
    )
    reason = text_field(
        gettext_lazy("How they asked"),
        LONGEST_REASON,
        lines=2,
        help_text=gettext_lazy(
            "For example: brought the appeal to the school on 10.07, signed by the mother."
        ),
        error_messages={"required": gettext_lazy("Write how and when the parents asked for it.")},
    )
    file = request_field()

    field_order = ("text", "reason", "file")


class FileAppealPage(FormOfPaper[Application]):
    """Within the term of appeals, by whoever registers applications; it is registered at once."""

    kind = "application"
    related = ("campaign", "applicant")
    form_class = AppealOnPaperForm
    title = gettext_lazy("An appeal on paper")
    lead = gettext_lazy(
        "The parents brought or sent a signed appeal. You file it in their place; they get a letter about it."
    )
    submit = gettext_lazy("File the appeal")
    multipart = True

    def prepare(self) -> None:
        if not may(self.request, Right.REGISTER_APPLICATION, self.document.unit_id):
            raise PermissionDenied(_("Appeals on paper are filed by whoever registers the applications."))

    def get_form(self) -> AppealOnPaperForm:
        return AppealOnPaperForm(self.data, self.request.FILES if self.data is not None else None)

    def act(self) -> HttpResponse:
        words = self.form.cleaned_data
        appeal = file_appeal(
            self.document,
            words["text"],
            by=self.request.user,
            reason=words["reason"],
            name=words["file"].name,
            data=words["data"],
        )
        messages.success(
            self.request, _("The appeal is registered: No. %(number)s.") % {"number": appeal.number}
        )
        return redirect("paper", pk=self.document.pk)

    def get_paper_label(self) -> str:
        return str(self.document)


def to_appeal(request: SignedInRequest, document: Application) -> PageLink | None:
    """While appeals are taken, for whoever registers applications."""
    until = document.campaign.appeals_until
    if (
        until is None
        or clock.today() > until
        or not can_proceed(document.appeal)
        or not may(request, Right.REGISTER_APPLICATION, document.unit_id)
    ):
        return None
    address = reverse("application_appeal", args=[document.pk])
    return PageLink(label=_("An appeal came on paper…"), href=address)


ADDRESS = path("papers/<key:pk>/appeal/", FileAppealPage.view(), name="application_appeal")
