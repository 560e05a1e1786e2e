"""The notice to the parents: on which day, at what hour and where their appeal is heard."""

from django.utils import timezone

from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.hearing import Hearing
from governance.documents.language.phrases import number_and_date
from governance.documents.printing.check_code import check_of
from governance.documents.printing.data import FactLine, PaperData, SignatureLine
from governance.documents.settings.forms.admission import HEARING_NOTICE
from governance.documents.settings.forms.signing import SIGNED_IN_ADMISSION
from governance.roles.may import holders
from governance.roles.rights import Right

from .names import parent_of, pupil_of


class HearingData(PaperData):
    addressee: list[str]
    request: str
    facts: list[FactLine]
    signature: SignatureLine


def hearing_data(appeal: Appeal, hearing: Hearing) -> HearingData:
    """Signed by hand by the secretary of the commission; the parents get the same by letter, without names."""
    moment = timezone.localtime(hearing.held_at)
    secretary = next(iter(holders(Right.KEEP_MINUTES, appeal.unit_id)), None)
    return HearingData(
        title=f"Извещение о рассмотрении: {appeal}",
        created=timezone.localtime(appeal.created_at).isoformat(),
        check=check_of(appeal),
        addressee=[parent_of(appeal.application)],
        request=HEARING_NOTICE.filled(
            appeal.district_id,
            апелляция=number_and_date(appeal.number, appeal.registered_on),
            заявление=str(appeal.application.number),
        ),
        facts=[
            FactLine(label="День", text=f"{moment.day:02}.{moment.month:02}.{moment.year}"),
            FactLine(label="Время", text=f"{moment.hour:02}:{moment.minute:02}"),
            FactLine(label="Место", text=hearing.place),
            FactLine(label="Комиссия", text=hearing.body),
            FactLine(label="Поступающий", text=pupil_of(appeal.application)),
        ],
        signature=SignatureLine(
            position=SIGNED_IN_ADMISSION.labels(appeal.district_id, moment.date())[-1],
            name=secretary.person.signature_name if secretary is not None else "",
            mark="none",
        ),
    )
