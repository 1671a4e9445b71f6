"""Report what the bundled catalogue covers, as plain text."""

from collections import Counter
from collections.abc import Iterable, Sequence

from embeddings.knowledge.entries import Entry
from embeddings.knowledge.vocabulary import vocabulary


def _counts(title: str, values: Iterable[object], by_name: bool = False) -> str:
    counter = Counter(map(str, values))
    pairs = sorted(counter.items()) if by_name else counter.most_common()
    return f"{title} ({len(counter)}): " + ", ".join(f"{name} {n}" for name, n in pairs)


def _words_of(entries: Sequence[Entry], name: str) -> list[object]:
    """Return every word of a list field of all films; wrong types are reported elsewhere."""
    lists = (entry.fields.get(name) for entry in entries)
    return [word for words in lists if isinstance(words, list) for word in words]


def _known(entries: Sequence[Entry]) -> str:
    names = ("directors", "writers", "cast", "composers", "runtime", "certificate")
    counts = (f"{name} {sum(1 for entry in entries if entry.fields.get(name))}" for name in names)
    return "facts: " + ", ".join(counts)


def coverage(entries: Sequence[Entry]) -> str:
    """Describe a catalogue by decade, genre, country, language, fame and tags.

    Parameters
    ----------
    entries : sequence of Entry
        The films, valid or not.

    Returns
    -------
    str
        One line per aspect.
    """
    years = [year for e in entries if isinstance(year := e.fields.get("year"), int)]
    languages = [e.fields.get("languages") for e in entries]
    foreign = sum(
        1 for spoken in languages if isinstance(spoken, list) and spoken[:1] != ["English"]
    )
    tags = _words_of(entries, "tags")
    unused = sorted(vocabulary().tags.keys() - set(map(str, tags)))
    phrases = _words_of(entries, "phrases")
    moods = [
        mood for e in entries if isinstance(held := e.fields.get("moods"), dict) for mood in held
    ]
    share = foreign / len(entries) if entries else 0.0
    lines = [
        f"films: {len(entries)}",
        _counts("decades", (f"{year // 10 * 10}s" for year in years), by_name=True),
        _counts("genres", _words_of(entries, "genres")),
        _counts("countries", _words_of(entries, "countries")),
        _counts("languages", _words_of(entries, "languages")),
        _counts("fame", (e.fields.get("fame", 3) for e in entries), by_name=True),
        f"first language not English: {foreign} ({share:.0%})",
        f"without imdb_id: {sum(1 for e in entries if not e.fields.get('imdb_id'))}",
        _known(entries),
        _counts("minimum age", (e.fields.get("minimum_age", "none") for e in entries), True),
        _counts("moods", moods),
        f"phrases: {len(phrases)} in all",
        f"tags: {len(tags)} uses of {len(set(map(str, tags)))}, {len(unused)} never used",
    ]
    return "\n".join(lines)
