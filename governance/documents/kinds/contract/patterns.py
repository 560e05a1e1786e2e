"""The texts from which a district begins its forms of contract: what is concluded, on what basis, with which blanks.

They are a beginning: the district's lawyer changes every word of its form. Of a network contract law asks for the
programme and its parts, the resources, the finance and who issues which document (273-ФЗ, article 15; the order of the
ministries of 05.08.2020 No. 882/391).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.documents.language.clauses import Section, parse_text

LAW_ON_EDUCATION = "Федеральный закон № 273-ФЗ «Об образовании в Российской Федерации»"


class Matter(models.TextChoices):
    """What a contract is about."""

    MEMBERSHIP = "membership", _("membership in the district")
    NETWORK = "network", _("an educational programme in network form")


@dataclass(frozen=True)
class Pattern:
    """The usual title, text and blanks of a form."""

    title: str
    file: Path
    legal_basis: tuple[tuple[str, str], ...]
    blanks: tuple[tuple[str, str], ...]

    def fields(self) -> dict[str, Any]:
        """The fields of a form that begins with it."""
        return {
            "sections": sections_in(self.file),
            "legal_basis": [{"text": text, "day": day} for text, day in self.legal_basis],
            "blanks": [{"name": name, "label": label} for name, label in self.blanks],
        }


@cache
def sections_in(file: Path) -> list[Section]:
    return parse_text(file.read_text(encoding="utf-8"))


PATTERNS = {
    Matter.MEMBERSHIP: Pattern(
        title="Договор о сотрудничестве",
        file=settings.BASE_DIR / "data" / "contract_form.txt",
        legal_basis=((LAW_ON_EDUCATION, "2012-12-29"),),
        blanks=(
            ("предметы", "предметы, которые ученики школы изучают в сети округа"),
            ("часы", "сколько часов в неделю и в каких классах"),
            ("ресурсы", "кабинеты, учителя, оборудование, доступ в Интернет"),
        ),
    ),
    Matter.NETWORK: Pattern(
        title="Договор о сетевой форме реализации образовательной программы",
        file=settings.BASE_DIR / "data" / "network_contract_form.txt",
        legal_basis=(
            (LAW_ON_EDUCATION, "2012-12-29"),
            (
                "Порядок организации и осуществления образовательной деятельности при сетевой форме реализации "
                "образовательных программ, утверждённый приказом Минобрнауки России и Минпросвещения России "
                "№ 882/391",
                "2020-08-05",
            ),
        ),
        blanks=(
            ("программа", "название образовательной программы"),
            ("уровень и направленность", "вид, уровень и (или) направленность программы"),
            ("утверждение программы", "кем и когда утверждена программа"),
            ("часть базовой школы", "предметы, курсы, модули и часы базовой школы"),
            ("часть школы", "предметы, курсы, модули и часы школы-участницы"),
            ("объём и число обучающихся", "часы всего и в неделю, число обучающихся"),
            ("ресурсы базовой школы", "кабинеты, учителя, оборудование, учебники"),
            ("ресурсы школы", "кабинеты, учителя, оборудование, учебники"),
            ("финансирование", "кто, за что и как платит, или что договор безвозмездный"),
            ("документ", "какой документ получит обучающийся"),
            ("кто выдаёт документ", "одна из сторон или обе"),
        ),
    ),
}
