"""The words of papers about employees: network teachers, and the opinion of their representative body."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting
from governance.documents.settings.forms.order_form import OrderForm

LAW = (
    "В соответствии со статьями 60.2 и 151 Трудового кодекса Российской Федерации, в целях организации профильного "
    "обучения в школьном округе"
)
TEACHER_RELEASED = (
    "Освободить от обязанностей сетевого педагога {кого освободить} с {день освобождения}, письменно предупредив "
    "работника не позднее чем за {предупреждение}."
)
OF_RELEASED = {
    "кого освободить": "Лаптева В.А.",
    "день освобождения": "01.02.2013",
    "предупреждение": "3 рабочих дня",
}
LATER_DECISIONS = {
    "решения совета": "решений совета (протокол от 10.09.2012 № 2; протокол от 03.10.2012 № 3)"
}

NETWORK_ORDER = OrderForm(
    "network_order",
    _("Order that appoints network teachers"),
    _("A point for each who is appointed and each who is released; the annex gives the subjects."),
    _("Labour Code, articles 60.2 and 151"),
    "О {назначении или замене} сетевых педагогов\n"
    f"{LAW}[, с учётом {{решения совета}}]\n"
    "Утвердить список сетевых педагогов школы (прилагается).\n"
    f"{TEACHER_RELEASED}\n"
    "Назначить сетевым педагогом {кого} {срок}: {объём}. Основание: {основание}.\n"
    "Главному бухгалтеру обеспечить доплату за дополнительную работу в размерах, установленных дополнительными "
    "соглашениями к трудовым договорам.",
    blanks={
        "назначении или замене": "назначении",
        **LATER_DECISIONS,
        **OF_RELEASED,
        "кого": "Винокурову С.А.",
        "срок": "с 01.09.2012 по 31.05.2013",
        "объём": "физика, 10-е и 11-е классы, по 3 часа в неделю в каждом",
        "основание": "письменное согласие работника от 25.08.2012, дополнительное соглашение от 27.08.2012 № 1-ТД "
        "к трудовому договору от 01.09.2005 № 14",
    },
    optional=frozenset(LATER_DECISIONS),
    repeated={
        "released": frozenset(OF_RELEASED),
        "appointed": frozenset({"кого", "срок", "объём", "основание"}),
    },
)
RELEASE_ORDER = OrderForm(
    "release_order",
    _("Order that releases network teachers alone"),
    _("A point for each who is released."),
    _("Labour Code, articles 60.2 and 151"),
    f"О прекращении дополнительной работы сетевого педагога\n{LAW}\n{TEACHER_RELEASED}",
    blanks=OF_RELEASED,
    repeated={"released": frozenset(OF_RELEASED)},
    approves=False,
)
TEACHER_EXCLUDED = FormSetting(
    "network_exclusion",
    _("Order that changes the list of network teachers: who is released"),
    _("Ends the point «To amend the order …:»."),
    TO_BE_CHECKED,
    "исключить из списка сетевых педагогов школы {кого}, освободив от обязанностей с {день}",
    blanks={"кого": "Лаптева В.А.", "день": "01.02.2013"},
)
EMPLOYEE_CONSENT = FormSetting(
    "employee_consent",
    _("Consent of a network teacher"),
    _("What the employee signs, one paragraph a line."),
    TO_BE_CHECKED,
    "Я, {работник}, в соответствии со статьёй 60.2 Трудового кодекса Российской Федерации даю согласие на выполнение "
    "наряду с работой, определённой трудовым договором, дополнительной работы сетевого педагога {округ} {срок} в "
    "следующем объёме: {объём}.\n"
    "Моя кандидатура поддержана советом школьного округа[ ({решение})].\n"
    "Мне известно, что размер доплаты устанавливается соглашением сторон трудового договора и что я имею право "
    "досрочно отказаться от дополнительной работы, предупредив об этом директора в письменной форме не позднее чем за "
    "{предупреждение}.",
    blanks={
        "работник": "Винокурова Светлана Андреевна",
        "округ": "Лузского школьного округа",
        "срок": "с 01.09.2012 по 31.05.2013",
        "объём": "физика, 10-е и 11-е классы, по 3 часа в неделю в каждом",
        "решение": "протокол от 20.08.2012 № 1",
        "предупреждение": "3 рабочих дня",
    },
)
AGREEMENT_PREAMBLE = FormSetting(
    "agreement_preamble",
    _("Additional agreement with a network teacher: who concludes it"),
    _("Its first paragraph."),
    TO_BE_CHECKED,
    "{школа}, именуемое в дальнейшем «Работодатель», {в лице кого}, с одной стороны, и {работник}, {именуемый} в "
    "дальнейшем «Работник», с другой стороны, заключили настоящее соглашение к трудовому договору {трудовой договор} о "
    "нижеследующем:",
    blanks={
        "школа": "КОГОКУ СОШ г. Лузы",
        "в лице кого": "в лице директора Пелевина Леонида Викторовича, действующего на основании Устава",
        "работник": "Винокурова Светлана Андреевна",
        "именуемый": "именуемая",
        "трудовой договор": "от 01.09.2005 № 14",
    },
)
ADDITIONAL_AGREEMENT = FormSetting(
    "additional_agreement",
    _("Additional agreement with a network teacher"),
    _("The clauses, one a line; their numbers come by themselves."),
    TO_BE_CHECKED,
    "Работодатель поручает, а Работник с письменного согласия от {согласие} принимает на себя дополнительную работу "
    "сетевого педагога школьного округа наряду с работой, определённой трудовым договором: {объём}.\n"
    "Дополнительная работа выполняется {срок} в течение установленной продолжительности рабочего времени без "
    "освобождения от работы, определённой трудовым договором.\n"
    "За дополнительную работу Работнику устанавливается доплата: {доплата}.\n"
    "Работник имеет право досрочно отказаться от выполнения дополнительной работы, а Работодатель — досрочно отменить "
    "поручение о её выполнении, предупредив об этом другую сторону в письменной форме не позднее чем за "
    "{предупреждение} (часть четвёртая статьи 60.2 Трудового кодекса Российской Федерации).\n"
    "Остальные условия трудового договора остаются неизменными.\n"
    "Соглашение является неотъемлемой частью трудового договора, вступает в силу со дня подписания обеими сторонами и "
    "составлено в двух экземплярах, имеющих равную юридическую силу, по одному для каждой из сторон.",
    blanks={
        "согласие": "25.08.2012",
        "объём": "физика, 10-е и 11-е классы, по 3 часа в неделю в каждом",
        "срок": "с 01.09.2012 по 31.05.2013",
        "доплата": "2 500 рублей в месяц",
        "предупреждение": "3 рабочих дня",
    },
)
REPRESENTED = FormSetting(
    "represented",
    _("In whose person an employer acts"),
    _("In agreements with employees, after the name of the school."),
    TO_BE_CHECKED,
    "в лице {должность} {кого}, {действующего} на основании {основание}",
    blanks={
        "должность": "директора",
        "кого": "Пелевина Леонида Викторовича",
        "действующего": "действующего",
        "основание": "Устава",
    },
)
REPRESENTED_BY_FOUNDER = FormSetting(
    "represented_by_founder",
    _("In whose person an employer acts: the founder"),
    _("Where the employee is the director; the basis is written by hand."),
    TO_BE_CHECKED,
    "от имени которого действует учредитель в лице {должность} {кого}, {действующего} на основании ____________",
    blanks={
        "должность": "начальника управления образования",
        "кого": "Шубиной Елены Константиновны",
        "действующего": "действующей",
    },
)
STAFF_OPINION_LAW = FormSetting(
    "staff_opinion_law",
    _("Opinion of the employees' body: what it rests on"),
    _("On the sheet on which the opinion stands."),
    TO_BE_CHECKED,
    "статьи 8, 135 и 372 Трудового кодекса Российской Федерации",
)

OF_EMPLOYEES = (
    NETWORK_ORDER,
    RELEASE_ORDER,
    TEACHER_EXCLUDED,
    EMPLOYEE_CONSENT,
    AGREEMENT_PREAMBLE,
    ADDITIONAL_AGREEMENT,
    REPRESENTED,
    REPRESENTED_BY_FOUNDER,
    STAFF_OPINION_LAW,
)
