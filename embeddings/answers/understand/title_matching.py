"""Match a query with titles, correcting typing errors on the way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from embeddings.answers.understand.concepts import find_concepts, says_concept
from embeddings.answers.understand.grammar import lowered
from embeddings.answers.understand.known_words import is_known
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.ordinary_names import FIRST_NAMES
from embeddings.answers.understand.spans import Span
from embeddings.answers.understand.spelling import Vocabulary
from embeddings.answers.understand.title_rows import TitleMatch
from embeddings.answers.understand.tokens import tokenize
from embeddings.answers.understand.words import MOST_WORDS
from embeddings.sources.text.titles import title_key

# A longer query describes a film; a title inside it is there by chance.
MOST_TITLE_WORDS: Final = 10
# A word in this many films is an ordinary word, not a mistyped title of one word.
ORDINARY_MOVIES: Final = 3
# A word in this many films, and in this share of the release, does not stand for a title either.
COMMON_MOVIES: Final = 8
COMMON_SHARE: Final = 0.004


def match_titles(
    text: str, lexicon: Lexicon, may_correct: bool
) -> tuple[list[TitleMatch], str | None]:
    """Match a query with the titles of a release.

    Parameters
    ----------
    text : str
        The query without its example, exclusions and filters.
    lexicon : Lexicon
        Of the release to search.
    may_correct : bool
        Whether typing errors may be corrected.

    Returns
    -------
    matches : list of TitleMatch
        Empty for a query of more than `MOST_TITLE_WORDS` words.
    corrected : str or None
        The query without its typing errors; None where it has none, or has too many words.
    """
    words = title_key(text).split()
    if not words:
        return [], None
    unknown = [
        word for word in words if not (lexicon.knows(word) or is_known(word) or says_concept(word))
    ]
    may_be_title = len(words) <= MOST_TITLE_WORDS
    matches: list[TitleMatch] = []
    corrected = None
    if may_be_title:
        matches = _match_whole(text, words, lexicon, bool(unknown), may_correct)
        if matches and matches[0].kind == "typo" and unknown:
            corrected = lexicon.titles.rows[matches[0].movie_id].title
    if unknown and may_correct and not corrected and len(words) <= MOST_WORDS:
        corrected = _correct_words(words, unknown, lexicon.vocabulary)
        if corrected and may_be_title and not matches:
            matches = lexicon.titles.match_names(corrected)
    if may_be_title:
        matched = {match.movie_id for match in matches}
        parts = _match_parts(corrected or text, words, lexicon)
        matches = [*matches, *(match for match in parts if match.movie_id not in matched)]
    return matches, corrected


def _match_whole(
    text: str, words: Sequence[str], lexicon: Lexicon, has_unknown: bool, may_correct: bool
) -> list[TitleMatch]:
    """Match names first, then initials, then names with typing errors; stop at the first match."""
    titles = lexicon.titles
    matches = titles.match_names(text)
    is_ordinary = len(words) == 1 and lexicon.vocabulary.count(words[0]) >= ORDINARY_MOVIES
    if matches or is_ordinary:
        return matches
    matches = titles.match_acronym(text)
    if matches or not may_correct:
        return matches
    # Words that all exist are probably meant as typed, so a title may differ by a single error.
    return titles.match_mistyped(text, most=None if has_unknown else 1)


def corrections(text: str, corrected: str, lexicon: Lexicon) -> list[tuple[Span, str]]:
    """Return where in a query its mistyped words are, and what they stand for.

    Parameters
    ----------
    text : str
        The query in any case.
    corrected : str
        What `match_titles` returned for it, or for a part of it.
    lexicon : Lexicon
        Of the release to search.
    """
    words = set(title_key(corrected).split())
    found = [
        ((token.start, token.end), lexicon.vocabulary.correction(token.key))
        for token in tokenize(lowered(text))
        if token.key not in words
    ]
    return [(span, word) for span, word in found if word in words]


def _correct_words(
    words: Sequence[str], unknown: Sequence[str], vocabulary: Vocabulary
) -> str | None:
    # What follows a first name is a surname, though no film here has it.
    surnames = {word for first, word in pairwise(words) if first in FIRST_NAMES}
    right = {word: vocabulary.correction(word) for word in unknown if word not in surnames}
    if not any(right.values()):
        return None
    return " ".join(right.get(word) or word for word in words)


def _match_parts(text: str, words: Sequence[str], lexicon: Lexicon) -> list[TitleMatch]:
    """Match films with the text inside their title, unless it is a single common word.

    A common word is the subject of a query: "space" does not mean "Office Space". So are the words
    of a mood or tag: "heartbreak" does not mean "Heartbreak Ridge".
    """
    tokens = tokenize(lowered(text))
    if any(
        concept.last - concept.first == len(tokens)
        for concept in find_concepts(lowered(text), tokens)
    ):
        return []
    common = max(COMMON_MOVIES, COMMON_SHARE * lexicon.movie_count)
    if len(words) == 1 and lexicon.vocabulary.count(words[0]) >= common:
        return []
    return lexicon.titles.match_within(text)
