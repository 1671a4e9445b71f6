"""The OpenAPI document, put right where APIFlask 3.1 makes it otherwise than it should be.

* A nested model becomes one component per parent (``SearchPage.Movie``); here one.
* Parameters carry their description inside the schema, and null as a type that no
  query string can hold.
* Bodies are optional, and answers without one have an empty list of media types.
* What a session's writes need depends on the method, which the decorators of
  `app.accounts.access` do not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

COMPONENT = "#/components/schemas/"
LARGEST_ID = 2**31 - 1


def finished(document: dict[str, Any], extra: Mapping[str, type[BaseModel]]) -> dict[str, Any]:
    """Return the generated document, put right.

    Parameters
    ----------
    document : dict
        As APIFlask makes it; changed in place.
    extra : mapping of str to model
        Models that no route names as its input or output.
    """
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name, model in extra.items():
        schema = model.model_json_schema(ref_template=COMPONENT + "{model}")
        schema.pop("$defs", None)
        schemas[name] = {**schema, "title": name}
    document["components"]["schemas"] = _merged(schemas)
    for path in document["paths"].values():
        for method, operation in path.items():
            parameters = [_parameter(one) for one in operation["parameters"]]
            operation["parameters"] = sorted(parameters, key=lambda one: not one["required"])
            operation["security"] = _security(method, operation.get("security", []))
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            for response in operation["responses"].values():
                if not response.get("content", True):
                    del response["content"]
    return document


def _security(method: str, ways: list[dict[str, list[str]]]) -> list[dict[str, list[str]]]:
    """Return an operation's ways to be let in; a session's writes take the CSRF token too."""
    csrf: dict[str, list[str]] = {"csrf": []} if method != "get" else {}
    return [{**way, **csrf} if "session" in way else way for way in ways]


def _merged(schemas: dict[str, Any]) -> dict[str, Any]:
    """Give each nested model its own name; two models of one name are a mistake."""
    merged: dict[str, Any] = {}
    for name, schema in schemas.items():
        own = name.rsplit(".", 1)[-1]
        if merged.setdefault(own, schema) != schema:
            raise ValueError(f"two different models are called {own}")
    return dict(sorted(merged.items()))


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = dict(parameter["schema"])
    choices = [one for one in schema.pop("anyOf", []) if one != {"type": "null"}]
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
