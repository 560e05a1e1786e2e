"""Programs that call by the token of a person."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from governance.roles.acts.tokens import give_token
from governance.roles.api_token import ApiToken
from governance.scenarios.luza import Luza

UNTIL = date(2012, 6, 30)


class Program:
    """A program with a token; it knows no cookies."""

    def __init__(self, key: str) -> None:
        self.key, self.client, self.calls = key, Client(raise_request_exception=False), 0

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1/{path}", headers=self._headers(headers))

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """With an idempotency key of its own, unless one is given."""
        self.calls += 1
        told = self._headers({"Idempotency_Key": f"call-{self.calls}", **headers})
        return self.client.post(f"/api/v1/{path}", data=body, content_type="application/json", headers=told)

    def read(self, pk: int) -> str:
        """The ETag with which a paper was read."""
        return str(self.get(f"papers/{pk}")["ETag"])

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return {"Authorization": f"Bearer {self.key}", "Accept-Language": "en", **told}


Programs = Callable[..., Program]


@pytest.fixture
def program(luza: Luza) -> Programs:
    """A program of a person, by their key; `acts`: it may make moves."""

    def given(key: str, *, acts: bool = False) -> Program:
        scope = ApiToken.Scope.ACT if acts else ApiToken.Scope.READ
        token, _row = give_token(luza.people[key], "Проверка", scope, until=UNTIL)
        return Program(token)

    return given


def problem_of(answer: Any) -> tuple[int, str]:
    """The status and the name of the problem."""
    assert answer["Content-Type"] == "application/problem+json", answer.content[:300]
    told = answer.json()
    assert told["status"] == answer.status_code
    return answer.status_code, told["type"].rpartition("#")[2]
