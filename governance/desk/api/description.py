"""The description of the interface: as OpenAPI for programs, and as a page without any script for people."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from governance.desk.api.interface import interface
from governance.desk.api.problems import PROBLEMS
from governance.desk.base.access import everyone
from governance.desk.base.page import Page


@everyone
def openapi(request: HttpRequest) -> HttpResponse:
    answer = JsonResponse(interface.get_openapi_schema(), json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "public, max-age=300"
    return answer


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    is_required: bool
    told: str


@dataclass(frozen=True)
class Operation:
    """One operation of templates/governance/api.html."""

    name: str
    method: str
    path: str
    title: str
    told: str
    parameters: list[Parameter]
    call: str
    answer: str


class DocsPage(Page):
    def __init__(self) -> None:
        super().__init__(
            title=_("Open interface"),
            lead=_("For programs of schools: papers, registers, events and moves, by a token that you make."),
        )
        self.schema = interface.get_openapi_schema()
        self.operations = list(operations(self.schema))
        self.problems = [(name, status, title) for name, (status, title) in PROBLEMS.items()]


@everyone
def docs(request: HttpRequest) -> HttpResponse:
    return DocsPage().response(request, "governance/api.html")


def operations(schema: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in schema["paths"].items():
        for method, one in methods.items():
            body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            answers = one["responses"].get("200", {}).get("content", {})
            shape = answers.get("application/json", {}).get("schema")
            yield Operation(
                name=one["operationId"],
                method=method.upper(),
                path=path,
                title=one["summary"],
                told=one.get("description", ""),
                parameters=[
                    Parameter(each["name"], each["in"], each["required"], each.get("description", ""))
                    for each in one["parameters"]
                ],
                call=call_of(path, method, one, None if body is None else example(schema, body)),
                answer=", ".join(answers) if shape is None else written(example(schema, shape)),
            )


def call_of(path: str, method: str, one: dict[str, Any], body: Any) -> str:
    lines = ['curl -H "Authorization: Bearer $TOKEN"']
    lines += [
        f"-H '{each['name']}: {each['example']}'" for each in one["parameters"] if each["in"] == "header"
    ]
    if body is not None:
        lines += ["-H 'Content-Type: application/json'", f"-d '{json.dumps(body, ensure_ascii=False)}'"]
    for name, value in (("{pk}", "12"), ("{number}", "1"), ("{file}", "5"), ("{move}", "submit")):
        path = path.replace(name, value)
    return " \\\n  ".join([*lines, f"{settings.PUBLIC_ADDRESS}{path}"])


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def example(schema: dict[str, Any], shape: dict[str, Any]) -> Any:
    """An example of a shape: its own, or put together of those of its parts."""
    if "$ref" in shape:
        return example(schema, schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]])
    if "example" in shape:
        return shape["example"]
    if shape.get("examples"):
        return shape["examples"][0]
    if "anyOf" in shape:
        return example(schema, shape["anyOf"][0])
    if "enum" in shape:
        return shape["enum"][0]
    if shape.get("type") == "array":
        return [example(schema, shape.get("items", {}))]
    if shape.get("type") == "object":
        return {name: example(schema, part) for name, part in shape.get("properties", {}).items()}
    by_format = {"date": "2011-09-14", "date-time": "2011-09-14T10:00:00Z"}
    plain = {"string": "", "integer": 1, "boolean": True, "null": None}
    return by_format.get(shape.get("format", "")) or plain.get(shape.get("type", ""), {})
