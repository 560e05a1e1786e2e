"""A page with a form whose sending is an act of the organisation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from governance.desk.papers.form_page import FormPage
from governance.documents.record import audit_log


class ActPage(FormPage):
    """`change` does what was asked, in the name of whoever asks, and says where to go."""

    def change(self) -> HttpResponse:
        """Ask a valid form. Raises ValidationError for what is refused."""
        raise NotImplementedError

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        try:
            with transaction.atomic(), audit_log.acting(self.request.user):
                return self.change()
        except ValidationError as refusal:
            known = getattr(refusal, "error_dict", {})
            if known.keys() <= self.form.fields.keys():
                self.form.add_error(None, refusal)
            else:  # it names a column that the form does not ask for
                self.form.add_error(None, refusal.messages)
            return None

    def done(self, said: str) -> HttpResponse:
        """Back to where the form was opened, with a sentence."""
        messages.success(self.request, said)
        return redirect(self.get_cancel())
