"""How one paper cites another: in grounds, in stamps, and where a paper has lost its force."""

from django.utils import translation

from governance.documents.language.phrases import number_and_date
from governance.documents.record.document import Document


def decapitalized(text: str) -> str:
    """«План работы» → «план работы» in the middle of a sentence; an abbreviation («УВР») keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def kind_word(paper: Document) -> str:
    """«протокол», «приказ»: in Russian, like all papers, whatever language the reader has chosen."""
    # The whole paper has to be read only if its kind computes the name.
    own = paper.model.display_name is not Document.display_name
    with translation.override("ru"):
        return decapitalized(paper.whole.display_name if own else str(paper.model.kind_label))


def cited(paper: Document) -> str:
    """«протокол от 12.09.2011 № 3»; of a kind without numbers the title and the paper it rests on."""
    if not paper.model.numbered:
        whole = paper.whole
        return f"«{whole.full_title}»" + (f" ({cited(whole.rests_on)})" if whole.rests_on else "")
    return f"{kind_word(paper)} {number_and_date(paper.number, paper.registered_on)}"
