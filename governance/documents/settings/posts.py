"""Posts and measures in cases: suggested by the rules of the language, corrected once for the whole district."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.language.cases import CASES, in_case
from governance.roles.acts.settings import change_setting
from governance.roles.names import Case
from governance.roles.organisation import DistrictRecord
from governance.roles.person import Person
from governance.roles.setting import Setting, forget_read
from governance.roles.unit import Unit

# By the phrase in the nominative its corrected forms, by their cases.
CaseForms = Mapping[str, Mapping[str, str]]
LONGEST_FORM = 200
MOST_PHRASES = 500
KEY = "posts"


@dataclass(frozen=True, eq=False)
class CaseFormsSetting(Setting[CaseForms]):
    """Corrected forms; a phrase that is not named is declined by the rules."""

    def from_json(self, value: Any) -> CaseForms:
        posts = value.get(KEY) if isinstance(value, dict) else None
        if not isinstance(posts, dict) or not all(map(_is_declined, posts.items())):
            raise ValidationError(_("This is no post with its cases: open the page again."))
        if len(posts) > MOST_PHRASES:
            raise ValidationError(
                _("Too many posts are corrected: empty the cases of one that is held no more.")
            )
        return posts

    def to_json(self, value: CaseForms) -> Any:
        return {KEY: {phrase: dict(forms) for phrase, forms in value.items() if forms}}

    def in_words(self, value: CaseForms) -> str:
        return "; ".join(f"{phrase}: {', '.join(forms.values())}" for phrase, forms in value.items()) or "—"


def _is_declined(entry: tuple[Any, Any]) -> bool:
    phrase, forms = entry
    return (
        bool(phrase.strip())
        and isinstance(forms, dict)
        and {case.value for case in CASES}.issuperset(forms)
        and all(isinstance(form, str) and 0 < len(form) <= LONGEST_FORM for form in forms.values())
    )


POST_FORMS = CaseFormsSetting(
    "post_forms",
    gettext_lazy("Posts and measures in cases"),
    gettext_lazy(
        "How orders, consents and agreements decline them where the rules of the language are wrong."
    ),
    gettext_lazy("the rules of the language"),
    {},
)


def declined(phrase: str, case: Case, district: int, *, animate: bool = True) -> str:
    """A post or a measure in a case, as the district (its id) has corrected it or as it is suggested."""
    corrected = POST_FORMS.on(district).get(phrase, {}).get(case.value)
    return corrected or in_case(phrase, case, animate=animate)


@transaction.atomic
def correct_post(
    district: Unit, phrase: str, forms: Mapping[str, str], *, by: Person | None, basis: str, since: date
) -> None:
    """Enter the cases of one post, by the cases; the rules decline those that are left out.

    Raises ValidationError with a sentence.
    """
    # Locked before it is read: two people who correct two posts at once lose neither.
    DistrictRecord.objects.select_for_update().get(pk=district.pk)
    forget_read()
    corrected = {**POST_FORMS.on(district.pk, since), phrase: forms}
    value = POST_FORMS.from_json(POST_FORMS.to_json(corrected))
    change_setting(district, POST_FORMS, value, by=by, basis=basis, since=since)
