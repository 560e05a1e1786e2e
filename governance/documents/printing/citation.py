"""How one paper names another: in grounds, stamps and marks of lost force."""

from django.utils import translation

from governance.documents.language.phrases import number_and_date
from governance.documents.record.document import Document


def decapitalized(text: str) -> str:
    """«План работы» → «план работы» in the middle of a sentence; an abbreviation («УВР») keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def kind_word(paper: Document) -> str:
    """«протокол», «приказ»: in Russian, as all papers are, whatever language the pages are read in."""
    # Only a paper with a name of its own has to be read whole for it.
    own = paper.model.display_name is not Document.display_name
    with translation.override("ru"):
        return decapitalized(paper.whole.display_name if own else str(paper.model.kind_label))


def cited(paper: Document) -> str:
    """«протокол № 3 от «12» сентября 2011 г.»; a paper without a number by its title and the paper it rests on."""
    if not paper.model.numbered:
        whole = paper.whole
        return f"«{whole.full_title}»" + (f" ({cited(whole.rests_on)})" if whole.rests_on else "")
    return f"{kind_word(paper)} {number_and_date(paper.number, paper.registered_on)}"
