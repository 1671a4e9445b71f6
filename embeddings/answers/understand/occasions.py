"""When, with whom and in which state somebody watches: "hen night", "while ironing", "got the flu".

What such words say is in ``knowledge/occasions.toml``. They rank by moods and are searched for
nowhere: no plot tells of the evening on which a film is watched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from embeddings.answers.understand.grammar import COUNTRY, lowered
from embeddings.answers.understand.spans import Span, overlaps
from embeddings.answers.understand.tokens import is_broken, tokenize
from embeddings.answers.understand.who_watches import FOR, WOULD_LIKE
from embeddings.knowledge.occasions import Occasion, occasion_words

# What stands for an occasion's German words in the English of a query: "occasion birthday".
MARK: Final = "occasion"
# After these an occasion is what happens in the film: "about a breakup".
_SUBJECT_BEFORE: Final = re.compile(
    r"(?<!\w)(?:about|over|set (?:on|in|at|during)|features?|featuring|involving|(?<!not )like"
    r"|happens (?:on|at|during)|takes place (?:on|at|during)|story of|(?:one|a|some)body"
    r"|\u00fcber|of|called|where|who|whose|someone)"
    r"(?: (?:an?|the|his|her|their|some|one|two))? $"
)
_CUE_BEFORE: Final = re.compile(
    rf"(?<!\w)(?:(?:{FOR}|after|before|while|during|when|because of"
    r"|watch(?:ing)?(?: it)?(?: with)?|see(?:ing)?(?: with)?|to (?:show|watch)"
    r"|nach|vor|beim|w\u00e4hrend|f\u00fcr|zum|zur|am|wegen)"
    r"(?: (?:an?|the|my|our|some|this|that|me|us|having|being|ein(?:en|em|er|e)?|der|dem"
    r"|den|die|das|mein(?:en|em|er|e)?|unser(?:en|em|er|e)?))*"
    r"|with (?:my|our|all my|all our)(?: \w+)?"
    r"|mit (?:mein|unser|dein|der|dem|den|ein)\w*(?: \w+)?"
    r"|(?:i'?m|im|i am|we'?re|we are|i'?ve|i have|we have|i've got|got|i had|we had|i feel|feeling"
    r"|having|it'?s|its|today is|tonight is|bin|ich bin|wir sind|ich habe|habe)"
    r"(?: (?:an?|the|my|our|so|very|really|too|totally|got|all|just|a bit|on|ein\w*))*"
    r"|(?:day|night|afternoon|evening|morning|weekend|dinner)"
    r"|on (?:my|our)|at (?:my|our)|(?:home|back) from (?:an?|the|my)) $"
    # "My dad only watches westerns"; elsewhere somebody's father is one of the film.
    r"|^(?:my|our|mein\w*|unser\w*)(?: \w+)? $"
)
_CUE_AFTER: Final = re.compile(
    r"^(?: (?:is|are|has|are coming|is coming))? (?:with (?:my|our|the|friends|kids)|tonight|tmrw"
    rf"|{WOULD_LIKE}"
    r"|today|tomorrow|this (?:week|weekend|evening|morning)|next week|visiting|staying"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|heute|morgen)(?!\w)"
)
# "My uncle's a farmer"
_OWNS: Final = re.compile(r"'s (?:an?|the|\w+ing)(?!\w)")
# Where somebody is about to go: its films set the mood.
_TRIP: Final = re.compile(
    r"(?<!\w)(?:(?:trip|holiday|vacation|honeymoon|flying|flight|travel(?:l?ing)?|off|move|moving"
    r"|going|go|weekend|fly|reise|urlaub)(?: \w+)? (?:to|in|nach)"
    rf") (?P<country>{COUNTRY})(?!\w)"
)
_MOST_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class FoundOccasion:
    """An occasion, and the span of the words that say it."""

    occasion: Occasion
    span: Span


def find_occasions(text: str, blocked: Sequence[Span] = ()) -> list[FoundOccasion]:
    """Return the occasions that a query says, in the order of its words; the longest words win.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it, in English.
    blocked : sequence of (int, int)
        Spans of words that are something else.
    """
    return _find(text, _phrases("en"), blocked)


def find_german_occasions(text: str) -> list[FoundOccasion]:
    """Return the occasions that a query says in German."""
    return _find(text, _phrases("de"), ())


def find_destination(text: str, found: Sequence[FoundOccasion]) -> re.Match[str] | None:
    """Return where somebody goes: "before our trip to Japan", "we're off to Japan in May"."""
    match = _TRIP.search(text)
    before = text[: match.start()] if match else ""
    asks = re.search(
        r"(?<!\w)(?:my|our|we|we're|were|i|i'm|im|before|mein\w*|unser\w*)(?!\w)", before
    )
    return match if match and (asks or found) and not _SUBJECT_BEFORE.search(before) else None


def _find(
    text: str, known: dict[str, tuple[Occasion, bool]], blocked: Sequence[Span]
) -> list[FoundOccasion]:
    tokens = tokenize(text)
    found: list[FoundOccasion] = []
    at = 0
    while at < len(tokens):
        for last in range(min(len(tokens), at + _MOST_WORDS), at, -1):
            words = known.get(" ".join(token.key for token in tokens[at:last]))
            span = tokens[at].start, tokens[last - 1].end
            if (
                words
                and not overlaps(span, blocked)
                and not is_broken(text, tokens[at:last])
                and (words[0].of_story or _is_meant(text, span, beside_cue=words[1]))
            ):
                found.append(FoundOccasion(words[0], span))
                at = last - 1
                break
        at += 1
    return found


def _is_meant(text: str, span: Span, *, beside_cue: bool) -> bool:
    before, after = text[: span[0]], text[span[1] :]
    if _SUBJECT_BEFORE.search(before) or _OWNS.match(after):
        return False
    return not beside_cue or bool(_CUE_BEFORE.search(before) or _CUE_AFTER.match(after))


@cache
def _phrases(language: Literal["en", "de"]) -> dict[str, tuple[Occasion, bool]]:
    """Return what says an occasion, and whether it needs a cue beside it."""
    words = {
        _key(phrase): (wording.occasion, wording.beside_cue)
        for phrase, wording in occasion_words(language).items()
    }
    if language == "en":
        for wording in occasion_words("de").values():
            words[f"{MARK} {marked(wording.occasion)}"] = wording.occasion, False
    return words


def _key(phrase: str) -> str:
    return " ".join(token.key for token in tokenize(lowered(phrase)))


def marked(occasion: Occasion) -> str:
    """Return one word that stands for an occasion beside `MARK`."""
    return re.sub(r"\W+", "", occasion.name.lower())
