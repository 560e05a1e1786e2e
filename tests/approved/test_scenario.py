"""The Regulation's whole life as it is played."""

import pytest

from governance.documents.kinds.approved.kinds import DistrictRegulation
from governance.documents.record.history import history_of, verify
from governance.scenarios.luza import Luza
from governance.scenarios.regulation import play_regulation
from governance.scenarios.stage import Stage


@pytest.mark.django_db
def test_the_regulation_is_played_to_its_second_edition(luza: Luza) -> None:
    played = play_regulation(luza, Stage())
    assert played.unreached() == []
    assert list(verify()) == []
    assert sorted(played.papers) == [
        "order-1-ОД", "order-1-ОД-2012", "protocol-1", "protocol-2", "regulation", "regulation-2",
    ]  # fmt: skip
    assert history_of(played.first)[-3:] == ["approve", "publish", "repeal"]
    assert DistrictRegulation.objects.get(pk=played.second.pk).edition == 2
