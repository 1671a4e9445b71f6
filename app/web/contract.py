"""Pydantic models as request and response schemas, beyond what APIFlask 3.1 supports.

Differences from APIFlask's own Pydantic support:

* Of a repeated query parameter, APIFlask keeps the first value; here a list field has all
  values, and another field that is repeated is an error.
* Validation errors are problems with pointers.
* `multipart/form-data`, other forms and request headers are validated by models too.
* A JSON body must have the media type of JSON.

`app.web.openapi` corrects the document that APIFlask generates from the models.
"""

from __future__ import annotations

from typing import Any, get_origin

from apiflask import APIFlask
from apiflask.schema_adapters import registry
from apiflask.schema_adapters.pydantic import PydanticAdapter
from flask import Request, Response
from pydantic import BaseModel, ConfigDict, Field, Json, ValidationError
from pydantic.fields import FieldInfo
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.routing import IntegerConverter
from werkzeug.routing import ValidationError as RoutingError

from app.web import openapi
from app.web.openapi import COMPONENT, LARGEST_ID
from app.web.problems import KINDS, MEDIA_TYPE, Fault, Problem

# APIFlask's type of ``responses``.
Responses = dict[int | str, dict[str, Any]]


# Problems of every operation, and of every operation with a JSON body.
COMMON_PROBLEMS = ("uri-too-long", "internal", "database-unavailable", "storage-full")
JSON_PROBLEMS = ("bad-request", "too-large", "unsupported-media-type", "invalid")

# The response of writes without a body, for ``doc(responses=…)``.
DONE: Responses = {204: {"description": "Done."}}


class Query(BaseModel):
    """Base of query strings; an unknown parameter is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Input(BaseModel):
    """Base of JSON bodies; an unknown field is an error, and so is a number written as text."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Form(BaseModel):
    """Base of `multipart/form-data` bodies, whose values are text."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Headers(BaseModel):
    """Base of request headers; headers that are not declared are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Body(BaseModel):
    """Base of answers. Fields have no defaults, so an answer always has all of them."""

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
    """Validates requests by Pydantic models; errors are problems with pointers."""

    def validate_input(self, request: Request, location: str, **_: Any) -> BaseModel:
        """Return the validated model.

        Raises
        ------
        Problem
            ``invalid``, ``bad-request`` or ``unsupported-media-type``.
        """
        if location == "json":
            return self._body(request)
        if location == "form_and_files":
            return self._validated(self._form(request), "")
        if location == "form":
            return self._validated(self._plain_form(request), "")
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
        fields: MultiDict[str, Any] = MultiDict([*request.form.items(multi=True)])
        fields.update(request.files)
        return _values(self.model_class, fields, "")

    def _plain_form(self, request: Request) -> dict[str, Any]:
        if request.mimetype != "application/x-www-form-urlencoded":
            raise Problem("unsupported-media-type")
        return _values(self.model_class, request.form, "")

    def _body(self, request: Request) -> BaseModel:
        # A form of another site's page cannot send this type unless the browser asks this
        # service first, so the check also keeps such pages from signing anybody in.
        if request.mimetype != "application/json":
            raise Problem("unsupported-media-type")
        try:
            return self.model_class.model_validate_json(request.get_data())
        except ValidationError as error:
            if error.errors()[0]["type"] == "json_invalid":
                raise Problem("bad-request", "The request's body is not JSON.") from None
            raise Problem("invalid", errors=field_errors(error, "")) from None

    def serialize_output(self, data: Any, many: bool = False) -> BaseModel:
        """Return the answer as a checked model, which `app.web.json_writer` writes."""
        if many:
            raise NotImplementedError("no route answers with a bare list")
        return data if isinstance(data, BaseModel) else self.model_class.model_validate(data)

    def get_openapi_schema(self, **kwargs: Any) -> dict[str, Any]:
        """Return the JSON schema, with nested models referred to by their own names."""
        return self.model_class.model_json_schema(ref_template=COMPONENT + "{model}", **kwargs)


# Registered at import, because the decorators of routes look the adapter up at once.
registry.register("pydantic", Adapter)


def _values(model: type[BaseModel], args: MultiDict[str, Any], root: str) -> dict[str, Any]:
    """Return all values of list fields, and the value of each other field.

    Raises
    ------
    Problem
        ``invalid``: a field that is no list is repeated.
    """
    values: dict[str, Any] = {}
    errors = []
    for name, repeated in args.lists():
        field = model.model_fields.get(name)
        if field is not None and _is_repeated(field):
            values[name] = repeated
        else:
            values[name] = repeated[0]
            if len(repeated) > 1:
                errors.append(Fault(f"{root}/{name}", "Is given more than once."))
    if errors:
        raise Problem("invalid", errors=errors)
    return values


def _is_repeated(field: FieldInfo) -> bool:
    """Return whether a list is given by repeating its field, and not as the text of one."""
    # For type checkers `Json` is an annotation; at run time it is a class.
    is_text = any(isinstance(part, Json) for part in field.metadata)  # type: ignore[misc]
    return get_origin(field.annotation) is list and not is_text


def field_errors(error: ValidationError, root: str) -> list[Fault]:
    """Return Pydantic's errors with pointers under ``root``.

    A validator of several fields names the field at fault as ``field`` in the error's context.
    """
    faults = []
    for details in error.errors(include_url=False, include_input=False):
        field = str(details.get("ctx", {}).get("field", ""))
        parts = [*(str(part) for part in details["loc"]), field]
        # RFC 6901 escapes ~ and / within a pointer.
        escaped = [part.replace("~", "~0").replace("/", "~1") for part in parts if part]
        unknown = details["type"] == "extra_forbidden"
        what = "parameter" if root == "/query" else "field"
        detail = f"There is no such {what}." if unknown else details["msg"].rstrip(".") + "."
        faults.append(Fault("/".join([root, *escaped]), detail))
    return faults


def problems(*names: str) -> Responses:
    """Return the problem responses of an operation, for ``doc(responses=…)``.

    Parameters
    ----------
    *names : str
        Keys of `app.web.problems.KINDS`; `COMMON_PROBLEMS` are added.
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
    """Return the response of a write without a body."""
    return Response(status=204)


class MovieIdConverter(IntegerConverter):
    """Ids in addresses: at most ten digits, since Python refuses to parse thousands of digits."""

    regex = "[0-9]{1,10}"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_ID, **kwargs})

    def to_python(self, value: str) -> int:
        """Return the id; an id beyond `LARGEST_ID` is not found.

        Left to itself, Werkzeug would try the rules of other methods and answer 405.
        """
        try:
            return int(super().to_python(value))
        except RoutingError as error:
            raise NotFound from error


def init_app(app: APIFlask, base_path: str = "") -> None:
    """Make ``app`` validate requests, and answer invalid ones, by this module."""
    app.url_map.converters["int"] = MovieIdConverter
    app.config.update(
        AUTO_404_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        # Otherwise the document would have the Host header of the first request.
        AUTO_SERVERS=False,
        SERVERS=[{"url": base_path or "/"}],
    )
    # APIFlask types it for YAML as well.
    app.spec_callback = _finished  # type: ignore[assignment]


def _finished(document: dict[str, Any]) -> dict[str, Any]:
    return openapi.finished(document, {"Problem": ProblemBody, "FieldError": FieldError})
