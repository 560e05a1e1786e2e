"""What is missing for a paper of a kind at a unit.

`Readiness(district).lacks(model, unit)` goes through what the kind declares (`needs`, registers, the body that decides)
and through the steps of its flow; each `Lack` is a sentence, and says what would mend it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ObjectDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from governance.documents.record import needs
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.documents.record.needs import Need, Where
from governance.documents.record.register import RegisterOf
from governance.flows.engine.flow import FLOWS, Decide
from governance.flows.readiness.standing import CHAIR, SECRETARY, Standing
from governance.roles.catalogue import ROLES, Role
from governance.roles.may import own_unit
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


class What(StrEnum):
    """What is missing; the desk knows on which page each is entered."""

    HOLDER = "holder"
    REGISTER = "register"
    UNIT = "unit"
    BASE_SCHOOL = "base_school"
    SEATS = "seats"
    MEMBERS = "members"
    RULES = "rules"
    DATA = "data"
    PAPER = "paper"


@dataclass(frozen=True)
class Lack:
    """Something that a unit lacks. `detail` tells it from others of its sort: a right, a code, a kind of paper."""

    what: What
    unit: Unit
    detail: str
    sentence: str
    # The step that waits for it in vain, in words; empty where all of them do.
    hinders: str = ""

    @property
    def key(self) -> tuple[What, int, str]:
        """The same for what two papers lack alike."""
        return self.what, self.unit.pk, self.detail


class Readiness:
    """What the units of one district lack today."""

    def __init__(self, district: Unit) -> None:
        self.standing = Standing(district)

    def units_for(self, model: type[Document]) -> list[Unit]:
        """The units whose papers of this kind there can be, by the rule that says who drafts them."""
        rule = model.drafted_by
        if rule is None:
            return []
        fitting = []
        for unit in self.standing.units:
            paper = model(unit=unit, district=unit.root)
            try:
                asked = rule.units(paper)
            except ObjectDoesNotExist:  # the rule asks for more than the unit: then the unit itself is meant
                asked = [unit]
            if unit not in asked or not roles_with(rule.right, unit):
                continue
            if rule.unless is None or rule.unless(paper, Person()) is None:
                fitting.append(unit)
        return fitting

    def lacks(self, model: type[Document], unit: Unit) -> list[Lack]:
        """What is missing before a paper of this kind at this unit can be finished; each once."""
        found: dict[tuple[What, int, str], Lack] = {}
        for lack in self._of_kind(model, unit, set()):
            found.setdefault(lack.key, lack)
        return list(found.values())

    def _of_kind(self, model: type[Document], unit: Unit, seen: set[str]) -> Iterator[Lack]:
        seen = seen | {model.kind_name}
        yield from self._registers(model, unit)
        yield from self._steps(model, unit)
        kind = model.decided_by_kind
        for need in (*((needs.Body(kind),) if kind is not None else ()), *model.needs):
            yield from self._need(need, unit, seen)

    # --- one by one -----------------------------------------------------------------------------------------------

    def _need(self, need: Need, unit: Unit, seen: set[str]) -> Iterator[Lack]:
        if isinstance(need, needs.Body):
            yield from self._body(need, unit)
            return
        if not (units := self._where(need.at, unit)):
            yield self._no_base_school(unit)
        for place in units:
            match need:
                case needs.Holder(right=right):
                    yield from self._holder(right, place)
                case needs.Makes(kind=kind) if kind not in seen:
                    yield from self._of_kind(KINDS[kind], place, seen)
                case needs.InForce(kind=kind):
                    yield from self._in_force(kind, place)
                case needs.Known(columns=columns):
                    yield from self._known(columns, place)

    def _where(self, where: Where, unit: Unit) -> list[Unit]:
        base = self.standing.base_school
        match where:
            case Where.OWN:
                return [unit]
            case Where.DISTRICT:
                return [self.standing.district]
            case Where.ISSUER if unit.kind == UnitKind.SCHOOL:
                return [unit]
            case Where.EACH_SCHOOL:
                return self.standing.of_kind(UnitKind.SCHOOL)
        return [base] if base is not None else []

    def _steps(self, model: type[Document], unit: Unit) -> Iterator[Lack]:
        """Whoever is asked at the unit of the paper by a step of its flow, and whoever drafts it."""
        drafted = model.drafted_by
        if drafted is not None and drafted.on is own_unit:
            begin = _("Begin: %(kind)s") % {"kind": model.kind_label}
            yield from self._holder(drafted.right, unit, begin)
        for flow in FLOWS.values():
            if model.kind_name not in flow.kinds or flow.begins != "draft":
                continue
            for step in flow.instance.nodes():
                rule = step.rule if isinstance(step, Decide) and step.named is None else None
                if rule is not None and rule.on is own_unit and step.at is None:
                    yield from self._holder(rule.right, unit, str(step.task_title))

    def _holder(self, right: Right, unit: Unit, hinders: str = "") -> Iterator[Lack]:
        roles = roles_with(right, unit)
        if roles and not self.standing.is_held(right, unit):
            sentence = _("Nobody may «%(right)s»: appoint somebody (%(roles)s).") % {
                "right": right.label,
                "roles": ", ".join(str(role.label) for role in roles),
            }
            yield Lack(What.HOLDER, unit, right.value, sentence, hinders)

    def _registers(self, model: type[Document], unit: Unit) -> Iterator[Lack]:
        """Those that come with the unit; of a kind that the unit keeps in another way, at least one."""
        missing = [one for one in model.registers if not self.standing.keeps(unit, one.code)]
        expected = [one for one in missing if one.comes_with(unit)]
        if not expected and len(missing) == len(model.registers) and not model.numbered_by_hand:
            expected = missing[:1]
        for register in expected:
            yield from self._register(register, unit)

    def _register(self, register: RegisterOf, unit: Unit) -> Iterator[Lack]:
        if not self.standing.keeps(unit, register.code):
            said = _("There is no register «%(title)s»: no number can be given.") % {"title": register.title}
            yield Lack(What.REGISTER, unit, register.code, said)

    def _body(self, need: needs.Body, unit: Unit) -> Iterator[Lack]:
        bodies = [unit] if need.kind is None else self.standing.of_kind(need.kind)
        if not bodies:
            assert need.kind is not None
            said = _("The district has no such body: %(kind)s.") % {"kind": UnitKind(need.kind).label}
            yield Lack(What.UNIT, self.standing.district, need.kind, said)
        for body in bodies[:1]:
            yield from self._sitting(body)

    def _sitting(self, body: Unit) -> Iterator[Lack]:
        """What a body lacks to sit, to decide and to have its protocol signed."""
        seats, members = self.standing.seats(body), self.standing.members(body)
        if not self.standing.has_rules(body):
            yield Lack(
                What.RULES, body, "", _("No deciding rules are in force: its sitting cannot be opened.")
            )
        if not seats:
            yield Lack(What.SEATS, body, "", _("It has no seats: nobody can vote."))
        elif not members:
            yield Lack(What.MEMBERS, body, "", _("Nobody sits on its seats: appoint the members."))
        elects = {
            Right.PRESIDE: self.standing.elects(body, CHAIR),
            Right.SIGN_PROTOCOL_AS_SECRETARY: self.standing.elects(body, SECRETARY),
        }
        for right, is_elected in elects.items():
            if not is_elected:
                yield from self._holder(right, body)
        for register in KINDS["protocol"].registers:
            yield from self._register(register, body)

    def _in_force(self, kind: str, unit: Unit) -> Iterator[Lack]:
        own = None if unit.kind == UnitKind.DISTRICT else unit
        if not self.standing.is_in_force(kind, own):
            said = _("No paper of the kind «%(kind)s» is in force.") % {"kind": KINDS[kind].kind_label}
            yield Lack(What.PAPER, unit, kind, said)

    def _known(self, columns: Iterable[str], unit: Unit) -> Iterator[Lack]:
        missing = [name for name in columns if not getattr(unit, name)]
        if missing:
            names = ", ".join(str(Unit._meta.get_field(name).verbose_name) for name in missing)  # type: ignore[union-attr]  # columns
            yield Lack(
                What.DATA, unit, ",".join(missing), _("Not filled in: %(columns)s.") % {"columns": names}
            )

    def _no_base_school(self, unit: Unit) -> Lack:
        said = _("No school is marked as the base school: its director approves by order.")
        return Lack(What.BASE_SCHOOL, self.standing.district, "", capfirst(said))


def roles_with(right: Right, unit: Unit) -> list[Role]:
    """The roles that give this right on such a unit."""
    kind = UnitKind(unit.kind)
    return [
        role
        for role, row in ROLES.items()
        if (right in row.own and kind in row.held_at) or (right in row.district and kind == UnitKind.DISTRICT)
    ]
