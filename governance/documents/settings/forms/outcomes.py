"""What papers say of how they ended: supported, declined, agreed otherwise; a line each, known by its place."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED
from governance.documents.settings.forms.passage import PassageForm

BALLOT_CHOICES = PassageForm(
    "ballot_choices",
    _("Ballot: what there is to choose from"),
    _("A line each: for; against; abstained; of an election, against all."),
    TO_BE_CHECKED,
    "За\nПротив\nВоздержался (воздержалась)\nПротив всех кандидатов",
    exactly=4,
)
DISAGREEMENT_ENDED = PassageForm(
    "disagreement_ended",
    _("Protocol of disagreements: how each one ended"),
    _(
        "A line each: the proposed wording was taken; the former one stays; another one was agreed. Then, while one "
        "side has not agreed yet: it is offered that the former one stays; another one is offered."
    ),
    TO_BE_CHECKED,
    "Принята предложенная редакция\n"
    "Сохранена прежняя редакция\n"
    "Согласована иная редакция\n"
    "Не согласовано: предложено сохранить прежнюю редакцию\n"
    "Не согласовано: предложена иная редакция",
    exactly=5,
)
STAFF_OPINION_ENDED = PassageForm(
    "staff_opinion_ended",
    _("Opinion of the employees' body: what it says"),
    _("A line each: it agrees; it does not; it does not, and was consulted; it has not answered in time."),
    _("Labour Code, article 372"),
    "Согласен с проектом\n"
    "Не согласен с проектом\n"
    "Не согласен с проектом; проведены дополнительные консультации\n"
    "Мнение в установленный срок не направлено",
    exactly=4,
)
APPEAL_ENDED = PassageForm(
    "appeal_ended",
    _("Appeal: how it ended"),
    _("A line each: upheld; dismissed. The decision of the commission stands behind it in brackets."),
    TO_BE_CHECKED,
    "Апелляция удовлетворена\nАпелляция отклонена",
    exactly=2,
)
NOMINATION_ENDED = PassageForm(
    "nomination_ended",
    _("Nomination: what was decided"),
    _(
        "A line each: not supported; supported, with the decision behind it; the points by the share of the period."
    ),
    TO_BE_CHECKED,
    "Совет школьного округа представление не поддержал.\nПоддержано\nС учётом доли отработанного периода",
    exactly=3,
)
CANDIDACY_ENDED = PassageForm(
    "candidacy_ended",
    _("Network teacher: what was decided"),
    _(
        "A line each: not supported; supported, with the decision behind it; appointed, with the order; ended."
    ),
    TO_BE_CHECKED,
    "Совет школьного округа кандидатуру не поддержал.\n"
    "Поддержана\n"
    "Назначение\n"
    "Обязанности сетевого педагога прекращены",
    exactly=4,
)
CANDIDACIES_SUPPORTED = PassageForm(
    "candidacies_supported",
    _("List of network teachers: on what it rests"),
    _("With the protocols of the council."),
    TO_BE_CHECKED,
    "Кандидатуры поддержаны советом школьного округа ({протоколы}).",
    blanks={"протоколы": "протокол от 12.09.2011 № 3"},
    exactly=1,
)
WORK_CONSENT_ENDED = PassageForm(
    "work_consent_ended",
    _("Consent of an employee: how it ended"),
    _("A line each: refused; withdrawn before the order; not needed any more."),
    TO_BE_CHECKED,
    "Работник от дополнительной работы отказался.\n"
    "Согласие отозвано работником до издания приказа.\n"
    "Согласие не потребовалось: кандидатура снята.",
    exactly=3,
)

OF_OUTCOMES = (
    BALLOT_CHOICES,
    DISAGREEMENT_ENDED,
    STAFF_OPINION_ENDED,
    APPEAL_ENDED,
    NOMINATION_ENDED,
    CANDIDACY_ENDED,
    CANDIDACIES_SUPPORTED,
    WORK_CONSENT_ENDED,
)
