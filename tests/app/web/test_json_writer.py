"""Answers as JSON: what a model writes is what its dictionary would say."""

import json
from datetime import UTC, datetime

from flask import Flask, Response
from pydantic import BaseModel

from app.web.json_writer import JsonWriter


class Named(BaseModel):
    name: str
    at: datetime
    share: float | None


def written(*args: object, **kwargs: object) -> tuple[str, str | None]:
    app = Flask(__name__)
    with app.test_request_context():
        answer = JsonWriter(app).response(*args, **kwargs)
    assert isinstance(answer, Response)
    return answer.get_data(as_text=True), answer.mimetype


def test_a_model_is_written_whole_and_compact() -> None:
    model = Named(name="Amélie", at=datetime(2026, 1, 2, tzinfo=UTC), share=0.25)
    text, mimetype = written(model)
    assert mimetype == "application/json"
    assert text == '{"name":"Amélie","at":"2026-01-02T00:00:00Z","share":0.25}\n'
    assert json.loads(text) == model.model_dump(mode="json")


def test_other_values_are_written_as_flask_does() -> None:
    assert written({"b": 1, "a": "ü"})[0] == '{"b":1,"a":"ü"}\n'
    assert written(b=1)[0] == '{"b":1}\n'
