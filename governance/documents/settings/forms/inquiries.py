"""The words of letters to whoever has asked a question, and of the consent that the public form asks for."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting
from governance.documents.settings.forms.passage import PassageForm

NUMBER = {"номер": "12"}
APPEALS = _("Federal Law 59-FZ")

INQUIRY_CONSENT = FormSetting(
    "inquiry_consent",
    _("Question of the public: the consent on the form"),
    _("Beside the box that has to be ticked."),
    _("Federal Law 152-FZ, article 9"),
    "Я даю образовательной организации, которой задаю вопрос, согласие на обработку моих фамилии, имени, отчества, "
    "адресов и телефона, указанных в этой форме, и текста обращения: для его рассмотрения и ответа, с использованием "
    "средств автоматизации и без них. Данные хранятся {срок} со дня поступления, затем уничтожаются. Согласие можно "
    "отозвать письменно.",
    blanks={"срок": "60 месяцев"},
)
INQUIRY_LETTERS = PassageForm(
    "inquiry_letters",
    _("Question of the public: letters on its way"),
    _("A line each: it is registered; the term is prolonged; it is passed on."),
    APPEALS,
    "Ваше обращение зарегистрировано {день}, № {номер}. Ответ будет дан до {срок}.\n"
    "Рассмотрение Вашего обращения № {номер} продлено до {срок}. Причина: {причина}\n"
    "Ваше обращение № {номер} направлено {день} по компетенции: {куда}. Ответ Вам даст этот орган.",
    blanks={
        **NUMBER,
        "день": "21.11.2011",
        "срок": "21.12.2011",
        "причина": "запрошены сведения школ округа.",
        "куда": "Районный отдел образования Лузского района",
    },
    exactly=3,
)
INQUIRY_LEFT = PassageForm(
    "inquiry_left",
    _("Question of the public: why it is left without an answer"),
    _("A line each: no name or address; illegible; insults or threats; repeated without anything new."),
    _("Federal Law 59-FZ, article 11"),
    "Ответ на обращение не даётся: в нём не указаны фамилия гражданина или адрес для ответа.\n"
    "Текст обращения № {номер} не поддаётся прочтению, ответ на него не даётся.\n"
    "Обращение № {номер} содержит оскорбления или угрозы и оставлено без ответа по существу; недопустимо "
    "злоупотреблять правом.\n"
    "На вопрос обращения № {номер} Вам неоднократно давались ответы по существу, новых доводов в нём нет: переписка по "
    "данному вопросу прекращена.",
    blanks=NUMBER,
    exactly=4,
)
INQUIRY_HEADING = FormSetting(
    "inquiry_heading",
    _("Answer to a question: its heading"),
    _("Above the text of the answer."),
    TO_BE_CHECKED,
    "О рассмотрении обращения № {номер} от {день}",
    blanks={**NUMBER, "день": "21.11.2011"},
)

OF_INQUIRY_WORDS = (INQUIRY_CONSENT, INQUIRY_LETTERS, INQUIRY_LEFT, INQUIRY_HEADING)
