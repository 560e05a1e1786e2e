"""Several people at the same moment, on PostgreSQL with real threads and connections."""

from collections.abc import Callable
from itertools import pairwise
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from governance import clock
from governance.documents.errors import Refused
from governance.documents.kinds.contract import contract as contracts
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.making import Making, draft_amendment, make_contracts
from governance.documents.record.attached import Signature
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.roles.membership import Membership
from governance.scenarios.luza import Luza
from tests.office import fresh

from .chain import TODAY, Parties, state_of
from .test_force import NEXT_YEAR

# SQLite lets one writer in at a time, so there the race cannot even begin.
pytestmark = pytest.mark.postgres

AT_ONCE = 8


@pytest.fixture
def committed(committed_luza: Luza) -> Parties:
    """The parties in committed rows, which other connections see."""
    return Parties(committed_luza)


def together(*acts: Callable[[], Any]) -> list[str]:
    """Run every act in a thread and a connection of its own, all beginning together; «done» or the refusal, sorted."""
    start = Barrier(len(acts))
    results: list[str] = []

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait()
            with clock.played(TODAY):
                act()
            results.append("done")
        except Refused as refusal:
            results.append(type(refusal).__name__)
        except Exception as error:  # a deadlock, too, has to be seen by the test
            results.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_both_heads_who_sign_at_once_conclude_one_contract(committed: Parties) -> None:
    contract = committed.agreed("second")
    results = together(
        *[lambda key=key: perform(contract, "sign", by=committed.head(key)) for key in ("base", "second")]
    )
    assert results == ["done", "done"]
    contract = fresh(contract)
    assert (contract.state, contract.number, len(contract.valid_signatures)) == ("in_force", "1-Д", 2)
    assert Membership.objects.count() == 2
    assert list(verify()) == []


def test_one_head_who_signs_many_times_at_once_signs_once(committed: Parties) -> None:
    contract = committed.agreed("second")
    results = together(
        *[lambda: perform(contract, "sign", by=committed.director) for _each in range(AT_ONCE)]
    )
    assert results == ["NotAllowed"] * (AT_ONCE - 1) + ["done"]
    assert (state_of(contract), Signature.objects.count()) == ("partly_signed", 1)


def test_contracts_concluded_at_once_get_successive_numbers(committed: Parties) -> None:
    form = committed.form_in_use()
    keys = ("second", "lalsk", "fabrichnaya", "zhivotovo", "kulikovo")
    signed = [committed.act(committed.agreed(key, form=form), "sign", by=committed.director) for key in keys]
    results = together(
        *[
            lambda paper=paper, key=key: perform(paper, "sign", by=committed.head(key))
            for paper, key in zip(signed, keys, strict=True)
        ]
    )
    assert results == ["done"] * 5
    assert sorted(Contract.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]


