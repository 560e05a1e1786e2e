"""Check codes as people type them."""

from django.utils.translation import gettext as _, ngettext

from governance.documents.printing.copies import MARK_LENGTH
from governance.documents.record.document import CODE_ALPHABET

CODE_LENGTH = 12
# Of a card, and of a print beside it.
LENGTHS = (CODE_LENGTH, CODE_LENGTH + MARK_LENGTH)
# Cyrillic letters that people type instead of the Latin ones that look the same.
LOOK_ALIKES = str.maketrans("ВСНКМРТХ", "BCHKMPTX")


def normal(code: str) -> str:
    """The code as it is stored: capital Latin letters and digits, without anything between them."""
    return "".join(sign for sign in code.upper().translate(LOOK_ALIKES) if sign.isalnum())[:100]


def fits(code: str) -> bool:
    """Whether a paper could have this code."""
    return len(code) in LENGTHS and set(code) <= set(CODE_ALPHABET)


def misfit(code: str) -> str:
    """One sentence about what is wrong with a code that no paper can have."""
    strange = "".join(sorted(set(code) - set(CODE_ALPHABET)))[:10]
    if strange:
        return _("A code has no signs such as «%(signs)s»: compare it with the paper.") % {"signs": strange}
    return ngettext(
        "A code has 12 signs, %(n)d was typed: compare it with the paper.",
        "A code has 12 signs, %(n)d were typed: compare it with the paper.",
        len(code),
    ) % {"n": len(code)}
