"""Check codes as people type them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.documents.record.document import CODE_ALPHABET

CODE_LENGTH = 12
# Cyrillic letters that people type for the Latin ones they look like.
LOOK_ALIKES = str.maketrans("ВСНКМРТХ", "BCHKMPTX")


def normal(code: str) -> str:
    """The code as it is kept: capital Latin letters and digits, whatever people put between them."""
    return "".join(sign for sign in code.upper().translate(LOOK_ALIKES) if sign.isalnum())[:100]


def fits(code: str) -> bool:
    """Whether a paper could have this code."""
    return len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)


def misfit(code: str) -> str:
    """What is wrong with a code that no paper can have, in a sentence."""
    strange = "".join(sorted(set(code) - set(CODE_ALPHABET)))[:10]
    if strange:
        return _("A code has no signs such as «%(signs)s»: compare it with the paper.") % {"signs": strange}
    return ngettext(
        "A code has 12 signs, %(n)d was typed: compare it with the paper.",
        "A code has 12 signs, %(n)d were typed: compare it with the paper.",
        len(code),
    ) % {"n": len(code)}
