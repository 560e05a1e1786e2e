"""Pages for writing a paper: a form and editors that together make one move, or several in one transaction."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from governance.desk.base.access import SignedInRequest, View
from governance.desk.base.components import Words
from governance.desk.papers.form_of_paper import FormOfPaper, P
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.work import UNSAVED, attempt_all, work_page
from governance.documents.record.document import Document

# The value of the button that saves and stays on the page.
STAY = "stay"


class WritePage(FormOfPaper[P]):
    """The page of a move, or of several. A subclass makes its editors in `prepare` and adds them to `editors`.

    The declaration of the kind fills in attributes that a subclass leaves out. Whoever cannot make the move now is
    redirected to the paper with the reason; what is sent goes to `perform` in any case, so that nothing typed is lost.
    """

    form_class: ClassVar[type[SeenForm]] = SeenForm
    # The move whose rule says who may open the page.
    move: ClassVar[str] = ""
    # The text of the link to the page, and its name in the log of readings.
    label: ClassVar[Words] = ""
    read_as: ClassVar[Words] = ""
    # The address of the page, and the name of that address.
    address: ClassVar[str] = ""
    name: ClassVar[str] = ""
    # The messages when it was saved, and when there are errors on the page.
    said: ClassVar[Words] = ""
    unsaved: ClassVar[Words] = UNSAVED
    # An alternative to the buttons of the paper: the link comes after them.
    beside: ClassVar[bool] = False
    shows: ClassVar[Sequence[str]] = ("document",)

    form: SeenForm

    @classmethod
    def fits(cls, document: P) -> bool:
        """Whether there is anything to do on this page now."""
        return True

    @classmethod
    def view(cls, kinds: Sequence[str] = ()) -> View:
        """The view for papers of these kinds; 404 for others."""

        @work_page(kinds[0] if len(kinds) == 1 else None, cls.move, *cls.related)
        def write(request: SignedInRequest, document: Any, **part: int) -> HttpResponse:
            if document.kind not in kinds:
                raise Http404
            return cls(request, document, **part).respond()

        return write

    # --- the form -------------------------------------------------------------------------------------------------

    def get_form(self) -> SeenForm:
        """The form, as stored or as typed; after a small button it is not validated."""
        typed = self.data.dict() if self.data is not None and self.pressed else None
        initial = typed if typed is not None else {"seen": self.document.revision, **self.get_initial()}
        form_class = self.get_form_class()
        options = self.get_form_options()
        if self.multipart and self.data is not None:
            options["files"] = self.request.FILES
        return form_class(None if self.pressed else self.data, initial=initial, **options)

    def get_form_class(self) -> type[SeenForm]:
        return self.form_class

    def get_initial(self) -> Facts:
        """The initial values of the fields: by default the attributes of the paper with their names."""
        names = self.get_form_class().base_fields
        return {name: getattr(self.document, name) for name in names if hasattr(self.document, name)}

    def get_form_options(self) -> Facts:
        """Further arguments of the form."""
        return {}

    # --- what it does ---------------------------------------------------------------------------------------------

    def facts(self) -> Facts:
        """The facts of the move. Only after `is_valid`."""
        return self.form.facts()

    def moves(self) -> Iterable[tuple[str, Facts]]:
        """The moves with their facts, made one after the other, all or none. Only after `is_valid`."""
        return [(self.move, self.facts())]

    def send(self) -> HttpResponse | None:
        if self.is_valid():
            fresh = attempt_all(self.request, self.document, self.form, self.moves())
            if fresh is not None:
                return self.saved(fresh)
        if not self.form.errors:
            self.form.add_error(None, str(self.unsaved))
        return None

    def saved(self, paper: Document) -> HttpResponse | None:
        """Make the moves and return the redirect, to the paper or here again; None if it was refused."""
        if said := self.get_said():
            messages.success(self.request, str(said))
        stays = self.request.POST.get("do") == STAY
        return redirect(self.name if stays else "paper", pk=paper.pk)

    def get_said(self) -> Words:
        return self.said

    # --- the shell ------------------------------------------------------------------------------------------------

    def get_title(self) -> Words:
        return self.title or self.label
