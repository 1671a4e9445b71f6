"""Pydantic models as request and response schemas: where APIFlask 3.1 falls short.

What its own Pydantic support does otherwise than the API needs:

* repeated query parameters keep their first value only; here a list field takes
  all, and any other field given twice is an error;
* validation errors have a shape of their own; here they are problems with pointers;
* forms are taken with files only, and headers by names that they do not have;
* JSON is taken whatever its media type is said to be; here it must be said to be JSON.

`app.web.openapi` puts right what becomes of them in the document.
"""

from __future__ import annotations

from typing import Any, get_origin

from apiflask import APIFlask
from apiflask.schema_adapters import registry
from apiflask.schema_adapters.pydantic import PydanticAdapter
from flask import Request, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.routing import IntegerConverter
from werkzeug.routing import ValidationError as RoutingError

from app.web import openapi
from app.web.openapi import COMPONENT, LARGEST_ID
from app.web.problems import KINDS, MEDIA_TYPE, Fault, Problem

# As APIFlask types it.
Responses = dict[int | str, dict[str, Any]]


# Any operation may meet these, and any that takes a JSON body those.
COMMON_PROBLEMS = ("internal", "database-unavailable")
JSON_PROBLEMS = ("bad-request", "too-large", "unsupported-media-type", "invalid")

# The response of writes that have nothing to tell, for ``doc(responses=…)``.
DONE: Responses = {204: {"description": "Done."}}


