"""The record of a district's organisation: people, units, seats, rules, registers, appointments, and who changed them.

One chain of append-only events for each district, in the form of the events of papers: hashed one over the other,
signed, with the digests of the rows that the act wrote. No personal data inside: what an act rests on and what it
changed from what to what stands in `OrganisationWords`, bound by a salted hash, so that it can be erased.
"""

from collections.abc import Iterable
from datetime import UTC
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.columns import OwnCharField
from governance.proof.canonical_json import canonical, sha256
from governance.proof.hash_chain import ReasonText
from governance.roles.person import new_salt
from governance.sealed import Sealed


class OrganisationAct(models.TextChoices):
    """What can be done; the labels say it as done: «назначил(а)»."""

    FOUND_DISTRICT = "found_district", pgettext_lazy("act", "founded the district")
    FOUND_UNIT = "found_unit", pgettext_lazy("act", "founded the unit")
    CHANGE_UNIT = "change_unit", pgettext_lazy("act", "changed the unit")
    OPEN_REGISTERS = "open_registers", pgettext_lazy("act", "opened registers")
    CHANGE_REGISTER = "change_register", pgettext_lazy("act", "changed the register")
    ADD_SEAT = "add_seat", pgettext_lazy("act", "added a seat")
    GROUP_SEAT = "group_seat", pgettext_lazy("act", "changed the group of a seat")
    END_SEATS = "end_seats", pgettext_lazy("act", "ended seats")
    REGULATE = "regulate", pgettext_lazy("act", "entered new rules")
    GIVE_PROXY = "give_proxy", pgettext_lazy("act", "entered a proxy")
    END_PROXY = "end_proxy", pgettext_lazy("act", "ended a proxy")
    CHANGE_CARD = "change_card", pgettext_lazy("act", "changed the school's card on the public page")
    WRITE_NEWS = "write_news", pgettext_lazy("act", "published a piece of news")
    CORRECT_NEWS = "correct_news", pgettext_lazy("act", "corrected a piece of news")
    WITHDRAW_NEWS = "withdraw_news", pgettext_lazy("act", "withdrew a piece of news")
    CHANGE_SETTING = "change_setting", pgettext_lazy("act", "changed a setting of the district")
    ENTER_PERSON = "enter_person", pgettext_lazy("act", "entered the person")
    CORRECT_PERSON = "correct_person", pgettext_lazy("act", "corrected the person's data")
    CLOSE_ACCOUNT = "close_account", pgettext_lazy("act", "closed the account")
    REOPEN_ACCOUNT = "reopen_account", pgettext_lazy("act", "opened the account again")
    INVITE = "invite", pgettext_lazy("act", "invited by letter")
    SEND_LINK = "send_link", pgettext_lazy("act", "sent a letter for a new password")
    PRINT_SLIP = "print_slip", pgettext_lazy("act", "printed a slip with a code for signing in")
    CHOOSE_PASSWORD = "choose_password", pgettext_lazy("act", "chose a password")
    ADD_FACTOR = "add_factor", pgettext_lazy("act", "added a second factor")
    END_FACTOR = "end_factor", pgettext_lazy("act", "ended a second factor")
    GIVE_TOKEN = "give_token", pgettext_lazy("act", "gave programs a token to act by")
    REVOKE_TOKEN = "revoke_token", pgettext_lazy("act", "revoked a token of programs")
    LET_INSPECT = "let_inspect", pgettext_lazy("act", "opened or closed the repair pages to the account")
    ERASE_PERSON = "erase_person", pgettext_lazy("act", "erased personal data")
    APPOINT = "appoint", pgettext_lazy("act", "appointed")
    DISMISS = "dismiss", pgettext_lazy("act", "ended the appointment")
    ALIGN_RIGHTS = (
        "align_rights",
        pgettext_lazy("act", "brought the rights of roles in line with the program"),
    )


