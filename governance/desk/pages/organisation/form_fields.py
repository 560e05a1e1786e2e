"""The fields of a form of orders: its head, and the rows of its blanks, points and columns."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from governance.desk.base.fields import text_field
from governance.desk.pages.organisation.forms import ActForm
from governance.documents.kinds.order.order import Order
from governance.documents.settings.body_patterns import COMMISSION, PATTERNS
from governance.documents.settings.order_library.blanks import LONGEST_CHOICE, MOST_CHOICES, BlankType
from governance.documents.settings.order_library.form import LibraryForm
from governance.documents.settings.order_library.parts import LONGEST_LINE, LONGEST_WORDS


class LibraryFormForm(ActForm):
    """The form as a whole; its blanks, points and annexes stand in rows."""

    code = text_field(
        gettext_lazy("Code"),
        40,
        help_text=gettext_lazy("For the address of the form: small Latin letters, digits, dashes."),
        missing=gettext_lazy("Give the form a code, for example «excursion»."),
    )
    name = text_field(
        gettext_lazy("Name of the form"), 120, missing=gettext_lazy("Name the form, in at most 120 signs.")
    )
    heading = text_field(
        gettext_lazy("Heading"), 500, lines=2, missing=gettext_lazy("Write the heading: «О …», «Об …».")
    )
    grounds = text_field(
        gettext_lazy("Grounds"),
        LONGEST_WORDS,
        lines=2,
        required=False,
        help_text=gettext_lazy("What stands before ПРИКАЗЫВАЮ."),
    )
    series = forms.ChoiceField(label=gettext_lazy("Series"), choices=Order.Series.choices)
    control = text_field(
        gettext_lazy("Control"),
        LONGEST_LINE,
        required=False,
        help_text=gettext_lazy("A blank of a person in braces, or a sentence; empty: the signer keeps it."),
    )
    readers = text_field(
        gettext_lazy("Who reads the order"),
        LONGEST_LINE,
        required=False,
        help_text=gettext_lazy("Names of blanks of people, divided by commas; executors read it anyway."),
    )
    members = text_field(
        gettext_lazy("Whom it appoints"),
        40,
        required=False,
        help_text=gettext_lazy(
            "The table of the members of a commission or council: at the signature they get their places."
        ),
    )
    sets_up = forms.ChoiceField(
        label=gettext_lazy("What it sets up"),
        required=False,
        choices=[(code, pattern.label) for code, pattern in PATTERNS.items()],
        initial=COMMISSION,
        help_text=gettext_lazy("Where it names a new body: its rules and registers come by this pattern."),
    )
    kept = text_field(gettext_lazy("How long such an order is kept"), LONGEST_LINE, required=False)
    words = text_field(
        gettext_lazy("Words of a plan"),
        LONGEST_LINE * 2,
        lines=2,
        required=False,
        help_text=gettext_lazy(
            "Divided by commas: rows of a plan that have them suggest this form, for example «олимпиада, семинар»."
        ),
    )
    offered = forms.BooleanField(label=gettext_lazy("Offered for new orders"), required=False, initial=True)


class BlankForm(forms.Form):
    """One blank of the form."""

    name = text_field(
        gettext_lazy("Name, as in braces"),
        40,
        missing=gettext_lazy("Each blank needs a name, as it stands in braces."),
    )
    asks = text_field(gettext_lazy("Question"), 200, missing=gettext_lazy("Write what is asked."))
    type = forms.ChoiceField(label=gettext_lazy("What is given"), choices=BlankType.choices)
    table = text_field(
        gettext_lazy("Table"),
        40,
        required=False,
        help_text=gettext_lazy("In whose rows it is asked; empty: once for the order."),
    )
    choices = text_field(
        gettext_lazy("Choices, a line each"), MOST_CHOICES * LONGEST_CHOICE, lines=2, required=False
    )
    optional = forms.BooleanField(label=gettext_lazy("May stay empty"), required=False)


class FormPointForm(forms.Form):
    """One point of the form."""

    text = text_field(
        gettext_lazy("What is to be done"), LONGEST_WORDS, lines=2, missing=gettext_lazy("Write the point.")
    )
    inner = forms.BooleanField(label=gettext_lazy("Inside the point before"), required=False)
    executor = text_field(
        gettext_lazy("Executor"),
        LONGEST_LINE,
        required=False,
        help_text=gettext_lazy("A blank of a person in braces, or words."),
    )
    due = text_field(
        gettext_lazy("Deadline"), 40, required=False, help_text=gettext_lazy("The name of a blank of a day.")
    )


class ColumnForm(forms.Form):
    """One column of an annex; columns with one title are one table."""

    annex = text_field(
        gettext_lazy("Title of the annex"),
        LONGEST_LINE,
        missing=gettext_lazy("Write the title of the annex."),
    )
    head = text_field(gettext_lazy("Head of the column"), 100, missing=gettext_lazy("Write the head."))
    text = text_field(
        gettext_lazy("What stands in it"),
        LONGEST_LINE,
        missing=gettext_lazy("Write what stands in the column: a blank of the table in braces."),
    )


def head_shown(form: LibraryForm) -> dict[str, Any]:
    names = ("name", "heading", "grounds", "series", "control", "members", "sets_up", "kept", "offered")
    return {
        **{name: getattr(form, name) for name in names},
        "readers": ", ".join(form.readers),
        "words": ", ".join(form.words),
    }


def blanks_shown(form: LibraryForm | None) -> list[Mapping[str, Any]]:
    return [
        {**vars(blank), "type": blank.type.value, "choices": "\n".join(blank.choices)}
        for blank in (form.blanks if form else ())
    ]


def points_shown(form: LibraryForm | None) -> list[Mapping[str, Any]]:
    return [vars(point) for point in (form.points if form else ())]


def columns_shown(form: LibraryForm | None) -> list[Mapping[str, Any]]:
    return [
        {"annex": annex.title, "head": head, "text": text}
        for annex in (form.annexes if form else ())
        for head, text in annex.columns
    ]
