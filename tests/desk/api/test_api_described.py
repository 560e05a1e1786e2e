"""The interface does what its description says: schemathesis tries every operation, by what fits and what does not.

In a run of all tests a few calls for each operation; `make api` makes as many as CALLS says.
"""

import os
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings as hypothesis_settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from governance.desk.api.interface import interface
from governance.documents.kinds.order.order import Order
from governance.scenarios.luza import Luza
from tests.desk.api.conftest import Programs

# A call through WSGI closes the connection that the test's transaction lives on; they say the same on both.
pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
CALLS = int(os.environ.get("CALLS", "8"))
# The calls are no browser's.
OPERATIONS = sorted(
    (path, method) for path, methods in interface.get_openapi_schema()["paths"].items() for method in methods
)
# A call that fits the description may still name a paper that has changed, or a move that asks for more.
EXPECTED = ["2xx", "401", "403", "404", "409", "412", "422"]


@pytest.fixture
def schema() -> Any:
    config = SchemathesisConfig.from_dict(
        {"checks": {"positive_data_acceptance": {"expected-statuses": EXPECTED}}}
    )
    config.projects.default.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application(), config=config)


@pytest.fixture(autouse=True)
def _without_limits(settings: Any) -> None:
    settings.API_CALLS_PER_HOUR = settings.WRONG_KEYS_PER_HOUR = 10**9
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.startswith("zeal")]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_operation_answers_as_it_is_described(
    path: str, method: str, schema: Any, submitted: Order, luza: Luza, program: Programs
) -> None:
    key = program("director", acts=True).key
    headers = {"Authorization": f"Bearer {key}", "Accept-Language": "en"}

    @hypothesis_settings(
        max_examples=CALLS,
        deadline=None,
        database=None,
        derandomize=CALLS < 10,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(case=schema[path][method.upper()].as_strategy())
    def tried(case: Any) -> None:
        if "pk" in (case.path_parameters or {}) and case.meta.generation.mode == GenerationMode.POSITIVE:
            case.path_parameters["pk"] = submitted.pk
        case.call_and_validate(headers=headers)

    tried()