class DistrictRecord(models.Model):
    """Where the record of a district's organisation ends. Its row is locked by whoever adds to it."""

    district = models.OneToOneField(
        "governance.Unit", models.PROTECT, primary_key=True, related_name="organisation_record"
    )
    position = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    head_signature = models.CharField(max_length=88, blank=True)
    # Mixed into the digests of the district's rows, but for people: each has a salt of their own.
    row_salt = OwnCharField(max_length=32, default=new_salt, editable=False)

    class Meta:
        verbose_name = _("record of the organisation")
        verbose_name_plural = _("records of the organisation")


# What the hash of an event covers, beside its district: the name in the payload → the column.
HASHED = {
    "position": "position",
    "act": "act",
    "actor": "actor_id",
    "appointment": "appointment_id",
    "capacity": "capacity",
    "paper": "paper_id",
    "person": "person_id",
    "unit": "unit_id",
    "held": "held_id",
    "since": "since",
    "rows": "rows",
    "reason": "words_hash",
    "at": "at",
    "previous": "previous",
    "previous_signature": "previous_signature",
}


def payload_of(district: int, values: Iterable[Any]) -> dict[str, Any]:
    """What the hash of an event covers, from the values of the columns `HASHED`."""
    payload = {"district": district, **dict(zip(HASHED, values, strict=True))}
    payload["since"] = payload["since"].isoformat()
    payload["at"] = payload["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return payload


class OrganisationEvent(models.Model):
    """One act: who changed what of a district's organisation, when, since when it holds, by which right."""

    district = models.ForeignKey("governance.Unit", models.PROTECT, related_name="organisation_events")
    position = models.PositiveIntegerField()
    # An `OrganisationAct`.
    act = models.CharField(max_length=30)
    # Nobody: the program did it, by a command or on founding.
    actor = models.ForeignKey("governance.Person", models.PROTECT, null=True, related_name="+")
    # The appointment by which they act, and how it names them.
    appointment = models.ForeignKey("governance.Appointment", models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=300, blank=True)
    # The paper by whose act it is done: an order that appoints a commission, a meeting that takes a proxy.
    paper = models.ForeignKey("governance.Document", models.PROTECT, null=True, related_name="+")
    # Whom, which unit and which appointment it is about.
    person = models.ForeignKey("governance.Person", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("governance.Unit", models.PROTECT, null=True, related_name="+")
    held = models.ForeignKey("governance.Appointment", models.PROTECT, null=True, related_name="events")
    since = models.DateField()
    # The rows that the act wrote or ended, each by its digest (`record_rows`).
    rows = models.JSONField(default=dict)
    words_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    previous_signature = models.CharField(max_length=88, blank=True)
    signature = models.CharField(max_length=88)

    sealed: ClassVar = Sealed(district="district", chain="district_id")

    class Meta:
        verbose_name = _("event of the organisation")
        verbose_name_plural = _("events of the organisation")
        ordering: ClassVar = ["district_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "position"], name="organisation_position_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-at"], name="organisation_person"),
            models.Index(fields=["unit", "-at"], name="organisation_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.district_id}#{self.position} {self.act}"

    @property
    def done(self) -> str:
        """What was done, as the history says it."""
        return str(OrganisationAct(self.act).label)

    def computed_hash(self) -> str:
        return sha256(payload_of(self.district_id, [getattr(self, column) for column in HASHED.values()]))


class OrganisationWords(models.Model):
    """What an act rests on, and what it changed from what to what: {"surname": ["Иванова", "Петрова"]}.

    It can be erased; `OrganisationEvent.words_hash` proves it as long as it is kept.
    """

    event = models.OneToOneField(OrganisationEvent, models.PROTECT, related_name="words")
    salt = models.CharField(max_length=32)
    basis = models.CharField(_("basis"), max_length=300)
    changes = models.JSONField(default=dict)

    def bound(self) -> ReasonText:
        return bound_words(self.salt, self.basis, self.changes)


def bound_words(salt: str, basis: str, changes: Any) -> ReasonText:
    """The words of an act as the hash binds them."""
    return ReasonText(salt, canonical([basis, changes]).decode())
