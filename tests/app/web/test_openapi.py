import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from app.__main__ import main, openapi
from app.web.cursors import OffsetCursors
from app.web.keyset_cursors import KeysetCursors

Document = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Document:
    document: Document = json.loads(openapi())
    return document


def operations(document: Document) -> list[tuple[str, Document]]:
    return [
        (f"{method} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_document_is_valid_3_1(document: Document) -> None:
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_command_prints_sorted_json_and_no_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "not a number")  # would stop any command that read it
    assert main(["openapi"]) == 0
    printed = capsys.readouterr().out
    assert printed.endswith("}\n")
    assert (
        printed
        == json.dumps(json.loads(printed), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    )


def test_served_document_is_the_printed_one(offline: FlaskClient, document: Document) -> None:
    response = offline.get("/api/openapi.json", headers={"Host": "evil.example"})
    assert response.json == document


def test_every_operation_is_documented(document: Document) -> None:
    ids = []
    for name, operation in operations(document):
        ids.append(operation["operationId"])
        assert operation["summary"], name
        assert operation["tags"], name
        for parameter in operation["parameters"]:
            assert parameter["description"], f"{name} {parameter['name']}"
            assert "anyOf" not in parameter["schema"], f"{name} {parameter['name']}"
    assert len(ids) == len(set(ids))


def test_every_error_response_is_a_problem(document: Document) -> None:
    for name, operation in operations(document):
        errors = {s: r for s, r in operation["responses"].items() if s.startswith(("4", "5"))}
        assert {"414", "500"} <= set(errors), name
        if operation["parameters"] and any(p["in"] == "query" for p in operation["parameters"]):
            assert "422" in errors, name
        for response in errors.values():
            assert list(response["content"]) == ["application/problem+json"]
            schema = response["content"]["application/problem+json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Problem"}


def test_movie_is_one_schema_everywhere(document: Document) -> None:
    names = document["components"]["schemas"]
    assert not [name for name in names if "." in name]
    for name in ("Hit", "PopularItem", "SimilarItem"):
        assert names[name]["properties"]["movie"] == {"$ref": "#/components/schemas/Movie"}
    assert set(names["Movie"]["required"]) == set(names["Movie"]["properties"])


def test_limits_in_words_are_those_of_the_schemas(offline: FlaskClient, document: Document) -> None:
    parameters = document["paths"]["/api/v1/search"]["get"]["parameters"]
    schemas = {parameter["name"]: parameter["schema"] for parameter in parameters}
    queries = f"queries of {schemas['q']['maxLength']:,} characters"
    pages = f"pages of {schemas['limit']['maximum']} items"
    for text in (document["info"]["description"], offline.get("/api/docs").text):
        assert queries in text
        assert pages in text


def test_lists_are_repeated_parameters(document: Document) -> None:
    parameters = document["paths"]["/api/v1/search"]["get"]["parameters"]
    (genres,) = [parameter for parameter in parameters if parameter["name"] == "genres"]
    assert genres["schema"]["type"] == "array"
    assert genres.get("explode", True)
    assert [parameter["name"] for parameter in parameters if parameter["required"]] == ["q"]


def test_references_lead_somewhere(document: Document) -> None:
    text = json.dumps(document)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in document["components"]["schemas"]


def test_docs_page_shows_every_operation_and_schema(
    offline: FlaskClient, document: Document
) -> None:
    page = offline.get("/api/docs").text
    for _, operation in operations(document):
        assert f'id="{operation["operationId"]}"' in page
    for name in document["components"]["schemas"]:
        assert f'id="schema-{name}"' in page


def test_problem_example_has_the_fields_of_a_problem(
    offline: FlaskClient, document: Document
) -> None:
    schema = document["components"]["schemas"]["Problem"]
    sent = offline.get("/api/v1/search").json
    assert sent is not None
    assert set(sent) == set(schema["properties"])
    content = document["paths"]["/api/v1/search"]["get"]["responses"]["422"]["content"]
    example = content["application/problem+json"]["examples"]["invalid"]["value"]
    assert set(example) <= set(schema["properties"])
    assert set(schema["required"]) <= set(example)


@pytest.mark.parametrize("path", ["/api/openapi.json", "/api/docs"])
def test_document_is_sent_again_only_when_it_changes(offline: FlaskClient, path: str) -> None:
    first = offline.get(path, headers={"Accept-Encoding": "gzip"})
    assert first.headers["Cache-Control"] == "public, no-cache"
    tag = first.headers["ETag"]
    assert offline.get(path).headers["ETag"] == tag  # whether or not it is compressed
    again = offline.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert offline.get(path, headers={"If-None-Match": 'W/"another"'}).status_code == 200


def test_cursors_have_the_form_of_those_given_out(document: Document) -> None:
    key = "a key of this service"
    given_out = [
        OffsetCursors(key).write(7, 40, {"q": "robot"}),
        KeysetCursors(key).write(["2026-01-31", 12], {"sort": "newest"}),
        # Long values are compressed, and begin with a dot.
        KeysetCursors(key).write(["a" * 500, 12], {"sort": "title"}),
    ]
    assert given_out[2].startswith(".")
    found = 0
    for name, operation in operations(document):
        for parameter in operation["parameters"]:
            if parameter["name"] == "cursor":
                found += 1
                for cursor in given_out:
                    assert re.search(parameter["schema"]["pattern"], cursor), name
                assert not re.search(parameter["schema"]["pattern"], "anything\0else"), name
    assert found > 5
