"""An admission that takes applications, and a parent who fills in its form on the site."""

from datetime import datetime, time
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import make_aware

from governance import clock
from governance.documents.kinds.admission.campaign import Campaign
from tests.admission.office import INTAKE, MATHS, Office

OPENED = make_aware(datetime.combine(INTAKE, time(10)))
SENT = make_aware(datetime.combine(INTAKE, time(10, 5)))
PDF = b"%PDF-1.4 a diploma\nstartxref\n9\n%%EOF"

TYPED = {
    "surname": "Марков",
    "given": "Пётр",
    "patronymic": "Сергеевич",
    "birth_date": "1996-05-03",
    "school": "other",
    "other_school": "школа № 7 г. Кирова",
    "address": "г. Киров, ул. Ленина, д. 5",
    "language": "русский",
    "native_language": "русский",
    "parent": "Маркова Мария Ивановна",
    "parent_address": "г. Киров, ул. Ленина, д. 5",
    "parent_document": "паспорт 33 02 765432, выдан УВД г. Кирова",
    "acquainted": "on",
    "phone": "8 900 123-45-67",
    "email": "markova@mail.example",
    "wish-1": MATHS,
    "general_too": "on",
    "value-math": "25",
    "value-certificate": "4,7",
    "note-certificate": "аттестат",
    "consent": "on",
}


class Parent:
    """Somebody without an account, at the form of an admission."""

    def __init__(self, office: Office, campaign: Campaign) -> None:
        self.client = Client()
        self.client.cookies["django_language"] = "en"
        self.office, self.campaign = office, campaign
        self.address = f"/apply/{campaign.code}/"

    def open(self, address: str = "", at: datetime = OPENED) -> Any:
        with clock.played(at):
            return self.client.get(address or self.address)

    def word(self, at: datetime = OPENED) -> str:
        """The signed word of a form opened now."""
        return str(self.open(at=at).context["form"]["opened"].value())

    def send(self, do: str = "send", *, at: datetime = SENT, word: str | None = None, **changes: Any) -> Any:
        """Fill the form in, with `changes`, and press a button."""
        typed = {**TYPED, "opened": self.word() if word is None else word, "do": do}
        for name, value in changes.items():
            typed[name.replace("__", "-")] = value
        return self.post(self.address, typed, at=at)

    def post(self, address: str, typed: dict[str, Any] | None = None, *, at: datetime = SENT) -> Any:
        with clock.played(at):
            return self.client.post(address, typed or {})


def key_in(answer: Any) -> str:
    """The key of the private link to which a form leads."""
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"].split("/")[2])


def pdf(name: str = "diploma.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")
