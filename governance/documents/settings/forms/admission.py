"""The words of an admission: its orders, the application with its receipt, consent, notice and list."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting
from governance.documents.settings.forms.order_form import OrderForm

YEAR = {"учебный год": "2012/2013"}

# --- orders -------------------------------------------------------------------------------------------------------

CAMPAIGN_ORDER = OrderForm(
    "campaign_order",
    _("Order that opens an admission"),
    _("The plan of the admission is approved, and both commissions are set up."),
    TO_BE_CHECKED,
    "О приёме в 10-е классы на {учебный год} учебный год\n"
    "В целях организации индивидуального отбора обучающихся\n"
    "Утвердить {план приёма} (прилагается).\n"
    "Создать приёмную комиссию в составе: {приёмная комиссия}.\n"
    "Создать апелляционную комиссию в составе: {апелляционная комиссия}.",
    blanks={
        **YEAR,
        "план приёма": "план приёма в 10-е классы на 2012/2013 учебный год",
        "приёмная комиссия": "председатель — Пелевин Л.В.; секретарь — Носкова О.А.; члены — Ушаков П.Н., Седых М.И.",
        "апелляционная комиссия": "председатель — Коротаева Н.С.; члены — Лаптев В.А., Шубина Е.К.",
    },
)
ENROLMENT_ORDER = OrderForm(
    "enrolment_order",
    _("Order of enrolment"),
    _("Pupils are enrolled class by class; the decisions of both commissions are added to the ground."),
    TO_BE_CHECKED,
    "О зачислении в 10-е классы на {учебный год} учебный год\n"
    "В соответствии с ч. 5 ст. 67 Федерального закона от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации», "
    "Порядком приёма на обучение (приказ Минпросвещения России от 02.09.2020 № 458)\n"
    "Утвердить {список} (прилагается).\n"
    "Зачислить с {день} по списку в {класс} {число обучающихся}.\n"
    "По решению апелляционной комиссии ({протокол}) зачисляются по заявлениям: {заявления}.",
    blanks={
        **YEAR,
        "список": "список зачисленных в 10-е классы на 2012/2013 учебный год",
        "день": "01.09.2012",
        "класс": "10 «А» класс (профиль «Физико-математический»)",
        "число обучающихся": "25 человек",
        "протокол": "протокол от 09.07.2012 № 2-АК",
        "заявления": "№ 17, № 43",
    },
    optional=frozenset({"протокол", "заявления"}),
    repeated={
        "classes": frozenset({"класс", "число обучающихся"}),
        "appeals": frozenset({"протокол", "заявления"}),
    },
)
ENROLMENT_EXCLUSION = FormSetting(
    "enrolment_exclusion",
    _("Order that changes the list of those enrolled: who is excluded"),
    _("Ends the point «To amend the order …:»."),
    TO_BE_CHECKED,
    "исключить из списка зачисленных в {класс} обучающегося (заявление № {заявление})"
    "[ на основании заявления от {день отказа}]",
    blanks={
        "класс": "10 «А» класс",
        "заявление": "43",
        "день отказа": "12.07.2012",
    },
)
ENROLMENT_ADDITION = FormSetting(
    "enrolment_addition",
    _("Order that changes the list of those enrolled: who is enrolled"),
    _("A point of its own for each."),
    TO_BE_CHECKED,
    "Зачислить с {день} в {класс} обучающегося (заявление № {заявление}, из резерва).",
    blanks={"день": "01.09.2012", "класс": "10 «А» класс", "заявление": "11"},
)

# --- what parents sign and get ------------------------------------------------------------------------------------

APPLICATION_REQUEST = FormSetting(
    "application_request",
    _("Application: the request"),
    _("Begins the application of the parents."),
    TO_BE_CHECKED,
    "Прошу допустить к индивидуальному отбору и по его итогам принять в 10-й класс на {учебный год} учебный год:",
    blanks=YEAR,
)
APPLICATION_GENERAL_TOO = FormSetting(
    "application_general_too",
    _("Application: the general class is asked for too"),
    _("Where the profile is not reached."),
    TO_BE_CHECKED,
    "При отказе в профильном классе прошу зачислить в общеобразовательный класс.",
)
APPLICATION_NO_GENERAL = FormSetting(
    "application_no_general",
    _("Application: the general class is not asked for"),
    _("Where the profile is not reached."),
    TO_BE_CHECKED,
    "При отказе в профильном классе зачислять в общеобразовательный класс не прошу.",
)
APPLICATION_NO_PREFERENCE = FormSetting(
    "application_no_preference",
    _("Application: no right to precedence"),
    _("Beside «Special right», where none is claimed."),
    TO_BE_CHECKED,
    "внеочередной, первоочередной или преимущественный приём не заявлен",
)
APPLICATION_ADAPTED = FormSetting(
    "application_adapted",
    _("Application: an adapted programme"),
    _("Beside «Adapted programme», where the pupil needs one."),
    TO_BE_CHECKED,
    "имеется потребность; на обучение по адаптированной программе согласны",
)
APPLICATION_ACQUAINTED = FormSetting(
    "application_acquainted",
    _("Application: what the parents have read"),
    _("Above their signature."),
    _("Procedure of admission (order No. 458 of 02.09.2020), point 24"),
    "С уставом, лицензией на осуществление образовательной деятельности, свидетельством о государственной "
    "аккредитации, образовательными программами и документами, регламентирующими образовательную деятельность, права "
    "и обязанности обучающихся, ознакомлены.",
)
APPLICATION_CONSENT = FormSetting(
    "application_consent",
    _("Application: the consent to the processing of personal data"),
    _("Where it was given, and whether it holds."),
    TO_BE_CHECKED,
    "Согласие на обработку персональных данных дано отдельным документом {день}[, отозвано {день отзыва}].",
    blanks={"день": "10.04.2012", "день отзыва": "20.04.2012"},
)
APPLICATION_NO_CONSENT = FormSetting(
    "application_no_consent",
    _("Application: no consent to the processing of personal data"),
    _("Where none was given yet."),
    TO_BE_CHECKED,
    "Согласие на обработку персональных данных не дано.",
)
RECEIPT_BY_SITE = FormSetting(
    "receipt_by_site",
    _("Receipt: an application through the site"),
    _("Says how it was taken."),
    TO_BE_CHECKED,
    "Заявление подано через форму на сайте и зарегистрировано в день подачи.",
)
RECEIPT_NOTE = FormSetting(
    "receipt_note",
    _("Receipt: what the parents are told"),
    _("Below the list of papers."),
    TO_BE_CHECKED,
    "Под кодом поступающий стоит в рейтинговых списках: имена в них не публикуются.",
)
CONSENT = FormSetting(
    "personal_data_consent",
    _("Consent to the processing of personal data"),
    _("From this text each admission begins; the terms of keeping are added to it. One paragraph a line."),
    _("Federal Law 152-FZ, article 9"),
    (settings.BASE_DIR / "data" / "consent.txt").read_text(encoding="utf-8").strip(),
)
CONSENT_TERMS = FormSetting(
    "personal_data_terms",
    _("Consent to the processing of personal data: until when it holds"),
    _("Its last paragraph; days and terms are counted by the settings of the district."),
    _("Federal Law 152-FZ, article 9"),
    "Согласие действует до {последний день данных}: до этого дня хранятся персональные данные заявления ({срок данных} "
    "после дня отбора). Затем они уничтожаются; баллы и решения остаются под кодом. Само согласие хранится до "
    "{последний день согласия} ({срок согласия} после дня отбора, а отозванное — после отзыва) как подтверждение "
    "того, что обработка была разрешена.",
    blanks={
        "последний день данных": "02.07.2013",
        "срок данных": "12 месяцев",
        "последний день согласия": "02.07.2015",
        "срок согласия": "36 месяцев",
    },
)

# --- what is published and sent -----------------------------------------------------------------------------------

EXTRA_ROUND = FormSetting(
    "admission_extra_round",
    _("Plan of the admission: the extra round"),
    _("Below the days."),
    TO_BE_CHECKED,
    "Дополнительный приём на оставшиеся места: заявления принимаются с {первый день} по {последний день}.",
    blanks={"первый день": "16.07.2012", "последний день": "20.07.2012"},
)
RATING_RULES = FormSetting(
    "rating_rules",
    _("Rating list: by which criteria it was made"),
    _("Above the lists."),
    TO_BE_CHECKED,
    "Список составлен по критериям {плана приёма}[ ({приказ})]; код проверки плана {код}.",
    blanks={
        "плана приёма": "плана приёма в 10-е классы на 2012/2013 учебный год",
        "приказ": "приказ от 02.04.2012 № 3-ОД",
        "код": "SRBK-QG3H-N9QB",
    },
)
RATING_CODES = FormSetting(
    "rating_codes",
    _("Rating list: why it names nobody"),
    _("Above the lists."),
    TO_BE_CHECKED,
    "Поступающие названы кодами. Код стоит в расписке о приёме документов; имена в списках не публикуются.",
)
HEARING_NOTICE = FormSetting(
    "hearing_notice",
    _("Notice of the hearing of an appeal"),
    _("Day, hour and place stand below it."),
    TO_BE_CHECKED,
    "Извещаем, что апелляция {апелляция} по заявлению № {заявление} будет рассмотрена на заседании апелляционной "
    "комиссии. Вы вправе присутствовать; неявка рассмотрению не препятствует. При себе имейте документ, "
    "удостоверяющий личность.",
    blanks={"апелляция": "от 05.07.2012 № 2-А", "заявление": "43"},
)

OF_ADMISSION = (
    CAMPAIGN_ORDER,
    ENROLMENT_ORDER,
    ENROLMENT_EXCLUSION,
    ENROLMENT_ADDITION,
    APPLICATION_REQUEST,
    APPLICATION_GENERAL_TOO,
    APPLICATION_NO_GENERAL,
    APPLICATION_NO_PREFERENCE,
    APPLICATION_ADAPTED,
    APPLICATION_ACQUAINTED,
    APPLICATION_CONSENT,
    APPLICATION_NO_CONSENT,
    RECEIPT_BY_SITE,
    RECEIPT_NOTE,
    CONSENT,
    CONSENT_TERMS,
    EXTRA_ROUND,
    RATING_RULES,
    RATING_CODES,
    HEARING_NOTICE,
)
