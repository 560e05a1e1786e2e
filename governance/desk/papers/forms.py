"""Forms of moves: a reason, the password, and the facts of a move.

A move with few facts has a `FactsForm` in a panel of the paper's page; a move with more has a page of its own
(`desk.papers.write`). `facts()` of either form returns the keywords for `perform`.
"""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.contrib.auth import authenticate
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Words
from governance.desk.base.fields import choose_from
from governance.desk.base.keys import key_in
from governance.desk.base.signed_in import PASSKEY, known_of
from governance.desk.papers.signing import LONGEST_TOUCH, touch_of
from governance.documents.errors import NotAllowed
from governance.documents.record.document import Document
from governance.documents.record.passkey_touch import PasskeyTouch
from governance.documents.record.perform import LONGEST_REASON
from governance.documents.record.transitions import Move

P = TypeVar("P", bound=Document)

# The facts of a move, as keywords for `perform`.
Facts = dict[str, Any]


class FactsForm(forms.Form, Generic[P]):
    """The form with the facts of one move. It has `document` and `request` for its choices."""

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        document: P,
        request: SignedInRequest,
    ) -> None:
        super().__init__(data, files)
        self.document = document
        self.request = request
        self.prepare()

    @classmethod
    def wanted(cls, document: P) -> set[tuple[str, int]]:
        """The (right, unit id) pairs whose holders are choices of the form: they are read in one query before."""
        return set()

    def prepare(self) -> None:
        """Fill the choices; to be overridden."""

    @property
    def fits(self) -> bool:
        """Whether there is anything to decide now; otherwise the form is not shown."""
        return True

    def grounds(self) -> list[str]:
        """Sentences that have to be read before the button is pressed."""
        return []

    def facts(self) -> Facts:
        return dict(self.cleaned_data)


AnyFactsForm = FactsForm[Any]


class ChoosingForm(FactsForm[P]):
    """A form with a choice, in the field `chosen_in`; it is not shown where there is nothing to choose."""

    chosen_in: ClassVar[str]

    def choices(self) -> Sequence[tuple[object, Words]]:
        """What can be chosen now."""
        raise NotImplementedError

    def prepare(self) -> None:
        self.offered = self.choices()
        choose_from(self, self.chosen_in, self.offered)

    @property
    def fits(self) -> bool:
        return bool(self.offered)


# The revision of a form that brings none: no paper has it, so such a form is refused like a stale one, and keeps what
# was typed.
NEVER_SEEN = 0


def revision_of(sent: str) -> int:
    """The revision of a paper that a form brings."""
    return key_in(sent, longest=9) or NEVER_SEEN


class SeenField(forms.CharField):
    """The revision of the paper that the person has read; every form that decides something brings it."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int:
        return revision_of(str(value or ""))


class SeenForm(forms.Form):
    """A form that carries the revision of the paper that the person has read."""

    seen = SeenField(required=False)

    def see(self, revision: int) -> None:
        """Set the present revision, when the page is shown again with the paper as it is now."""
        # As it was sent: a plain dictionary would keep one value of a field with several.
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed[self.add_prefix("seen")] = str(revision)
        self.data = typed

    def facts(self) -> Facts:
        """The keywords for `perform`. Only after `is_valid`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class SentOnce(forms.HiddenInput):
    """A hidden field that is empty again when the page is shown anew: a touch serves once."""

    def format_value(self, value: Any) -> None:
        return None


class DecisionForm(SeenForm):
    """Reason and password, as far as the moves need them."""

    reason = forms.CharField(
        label=_("Remark or reason"),
        help_text=_("Required for returning, rejecting or suspending."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        required=False,
    )
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("It confirms your signature."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        required=False,
        strip=False,
    )

    # What the script puts there after a touch of the passkey (`signing`).
    passkey = forms.CharField(widget=SentOnce, max_length=LONGEST_TOUCH, required=False)
    # The touch that confirmed the move, after `check_for`.
    touch: PasskeyTouch | None = None

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        moves: list[Move],
        request: SignedInRequest,
        seen: int | None = None,
        anchor: str = "",
        document: Document | None = None,
    ) -> None:
        """With a `document` its signature may be confirmed by a passkey too, if the person has one."""
        # There are several panels on a page: the anchor of the panel makes the ids of their fields unique.
        super().__init__(data, files, initial={"seen": seen}, auto_id=f"{anchor or 'id'}_%s")
        self.request, self.document = request, document
        asks = any(move.needs_password for move in moves)
        if not asks and not request.reads_only:
            del self.fields["password"]
        elif not asks:
            self.fields["password"].help_text = _(
                "A letter has opened this page; the password says that it is you."
            )
        if document is None or not asks or PASSKEY not in known_of(request.user).factors:
            del self.fields["passkey"]
        # It is asked for as well where a move has been refused for want of a reason.
        self.asks_reason = data is not None and self.add_prefix("reason") in data
        if not self.asks_reason and not any(move.gives_reason for move in moves):
            del self.fields["reason"]
        elif all(move.for_holder for move in moves):
            self.fields["reason"].help_text = _("What they asked for, how and when.")

    def ask_reason(self) -> None:
        """Ask for a reason of a move that usually needs none, when the page is shown again."""
        self.asks_reason = True
        self.fields.setdefault("reason", deepcopy(self.base_fields["reason"]))
        self.fields["reason"].help_text = _("It stands in the history of the paper.")

    @property
    def takes_passkey(self) -> bool:
        return "passkey" in self.fields

    def check_for(self, move: Move, name: str = "") -> bool:
        """Whether what was typed is enough for `move`, of this name; errors go to their fields."""
        if not self.is_valid():
            return False
        if self.request.reads_only:
            # With the right password the reader would be signed in by now (`confirming`).
            self.add_error("password", _("Type your password: the letter opens this page for reading alone."))
            return False
        if move.gives_reason and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", _("Write the reason: the others have to know what to change."))
        if move.needs_password:
            typed = self.cleaned_data.get("password", "")
            sent = self.cleaned_data.get("passkey", "")
            if self.document is not None and sent and not typed:
                try:
                    self.touch = touch_of(self.request, self.document, name, sent)
                except NotAllowed as refusal:
                    self.add_error("password", str(refusal))
            elif not typed:
                self.add_error("password", _("Type your password to sign."))
            elif (
                authenticate(self.request, username=self.request.user.get_username(), password=typed) is None
            ):
                self.add_error("password", _("The password is wrong; nothing has been signed."))
        return not self.errors
