"""Checks over several lines of a sheet; each contradiction is reported at the field that has to be changed."""

from collections.abc import Sequence

from django.utils.translation import gettext as _, ngettext

from .forms import CircumstanceForm, CriterionForm, GroupForm, LimitForm, LineForm


def check_titles(lines: Sequence[LineForm]) -> None:
    """No two lines have one name: they could not be distinguished on paper."""
    seen: set[str] = set()
    for form in lines:
        title = form.cleaned_data.get("title", "").casefold()
        if title and title in seen:
            form.add_error("title", _("This stands in the table already: give it a name of its own."))
        seen.add(title)


def check_ties(criteria: Sequence[CriterionForm]) -> None:
    """No two criteria are compared in the same place when points are equal."""
    taken: set[str] = set()
    for form in criteria:
        place = form.cleaned_data.get("tie_break", "")
        if place and place in taken:
            form.add_error("tie_break", _("Another criterion is compared in this place: choose a free one."))
        taken.add(place)


def check_precedence(circumstances: Sequence[CircumstanceForm]) -> None:
    """Whoever is ahead of all is the first class: the two are not said beside each other."""
    if not any(form.cleaned_data.get("precedence") for form in circumstances):
        return
    for form in circumstances:
        if form.cleaned_data.get("ahead_of_all"):
            form.add_error(
                "ahead_of_all",
                _("Other circumstances have a class of precedence: choose class 1 here instead."),
            )


def check_caps(criteria: "Sequence[CriterionForm | LimitForm]", decimals: int) -> None:
    """A cap has no more decimals than the points, or it could not be kept."""
    for form in criteria:
        fraction = form.cleaned_data.get("cap", "").partition(".")[2]
        if len(fraction) > decimals:
            form.add_error(
                "cap",
                ngettext(
                    "Points are rounded to %(n)d decimal: give this limit no more of them.",
                    "Points are rounded to %(n)d decimals: give this limit no more of them.",
                    decimals,
                )
                % {"n": decimals},
            )


def check_group(group: GroupForm, members: Sequence[CriterionForm]) -> None:
    """A group has at least two criteria, and not more count than it has. `members`: those of them on the page."""
    if not group.is_valid():
        return
    count = len(members) + len(group.cleaned_data["others"].splitlines())
    if count == 1:
        members[0].add_error(
            "group", _("Nothing to choose from: put a second criterion into this group, or this one in none.")
        )
    elif group.cleaned_data["take"] > count:
        group.add_error(
            "take",
            ngettext(
                "The group has %(n)d criterion: no more than that can count.",
                "The group has %(n)d criteria: no more than that can count.",
                count,
            )
            % {"n": count},
        )
