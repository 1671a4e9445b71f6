"""Views of a film: the documents and the queries that a step of training draws for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from embeddings.knowledge.vocabulary import Word, vocabulary
from embeddings.learning.encoder.films import Form, TrainingFilm
from embeddings.texts.document import movie_document, movie_matter
from embeddings.texts.sentences import split_sentences

# Of the documents: how many keep everything, lose the title, keep the plot alone, lose the plot.
DOCUMENT_SHARES: Final = {"whole": 0.7, "matter": 0.15, "plot": 0.1, "plotless": 0.05}
# Of the requests: how many are drawn whole, as a few sentences, as one sentence.
REQUEST_SHARES: Final = {"whole": 0.4, "some": 0.4, "one": 0.2}
# From this strength on, a mood is something that people would ask for.
ASKED_MOOD: Final = 2
# What Reddit's requests begin with, such as [TOMT] [Movie].
_LABELS = re.compile(r"^(\s*\[[^\]]{1,30}\]\s*)+")

_ABOUT: Final = ("{}", "{}", "{} movie", "movies about {}", "a film with {}", "{} films")
_FEEL: Final = ("{}", "{}", "something {}", "{} movie", "{} films", "a film that is {}")
_KIND: Final = ("{} {}", "{} {}", "{} {} movie", "something {} but also {}")
_TITLED: Final = ("{}", "{}", "{} movie", "{} film", "{} full movie", "watch {}")


@dataclass(frozen=True)
class Asked:
    """A short query for films of a kind, which other films may answer as well.

    Attributes
    ----------
    genre, tag, mood
        What a film must have, None where it does not matter.
    decade
        First year of the decade that it must be of, or None.
    """

    text: str
    genre: str | None = None
    tag: str | None = None
    mood: str | None = None
    decade: int | None = None

    def may_answer(self, film: TrainingFilm) -> bool:
        """Say whether a film has all of it, or might: of films without moods nobody knows."""
        form = film.forms[-1]
        return (
            (self.genre is None or self.genre in form.genres)
            and (self.decade is None or film.year is None or film.year // 10 * 10 == self.decade)
            and (self.mood is None or not film.moods or self.mood in film.moods)
            and (
                self.tag is None
                or not film.moods
                or any(self.tag in form.tags for form in film.forms)
            )
        )


def choose(rng: np.random.Generator, shares: dict[str, float]) -> str:
    """Draw a name by its share."""
    return str(rng.choice(list(shares), p=list(shares.values())))


def document_view(film: TrainingFilm, rng: np.random.Generator) -> tuple[str, bool]:
    """Draw a document of a film, and say whether its title is in it."""
    form = film.forms[rng.integers(len(film.forms))]
    view = choose(rng, DOCUMENT_SHARES) if form.plot else "whole"
    if view == "matter" and (form.genres or form.tags):
        return movie_matter(form.genres, form.tags, form.plot), False
    if view == "plot" and form.plot:
        return form.plot, False
    plot = None if view == "plotless" else form.plot
    return _document(film, form, plot), True


def _document(film: TrainingFilm, form: Form, plot: str | None) -> str:
    return movie_document(film.title, film.year, form.genres, form.tags, plot, film.original_title)


def request_view(request: str, rng: np.random.Generator) -> str:
    """Draw a part of a request: whole, a few sentences of it, or one of its longer ones."""
    text = _LABELS.sub("", request) if rng.random() < 0.5 else request
    sentences = [sentence for sentence in split_sentences(text) if len(sentence.split()) > 5]
    view = choose(rng, REQUEST_SHARES)
    if view == "whole" or len(sentences) < 2:
        return text
    if view == "one":
        lengths = np.array([len(sentence) for sentence in sentences], dtype=float)
        return str(rng.choice(sentences, p=lengths / lengths.sum()))
    count = int(rng.integers(2, 5))
    first = int(rng.integers(0, max(1, len(sentences) - count + 1)))
    return " ".join(sentences[first : first + count])


def phrases_of(film: TrainingFilm, count: int, rng: np.random.Generator) -> list[str]:
    """Draw different phrases of viewers."""
    chosen = rng.permutation(len(film.phrases))[:count]
    return [film.phrases[position] for position in chosen]


def plot_sentence(film: TrainingFilm, rng: np.random.Generator) -> str | None:
    """Draw a sentence of one of the film's plots, of which the plot has others."""
    plots = [form.plot for form in film.forms if form.plot]
    if not plots:
        return None
    sentences = _sentences(plots[rng.integers(len(plots))])
    return sentences[int(rng.integers(len(sentences)))] if len(sentences) > 1 else None


@cache
def _sentences(plot: str) -> Sequence[str]:
    return split_sentences(plot)


def title_query(film: TrainingFilm, rng: np.random.Generator) -> str:
    """Draw a way to type the title."""
    title = film.title
    if film.original_title and rng.random() < 0.2:
        title = film.original_title
    if rng.random() < 0.3 and film.year:
        title = f"{title} {film.year}"
    text = str(rng.choice(_TITLED)).format(title)
    return text.lower() if rng.random() < 0.7 else text


def kind_query(film: TrainingFilm, rng: np.random.Generator) -> Asked | None:
    """Draw a short query for films of this kind: a mood, a tag, or two things together."""
    moods = [name for name, strength in film.moods.items() if strength >= ASKED_MOOD]
    form = film.forms[rng.integers(len(film.forms))]
    genre = str(rng.choice(form.genres)) if form.genres else None
    mood = str(rng.choice(moods)) if moods and rng.random() < 0.6 else None
    tag = str(rng.choice(form.tags)) if form.tags and (mood is None or rng.random() < 0.3) else None
    if mood is None and tag is None:
        return None
    words = _typed(mood, tag, rng)
    if rng.random() < 0.4 and genre:
        name = "science fiction" if genre == "Sci-Fi" else genre.lower()
        pattern = "{} {}" if mood else "{1} about {0}"
        words = pattern.format(words, name)
    else:
        genre = None
        words = str(rng.choice(_FEEL if mood else _ABOUT)).format(words)
    decade = None
    if film.year and rng.random() < 0.15:
        decade = film.year // 10 * 10
        words = f"{decade % 100:02d}s {words}" if decade >= 1920 else f"{decade}s {words}"
    return Asked(words, genre, tag, mood, decade)


def _typed(mood: str | None, tag: str | None, rng: np.random.Generator) -> str:
    known = vocabulary()
    mood_words = _names(mood, known.moods)
    tag_words = _names(tag, known.tags)
    if mood and tag:
        return str(rng.choice(_KIND)).format(rng.choice(mood_words), rng.choice(tag_words))
    return str(rng.choice(mood_words if mood else tag_words))


def _names(name: str | None, words: Mapping[str, Word]) -> list[str]:
    """Return a word's names: itself and its synonyms; none where there is no word."""
    if name is None:
        return []
    return [name, *words[name].also] if name in words else [name]
