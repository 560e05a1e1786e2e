"""The interface itself: its addresses, what all answers have in common, and its own description (OpenAPI 3.1)."""

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import get_conditional_response, patch_vary_headers
from ninja import NinjaAPI

from governance.desk.api import calendars, lists, moves, papers
from governance.desk.api.door import by_session, by_token
from governance.desk.api.problems import MEDIA_TYPE, PROBLEMS, handle

PREFIX = "api/v1/"
# What any call may come to, and what only those that change something.
ALWAYS = (400, 401, 403, 404, 405, 422, 429, 500, 503)
CHANGING = (409, 412, 413, 428)
DESCRIPTION = (
    "Papers, registers, events, calendar, indicators and decisions of the district, as the person of the token may see "
    "them today, and the moves that this person may make. Times are ISO 8601; lists are read page by page by the "
    "address in `next`."
)


class Interface(NinjaAPI):
    def create_response(self, request: HttpRequest, data: Any, **told: Any) -> HttpResponse:
        """Each answer has an ETag: what is asked for with it again, and has not changed, is 304.

        That of a paper begins with its revision, by which a move says what was read.
        """
        made = super().create_response(request, data, **told)
        made["Cache-Control"] = "private, no-cache"
        patch_vary_headers(made, ("Authorization", "Cookie", "Accept-Language"))
        if request.method != "GET" or made.status_code != 200:
            return made
        digest = hashlib.sha256(made.content).hexdigest()[:24]
        revision = getattr(request, "revision", None)
        etag = f'"{digest}"' if revision is None else f'"{revision}-{digest}"'
        made["ETag"] = etag
        kept: HttpResponse = get_conditional_response(request, etag, None, made) or made
        return kept

    def get_openapi_operation_id(self, operation: Any) -> str:
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, **asked: Any) -> Any:
        """With the problems that every call may come to, which no operation has to declare."""
        schema = super().get_openapi_schema(**{"path_prefix": PREFIX, **asked})
        schema["servers"] = [{"url": settings.PUBLIC_ADDRESS}]
        schema["components"]["responses"] = {
            f"Problem{status}": _problem(status) for status in (*ALWAYS, *CHANGING, 410)
        }
        for path in schema["paths"].values():
            for method, operation in path.items():
                for status in ALWAYS if method == "get" else (*ALWAYS, *CHANGING):
                    operation["responses"][str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
                if operation["operationId"] == "paper_file":
                    operation["responses"]["410"] = {"$ref": "#/components/responses/Problem410"}
                operation["responses"] = {str(key): told for key, told in operation["responses"].items()}
        return schema

    def patterns(self) -> list[URLPattern]:
        """Its addresses as those of the desk, so that whatever goes through all addresses goes through these."""
        found = [one for bound in self._get_bound_routers() for one in bound.urls_paths(PREFIX.rstrip("/"))]
        for one in found:
            vars(one.callback)["access"] = "api"
        return found


def _problem(status: int) -> dict[str, Any]:
    names = [name for name, (of, _title) in PROBLEMS.items() if of == status]
    title = str(PROBLEMS[names[0]][1])
    return {
        "description": ", ".join(names),
        "content": {
            MEDIA_TYPE: {
                "schema": {
                    "type": "object",
                    "required": ["type", "title", "status"],
                    "properties": {
                        "type": {"type": "string", "format": "uri"},
                        "title": {"type": "string"},
                        "status": {"const": status},
                        "detail": {"type": "string"},
                        "errors": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "properties": {
                                    "pointer": {"type": "string"},
                                    "detail": {"type": "string"},
                                },
                            },
                        },
                    },
                },
                "example": {
                    "type": f"{settings.PUBLIC_ADDRESS}/api/#{names[0]}",
                    "title": title,
                    "status": status,
                },
            }
        },
    }


interface = Interface(
    title="District governance",
    version="1.0.0",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    auth=[by_token, by_session],
)
handle(interface)
for module in (papers, moves, lists, calendars):
    interface.add_router("", module.router)
