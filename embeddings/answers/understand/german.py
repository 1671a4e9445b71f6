"""German queries word by word in English, so that the same rules read them.

Nothing here knows grammar: "gruseliger japanischer film ohne geister" becomes "scary japanese film
without ghost". Words that the wording does not have stay, so that names and titles do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from embeddings.answers.understand.collection_words import find_collections
from embeddings.answers.understand.gloss import Gloss
from embeddings.answers.understand.known_words import is_english
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.occasions import MARK, find_german_occasions, marked
from embeddings.answers.understand.spans import Span, overlaps
from embeddings.answers.understand.titles import Titles
from embeddings.answers.understand.tokens import Token, tokenize
from embeddings.answers.understand.words import SAYING_NOTHING
from embeddings.knowledge.german_words import german_words
from embeddings.knowledge.vocabulary import vocabulary
from embeddings.knowledge.wording import wording
from embeddings.sources.text.titles import title_key

_MOST_WORDS: Final = 5
_MOST_TITLE_WORDS: Final = 8
_PHRASE_WORDS: Final = 2
_MOST_NAME_WORDS: Final = 4
# How sure words must make it that a query is German: a word of the wording that English lacks, or
# two words of its grammar.
_SURE: Final = 2
_GRAMMAR: Final = frozenset(
    """
    mit ohne nicht kein keine keinen keiner aus wie und oder aber nur fur uber zum zur ein eine
    einen einem einer den dem im vom das der nach ahnlich nichts etwas ich wir uns bitte sowas
    irgendwas mal wo bei unter seit vor suche mochte will gibt gute guter gutes als beim sein
    """.split()  # noqa: SIM905 - read as a list of words
)
# Grammar that no other language of titles and queries has.
_CERTAIN: Final = frozenset(
    {"kein", "keine", "keinen", "ohne", "nicht", "nichts", "und", "fur", "ahnlich", "irgendwas"}
)
# Grammar that only English has: a query with more of it than of German is no German one.
_ENGLISH: Final = frozenset(
    "the of with that this they to how where who is are my your it for and please like".split()  # noqa: SIM905
)
_BEFORE_YEAR: Final = frozenset({"vor", "nach", "seit", "ab", "bis"})
_YEAR: Final = re.compile(r"(?:18|19|20)\d\d")
# A stem has four letters at least: "der" and "des" are no forms of one word.
_ENDING: Final = re.compile(r"(?<=\w{4})(?:ern|innen|e[rsnm]?|n|s)$")
_COMPOUNDS: Final = {
    "film": "film", "filme": "films", "filmen": "films", "streifen": "film",
    "komodie": "comedy", "komodien": "comedies", "drama": "drama", "dramen": "dramas",
    "thriller": "thriller", "geschichte": "story", "geschichten": "stories",
    "western": "western", "horror": "horror",
}  # fmt: skip
# Least letters of what stands before "film", "drama" and the like in a compound.
_LEAST_STEM: Final = 3
# Least letters of a part of any other compound: shorter words stand in long ones by chance.
_LEAST_PART: Final = 4
_MOST_PARTS: Final = 3
_JOINTS: Final = ("", "s", "n", "en", "es", "er", "e")
# Ends of surnames: "Zimmermann" and "Rosenberg" are no man and no mountain.
_OF_NAMES: Final = frozenset(
    {"mann", "berg", "feld", "wald", "bach", "stein", "burg", "dorf", "baum", "bauer", "berge"}
)
# "Etwas" before a comparative, or a film to be like: elsewhere "lustiger" is a form of "lustig".
_COMPARES: Final = frozenset({"nur", "aber", "etwas", "bisschen", "viel", "noch", "wenig", "bloss"})
_LIKE: Final = frozenset({"wie", "like"})
_JOINS: Final = frozenset({"oder", "und", "or", "and"})


def in_english(text: str, lexicon: Lexicon | None, verbatim: Sequence[Span] = ()) -> Gloss | None:
    """Return a German query with the words that are understood in English; None of another.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    lexicon : Lexicon, optional
        Of the release: names of its people stay as they are, and so does a title after "wie".
    verbatim : sequence of (int, int)
        Spans of words that stay as they are.
    """
    tokens = tokenize(text)
    names = _names(tokens, lexicon) if lexicon else []
    occasions = find_german_occasions(text) if lexicon else []
    says_german = any(
        not all(map(is_english, title_key(text[slice(*occasion.span)]).split()))
        for occasion in occasions
    )
    if not says_german and not _is_german(tokens, names):
        return None
    titles = _titles_after_like(text, tokens, lexicon.titles) if lexicon else []
    named = find_collections(text, lexicon.collections) if lexicon else []
    kept = [*verbatim, *names, *titles, *(collection.span for collection in named)]
    found: list[tuple[Span, str]] = [
        (occasion.span, f"{MARK} {marked(occasion.occasion)}")
        for occasion in occasions
        if not overlaps(occasion.span, kept)
    ]
    kept += [span for span, _ in found]
    at = 0
    while at < len(tokens):
        for last in range(min(len(tokens), at + _MOST_WORDS), at, -1):
            span = tokens[at].start, tokens[last - 1].end
            if overlaps(span, kept):
                continue
            if (english := _english(tokens, at, last)) is not None:
                found.append((span, english))
                at = last - 1
                break
        at += 1
    return Gloss.of(text, sorted(found))


def _names(tokens: Sequence[Token], lexicon: Lexicon) -> list[Span]:
    """Return the spans of people's whole names: "Lars von Trier", "Bruno Ganz"."""
    found: list[Span] = []
    for size in range(min(_MOST_NAME_WORDS, len(tokens)), 1, -1):
        for first in range(len(tokens) - size + 1):
            span = tokens[first].start, tokens[first + size - 1].end
            words = [token.key for token in tokens[first : first + size]]
            if not overlaps(span, found) and words[0] not in _GRAMMAR:
                named = lexicon.people.named(words)
                if named and named[0] != "turned":
                    found.append(span)
    return found


