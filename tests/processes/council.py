"""A collegial body at browsers, for processes that need its decision: whoever convenes, presides and votes."""

import re
from collections.abc import Sequence

from governance import clock
from governance.documents.kinds.protocol.protocol import Protocol
from tests.processes.conftest import Served
from tests.visitors import Visitor


class BodyAtWork:
    """A keeper of the minutes, a chair, members: each at a browser of their own. Not all of those present vote."""

    def __init__(self, keeper: Visitor, chair: Visitor, members: Sequence[Visitor]) -> None:
        self.keeper, self.chair, self.members = keeper, chair, members

    @classmethod
    def council(cls, served: Served) -> "BodyAtWork":
        """The council of the district: four of its six members vote, one of them from a phone."""
        members = [
            served.visitor("director"),
            served.visitor("head_lalsk", phone=True),
            served.visitor("head_fabrichnaya"),
        ]
        return cls(served.visitor("secretary"), served.visitor("head_second"), members)

    def decides(self, *papers: str) -> str:
        """On papers that wait for it, by words of their titles: a meeting, votes, the protocol; its address."""
        table = self.convened(papers)
        self.chair.open(table)
        self.chair.press("Открыть заседание")
        for _paper in papers:
            self.voted(table)
        self.chair.press("Закрыть заседание")
        self.chair.reads("Готово: заседание закрыто.")
        return self.signed()

    def convened(self, papers: Sequence[str]) -> str:
        """For this evening, with the papers as they are offered; the address of the meeting, with attendance marked."""
        keeper = self.keeper
        keeper.open("/meetings/new/")
        keeper.type(day=clock.today().isoformat(), time="23:30", place="кабинет 5")
        for paper in papers:
            keeper.page.get_by_role("checkbox", name=re.compile(paper)).check()
        keeper.press("Созвать заседание")
        keeper.reads("Заседание созвано")
        table = keeper.page.url.removeprefix(keeper.address)
        keeper.goes("Отметить явку")
        keeper.press("Остальные присутствуют")
        keeper.reads("Отмечено:")
        return table

    def voted(self, table: str) -> None:
        self.chair.press("Открыть голосование")
        for voter in (*self.members, self.chair):
            voter.open(table)
            voter.press("За")
            voter.reads("Ваш голос учтён: За.")
        self.chair.press("Закрыть голосование")
        self.chair.press("Закрыть голосование без них")
        self.chair.reads("Готово: голосование закрыто.")

    def signed(self) -> str:
        """The protocol, completed by its keeper and signed by both."""
        address = f"/papers/{Protocol.objects.latest('pk').pk}/"
        self.keeper.open(f"{address}protocol/")
        for heard in self.keeper.page.locator("[name$=-heard]").all():
            heard.fill("Докладчика.")
        self.keeper.press("Сохранить и отправить на подпись")
        for signer, act in (
            (self.keeper, "Подписать как секретарь"),
            (self.chair, "Подписать как председатель"),
        ):
            signer.open(address)
            signer.signs(act)
            signer.reads("Готово: протокол подписан")
        return address
