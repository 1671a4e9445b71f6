"""The document of a movie: the text that its vector is made from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

# all-MiniLM-L6-v2 reads 256 word pieces; tags beyond these would push the plot out.
MOST_TAGS = 10


def movie_document(
    title: str,
    year: int | None,
    genres: Sequence[str],
    tags: Sequence[str],
    plot: str | None,
    original_title: str | None = None,
) -> str:
    """Return the text that is encoded for a movie.

    Parameters
    ----------
    title, original_title : str
        As shown. The original title follows in brackets, so that both find it.
    year : int or None
        Year of release.
    genres : sequence of str
        MovieLens vocabulary.
    tags : sequence of str
        Most telling first; the first `MOST_TAGS` are used.
    plot : str or None
        One or more sentences.

    Returns
    -------
    str
        Sentences, in the order that measured best: what it is called, what kind
        it is, what it is about.
    """
    name = f"{title} [{original_title}]" if original_title else title
    return _sentences([f"{name} ({year})" if year else name, *_matter(genres, tags, plot)])


def movie_matter(genres: Sequence[str], tags: Sequence[str], plot: str | None) -> str:
    """Return a movie's document without its titles; see `movie_document`.

    Similar films are found by it, because films that share a title's words need not be similar.
    """
    return _sentences(_matter(genres, tags, plot))


def _matter(genres: Sequence[str], tags: Sequence[str], plot: str | None) -> list[str]:
    parts = [", ".join(genres), ", ".join(tags[:MOST_TAGS]), (plot or "").strip()]
    return [part for part in parts if part]


def _sentences(parts: Sequence[str]) -> str:
    return ". ".join(part.rstrip(".") for part in parts) + "."


def text_hash(text: str) -> bytes:
    """Return the 32-byte SHA-256 of ``text``: the key of its cached vector."""
    return hashlib.sha256(text.encode("utf-8")).digest()