def _is_german(tokens: Sequence[Token], names: Sequence[Span]) -> bool:
    sure = 0
    for at, token in enumerate(tokens):
        if overlaps((token.start, token.end), names):
            continue
        before_name = any(token.end + 1 == start for start, _ in names)
        if token.key == "von":
            sure += _SURE if before_name and at else 1
        elif token.key in _BEFORE_YEAR and at and _is_year(tokens[at + 1 : at + 2]):
            sure += _SURE
        elif token.key in _GRAMMAR:
            sure += _SURE if token.key in _CERTAIN else 1
        elif not is_english(token.key):
            ends = range(at + 1, min(len(tokens), at + _PHRASE_WORDS) + 1)
            said = [_english(tokens, at, last) for last in ends]
            if any(english and not set(english.split()) <= SAYING_NOTHING for english in said):
                sure += _SURE
            elif any(said):
                sure += 1
        elif _is_phrase(tokens[at : at + _PHRASE_WORDS], tokens[at - 1] if at else None):
            sure += _SURE
    return sure >= max(_SURE, sum(token.key in _ENGLISH for token in tokens))


def _is_year(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and _YEAR.fullmatch(tokens[0].key) is not None


def _is_phrase(tokens: Sequence[Token], before: Token | None) -> bool:
    """Return whether words are a phrase of the wording that English cannot have: "gut ausgehen".

    Words that English has may be one after German: "alter Film" after "ein".
    """
    words = [token.key for token in tokens]
    is_german = not all(map(is_english, words)) or (before and before.key in _GRAMMAR)
    return bool(is_german) and len(words) > 1 and " ".join(words) in _index()


def _english(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """Return the English of some words; None where the wording does not have them."""
    index = _index()
    words = [_plain(token.key) for token in tokens[first:last]]
    phrase = " ".join(words)
    if phrase == "uber" and last < len(tokens) and tokens[last].key[:1].isdigit():
        return "over"
    if first and (compared := _comparatives().get(phrase)):
        before = {token.key for token in tokens[:first]}
        is_less = last - first > 1
        if is_less or (
            before & _COMPARES and (before & _LIKE or tokens[first - 1].key in _COMPARES)
        ):
            return compared
    if phrase in index:
        return index[phrase]
    # "Rock" is English, and no form of "Rocker".
    is_form = last - first > 1 or not (is_english(phrase) or phrase[0].isdigit())
    if is_form and (stems := _stems(phrase)) in _by_stems():
        return _by_stems()[stems]
    return _compound(phrase) if last - first == 1 else None


def _stems(phrase: str) -> str:
    """Return the words of a phrase without the endings of adjectives and plurals."""
    return " ".join(_ENDING.sub("", word) for word in phrase.split())


def _plain(key: str) -> str:
    """Return a word without the "e" that stands for an umlaut's dots, where the wording has it."""
    if key in _index():
        return key
    for written, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        if written in key and (plain := key.replace(written, letter)) in _index():
            return plain
    return key


def _compound(word: str) -> str | None:
    """Return the English of "piratenfilm" or "urlaubsflirt": that of its parts, in their order."""
    for kind in sorted(_COMPOUNDS, key=len, reverse=True):
        stem = word.removesuffix(kind)
        if stem == word or len(stem) < _LEAST_STEM:
            continue
        if english := _first_part(stem):
            return f"{english} {_COMPOUNDS[kind]}"
        if stem in ("action", "horror", "fantasy", "mystery", "abenteuer", "sci fi", "krimi"):
            return f"{stem} {_COMPOUNDS[kind]}"
    # Names stand in the list of English words, and many look like compounds: "Wolfgang".
    return None if is_english(word) else _parts(word, _MOST_PARTS)


def _first_part(stem: str) -> str | None:
    """Return the English of a word that ends with what joins it to the next."""
    for joint in _JOINTS:
        part = stem.removesuffix(joint) if joint else stem
        if len(part) >= _LEAST_STEM and part in _index():
            return _index()[part]
    return None if is_english(stem) else _parts(stem, _MOST_PARTS - 1)


def _parts(word: str, most: int) -> str | None:
    """Return the English of a word of two parts or more, the longest last part first."""
    for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1) if most > 1 else ():
        last = word[at:]
        if last in _OF_NAMES or not (end := _content(last)):
            continue
        for joint in _JOINTS:
            first = word[:at].removesuffix(joint) if joint else word[:at]
            if len(first) >= _LEAST_PART and (begin := _content(first) or _parts(first, most - 1)):
                return f"{begin} {end}"
    return None


def _content(word: str) -> str | None:
    """Return the English of a word that says something of a film."""
    english = _index().get(word) or _by_stems().get(_stems(word))
    if english is None and word in vocabulary().tags:
        return word
    return english if english and not set(english.split()) <= SAYING_NOTHING else None


def _titles_after_like(text: str, tokens: Sequence[Token], titles: Titles) -> list[Span]:
    """Return the span of the longest title after each "wie"."""
    found: list[Span] = []
    for at, token in enumerate(tokens[:-1]):
        # "Wie Inception oder Shutter Island"
        goes_on = token.key in _JOINS and any(end == token.start - 1 for _, end in found)
        if token.key not in _LIKE and not goes_on:
            continue
        for last in range(min(len(tokens), at + 1 + _MOST_TITLE_WORDS), at + 1, -1):
            span = tokens[at + 1].start, tokens[last - 1].end
            if titles.loose_ids(text[slice(*span)]):
                found.append(span)
                break
    return found


@cache
def _index() -> dict[str, str]:
    """Return German phrase → English, as `title_key` writes the phrases."""
    said = wording("de")
    index: dict[str, str] = {}
    for table in (said.words, said.moods, said.tags):
        for english, phrases in table.items():
            for phrase in phrases:
                index.setdefault(title_key(phrase), english)
    for phrase, english in german_words().items():
        index.setdefault(title_key(phrase), english)
    return index


@cache
def _by_stems() -> dict[str, str]:
    index: dict[str, str] = {}
    for phrase, english in _index().items():
        index.setdefault(_stems(phrase), english)
    # What is left of "düsteres" has an ending of its own.
    return {**_index(), **index}


@cache
def _comparatives() -> dict[str, str]:
    return {
        title_key(word): english
        for english, words in wording("de").comparatives.items()
        for word in words
    }
