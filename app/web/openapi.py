"""Corrects the OpenAPI document that APIFlask 3.1 generates.

* APIFlask makes a component of a nested model for each parent (``SearchPage.Movie``); the
  corrected document has a single component.
* APIFlask puts a parameter's description into its schema, and allows null, which no query
  string can express.
* APIFlask makes request bodies optional, and gives answers without a body an empty list of
  media types.
* A body that is a file as it is, is declared by the extension `RAW_BODY`.
* Writes of a session need a CSRF token; the decorators of `app.accounts.access` do not know
  the method, so the requirement is added here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

COMPONENT = "#/components/schemas/"
LARGEST_ID = 2**31 - 1
# An extension of an operation whose body is a file as it is; its value is the media type.
RAW_BODY = "x-raw-body"


def finished(document: dict[str, Any], extra: Mapping[str, type[BaseModel]]) -> dict[str, Any]:
    """Return the corrected document.

    Parameters
    ----------
    document : dict
        APIFlask's document; it is changed in place.
    extra : mapping of str to model
        Models, by name, that are neither input nor output of a route.
    """
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name, model in extra.items():
        schema = model.model_json_schema(ref_template=COMPONENT + "{model}")
        schema.pop("$defs", None)
        schemas[name] = {**schema, "title": name}
    document["components"]["schemas"] = _merged(schemas)
    # Blueprints that share a tag each name it.
    document["tags"] = list({tag["name"]: tag for tag in document.get("tags", [])}.values())
    for path in document["paths"].values():
        for method, operation in path.items():
            parameters = [_parameter(parameter) for parameter in operation["parameters"]]
            operation["parameters"] = sorted(parameters, key=lambda entry: not entry["required"])
            operation["security"] = _security(method, operation.get("security", []))
            if media_type := operation.pop(RAW_BODY, None):
                schema = {"type": "string", "format": "binary"}
                operation["requestBody"] = {"content": {media_type: {"schema": schema}}}
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            for response in operation["responses"].values():
                if not response.get("content", True):
                    del response["content"]
    return document


def _security(method: str, ways: list[dict[str, list[str]]]) -> list[dict[str, list[str]]]:
    """Return an operation's ways to authenticate; writes of a session need the CSRF token too."""
    csrf: dict[str, list[str]] = {"csrf": []} if method != "get" else {}
    return [{**way, **csrf} if "session" in way else way for way in ways]


def _merged(schemas: dict[str, Any]) -> dict[str, Any]:
    """Return each model under its own name; raise ValueError where two models share a name."""
    merged: dict[str, Any] = {}
    for name, schema in schemas.items():
        own = name.rsplit(".", 1)[-1]
        if merged.setdefault(own, schema) != schema:
            raise ValueError(f"two different models are called {own}")
    return dict(sorted(merged.items()))


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = dict(parameter["schema"])
    choices = [choice for choice in schema.pop("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        schema = {**choices[0], **schema}
    if schema.get("default", ...) is None:
        del schema["default"]
    schema.pop("title", None)
    tidy = {**parameter, "schema": schema}
    if parameter["in"] == "path":
        schema.update(minimum=0, maximum=LARGEST_ID)
        what = parameter["name"].removesuffix("_id")
        tidy.update(required=True, description=f"The {what}'s id.", example=1)
    if "description" in schema:
        tidy["description"] = schema.pop("description")
    if examples := schema.pop("examples", None):
        tidy["example"] = examples[0]
    return tidy
