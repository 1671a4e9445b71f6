"""Reads ratings of any scale as stars.

A number says by itself nothing of its scale: 4 is good of five and bad of ten. So the scale is that
of the site's layout, or `judge` tells it by the whole column.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.transfer.words import words

# What files write where there is no value.
NULLS = words(
    """
    - – — n/a na nan none null nil nat ? . .. undefined unrated unknown <na> \\n 0000-00-00
    #n/a #ref! #value! #name? #div/0! #null! #num! #bezug! #wert! #nv
    """
)
# What programs write for "not rated"; other numbers below 0 are of a scale that is not known here.
NO_RATING = -1
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{0,12})?")
_OUT_OF = re.compile(
    r"([0-9]{1,3}(?:[.,][0-9]+)?)\s*(?:/|out of|von|sur|de|su|из|z)\s*(4|5|6|10|20|100)(?:[.,]0+)?"
)
_PERCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]+)?)\s*%")
_STARS_WORD = re.compile(r"([0-9](?:[.,][0-9]+)?)\s*(?:stars?|sterne?|étoiles?|estrellas?|stelle)")
_GLYPHS = re.compile("[★⭐☆✩✭🌟*½\ufe0e\ufe0f ]+")
_FULL_STARS = "★⭐✭🌟*"
# One rating in this many may be off the scale.
_TYPING_ERRORS = 100


class NoRatingError(Exception):
    """A value is no rating of the column's scale; the message is a sentence."""


@dataclass(frozen=True)
class Scale:
    """The scale of a column of ratings.

    Attributes
    ----------
    top : int
        The best rating.
    halves : bool
        Whether only half steps of five stars are on the scale; else ratings are rounded to them.
    zero : bool
        Whether 0 is the worst rating; else it means that there is none.
    """

    top: int
    halves: bool = False
    zero: bool = False

    def __str__(self) -> str:
        return f"out of {self.top}"

    def stars(self, written: str) -> float | None:
        """Return a rating in stars, rounded up to a half step; None where there is none.

        Raises
        ------
        NoRatingError
            The value is no rating of this scale.
        """
        rating, top = read(written)
        if rating is not None and rating < 0 and rating != NO_RATING:
            raise NoRatingError(f"The rating “{written[:20]}” is below {1 - self.zero}.")
        if rating is None or rating < 0 or (rating == 0 and not (self.zero and top is None)):
            return None
        in_stars = rating * 5 / (top or self.top)
        exact = (in_stars * 2).is_integer() and in_stars > 0
        if in_stars > 5 or (self.halves and top is None and not exact):
            known = "0.5 to 5 in half steps" if self.halves else f"1 to {top or self.top}"
            raise NoRatingError(f"The rating “{written[:20]}” is not one of {known}.")
        return max(0.5, math.floor(in_stars * 2 + 0.5) / 2)


HALF_STARS = Scale(5, halves=True)
STARS = Scale(5)
TEN = Scale(10)
HUNDRED = Scale(100, zero=True)


def read(written: str) -> tuple[float | None, int | None]:
    """Return a rating and the best one where the value itself says it.

    Returns
    -------
    tuple
        None and None where the value means that there is no rating.

    Raises
    ------
    NoRatingError
        The value is no rating.

    Examples
    --------
    >>> read("★★★½"), read("4,5"), read("8/10"), read("n/a")
    ((3.5, 5), (4.5, None), (8.0, 10), (None, None))
    """
    plain = written.strip().lower()
    if not plain or plain in NULLS:
        return None, None
    if _NUMBER.fullmatch(plain):
        return _float(plain), None
    # "***1/2", but not "1/2", which may be one of two.
    glyphs = re.sub(r"(?<=\D)1/2$", "½", plain)
    if _GLYPHS.fullmatch(glyphs):
        count = sum(glyphs.count(star) for star in _FULL_STARS) + glyphs.count("½") / 2
        return (count, 5) if 0 < count <= 5 else (None, None)
    for pattern, top in ((_OUT_OF, None), (_PERCENT, 100), (_STARS_WORD, 5)):
        if match := pattern.fullmatch(plain):
            return _float(match[1]), top or int(match[2])
    if (half := plain.replace(" 1/2", "½")).endswith("½") and half[:-1].isdigit():
        return int(half[:-1][:6]) + 0.5, None
    raise NoRatingError(f"The rating “{written[:20]}” is not a number.")


def _float(written: str) -> float:
    return float(written.replace(",", "."))


@dataclass(frozen=True)
class Judgement:
    """What a column of ratings looks like.

    Attributes
    ----------
    scale : Scale or None
        None where nothing tells it.
    means : bool
        Whether there are other decimals than halves, as means of many people have.
    count : int
        Ratings in the column.
    """

    scale: Scale | None
    means: bool
    count: int


def judge(values: Mapping[str, int], *, zero: bool = False) -> Judgement:
    """Return what a column of ratings looks like, by all of its values.

    Ratings between 11 and 20 may be out of 20 or low ones out of 100, so nothing tells.

    Parameters
    ----------
    values : mapping of str to int
        How often the column has a value.
    zero : bool
        Whether 0 is a rating.
    """
    numbers: Counter[float] = Counter()
    explicit = wrong = below = 0
    for value, times in values.items():
        try:
            rating, top = read(value)
        except NoRatingError:
            wrong += times
            continue
        if rating is not None and rating < 0 and rating != NO_RATING:
            below += times
        if rating is not None and rating > 0:
            if top is None:
                numbers[rating] += times
            else:
                explicit += times
    count = numbers.total() + explicit
    if wrong > count or below > count // _TYPING_ERRORS:
        return Judgement(None, means=False, count=count)
    means = any(not (number * 2).is_integer() for number in numbers)
    top = _top(_best(numbers))
    if top == 100 and sum(times for number, times in numbers.items() if number <= 10) * 2 > count:
        top = 0  # most are below 10 of 100: some are slips, or on another scale
    return Judgement(Scale(top, zero=zero) if top else None, means, count)


def _best(numbers: Counter[float]) -> float:
    """Return the best rating; a typing error among hundreds does not change their scale."""
    errors = numbers.total() // _TYPING_ERRORS
    for number in sorted(numbers, reverse=True):
        if (errors := errors - numbers[number]) < 0:
            return number
    return 0.0


def _top(best: float) -> int:
    """Return the best rating of the scale that a column's best one is on; 0 if nothing tells."""
    if best <= 5:
        return 5
    if best <= 10:
        return 10
    return 100 if 20 < best <= 100 else 0
