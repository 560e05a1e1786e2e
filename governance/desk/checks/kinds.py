"""`manage.py check` refuses an incomplete declaration of a kind; each message names the kind and what is wrong."""

import inspect
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldError
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import override

from governance.desk.papers.declaration import DECLARATIONS, AnyBoard, AnyDeclaration, addresses, moves_of
from governance.desk.papers.form_page import FormPage
from governance.documents.language.compiled import is_compiled
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.documents.record.transitions import Move

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@register()
def kinds_are_declared(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Every kind has a declaration in which nothing is missing and nothing unknown is named."""
    from governance.desk import urls  # noqa: F401  declares all kinds

    return [Error(f"{kind}: {said}", id=number) for number, kind, said in mistakes(KINDS, DECLARATIONS)]


def mistakes(
    kinds: Mapping[str, type[Document]], declarations: Mapping[str, AnyDeclaration]
) -> Iterator[tuple[str, str, str]]:
    """Everything wrong with the declarations: number of the message, kind, sentence."""
    for kind, model in kinds.items():
        declaration = declarations.get(kind)
        if declaration is None:
            yield "governance.E031", kind, "it is not declared on the desk (desk.papers.declaration.enter)."
            continue
        for number, said in mistakes_of(model, declaration):
            yield number, kind, said
    names = Counter(str(pattern.name) for pattern in addresses())
    for name, count in names.items():
        if count > 1:
            yield "governance.E038", name, "two pages of kinds have an address of this name."


def mistakes_of(model: type[Document], declaration: AnyDeclaration) -> Iterator[tuple[str, str]]:
    moves = moves_of(model)
    for word in [*declaration.forms, *declaration.pages, *declaration.effects]:
        if word not in moves:
            yield "governance.E032", f"it knows no move {word}, of which its declaration speaks."
    for name in moves:
        if asks_for_facts(model, name, moves[name]) and not is_made(declaration, name):
            yield (
                "governance.E033",
                f"the move {name} asks for facts, and neither a form nor a page takes them.",
            )
    if model.drafted_by is not None and declaration.begin is None:
        yield (
            "governance.E034",
            "people may draft it (drafted_by), and it has no page to begin it on (begin).",
        )
    for words in untranslated(words_of(model, declaration)):
        yield "governance.E035", f"«{words}» has no Russian words."
    if model.confidential is not None and not declaration.overseers:
        yield "governance.E036", "its readers are recorded, and nobody answers for it (overseers)."
    if declaration.board is not None and (unknown := unknown_field(declaration.board)):
        yield "governance.E039", f"its list cannot be read: {unknown}"
    for name in missing_templates(declaration):
        yield "governance.E037", f"there is no template {name}."


# --- moves ------------------------------------------------------------------------------------------------------------


def asks_for_facts(model: type[Document], name: str, move: Move) -> bool:
    """Whether a move needs a form: it takes facts without defaults beside the act."""
    if move.inner:
        return False
    _self, _act, *facts = inspect.signature(getattr(model, name)).parameters.values()
    return any(fact.default is fact.empty for fact in facts)


def is_made(declaration: AnyDeclaration, move: str) -> bool:
    begin = declaration.begin
    at_once = isinstance(begin, type) and move in begin.moves
    return at_once or move in declaration.forms or move in declaration.pages


def unknown_field(board: type[AnyBoard]) -> str:
    """What is wrong with the order of a list, or with the relations that are read with it; no query."""
    papers = board.model._default_manager
    try:
        str(papers.order_by(*board.order).select_related(*board.related).query)
    except FieldError as error:
        return str(error)
    return ""


# --- words ------------------------------------------------------------------------------------------------------------


def words_of(model: type[Document], declaration: AnyDeclaration) -> Iterator[object]:
    """All texts of a kind that people read: its names, states and moves, and the texts of its declaration."""
    yield from (model.kind_label, model.kind_label_many)
    yield from model.State.labels
    for move in moves_of(model).values():
        yield from (move.label, move.verb.done_of(model.noun))
    yield from declaration.effects.values()
    yield from (own.label for own in declaration.pages.values() if own.label)
    if isinstance(declaration.begin, type):
        yield from (words for words in (declaration.begin.title, declaration.begin.lead) if words)
    if declaration.board is not None:
        yield from (declaration.board.title, *(column.label for column in declaration.board.columns))


def untranslated(words: Iterable[object]) -> list[str]:
    """The texts without a Russian translation; none if the compiled translation is out of date."""
    if not is_compiled():
        return []
    with override("ru"):
        found = dict.fromkeys(str(one) for one in words)
    return [one for one in found if one and not CYRILLIC.search(one)]


# --- templates --------------------------------------------------------------------------------------------------------


def missing_templates(declaration: AnyDeclaration) -> list[str]:
    """Templates that the pages of a declaration name and that do not exist."""
    pages: list[type[FormPage | AnyBoard]] = [
        own.page for own in declaration.pages.values() if not isinstance(own.page, str)
    ]
    if isinstance(declaration.begin, type):
        pages.append(declaration.begin)
    if declaration.board is not None:
        pages.append(declaration.board)
    return [name for name in dict.fromkeys(page.template for page in pages) if not exists(name)]


def exists(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True
