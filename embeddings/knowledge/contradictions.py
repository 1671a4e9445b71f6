"""Fields of an entry that cannot both be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from embeddings.knowledge.vocabulary import Vocabulary

# Mood → from which age one would show a film that has it clearly.
YOUNGEST = {"gory": 12, "brutal": 12, "disturbing": 10, "raunchy": 12, "erotic": 16}
FAMILY, OLDEST_OF_FAMILY = "for the whole family", 8
YOUNGEST_BY_CERTIFICATE = {"R": 12, "NC-17": 16}
OLDEST_BY_CERTIFICATE = {"G": 12}
# Tag → words that a film with it cannot have.
IMPOSSIBLE = {
    "silent film": {"talky", "dialogue-driven", "voice-over"},
    "no dialogue": {"talky", "dialogue-driven", "witty"},
    "black-and-white": {"3d animation"},
    "short film": {"epic"},
    "hand-drawn animation": {"3d animation"},
}


def contradictions(fields: Mapping[str, Any], words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield (field, reason) for what contradicts another field of the entry.

    Parameters
    ----------
    fields
        Of an entry whose fields are each of the right type.
    """
    moods, age = fields["moods"], fields["minimum_age"]
    for mood, other in combinations(sorted(moods), 2):
        if mood in words.moods and other in words.moods[mood].opposite:
            yield "moods", f"{mood!r} and {other!r} contradict each other"
    for mood, youngest in YOUNGEST.items():
        if moods.get(mood, 0) >= 2 and age < youngest:
            yield "minimum_age", f"is {age}, though the film is clearly {mood!r}"
    if FAMILY in moods and age > OLDEST_OF_FAMILY:
        yield "minimum_age", f"is {age}, though the film is {FAMILY!r}"
    certificate = fields.get("certificate", "")
    if age < YOUNGEST_BY_CERTIFICATE.get(certificate, 0):
        yield "minimum_age", f"is {age}, though the certificate is {certificate}"
    if age > OLDEST_BY_CERTIFICATE.get(certificate, 99):
        yield "minimum_age", f"is {age}, though the certificate is {certificate}"
    said = {*fields["tags"], *moods}
    for tag, impossible in IMPOSSIBLE.items():
        if tag in fields["tags"]:
            for word in sorted(impossible & said):
                yield "tags", f"{tag!r} and {word!r} contradict each other"
