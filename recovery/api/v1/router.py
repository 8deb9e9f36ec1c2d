from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer

from recovery.api.v1.deprecations import DEPRECATED
from recovery.api.v1.edge import problem
from recovery.api.v1.problems import Problem, code_of
from recovery.errors import KeyhavenError, TooManyRequests
from recovery.flows import rate_limit, server_keys
from recovery.models import RelyingParty, ServerKey

REQUESTS_A_MINUTE = 200
# Of those that have shares opened or sealed.
SHARES_A_MINUTE = 50
WRONG_KEYS_A_MINUTE = 60


class Key(HttpBearer):
    """A server key with one scope. Counted before anything is answered.

    most: requests with this scope within a minute, where they cost more than others.
    """

    openapi_bearerFormat = "kh_live_… or kh_test_…"

    def __init__(self, scope: ServerKey.Scope, *, most: int | None = None) -> None:
        super().__init__()
        self.scope = scope
        self.most = most

    def __call__(self, request: HttpRequest) -> Any:
        if not request.headers.get("Authorization", "").startswith("Bearer "):
            raise Problem("key_missing")
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, token: str) -> ServerKey:
        key = server_keys.find(token)
        if key is None:
            address = request.META.get("REMOTE_ADDR", "")
            rate_limit.count(what="wrong server key", who=address, most=WRONG_KEYS_A_MINUTE)
            raise Problem("key_unknown")
        _count(request, key, what="api", most=REQUESTS_A_MINUTE)
        if self.most is not None:
            _count(request, key, what=f"api {self.scope}", most=self.most)
        if self.scope not in key.scopes:
            raise Problem("key_scope")
        server_keys.note_use(key)
        return key


def _count(request: HttpRequest, key: ServerKey, *, what: str, most: int) -> None:
    left = 0
    try:
        left = most - rate_limit.count(what=what, who=str(key.pk), most=most)
    finally:
        request.limit_headers = {  # type: ignore[attr-defined]
            "X-RateLimit-Limit": str(most),
            "X-RateLimit-Remaining": str(left),
            "X-RateLimit-Reset": str(rate_limit.seconds_left()),
        }


class _Api(NinjaAPI):
    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Errors are documented as what they are sent as, and what goes away as that."""
        schema = super().get_openapi_schema(**options)
        for address, path in schema["paths"].items():
            for method, operation in path.items():
                if (method.upper(), address) in DEPRECATED:
                    operation["deprecated"] = True
                for status, response in operation["responses"].items():
                    if int(status) >= 400:
                        content = response["content"]
                        content["application/problem+json"] = content.pop("application/json")
        return schema


v1 = _Api(
    title="Keyhaven API",
    version="1",
    description="For servers of relying parties. Nothing here can read or change a secret but the "
    "backup shares that a relying party stored itself.",
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url="/openapi.json",
)

reads = Key(ServerKey.Scope.READ)
reads_events = Key(ServerKey.Scope.EVENTS)
writes = Key(ServerKey.Scope.WRITE)
writes_policy = Key(ServerKey.Scope.POLICY)
keeps_shares = Key(ServerKey.Scope.CUSTODY, most=SHARES_A_MINUTE)
ejects = Key(ServerKey.Scope.EJECT, most=SHARES_A_MINUTE)


def key_of(request: HttpRequest) -> ServerKey:
    return cast(ServerKey, request.auth)  # type: ignore[attr-defined]


def party_of(request: HttpRequest) -> RelyingParty:
    """The relying party whose key it is; every query starts from it."""
    return key_of(request).relying_party


@v1.exception_handler(Problem)
def on_problem(request: HttpRequest, error: Problem) -> HttpResponse:
    return problem(request, error.code)


@v1.exception_handler(TooManyRequests)
def on_too_many(request: HttpRequest, error: TooManyRequests) -> HttpResponse:
    response = problem(request, "too_many_requests")
    response.headers["Retry-After"] = str(rate_limit.seconds_left())
    return response


@v1.exception_handler(KeyhavenError)
def on_keyhaven_error(request: HttpRequest, error: KeyhavenError) -> HttpResponse:
    return problem(request, code_of(error))


@v1.exception_handler(RequestDataTooBig)
def on_body_too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(request, "body_too_large")


@v1.exception_handler(ValidationError)
def on_validation_error(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(request, "bad_request")


@v1.exception_handler(AuthenticationError)
def on_authentication_error(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(request, "key_missing")


@v1.exception_handler(HttpError)
def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, "bad_request")


@v1.exception_handler(Http404)
def on_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, "not_found")
