"""The conditions of a list, taken from its address (django-filter), with sentences on those that are ignored."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _, gettext_lazy
from django_filters import CharFilter, FilterSet

from governance.desk.base.components import Chip
from governance.documents.language.search import searchable
from governance.documents.record.document import CODE_ALPHABET, Document

# Characters that people type around a number or a title and that the search column does not have.
DECORATION = str.maketrans("№«»„“”\"'", "        ")


class ConditionsForm(forms.Form):
    @cached_property
    def dropped(self) -> list[str]:
        """Sentences about valid conditions that do not go together; `clean` removes these."""
        return []


class Conditions(FilterSet):
    """A filter set with the conditions of the address, as far as they are valid."""

    class Meta:
        form = ConditionsForm

    def __init__(self, request: HttpRequest, queryset: QuerySet[Any], data: QueryDict | None = None) -> None:
        super().__init__(request.GET if data is None else data, queryset, request=request)

    @cached_property
    def understood(self) -> Mapping[str, Any]:
        """The valid conditions by name."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def ignored(self) -> list[str]:
        """A sentence for each ignored condition."""
        fields, data = self.form.fields, self.data
        invalid = _("«%(value)s» is no value of «%(filter)s»: this condition was left out.")
        unknown = _("The register knows no condition «%(name)s»: it was left out.")
        return [
            *(
                invalid % {"value": str(data.get(name, ""))[:40], "filter": fields[name].label}
                for name in self.form.errors
            ),
            *(unknown % {"name": name[:40]} for name in sorted({*data} - {*fields, "page"})),
            *self.form.dropped,
        ]

    @cached_property
    def query(self) -> QueryDict:
        """The valid conditions as a query string."""
        query = QueryDict(mutable=True)
        query.update({name: str(value) for name, value in self.understood.items()})
        return query

    @property
    def shown(self) -> forms.Form:
        """The form with only the valid conditions."""
        form = forms.Form(self.query, prefix=self.form_prefix)
        # Those of the checked form, with the choices that were set for this request: to copy them is a tenth of a page.
        form.fields = self.form.fields
        return form

    def chips(self, name: str, counts: Mapping[str, int] | None = None) -> list[Chip]:
        """Links to ready-made lists, one for each choice of a condition; the other conditions are kept.

        With `counts` of the rows by choice only the choices in it have a link.
        """
        present = self.understood.get(name, "")
        chips = []
        for value, label in self.form.fields[name].choices:
            if value and counts is not None and value not in counts:
                continue
            kept = self.query.copy()
            kept.pop(name, None)
            if value:
                kept[name] = value
            count = None if counts is None else counts[value] if value else sum(counts.values())
            chips.append(
                Chip(label=label, href=f"?{kept.urlencode()}", current=value == present, count=count)
            )
        return chips


class PaperSearch(Conditions):
    """The search of papers by words: the first condition of their lists."""

    q = CharFilter(
        label=gettext_lazy("Number, title or check code"),
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
        method="containing",
    )

    def containing(self, papers: QuerySet[Document], name: str, query: str) -> QuerySet[Document]:
        """Every word occurs in title or number, or the whole text is the beginning of a check code."""
        condition = Q()
        for word in searchable(query.translate(DECORATION)).split():
            condition &= Q(search__contains=word)
        code = "".join(sign for sign in query.upper() if sign not in " -")
        if len(code) >= 4 and set(code) <= set(CODE_ALPHABET):
            condition |= Q(code__startswith=code)
        return papers.filter(condition)
