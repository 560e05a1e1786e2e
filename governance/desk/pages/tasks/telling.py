"""What one writes to colleagues about tasks: the answer to a question, and a reminder."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.pages.tasks.forms import AnswerForm
from governance.desk.pages.tasks.page import TASKS
from governance.desk.papers.form_page import FormPage
from governance.documents.errors import Refused
from governance.documents.record.document import Document
from governance.flows.engine import asking
from governance.flows.engine.arranging import TaskQuestion
from governance.flows.engine.waiting import remind


class AnswerPage(FormPage):
    """A colleague's question on a task, and the answer to it."""

    template = "governance/task_answer.html"
    section = TASKS
    title = gettext_lazy("A colleague asks")
    submit = gettext_lazy("Send the answer")
    shows = ("question", "may_see")

    form: AnswerForm

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        asked = TaskQuestion.objects.filter(asked_of=request.user)
        self.question = get_object_or_404(asked.select_related("asked_by", "task__process__document"), pk=pk)
        paper = self.question.task.document.pk
        self.may_see = Document.objects.visible_to(request.user, request.pairs).filter(pk=paper).exists()
        self.form = AnswerForm(self.data)

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        try:
            asking.answer(self.question.pk, by=self.request.user, text=self.form.cleaned_data["text"])
        except Refused as refusal:
            self.form.add_error(None, str(refusal))
            return None
        said = _("The answer went to %(who)s.") % {"who": self.question.asked_by.name}
        messages.success(self.request, said)
        return redirect("tasks")


@require_POST
@signed_in
def task_remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remind those who have a task that one waits for, once a day."""
    try:
        people = remind(pk, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        names = ", ".join(person.name for person in people)
        messages.success(request, _("Reminded by a notice and a letter: %(who)s.") % {"who": names})
    back = request.POST.get("back", "")
    inside = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if inside else "tasks")
