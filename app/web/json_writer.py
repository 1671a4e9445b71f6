"""How answers are written as JSON: models by Pydantic itself, all else as Flask does."""

from __future__ import annotations

from typing import Any

from flask.json.provider import DefaultJSONProvider
from pydantic import BaseModel
from werkzeug.sansio.response import Response


class JsonWriter(DefaultJSONProvider):
    """Writes a model straight to JSON, without a dictionary between them.

    Other values are compact, keep the order of their keys, and keep letters beyond ASCII.
    """

    sort_keys = False
    ensure_ascii = False
    compact = True

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Return an answer of one model, or of what Flask's ``jsonify`` takes."""
        if len(args) == 1 and isinstance(args[0], BaseModel):
            body = args[0].model_dump_json(by_alias=True) + "\n"
            return self._app.response_class(body, mimetype=self.mimetype)
        return super().response(*args, **kwargs)
