"""The declaration of a kind of paper for its pages: `enter(Model, begin=…, writes=…, effects=…, …)`.

Modules of `governance.desk.kinds` make the declarations; all of them are loaded when the app is ready, and listed
nowhere. The checks in `desk.checks.kinds` refuse a declaration in which something is missing or unknown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, Generic, TypeVar, cast

from django.urls import URLPattern, path

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import PageLink, Tab, Words
from governance.desk.base.navigation import OF_KINDS
from governance.desk.base.page import DOCUMENTS, Section
from governance.desk.papers.board import Board
from governance.desk.papers.create import BeginForm, Beginning, BeginPage
from governance.desk.papers.form_page import FormPage
from governance.desk.papers.forms import AnyFactsForm, FactsForm, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.record.document import Document
from governance.documents.record.perform import any_move
from governance.documents.record.transitions import Move
from governance.roles.rights import Right

KINDS_OF_THE_DESK = "governance.desk.kinds"

P = TypeVar("P", bound=Document)
# What is made for papers of several kinds is made for each of them.
P_contra = TypeVar("P_contra", bound=Document, contravariant=True)

MakeTab = Callable[[P], Tab | None]
MakeLink = Callable[[SignedInRequest, P], PageLink | None]
# Returns a dataclass whose fields are added to the context of the paper's page; None adds nothing.
MakeContext = Callable[[SignedInRequest, P], object]
AnyWritePage = WritePage[Any]
AnyBoard = Board[Any]

AnyPage = TypeVar("AnyPage", bound=type[FormPage | AnyBoard])
# What they define themselves is no word of a declaration.
COMMON_PAGES = (FormPage, WritePage, BeginPage, Board, Generic, object)


@dataclass(frozen=True)
class OwnPage:
    """The page on which a move is made: a declared one, or the name of the address of one written by hand.

    `label`: the text of the link to it; `beside`: an alternative to the buttons, so that the link comes after them;
    `fits`: whether there is anything to do on it now; `of_part`: the name of the address of the same work on one row or
    point, whose key follows that of the paper.
    """

    page: type[AnyWritePage] | str
    label: Words
    beside: bool = False
    fits: Callable[..., bool] = lambda document: True
    of_part: str = ""

    @property
    def name(self) -> str:
        """The name of its address."""
        return self.page if isinstance(self.page, str) else self.page.name


# How a move is made: in a panel on the paper's page, or on a page of its own.
Writing = type[AnyFactsForm] | type[SeenForm] | type[AnyWritePage] | OwnPage


@dataclass(frozen=True, kw_only=True)
class Shared(Generic[P_contra]):
    """A part of declarations that several kinds share."""

    writes: Mapping[str, Writing] = field(default_factory=dict)
    effects: Mapping[str, Words] = field(default_factory=dict)
    tabs: Sequence[MakeTab[P_contra]] = ()
    further: Sequence[MakeLink[P_contra]] = ()
    context: MakeContext[P_contra] | None = None


@dataclass(frozen=True, kw_only=True)
class Declaration(Generic[P]):
    """The declaration of one kind.

    `begin`: how such a paper is begun; `board`: the page that lists such papers; `forms`, `pages`: how the moves that
    ask for facts are made, in a panel or on a page; `effects`: a sentence under the button on what follows from a move;
    `tabs`: further tabs of the paper's page; `further`: links to pages that make no move of the paper itself;
    `context`: what its template shows besides; `home`: the name of the address of a page that replaces the common one;
    `addresses`: pages written by hand; `readings`: the names of these in the log of readings; `overseers`: rights whose
    holders see that log.
    """

    model: type[P]
    begin: Beginning = None
    board: type[Board[P]] | None = None
    forms: Mapping[str, type[AnyFactsForm]] = field(default_factory=dict)
    pages: Mapping[str, OwnPage] = field(default_factory=dict)
    effects: Mapping[str, Words] = field(default_factory=dict)
    tabs: Sequence[MakeTab[P]] = ()
    further: Sequence[MakeLink[P]] = ()
    context: MakeContext[P] | None = None
    home: str = ""
    addresses: Sequence[URLPattern] = ()
    readings: Mapping[str, Words] = field(default_factory=dict)
    overseers: Sequence[Right] = ()


AnyDeclaration = Declaration[Any]
DECLARATIONS: dict[str, AnyDeclaration] = {}
# Parts of the declarations of all kinds; a tab or link may return None for a paper.
FOR_ALL: list[Shared[Document]] = []


def enter(
    model: type[P],
    *shared: Shared[P],
    section: Section = DOCUMENTS,
    begin: Beginning | type[BeginForm] = None,
    board: type[Board[P]] | None = None,
    writes: Mapping[str, Writing] | None = None,
    effects: Mapping[str, Words] | None = None,
    tabs: Sequence[MakeTab[P]] = (),
    further: Sequence[MakeLink[P]] = (),
    context: MakeContext[P] | None = None,
    home: str = "",
    addresses: Sequence[URLPattern] = (),
    readings: Mapping[str, Words] | None = None,
    overseers: Sequence[Right] = (),
) -> Declaration[P]:
    """Declare a kind. The `shared` parts come before its own.

    Instead of a page a form can be given, which gets the common page of its sort; attributes that a page leaves out are
    filled in, `section` among them. Raises ValueError for a kind that is declared twice.
    """
    if model.kind_name in DECLARATIONS:
        raise ValueError(f"The kind {model.kind_name} is declared twice on the desk.")
    own = Shared[P](writes=writes or {}, effects=effects or {}, tabs=tabs, further=further, context=context)
    parts: list[Shared[P]] = [*shared, own]
    OF_KINDS[model.kind_name] = section
    ways = merged(part.writes for part in parts)
    forms = {move: way for move, way in ways.items() if isinstance(way, type) and issubclass(way, FactsForm)}
    pages = {move: _own_page(model, move, way, section) for move, way in ways.items() if move not in forms}
    begun = _begin_page(model, begin, section, pages)
    declared = DECLARATIONS[model.kind_name] = Declaration(
        model=model,
        begin=begun,
        board=_board(model, board, section, begun),
        forms=forms,
        pages=pages,
        effects=merged(part.effects for part in parts),
        tabs=[tab for part in parts for tab in part.tabs],
        further=[link for part in parts for link in part.further],
        context=next((part.context for part in reversed(parts) if part.context is not None), None),
        home=home,
        addresses=addresses,
        readings=readings or {},
        overseers=overseers,
    )
    return declared


def enter_for_all(shared: Shared[Document]) -> None:
    """Add tabs and links to the pages of all kinds."""
    FOR_ALL.append(shared)


V = TypeVar("V")


def merged(parts: Iterable[Mapping[str, V]]) -> dict[str, V]:
    """One mapping of several; for a key that occurs twice the later part wins."""
    return {word: value for part in parts for word, value in part.items()}


# --- pages ------------------------------------------------------------------------------------------------------------


def completed(page: AnyPage, **unsaid: object) -> AnyPage:
    """The page class with these attributes, as far as it does not define them itself."""
    said = {name for cls in page.__mro__ if cls not in COMMON_PAGES for name in vars(cls)}
    missing = {name: value for name, value in unsaid.items() if name not in said}
    return cast(AnyPage, type(page.__name__, (page,), missing)) if missing else page


def _own_page(model: type[Document], move: str, way: Writing, section: Section) -> OwnPage:
    if isinstance(way, OwnPage) and isinstance(way.page, str):
        return way
    given = way.page if isinstance(way, OwnPage) else way
    assert isinstance(given, type)
    page: type[AnyWritePage] = completed(
        given
        if issubclass(given, WritePage)
        else type(f"{given.__name__}Page", (WritePage,), {"form_class": given}),
        move=move,
        label=label_of(model, move),
        name=f"{model.kind_name}_{move}",
        address=f"papers/<key:pk>/write/{move}/",
        section=section,
    )
    if isinstance(way, OwnPage):
        return replace(way, page=page)
    return OwnPage(page, page.label, page.beside, page.fits)


def label_of(model: type[Document], move: str) -> Words:
    """The label of a move; empty for an unknown move, which the checks report."""
    known = moves_of(model).get(move)
    return cast(Words, known.label) if known is not None else ""


def moves_of(model: type[Document]) -> dict[str, Move]:
    """The moves of a kind by their names."""
    methods = model._meta.get_field("state").transitions[model]
    return {name: any_move(method._django_fsm) for name, method in methods.items()}


def _begin_page(
    model: type[Document],
    begin: Beginning | type[BeginForm],
    section: Section,
    pages: Mapping[str, OwnPage],
) -> Beginning:
    if not isinstance(begin, type):
        return begin
    return completed(
        begin
        if issubclass(begin, BeginPage)
        else type(f"{begin.__name__}Page", (BeginPage,), {"form_class": begin}),
        model=model,
        name=f"{model.kind_name}_new",
        address=f"papers/new/{model.kind_name.replace('_', '-')}/",
        then=next((own.name for own in pages.values()), "paper"),
        section=section,
    )


def _board(
    model: type[Document], board: type[Board[P]] | None, section: Section, begin: Beginning
) -> type[Board[P]] | None:
    if board is None:
        return None
    return completed(
        board,
        model=model,
        title=model.kind_label_many,
        name=f"{model.kind_name}_list",
        address=f"papers/of/{model.kind_name.replace('_', '-')}/",
        section=section,
        begin=begin,
    )


# --- what is asked of the declarations --------------------------------------------------------------------------------


def discover() -> None:
    """Load all modules of the kinds, which enter their declarations."""
    package = import_module(KINDS_OF_THE_DESK)
    for module in walk_packages(package.__path__, f"{KINDS_OF_THE_DESK}."):
        import_module(module.name)


def declared(kind: str) -> AnyDeclaration:
    return DECLARATIONS[kind]


def tabs_of(kind: str) -> list[MakeTab[Document]]:
    return [*declared(kind).tabs, *(tab for shared in FOR_ALL for tab in shared.tabs)]


def links_of(kind: str) -> list[MakeLink[Document]]:
    return [*(link for shared in FOR_ALL for link in shared.further), *declared(kind).further]


def addresses() -> list[URLPattern]:
    """The addresses of all declared pages; a page that serves several kinds has one address."""
    found: list[URLPattern] = []
    written: dict[str, type[AnyWritePage]] = {}
    kinds: dict[str, list[str]] = {}
    for kind, one in DECLARATIONS.items():
        found += one.addresses
        if one.board is not None:
            found += one.board.addresses()
        if isinstance(one.begin, type):
            found.append(path(one.begin.address, one.begin.view(), name=one.begin.name))
        for own in one.pages.values():
            if not isinstance(own.page, str):
                written.setdefault(own.page.name, own.page)
                if kind not in (known := kinds.setdefault(own.page.name, [])):
                    known.append(kind)
    found += [path(page.address, page.view(kinds[name]), name=name) for name, page in written.items()]
    return found