def test_of_two_contracts_with_one_school_signed_at_once_one_is_in_force(
    committed: Parties, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = committed.form_in_use()
    with monkeypatch.context() as patch:
        # Nobody gets so far through the door: the second one is not even made. The signature proves it once more.
        patch.setattr(contracts, "OVER", tuple(Contract.State.values))
        both = [
            committed.act(committed.agreed("second", form=form), "sign", by=committed.director) for _ in "12"
        ]
    results = together(
        *[lambda paper=paper: perform(paper, "sign", by=committed.head("second")) for paper in both]
    )
    assert results == ["NotLegal", "done"]
    assert sorted(map(state_of, both)) == ["in_force", "partly_signed"]
    assert list(Contract.objects.exclude(number="").values_list("number", flat=True)) == ["1-Д"]


def test_contracts_made_at_once_with_one_school_are_one(committed: Parties) -> None:
    form = committed.form_in_use()
    making = Making((committed.unit("second"),), {"предметы": "физика"})
    results = together(
        *[lambda: list(make_contracts(form, [making], by=committed.deputy)) for _each in range(AT_ONCE)]
    )
    assert results == ["NotLegal"] * (AT_ONCE - 1) + ["done"]
    assert Contract.objects.count() == 1


def test_schools_named_in_any_order_do_not_block_each_other(committed: Parties) -> None:
    form = committed.form_in_use()
    second, lalsk = committed.unit("second"), committed.unit("lalsk")
    results = together(
        *[
            lambda schools=schools: list(make_contracts(form, [Making(schools)], by=committed.deputy))
            for schools in [(second, lalsk), (lalsk, second)] * 4
        ]
    )
    assert results == ["NotLegal"] * 7 + ["done"]


def test_a_renewal_made_while_the_contract_is_signed_blocks_nobody(committed: Parties) -> None:
    """Both hold the school, and each writes rows that name the schools which the other holds."""
    form = committed.form_in_use()
    contract = committed.act(committed.agreed("second", form=form), "sign", by=committed.director)
    making = Making((committed.unit("second"),), {"предметы": "физика"})
    results = together(
        lambda: perform(contract, "sign", by=committed.head("second")),
        *[lambda: list(make_contracts(form, [making], by=committed.deputy)) for _each in range(4)],
    )
    assert results.count("done") in (1, 2)  # the renewal is made only if it comes after the signature
    assert set(results) <= {"done", "NotLegal"}
    assert state_of(contract) == "in_force"


def test_agreements_begun_at_once_to_one_contract_are_one(committed: Parties) -> None:
    contract = committed.in_force("second")
    results = together(*[lambda: draft_amendment(contract, by=committed.deputy) for _each in range(AT_ONCE)])
    assert results == ["NotLegal"] * (AT_ONCE - 1) + ["done"]
    assert Amendment.objects.count() == 1


def test_a_renewal_and_a_prolongation_signed_at_once_do_not_overlap(committed: Parties) -> None:
    form = committed.form_in_use()
    first = committed.in_force("second", form=form)
    longer = committed.amendment(first, new_ends_on=NEXT_YEAR)
    longer = committed.consented(committed.act(longer, "submit"))
    renewal = committed.agreed("second", form=form, starts_on=NEXT_YEAR, ends_on=NEXT_YEAR.replace(month=12))
    both = [committed.act(paper, "sign", by=committed.director) for paper in (longer, renewal)]
    results = together(
        *[lambda paper=paper: perform(paper, "sign", by=committed.head("second")) for paper in both]
    )
    assert results == ["NotLegal", "done"]
    terms = Membership.objects.filter(school=committed.unit("second")).order_by("since")
    days = [(term.since, term.until) for term in terms]
    assert all(one[1] < other[0] for one, other in pairwise(days))


def test_a_notice_and_an_agreement_at_once_leave_one_last_day(committed: Parties) -> None:
    contract = committed.in_force("second")
    longer = committed.amendment(contract, new_ends_on=NEXT_YEAR)
    longer = committed.act(
        committed.consented(committed.act(longer, "submit")), "sign", by=committed.director
    )
    results = together(
        lambda: perform(longer, "sign", by=committed.head("second")),
        lambda: perform(contract, "give_notice", by=committed.head("second"), reason="Реорганизация"),
    )
    assert results == ["done", "done"]
    contract = fresh(contract)
    assert set(Membership.objects.values_list("until", flat=True)) == {contract.ends_on}
    assert list(verify()) == []


def test_a_consent_against_taking_back_ends_in_rework(committed: Parties) -> None:
    contract = committed.submitted("second")
    results = together(
        lambda: perform(contract, "consent", by=committed.head("second")),
        lambda: perform(contract, "withdraw", by=committed.deputy, reason="Ошибка"),
    )
    # Whichever comes first: a consent given before stands for its version, one after it finds nothing to agree to.
    outcomes = {("NotLegal", "done"): [""], ("done", "done"): ["consent"]}
    assert state_of(contract) == "rework"
    assert [opinion.outcome for opinion in fresh(contract).live_opinions] == outcomes[tuple(results)]
