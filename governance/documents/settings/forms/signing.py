"""Under which words papers are put forward, drawn up, received and signed: the labels beside a hand, and the marks of
those who signed by none.

A line each; the program knows them by their places.
"""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting
from governance.documents.settings.forms.passage import PassageForm

WHEN = "12.09.2011 15:04"

PRESENTED_IN_SYSTEM = FormSetting(
    "presented_in_system",
    _("Nomination put forward in the system: its mark"),
    _("In the frame between post and name, where nobody has signed the nomination."),
    TO_BE_CHECKED,
    "Представлено в системе {когда}",
    blanks={"когда": WHEN},
)
NOMINATED_BY = FormSetting(
    "nominated_by",
    _("Nomination: who puts it forward"),
    _("Before the line for the hand, until it is put forward."),
    TO_BE_CHECKED,
    "Представил(а)",
)
GIVEN_BY_SITE = PassageForm(
    "given_by_site",
    _("Paper given by the form on the site: its mark"),
    _("A line each: on applications and appeals; on consents."),
    _("Law 63-ФЗ, articles 6 and 9"),
    "Подано через форму на сайте {когда}, отпечаток {отпечаток}\n"
    "Дано через форму на сайте {когда}, отпечаток {отпечаток}",
    blanks={"когда": WHEN, "отпечаток": "ab12cd34ef56…"},
    exactly=2,
)
SIGNED_IN_ADMISSION = PassageForm(
    "signed_in_admission",
    _("Admission: who signs"),
    _("A line each: who applies; who has taken the documents; the secretary of a commission."),
    TO_BE_CHECKED,
    "Заявитель\nДокументы принял(а)\nСекретарь комиссии",
    exactly=3,
)
DRAWN_UP = PassageForm(
    "drawn_up",
    _("Who has drawn a paper up"),
    _("Below the text, a line each: of a plan, a regulation and changes; of an estimate."),
    _("State standard ГОСТ Р 7.0.97"),
    "Разработано\nСоставитель",
    exactly=2,
)
SIGNED_BY_TELLERS = PassageForm(
    "signed_by_tellers",
    _("Counting commission: who signs"),
    _("A line each: its chair; a member."),
    TO_BE_CHECKED,
    "Председатель счётной комиссии\nЧлен счётной комиссии",
    exactly=2,
)
DISAGREEMENTS_SIGNED = PassageForm(
    "disagreements_signed",
    _("Protocol of disagreements: who put it forward, who answered"),
    _("A line each: he put it forward; she did; he answered; she did."),
    TO_BE_CHECKED,
    "Представил\nПредставила\nРассмотрел\nРассмотрела",
    exactly=4,
)
OPINION_SIGNED = PassageForm(
    "opinion_signed",
    _("Opinion of the employees' body: who signs"),
    _("A line each: the chair of the body; who has received the draft for it."),
    _("Labour Code, article 372"),
    "Председатель выборного органа\nПроект и обоснование получил(а)",
    exactly=2,
)
EMPLOYMENT_SIGNED = PassageForm(
    "employment_signed",
    _("Additional agreement to a contract of employment: its sides"),
    _("A line each: the employer; the employee; where the employee signs for the copy."),
    _("Labour Code, articles 67 and 72"),
    "Работодатель\nРаботник\nЭкземпляр соглашения получен",
    exactly=3,
)
ORDER_READ = PassageForm(
    "order_read",
    _("Acquaintance with an order: its words"),
    _(
        "A line each: above the column of signatures; confirmed in the system; not acquainted, with the reason."
    ),
    TO_BE_CHECKED,
    "С приказом ознакомлен(а)\nподтверждено в системе\nне ознакомлен(а)",
    exactly=3,
)

OF_SIGNING = (
    PRESENTED_IN_SYSTEM,
    NOMINATED_BY,
    GIVEN_BY_SITE,
    SIGNED_IN_ADMISSION,
    DRAWN_UP,
    SIGNED_BY_TELLERS,
    DISAGREEMENTS_SIGNED,
    OPINION_SIGNED,
    EMPLOYMENT_SIGNED,
    ORDER_READ,
)
