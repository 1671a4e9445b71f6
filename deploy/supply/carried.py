"""Adds what the front end is made of to the list of an image that carries it.

``python -m deploy.supply.carried FRONTEND FROM TO``: the files are CycloneDX in JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def with_front_end(image: Json, front_end: Json) -> Json:
    """Return an image's list with the front end and its packages as further components."""
    carried = [front_end["metadata"]["component"], *front_end["components"]]
    taken = {component["bom-ref"] for component in image["components"]}
    if doubled := taken & {component["bom-ref"] for component in carried}:
        raise ValueError(f"both lists have {sorted(doubled)[0]}")
    return image | {
        "components": [*image["components"], *carried],
        "dependencies": [*image["dependencies"], *front_end["dependencies"]],
    }


if __name__ == "__main__":
    front_end, image, written = (Path(path) for path in sys.argv[1:])
    both = with_front_end(json.loads(image.read_text()), json.loads(front_end.read_text()))
    written.write_text(json.dumps(both, indent=2) + "\n")
