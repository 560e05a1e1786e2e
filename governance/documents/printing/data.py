"""What the print templates ask for: the whole text of a paper, already worded, as plain strings.

Here stands what kinds share; what one kind prints stands above the functions that gather it (`registry`): `…Words` are
frozen with a version, `…Marks` are printed beside them. A part is called `…Data`, or `…Line` if it is a line of a
table, a list or a foot, so that no model shares its name. Strings are printed literally; an empty string or list means
that the paper has no such part, and nothing is printed for it.
"""

from typing import Literal, NotRequired, TypedDict


class CheckData(TypedDict):
    """How a reader of a printed copy verifies it."""

    address: str  # the public page, spelt out for those without a camera
    code: str  # the short code to type there
    qr: str  # pdf.qr_svg(address)


class PaperMarks(TypedDict):
    """What every kind may print beside its words."""

    # Instead of the title of the words, with the number: «Протокол от 12.09.2011 № 3».
    title: NotRequired[str]
    status: NotRequired[str]  # «ПРОЕКТ», «ЧЕРНОВИК» while the paper binds nobody; on every page
    void: NotRequired[str]  # «приказ от 01.03.2012 № 91-од»: what took the force away
    wording: NotRequired[str]  # «в редакции приказа от 16.07.2012 № 3-У»; empty where it is as it was signed


class PaperData(TypedDict):
    """What every printed paper has (`registry`)."""

    title: str  # of the file, as a reader shows it
    # ISO date or moment of the content, so that the same paper always gives the same bytes; as `check`, added to what
    # the functions of the kind gather.
    created: NotRequired[str]
    status: NotRequired[str]
    void: NotRequired[str]
    # «Вступает в силу с 01.09.2012»: later than it was approved; an order says so in a point.
    comes_into_force: NotRequired[str]
    check: NotRequired[CheckData]


class SignatureLine(TypedDict):
    """A line with the position at the left and the name at the right; between them the room for the hand.

    `system` puts the text of the mark into a thin frame below (phrases.confirmed_in_system), `paper` writes
    it (phrases.signed_on_paper) on the line, `none` leaves the line empty.
    """

    position: str
    name: str  # names.signature_line
    mark: Literal["system", "paper", "none"]
    text: NotRequired[str]


class StampData(TypedDict):
    """At the head of an approved paper, computed from the paper that it rests on: a stamp, or whose annex it is."""

    heading: str  # «СОГЛАСОВАНО», «УТВЕРЖДЁН», «Приложение № 1»
    text: str  # «Советом школьного округа (протокол от 12.09.2011 № 3)», «к приказу … от 14.09.2011 № 83-од», or blanks
    signer: NotRequired[str]  # «Л.В. Пелевин», behind a line for the hand; with it the day of the signature
    day: NotRequired[str]
    void: NotRequired[str]  # the reason; the stamp is struck through


class FactLine(TypedDict):
    """A label with what it says: «Дата рождения», «03.05.1996»."""

    label: str
    text: str


class AuthorLine(TypedDict):
    position: str
    name: str


class ClauseData(TypedDict):
    """A clause; `note`: by which changes it reads so. One that was taken out has the note alone."""

    number: str  # «2.3»
    text: str
    note: NotRequired[str]


class TextSectionData(TypedDict):
    """A heading with its clauses; the heading may be empty."""

    number: str
    title: str
    clauses: list[ClauseData]
