"""What is asked for when a task is handed over, put off or asked about, and when a view gets its name."""

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.desk.base.components import Words
from governance.desk.base.fields import text_field
from governance.flows.engine.asking import LONGEST
from governance.flows.engine.turns import LONGEST_WHY
from governance.roles.person import Person


class HandOverForm(forms.Form):
    """To whom, of those who may do it, and why."""

    to = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("To whom"),
        empty_label=gettext_lazy("choose a colleague"),
        help_text=gettext_lazy(
            "Only those stand here who may do it by their own right; nobody gets a right by this."
        ),
    )

    def __init__(self, data: QueryDict | None, able: Iterable[Person]) -> None:
        super().__init__(data, auto_id="hand-%s")
        people = Person.objects.filter(pk__in=[person.pk for person in able])
        self.fields["to"].queryset = people  # type: ignore[attr-defined]  # a field of models
        self.fields["reason"] = text_field(
            pgettext_lazy("task", "Why"), LONGEST_WHY, missing=gettext_lazy("Write why you hand it over.")
        )


class SnoozeForm(forms.Form):
    """Until which day; past the last day of the task only if that is meant."""

    until = forms.DateField(
        label=gettext_lazy("Until the morning of"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Choose the day on which you want to see it again.")},
    )
    though_due = forms.BooleanField(
        label=gettext_lazy("Later than its last day: I know that it will be late"), required=False
    )

    def __init__(self, data: QueryDict | None, due: date | None) -> None:
        super().__init__(data, auto_id="snooze-%s")
        self.due = due
        if due is None:
            del self.fields["though_due"]

    @property
    def quick(self) -> list[tuple[str, Words]]:
        """Days that one press chooses, none of them after the last day of the task."""
        today = clock.today()
        tomorrow, monday = today + timedelta(days=1), today + timedelta(days=7 - today.weekday())
        days = [(tomorrow, _("Tomorrow"))]
        if monday != tomorrow:
            days.append((monday, _("On Monday")))
        days.append((today + timedelta(days=7), _("In a week")))
        return [(f"{day:%Y-%m-%d}", label) for day, label in days if self.due is None or day <= self.due]


class AskForm(forms.Form):
    """Which colleague, and what one wants to know."""

    of = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Whom"),
        empty_label=gettext_lazy("choose a colleague"),
        help_text=gettext_lazy("Somebody who may see the paper. The task stays with you."),
    )

    def __init__(self, data: QueryDict | None, people: QuerySet[Person]) -> None:
        super().__init__(data, auto_id="ask-%s")
        self.fields["of"].queryset = people  # type: ignore[attr-defined]  # a field of models
        self.fields["text"] = text_field(
            gettext_lazy("Question"), LONGEST, lines=3, missing=gettext_lazy("Write the question.")
        )


class AnswerForm(forms.Form):
    """The answer to a question of a colleague."""

    text = text_field(gettext_lazy("Answer"), LONGEST, lines=4, missing=gettext_lazy("Write the answer."))


class ViewForm(forms.Form):
    """The name of a view, and whether the list opens with it."""

    name = text_field(gettext_lazy("Name"), 60, missing=gettext_lazy("Give the view a name."))
    is_default = forms.BooleanField(label=gettext_lazy("The list of tasks opens with it"), required=False)
