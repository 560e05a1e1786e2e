"""One more kind is a class of settings: no table, no flow, no form of print of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test.utils import isolate_apps

from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.route import Route
from governance.documents.language.clauses import parse_text
from governance.documents.language.noun import Noun, NounGender
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.kinds import KINDS, kind
from governance.documents.record.perform import draft, perform
from governance.flows.processes.approved import ApprovedFlow
from governance.roles.unit import UnitKind
from tests.approved.office import Office


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[ApprovedPaper]]:
    """Правила сетевых занятий: the methodical council decides, nobody else."""
    with isolate_apps("governance"):

        @kind("rules")
        class Rules(ApprovedPaper):
            kind_label = "Правила"
            noun = Noun(NounGender.PLURAL, "правила", "правил", "правила")
            route = Route(decided_by=UnitKind.METHODICAL_COUNCIL, by_order=False)

            class Meta:
                proxy = True
                app_label = "governance"

        monkeypatch.setattr(ApprovedFlow, "kinds", (*ApprovedFlow.kinds, "rules"))
        yield Rules
    del KINDS["rules"]


@pytest.mark.django_db
def test_an_eighth_kind_goes_its_way(rules: Any, office: Office) -> None:
    paper: Any = draft(rules, unit=office.luza.district, title="Правила сетевых занятий", by=office.deputy)
    paper = perform(paper, "revise", by=office.deputy, sections=parse_text("1.1. Начало в 14.00."))
    paper = office.in_force(perform(paper, "submit", by=office.deputy))
    assert (paper.state, paper.state_label, office.step(paper)) == ("approved", "Approved", "ended")
    data = print_data(paper)
    assert [stamp["heading"] for stamp in data["stamps"]] == ["УТВЕРЖДЕНЫ"]
    assert data["heading"] == ["Правила", "сетевых занятий"]
    assert render(paper.print_form, data).startswith(b"%PDF-")


def test_a_route_without_anybody_who_approves_is_no_route() -> None:
    with pytest.raises(ValueError, match="Somebody has to approve"):
        Route(decided_by=None, by_order=False)
