"""The words of a meeting's papers that no rule of the body computes: notice, voting sheet, ballot, extract."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting

NOTICE_NOTE = FormSetting(
    "notice_note",
    _("Notice of a meeting: who cannot come"),
    _("Below the agenda."),
    TO_BE_CHECKED,
    "О невозможности присутствовать просим заранее сообщить секретарю; член, который не может прийти, вправе передать "
    "голос по доверенности, если это допускают правила.",
)
NUMBER_KEPT = FormSetting(
    "meeting_number_kept",
    _("Letter that a sitting does not take place: what becomes of its number"),
    _("Below the reason."),
    TO_BE_CHECKED,
    "№ {номер} остаётся за этим заседанием и другому не присваивается: протокола с таким номером не будет.",
    blanks={"номер": "3"},
)
SHEET_GUIDANCE = FormSetting(
    "voting_sheet_guidance",
    _("Voting sheet: until when it is returned"),
    _("Of a vote without a sitting."),
    TO_BE_CHECKED,
    "Заполненный и подписанный лист возвращается до {день и час} (на бумаге — {место}).",
    blanks={"день и час": "20.01.2012 17:00", "место": "кабинет 12"},
)
SHEET_GUIDANCE_OF_SITTING = FormSetting(
    "voting_sheet_guidance_of_sitting",
    _("Voting sheet beside a sitting: until when it is returned"),
    _("Of a vote that is counted together with a sitting."),
    TO_BE_CHECKED,
    "Заполненный и подписанный лист возвращается до начала заседания {день и час}.",
    blanks={"день и час": "20.01.2012 17:00"},
)
SHEET_MARKING = FormSetting(
    "voting_sheet_marking",
    _("Voting sheet: how it is filled in"),
    _("On a blank sheet, above the signature."),
    TO_BE_CHECKED,
    "Отметьте по каждому вопросу один вариант. Лист без подписи или с неясной отметкой не учитывается.",
)
SHEETS_PRESENT = FormSetting(
    "voting_sheets_present",
    _("Protocol of an absentee vote: who counts as present"),
    _("Beside the quorum."),
    _("Civil Code, article 181.2"),
    "Вернувшие действительный лист считаются присутствующими.",
)
BALLOT_MARKING = FormSetting(
    "ballot_marking",
    _("Ballot: how it is filled in"),
    _("Of a question with «for» and «against»."),
    TO_BE_CHECKED,
    "Поставьте любой знак в одном квадрате. Бюллетень без знака или с несколькими знаками недействителен.",
)
BALLOT_MARKING_OF_ELECTION = FormSetting(
    "ballot_marking_of_election",
    _("Ballot of an election: how it is filled in"),
    _("With the names of the candidates."),
    TO_BE_CHECKED,
    "Поставьте любой знак в квадрате рядом с фамилией того, за кого голосуете: не более {число кандидатов}. Если "
    "не поддерживаете никого, поставьте знак рядом со словами «{против всех}». Бюллетень без знаков или с лишними "
    "знаками недействителен.",
    blanks={"число кандидатов": "двух кандидатов", "против всех": "против всех кандидатов"},
)
BALLOT_CODE = FormSetting(
    "ballot_code",
    _("Ballot: what its code tells"),
    _("Beside the address at which the form of the ballot is checked."),
    TO_BE_CHECKED,
    "Код один на всех бюллетенях этого голосования и не указывает на голосующего.",
)
EXTRACT_ORIGINAL = FormSetting(
    "extract_original",
    _("Extract: where the original is kept"),
    _("Below the certification."),
    _("State standard ГОСТ Р 7.0.97"),
    "Подлинник документа находится в {где} в деле {дело} за {год}.",
    blanks={"где": "КОГОКУ СОШ г. Лузы", "дело": "№ 01-12", "год": "2011/2012 учебный год"},
)

OF_MEETINGS = (
    NOTICE_NOTE,
    NUMBER_KEPT,
    SHEET_GUIDANCE,
    SHEET_GUIDANCE_OF_SITTING,
    SHEET_MARKING,
    SHEETS_PRESENT,
    BALLOT_MARKING,
    BALLOT_MARKING_OF_ELECTION,
    BALLOT_CODE,
    EXTRACT_ORIGINAL,
)