def _whole(value: object) -> object:
    """Take 7.0 for 7, as JSON Schema does: JSON has one kind of numbers only."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


# Stands last among an integer's annotations, or the document loses the bounds.
WHOLE = BeforeValidator(_whole)


class Query(BaseModel):
    """Base of query strings: a parameter that is not known is an error, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Input(BaseModel):
    """Base of JSON bodies: no unknown fields, and numbers are numbers, not text."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Form(BaseModel):
    """Base of `multipart/form-data` bodies, whose values come as text."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Headers(BaseModel):
    """Base of request headers; there are always others beside those declared."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Body(BaseModel):
    """Base of what is answered. Fields have no defaults, so all of them are always there."""

    model_config = ConfigDict(frozen=True)


class FieldError(Body):
    """One value at fault."""

    pointer: str = Field(
        description="Where it is: /query/NAME, /header/NAME, or a JSON pointer into the body.",
        examples=["/query/limit"],
    )
    detail: str = Field(description="What is wrong with it.")


class ProblemBody(BaseModel):
    """Problem details, RFC 9457."""

    type: str = Field(description="Names the kind of problem.", examples=["/api/docs#invalid"])
    title: str = Field(description="The kind of problem in words.", examples=["Invalid request"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(description="What went wrong this time.")
    instance: str = Field(description="The path that was asked for.")
    request_id: str = Field(description="Finds this request in the log.")
    errors: list[FieldError] = Field(default=[], description="The values at fault, if any.")


class Adapter(PydanticAdapter):
    """Reads query strings with their lists and JSON bodies, and answers errors with pointers."""

    def validate_input(self, request: Request, location: str, **_: Any) -> BaseModel:
        """Return the model, or raise the problem that the input is."""
        if location == "json":
            return self._body(request)
        if location == "form_and_files":
            return self._validated(self._form(request), "")
        if location == "headers":
            return self._validated(dict(request.headers), "/header")
        if location != "query":
            raise NotImplementedError(f"no route takes input from {location} yet")
        return self._validated(_values(self.model_class, request.args, "/query"), "/query")

    def _validated(self, values: dict[str, Any], root: str) -> BaseModel:
        try:
            return self.model_class.model_validate(values)
        except ValidationError as error:
            raise Problem("invalid", errors=field_errors(error, root)) from None

    def _form(self, request: Request) -> dict[str, Any]:
        if request.mimetype != "multipart/form-data":
            raise Problem(
                "unsupported-media-type", "The request's body must be multipart/form-data."
            )
        given: MultiDict[str, Any] = MultiDict([*request.form.items(multi=True)])
        given.update(request.files)
        return _values(self.model_class, given, "")

    def _body(self, request: Request) -> BaseModel:
        # No form of another site's page can send this type without the browser asking
        # first, so it also keeps such pages from signing anybody in.
        if request.mimetype != "application/json":
            raise Problem("unsupported-media-type")
        try:
            return self.model_class.model_validate_json(request.get_data())
        except ValidationError as error:
            if error.errors()[0]["type"] == "json_invalid":
                raise Problem("bad-request", "The request's body is not JSON.") from None
            raise Problem("invalid", errors=field_errors(error, "")) from None

    def get_openapi_schema(self, **kwargs: Any) -> dict[str, Any]:
        """Return the JSON schema, with nested models referred to by their own names."""
        return self.model_class.model_json_schema(ref_template=COMPONENT + "{model}", **kwargs)


# When this module is imported, since the decorators of routes look it up at once.
registry.register("pydantic", Adapter)


def _values(model: type[BaseModel], args: MultiDict[str, Any], root: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    errors = []
    for name, given in args.lists():
        field = model.model_fields.get(name)
        if field is not None and get_origin(field.annotation) is list:
            values[name] = given
        else:
            values[name] = given[0]
            if len(given) > 1:
                errors.append(Fault(f"{root}/{name}", "Is given more than once."))
    if errors:
        raise Problem("invalid", errors=errors)
    return values


def field_errors(error: ValidationError, root: str) -> list[Fault]:
    """Return Pydantic's findings with pointers under ``root``.

    A check of several fields names the one at fault as ``field`` in its context.
    """
    found = []
    for one in error.errors(include_url=False, include_input=False):
        parts = [str(part) for part in one["loc"]] or [str(one.get("ctx", {}).get("field", ""))]
        # RFC 6901: these two characters are escaped within a pointer.
        escaped = [part.replace("~", "~0").replace("/", "~1") for part in parts if part]
        unknown = one["type"] == "extra_forbidden"
        what = "parameter" if root == "/query" else "field"
        detail = f"There is no such {what}." if unknown else one["msg"].rstrip(".") + "."
        found.append(Fault("/".join([root, *escaped]), detail))
    return found


def problems(*names: str) -> Responses:
    """Return the problem responses of an operation, for ``doc(responses=…)``.

    Parameters
    ----------
    *names : str
        Keys of `app.web.problems.KINDS`, beside those that every operation may meet.
    """
    responses: Responses = {}
    for name in (*names, *COMMON_PROBLEMS):
        kind = KINDS[name]
        example = {
            "type": f"/api/docs#{name}",
            "title": kind.title,
            "status": kind.status,
            "detail": kind.detail,
            "instance": "/api/v1/…",
            "request_id": "5f3c0e6a9d1b4c7e8f20a1b2",
        }
        content = {"schema": {"$ref": f"{COMPONENT}Problem"}, "examples": {}}
        response = responses.setdefault(
            kind.status, {"description": "", "content": {MEDIA_TYPE: content}}
        )
        titles = [text for text in (response["description"], kind.title) if text]
        response["description"] = "; ".join(dict.fromkeys(titles))
        response["content"][MEDIA_TYPE]["examples"][name] = {"value": example}
        if kind.status in (429, 503):
            response["headers"] = {
                "Retry-After": {
                    "description": "Seconds to wait before asking again.",
                    "schema": {"type": "integer"},
                }
            }
    return responses


def done() -> Response:
    """Answer a write that has nothing to tell."""
    return Response(status=204)


class MovieIdConverter(IntegerConverter):
    """Whole numbers that fit; Python refuses to read one of thousands of digits."""

    regex = "[0-9]{1,10}"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_ID, **kwargs})

    def to_python(self, value: str) -> int:
        """Return the number; one too large is the id of nothing.

        Werkzeug would look for another rule, find that of another method, and answer 405.
        """
        try:
            return int(super().to_python(value))
        except RoutingError as error:
            raise NotFound from error


def init_app(app: APIFlask) -> None:
    """Have ``app`` use all this."""
    app.url_map.converters["int"] = MovieIdConverter
    app.config.update(
        AUTO_404_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        # Else the document would repeat whatever Host header came with the first request.
        AUTO_SERVERS=False,
        SERVERS=[{"url": "/"}],
    )
    # typed for YAML as well
    app.spec_callback = _finished  # type: ignore[assignment]


def _finished(document: dict[str, Any]) -> dict[str, Any]:
    return openapi.finished(document, {"Problem": ProblemBody, "FieldError": FieldError})
