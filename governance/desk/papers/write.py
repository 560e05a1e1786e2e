"""Writing a paper: a page with a form and its editors that together make one move, or several as one."""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from governance.desk.base.access import SignedInRequest, View
from governance.desk.base.components import Crumb, Words
from governance.desk.papers.form_page import FormPage
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.work import UNSAVED, attempt_all, work_page
from governance.documents.record.document import Document

# The value of a saving button that comes back to the page instead of going to the paper.
STAY = "stay"

P = TypeVar("P", bound=Document)


class Editor(Protocol):
    """A part of the page beside its form: rows, clauses, criteria."""

    @property
    def pressed(self) -> bool: ...

    def is_valid(self) -> bool: ...


class WritePage(FormPage, Generic[P]):
    """The page of a move, or of several. A subclass sets its editors in `prepare` and enters them in `editors`.

    What is not said here is filled in by the declaration of the kind. Who cannot make the move now is led to the paper
    with the sentence that says why; what is sent is judged by the door alone, so that nothing typed is lost.
    """

    form_class: ClassVar[type[SeenForm]] = SeenForm
    # The move whose rule says who opens the page.
    move: ClassVar[str] = ""
    # The words of the link that leads here, and what the log of readings calls the page.
    label: ClassVar[Words] = ""
    read_as: ClassVar[Words] = ""
    # Its address and the name of that.
    address: ClassVar[str] = ""
    name: ClassVar[str] = ""
    # Relations of the kind to read in the same query.
    related: ClassVar[Sequence[str]] = ()
    # What is said when it is saved, and when it is not because of a mark below.
    said: ClassVar[Words] = ""
    unsaved: ClassVar[Words] = UNSAVED
    # Another decision than the buttons of the paper: the link stands under them.
    beside: ClassVar[bool] = False
    shows: ClassVar[Sequence[str]] = ("document",)

    form: SeenForm

    def __init__(self, request: SignedInRequest, document: P) -> None:
        super().__init__(request)
        self.document = document
        self.editors: list[Editor] = []
        self.prepare()
        self.pressed = any(editor.pressed for editor in self.editors)
        self.form = self.get_form()

    def prepare(self) -> None:
        """Set the editors, as they stand or as they were typed, and enter them in `editors`."""

    @classmethod
    def fits(cls, document: Any) -> bool:
        """Whether there is anything to do here now."""
        return True

    @classmethod
    def view(cls, kinds: Sequence[str]) -> View:
        """For papers of these kinds; 404 for any other."""

        @work_page(kinds[0] if len(kinds) == 1 else None, cls.move, *cls.related)
        def write(request: SignedInRequest, document: Any) -> HttpResponse:
            if document.kind not in kinds:
                raise Http404
            return cls(request, document).respond()

        return write

    # --- the form -------------------------------------------------------------------------------------------------

    def get_form(self) -> SeenForm:
        """As the paper stands or as it was typed; after a small button nothing is judged."""
        typed = self.data.dict() if self.data is not None and self.pressed else None
        initial = typed if typed is not None else {"seen": self.document.revision, **self.get_initial()}
        form_class = self.get_form_class()
        return form_class(None if self.pressed else self.data, initial=initial, **self.get_form_options())

    def get_form_class(self) -> type[SeenForm]:
        return self.form_class

    def get_initial(self) -> Facts:
        """What stands in the fields: by default what the paper has under their names."""
        names = self.get_form_class().base_fields
        return {name: getattr(self.document, name) for name in names if hasattr(self.document, name)}

    def get_form_options(self) -> Facts:
        """What the form wants to know besides."""
        return {}

    def is_valid(self) -> bool:
        # Each is asked, so that each is marked.
        return all([self.form.is_valid(), *[editor.is_valid() for editor in self.editors]])

    # --- what it does ---------------------------------------------------------------------------------------------

    def facts(self) -> Facts:
        """What the move asks for. Ask a valid page."""
        return self.form.facts()

    def moves(self) -> list[tuple[str, Facts]]:
        """The moves with their facts, all made or none. Ask a valid page."""
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
        """Say that it is done and where to go: the paper, or here again. None: the page stays and says why."""
        if said := self.get_said():
            messages.success(self.request, str(said))
        stays = self.request.POST.get("do") == STAY
        return redirect(self.name if stays else "paper", pk=paper.pk)

    def get_said(self) -> Words:
        return self.said

    # --- the shell ------------------------------------------------------------------------------------------------

    def get_title(self) -> Words:
        return self.title or self.label

    def get_crumbs(self) -> Sequence[Crumb]:
        return [self.section.crumb, Crumb(self.get_paper_label(), self.get_cancel())]

    def get_paper_label(self) -> str:
        return self.document.title

    def get_cancel(self) -> str:
        return reverse("paper", args=[self.document.pk])
