"""What is valid and yet unusual in the catalogue: worth another look by a reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from embeddings.knowledge.entries import Entry

# Films are black-and-white as a rule up to here, and by choice later.
LAST_BLACK_AND_WHITE = 1969
FEWEST_MOODS, FEWEST_TAGS, SHORTEST_PLOT = 6, 8, 140
SHORTEST_FEATURE, LONGEST_FEATURE = 40, 240
# Carried by more than one film in three, a word tells little.
COMMON = 1 / 3
SHOWN = 12


def outliers(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield a line for each kind of oddity: how many films, and the first of them by name.

    Parameters
    ----------
    entries
        Films that pass their checks.
    """
    kinds: dict[str, list[str]] = {
        "black-and-white by choice": [],
        "little said": [],
        "very short or very long": [],
        "few of its phrases are short": [],
        "strong in everything": [],
    }
    for entry in entries:
        fields = entry.fields
        name = f"{fields['title']} ({fields['year']})"
        tags, moods, minutes = fields["tags"], fields["moods"], fields.get("runtime")
        if "black-and-white" in tags and fields["year"] > LAST_BLACK_AND_WHITE:
            kinds["black-and-white by choice"].append(name)
        is_thin = len(moods) < FEWEST_MOODS or len(tags) < FEWEST_TAGS
        if is_thin or len(fields["plot"]) < SHORTEST_PLOT:
            kinds["little said"].append(name)
        if minutes and not SHORTEST_FEATURE <= minutes <= LONGEST_FEATURE:
            kinds["very short or very long"].append(name)
        if all(len(phrase.split()) > 6 for phrase in fields["phrases"]):
            kinds["few of its phrases are short"].append(name)
        if sum(strength == 3 for strength in moods.values()) > len(moods) / 2:
            kinds["strong in everything"].append(name)
    for kind, names in kinds.items():
        more = f", and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        yield f"{kind}: {len(names)}" + (f": {'; '.join(names[:SHOWN])}{more}" if names else "")
    for field in ("tags", "moods"):
        counts = Counter(word for entry in entries for word in entry.fields[field])
        common = [f"{word} {n}" for word, n in counts.most_common() if n > COMMON * len(entries)]
        yield f"{field} that more than a third of the films have: {', '.join(common) or 'none'}"
