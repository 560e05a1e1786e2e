"""The saved views of the list of tasks: named, renamed, made the default one, deleted."""

from typing import ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Words
from governance.desk.pages.tasks.forms import ViewForm
from governance.desk.pages.tasks.page import TASKS
from governance.desk.papers.form_page import FormPage
from governance.flows.engine.arranging import SavedView

MOST = 20
LONGEST_QUERY = 600


class NewViewPage(FormPage):
    """Save what the list shows now; its query comes in the address, and then in the form."""

    section = TASKS
    title: ClassVar[Words] = gettext_lazy("Save the view")
    lead: ClassVar[Words] = gettext_lazy(
        "The list with its conditions and its order, to be opened by its name."
    )
    form: ViewForm
    view: SavedView | None = None

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.form = ViewForm(self.data, initial=self.initial())

    def initial(self) -> dict[str, object]:
        return {}

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        given, person = self.form.cleaned_data, self.request.user
        own = SavedView.objects.filter(person=person)
        if any(view != self.view for view in own.filter(name=given["name"])):
            self.form.add_error("name", _("You have a view of this name: choose another one."))
            return None
        if self.view is None and own.count() >= MOST:
            self.form.add_error(None, _("You have %(n)d views: delete one first.") % {"n": MOST})
            return None
        with transaction.atomic():
            if given["is_default"]:
                own.filter(is_default=True).update(is_default=False)
            saved = self.view or SavedView(person=person, query=self.query())
            saved.name, saved.is_default = given["name"], given["is_default"]
            saved.save()
        messages.success(self.request, _("The view «%(name)s» is saved.") % {"name": saved.name})
        return redirect(f"{reverse('tasks')}?view={saved.pk}")

    def query(self) -> str:
        """The conditions of the address, without what belongs to one opening of the page."""
        query = QueryDict(self.request.GET.urlencode()[:LONGEST_QUERY], mutable=True)
        for name in ("page", "marked", "view", "did"):
            query.pop(name, None)
        return query.urlencode()[:LONGEST_QUERY]


class ViewPage(NewViewPage):
    """Rename a view, make it the default one, or delete it."""

    template = "governance/task_view.html"
    title = gettext_lazy("Saved view")
    lead = ""

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        self.view = get_object_or_404(SavedView, person=request.user, pk=pk)
        super().__init__(request)

    def initial(self) -> dict[str, object]:
        assert self.view is not None
        return {"name": self.view.name, "is_default": self.view.is_default}

    def send(self) -> HttpResponse | None:
        if self.request.POST.get("do") != "delete":
            return super().send()
        assert self.view is not None
        self.view.delete()
        messages.success(self.request, _("The view «%(name)s» is deleted.") % {"name": self.view.name})
        return redirect(f"{reverse('tasks')}?all=1")
