"""The words beside signatures: the mark of one that was given, in which office the two of a protocol sign."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting
from governance.documents.settings.forms.passage import PassageForm

SIGNER = "А.П. Тестова, делопроизводитель КОГОКУ СОШ г. Лузы"

SIGNED_IN_SYSTEM = FormSetting(
    "signed_in_system",
    _("Signature confirmed in the system: its mark"),
    _("In the frame between post and name; a signature keeps the words of its day."),
    _("Law 63-ФЗ, articles 6 and 9"),
    "Подтверждено в системе: {кто}, {когда}, отпечаток {отпечаток}",
    blanks={"кто": SIGNER, "когда": "12.09.2011 15:04", "отпечаток": "ab12cd34ef56…"},
)
SIGNED_ON_PAPER = FormSetting(
    "signed_on_paper",
    _("Signature by hand: its mark"),
    _("On the line between post and name; the scan lies with the paper."),
    TO_BE_CHECKED,
    "Подписано на бумаге {день}",
    blanks={"день": "12.09.2011"},
)
SCAN_CERTIFIED = FormSetting(
    "scan_certified",
    _("Signature by hand: who certified the scan"),
    _("Behind the mark; it is kept with the signature."),
    TO_BE_CHECKED,
    "Скан заверен: {кто}, {день}",
    blanks={"кто": SIGNER, "день": "12.09.2011"},
)
PROTOCOL_OFFICES = PassageForm(
    "protocol_offices",
    _("Protocol: in which office it is signed"),
    _("A line each: the chair; whoever else presided; the secretary."),
    _("State standard ГОСТ Р 7.0.97"),
    "Председатель\nПредседательствующий\nСекретарь",
    exactly=3,
)
EXTRACT_SIGNED = FormSetting(
    "extract_signed",
    _("Extract: who signed the protocol"),
    _("Before the name, for each of the two."),
    _("State standard ГОСТ Р 7.0.97"),
    "{должность} (подписано)",
    blanks={"должность": "Председатель"},
)

OF_SIGNATURES = (SIGNED_IN_SYSTEM, SIGNED_ON_PAPER, SCAN_CERTIFIED, PROTOCOL_OFFICES, EXTRACT_SIGNED)
