"""The docs page: the OpenAPI document as plain HTML, with nothing from a CDN."""

from __future__ import annotations

import json
import re
from typing import Any, cast

from apiflask import APIBlueprint, APIFlask
from flask import Response, current_app, make_response, render_template
from markupsafe import Markup

from app.web.problems import KINDS
from app.web.values import LONGEST_QUERY

DESCRIPTION = (
    "Searches films in plain words. Answers are JSON; errors are problem details (RFC 9457, "
    "application/problem+json). Lists come in pages: ask again with `cursor` set to the page's "
    "`next_cursor` until that is null. Every answer carries X-Request-ID, which finds "
    "it in the log. Limits: bodies of 1 MB, files to import of 20 MB and 100,000 rows; pages of "
    f"100 items; queries of {LONGEST_QUERY:,} characters; 600 requests a minute from one address, "
    "and fewer of those that cost more. Beyond them the answer is 413, 422 or 429, the last with "
    "Retry-After, as is 503 while the database is away. PUT and DELETE may be sent again at will, "
    "and an import with its Idempotency-Key."
)
SCHEMAS = "#/components/schemas/"

# Further than this, an example repeats itself.
DEEPEST_EXAMPLE = 6

Schema = dict[str, Any]

blueprint = APIBlueprint("docs", __name__, enable_openapi=False)


@blueprint.get("/api/docs")
def page() -> Response:
    """Show the document."""
    document = cast(Schema, cast(APIFlask, current_app)._get_spec("json"))
    schemas = document["components"]["schemas"]
    html = render_template(
        "docs.html",
        document=document,
        operations=operations(document),
        schemas=schemas,
        kinds=KINDS,
        type_of=type_of,
        example=lambda schema: json.dumps(example(schema, schemas), indent=2, ensure_ascii=False),
    )
    response = make_response(html)
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.app_template_filter("codes")
def codes(text: str | None) -> Markup:
    """Return a description as HTML: what stands between backticks is code.

    Examples
    --------
    >>> codes("ask with `cursor` & <b>")
    Markup('ask with <code>cursor</code> &amp; &lt;b&gt;')
    """
    parts = re.split(r"`([^`]+)`", text or "")
    code = Markup("<code>{}</code>")
    return Markup("").join(code.format(part) if n % 2 else part for n, part in enumerate(parts))


def operations(document: Schema) -> dict[str, list[Schema]]:
    """Return the document's operations by tag, each with its ``path`` and ``method``."""
    by_tag: dict[str, list[Schema]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            entry = {**operation, "path": path, "method": method.upper()}
            by_tag.setdefault((operation.get("tags") or ["Other"])[0], []).append(entry)
    return by_tag


def type_of(schema: Schema) -> list[tuple[str, str | None]]:
    """Return a schema's type as words, each with the name of the model it links to.

    Examples
    --------
    >>> type_of({"type": "array", "items": {"$ref": "#/components/schemas/Hit"}})
    [('list of ', None), ('Hit', 'Hit')]
    """
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(SCHEMAS)
        return [(name, name)]
    if "anyOf" in schema:
        words: list[tuple[str, str | None]] = []
        for choice in schema["anyOf"]:
            words += ([(" or ", None)] if words else []) + type_of(choice)
        return words
    if "enum" in schema or "const" in schema:
        values = schema.get("enum") or [schema["const"]]
        return [(" or ".join(json.dumps(value) for value in values), None)]
    if schema.get("type") == "array":
        if "prefixItems" in schema:
            return [(f"list of {len(schema['prefixItems'])} values", None)]
        return [("list of ", None), *type_of(schema.get("items", {}))]
    words_of_type = schema.get("type", "anything")
    return [(words_of_type + _bounds(schema), None)]


def _bounds(schema: Schema) -> str:
    for least, most, unit in (
        ("minimum", "maximum", ""),
        ("minLength", "maxLength", " characters"),
    ):
        if least in schema and most in schema:
            return f", {schema[least]} to {schema[most]}{unit}"
    return f", {schema['format']}" if "format" in schema else ""


def example(schema: Schema, schemas: dict[str, Schema], depth: int = 0) -> Any:
    """Return a value that a schema describes, made of the examples in it."""
    if examples := schema.get("examples"):
        return examples[0]
    if "default" in schema:
        return schema["default"]
    if "const" in schema or "enum" in schema:
        return schema.get("const") or schema["enum"][0]
    if depth > DEEPEST_EXAMPLE:
        return None
    if "$ref" in schema:
        return example(schemas[schema["$ref"].removeprefix(SCHEMAS)], schemas, depth + 1)
    if "anyOf" in schema:
        return example(schema["anyOf"][0], schemas, depth + 1)
    if schema.get("type") == "object":
        fields = schema.get("properties", {})
        return {name: example(field, schemas, depth + 1) for name, field in fields.items()}
    if schema.get("type") == "array":
        return [example(schema["items"], schemas, depth + 1)] if "items" in schema else []
    if schema.get("format") == "date-time":
        return "2026-01-31T12:00:00Z"
    plain = {"string": "…", "integer": 1, "number": 0.5, "boolean": False}
    return plain.get(schema.get("type", ""))
