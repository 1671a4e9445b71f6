"""Webhooks as Jellyfin's plugin, Emby and Plex send them, by their public documents."""

from __future__ import annotations

import json
from typing import Any

from tests.app.remote.stand_ins import ANN


def webhook(kind: str, item_id: str, what: str) -> tuple[bytes, str]:
    """Return the body and content type of a webhook: ``what`` is ``seen``, ``rated`` or ``new``."""
    if kind == "jellyfin":
        kinds = {"seen": "PlaybackStop", "rated": "UserDataSaved", "new": "ItemAdded"}
        dashed = f"{ANN[:8]}-{ANN[8:12]}-{ANN[12:16]}-{ANN[16:20]}-{ANN[20:]}"
        message: dict[str, Any] = {
            "NotificationType": kinds[what],
            "ItemType": "Movie",
            "ItemId": item_id,
            "UserId": dashed,
            "NotificationUsername": "ann",
        }
        return json.dumps(message).encode(), "application/json"
    if kind == "emby":
        kinds = {"seen": "item.markplayed", "rated": "item.rate", "new": "library.new"}
        item = {"Id": item_id, "Type": "Movie", "Name": "A film"}
        message = {"Event": kinds[what], "User": {"Id": ANN, "Name": "ann"}, "Item": item}
        return json.dumps(message).encode(), "application/json"
    kinds = {"seen": "media.scrobble", "rated": "media.rate", "new": "library.new"}
    message = {
        "event": kinds[what],
        "Account": {"id": 1, "title": "Ann"},
        "Metadata": {"ratingKey": item_id, "type": "movie", "title": "A film"},
    }
    written = json.dumps(message)
    lines = [
        "--boundary",
        'Content-Disposition: form-data; name="payload"',
        "Content-Type: application/json",
        "",
        written,
        "--boundary",
        'Content-Disposition: form-data; name="thumb"; filename="thumb.jpg"',
        "Content-Type: image/jpeg",
        "",
        "not a picture",
        "--boundary--",
        "",
    ]
    return "\r\n".join(lines).encode(), "multipart/form-data; boundary=boundary"
