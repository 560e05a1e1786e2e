"""The verb that names a move: as it stands on a button, and its past form in the history."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from governance.documents.language.noun import ByGender, Noun, NounGender, agreeing


@dataclass(frozen=True)
class Verb:
    """«Утвердить», «утверждён»: `done` in one form, or in one for each gender of the noun."""

    label: "str | Promise"
    done: "str | Promise | ByGender"

    def done_of(self, noun: Noun | None) -> str:
        """The past form as it is said of a paper of that noun."""
        if isinstance(self.done, dict):
            return str(self.done[noun.gender if noun else NounGender.MASCULINE])
        return str(self.done)


def verb(context: str, label: str, done: str) -> Verb:
    """Both forms, translated in the context, which for the past form ends with «done»."""
    return Verb(pgettext_lazy(context, label), pgettext_lazy(f"{context}, done", done))


def agreeing_verb(context: str, label: str, done: str) -> Verb:
    """As `verb`, with a past form that agrees with the noun of the kind."""
    return Verb(pgettext_lazy(context, label), agreeing(done))
