"""The rows of a survey as forms: a question, and a class."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.desk.base.components import Words
from governance.desk.base.fields import WholeField, choose_from, text_field
from governance.desk.base.keys import keys_in
from governance.desk.papers.forms import Facts
from governance.documents.law.surveys import QuestionKind
from governance.documents.law.surveys.questions import LONGEST_OPTION, LONGEST_QUESTION, MOST_OPTIONS
from governance.roles.unit import Unit

KINDS: dict[str, Words] = {
    QuestionKind.ONE: pgettext_lazy("how a question is answered", "one choice"),
    QuestionKind.SEVERAL: pgettext_lazy("how a question is answered", "several choices"),
    QuestionKind.SCALE: pgettext_lazy("how a question is answered", "a mark from 1 to 5"),
    QuestionKind.TEXT: pgettext_lazy("how a question is answered", "in words"),
}
MISSING = gettext_lazy("Choose one of the list.")


class QuestionForm(forms.Form):
    """One question; its code stays with it."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    text = text_field(
        gettext_lazy("Question"), LONGEST_QUESTION, missing=gettext_lazy("Write the question."), printed=True
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How it is answered"),
        choices=list(KINDS.items()),
        error_messages={"required": MISSING},
    )
    options = text_field(
        gettext_lazy("Choices, each on a line"), MOST_OPTIONS * LONGEST_OPTION, lines=4, required=False
    )
    must = forms.BooleanField(label=gettext_lazy("Has to be answered"), required=False, initial=True)
    most = WholeField(
        label=gettext_lazy("At most"),
        required=False,
        min_value=1,
        max_value=MOST_OPTIONS,
        said=gettext_lazy("Write how many may be chosen, or leave it empty."),
    )
    grades = text_field(
        gettext_lazy("Grades"),
        20,
        required=False,
        help_text=gettext_lazy("For example 8, 9; empty: all."),
    )
    section = text_field(gettext_lazy("Heading above it"), LONGEST_OPTION, required=False)

    UNSEEN = ("code", "kind", "must")

    def clean_grades(self) -> list[int]:
        given = self.cleaned_data["grades"].replace(",", " ").split()
        grades = list(keys_in(given, longest=2))
        if len(grades) != len(given) or not all(1 <= grade <= 11 for grade in grades):
            raise forms.ValidationError(_("Write grades as numbers, for example 8, 9."))
        return grades


class ClassForm(forms.Form):
    """One class that is asked."""

    unit = forms.ChoiceField(label=gettext_lazy("School"), error_messages={"required": MISSING})
    name = text_field(gettext_lazy("Class"), 20, missing=gettext_lazy("Name the class, for example 9А."))
    grade = WholeField(
        label=gettext_lazy("Grade"), min_value=1, max_value=11, said=gettext_lazy("A grade is 1 to 11.")
    )
    pupils = WholeField(
        label=gettext_lazy("Pupils"), min_value=1, max_value=60, said=gettext_lazy("Write how many, 1 to 60.")
    )

    UNSEEN = ("unit",)

    def __init__(self, *args: object, units: Sequence[Unit] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through
        choose_from(self, "unit", [(str(unit.pk), str(unit)) for unit in units])


def shown(row: Facts) -> Facts:
    """A question as stored, for its form."""
    return {
        **row,
        "options": "\n".join(row.get("options", ())),
        "grades": ", ".join(map(str, row.get("grades", ()))),
        "most": row.get("most") or None,
    }


def stored(rows: Sequence[Facts]) -> list[Facts]:
    """What the forms gave, for the paper; a new question gets a code that none has."""
    taken = {row["code"] for row in rows if row["code"]}
    free = (code for code in (f"q{n}" for n in range(1, 10_000)) if code not in taken)
    return [
        {
            **row,
            "code": row["code"] or next(free),
            "options": row["options"].splitlines(),
            "most": row["most"] or 0,
        }
        for row in rows
    ]
