"""Verifying the record of the organisation: the chain of each district, and its rows against what events say."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _, ngettext

from governance.proof.event_signature import is_signed
from governance.proof.hash_chain import ChainEnd, ChainLink, chain_faults
from governance.proof.rows import row_faults
from governance.record_rows import Digests, OrganisationRow
from governance.roles.organisation import (
    HASHED,
    DistrictRecord,
    OrganisationEvent,
    bound_words,
    payload_of,
)
from governance.roles.unit import Unit
from governance.row_digest import digest, names_covered
from governance.verification import Fault, Scope, source

# By these tables, packages would give rights past the appointments. They stay empty.
ALWAYS_EMPTY = (
    "auth.Group_permissions",
    "governance.Person_groups",
    "governance.Person_user_permissions",
    "guardian.GroupObjectPermission",
    "guardian.UserObjectPermission",
)
# How many rows are read ahead.
ROWS = 2_000


def organisation_models() -> list[type[OrganisationRow]]:
    """The models of which a district consists."""
    return [model for model in apps.get_models() if issubclass(model, OrganisationRow)]


@source(lambda n: ngettext("%(n)d district", "%(n)d districts", n) % {"n": n})
def verify_organisation(scope: Scope) -> Iterator[list[Fault]]:
    """The faults in the organisation of each district, district by district."""
    named = {(unit.pk, str(unit)) for unit in Unit.objects.filter(district=None)}
    recorded = {
        (record.pk, "") for record in DistrictRecord.objects.exclude(pk__in=[pk for pk, _name in named])
    }
    past = [Fault("", 0, sentence) for sentence in rights_past_appointments()]
    for district, subject in sorted(named | recorded):
        yield past + [Fault("", position, said, subject) for position, said in district_faults(district)]
        past = []
    if past:
        yield past


def district_faults(district: int) -> Iterator[tuple[int, str]]:
    """Everything that does not hold of one district, as (position of the event or 0, sentence)."""
    record = DistrictRecord.objects.filter(pk=district).first()
    if record is None:
        yield 0, _("the district has no record of its organisation")
        return
    named: Digests = {}
    links = _links(district, named)
    end = ChainEnd(record.head, record.position, signature=record.head_signature)
    yield from chain_faults(links, end)
    if not is_signed(record.head, record.head_signature):
        yield record.position, _("the last event was not signed by this server")
    for model in organisation_models():
        present = dict(_rows(model, record))
        yield from (
            (0, said)
            for said in row_faults(str(model._meta.verbose_name), named.get(model.__name__, {}), present)
        )


def _links(district: int, named: Digests) -> Iterator[ChainLink]:
    """The events of a district as links; what they say of rows is added to `named`."""
    events = OrganisationEvent.objects.filter(district=district).order_by("position")
    columns = (*HASHED.values(), "hash", "signature", "words__salt", "words__basis", "words__changes")
    for *values, hashed, signature, salt, basis, changes in events.values_list(*columns).iterator(ROWS):
        payload = payload_of(district, values)
        for model, digests in payload["rows"].items():
            named.setdefault(model, {}).update(digests)
        words = None if salt is None else bound_words(salt, basis, changes)
        yield ChainLink(payload, hashed, words, signature)


def _rows(model: Any, record: DistrictRecord) -> Iterator[tuple[str, str]]:
    """Key and digest of each row of a model in this district."""
    path = "" if model.of_unit == "pk" else f"{model.of_unit}__"
    rows = model.of_record().annotate(root=Coalesce(F(f"{path}district_id"), F(f"{path}id")))
    columns = rows.filter(root=record.district_id).order_by("pk")
    salt = [model.salted_by] if model.salted_by else []
    for pk, *values in columns.values_list("pk", *salt, *names_covered(model)).iterator(ROWS):
        own = values.pop(0) if salt else record.row_salt
        yield str(pk), digest(own, model, values)


def rights_past_appointments() -> Iterator[str]:
    """A sentence for each table that would give rights past the appointments, and is not empty."""
    for label in ALWAYS_EMPTY:
        app, name = label.split(".")
        model = next(
            each
            for each in apps.get_app_config(app).get_models(include_auto_created=True)
            if each.__name__ == name
        )
        if model._base_manager.exists():
            yield _("rights are given past the appointments: %(table)s") % {"table": label}
