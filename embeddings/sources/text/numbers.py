"""Numbers in titles: "Rocky II", "Rocky 2" and "Rocky Two" are one title.

Keys are compared in the form that has digits. `number_forms` writes a key in every form, to look
it up where keys are stored as the titles have them.
"""

from __future__ import annotations

from typing import Final

_WORDS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_ROMAN: Final = (
    "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
    "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip
_TENS: Final = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_OF_WORD: Final = {
    **{word: number for number, word in enumerate(_WORDS)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=3)},
}
_OF_ROMAN: Final = {roman: str(number) for number, roman in enumerate(_ROMAN) if number}
_MULTIPLES: Final = {"hundred": 100, "thousand": 1000}
_SEPARATE_PARTS: Final = frozenset((
    "part", "parts", "pt", "episode", "chapter", "volume", "vol", "book", "teil", "parte", "partie",
))  # fmt: skip


def numbered_key(key: str) -> str:
    """Return a key with its Roman numerals and number words as digits.

    A numeral of one letter is a number only where it ends the key or follows "part" or its like:
    "V for Vendetta" and "I, Robot" keep their letters. No key begins with a Roman numeral.

    Parameters
    ----------
    key : str
        As `title_key` writes it, of a whole title or of a part of it.

    Examples
    --------
    >>> numbered_key("rocky ii"), numbered_key("the godfather part two"), numbered_key("malcolm x")
    ('rocky 2', 'the godfather part 2', 'malcolm 10')
    >>> numbered_key("v for vendetta"), numbered_key("one hundred and one dalmatians")
    ('v for vendetta', '101 dalmatians')
    """
    words = key.split(" ")
    numbered: list[str] = []
    place = 0
    while place < len(words):
        spelled, after = _spelled(words, place)
        numbered.append(str(spelled) if after > place else _digits(words, place) or words[place])
        place = max(after, place + 1)
    return " ".join(numbered)


def without_part(key: str) -> str:
    """Return a key without the "part" before a number: "the godfather 2".

    Parameters
    ----------
    key : str
        As `numbered_key` writes it.

    Examples
    --------
    >>> without_part("back to the future part 2"), without_part("spare parts")
    ('back to the future 2', 'spare parts')
    """
    words = key.split(" ")
    return " ".join(
        word
        for place, word in enumerate(words)
        if not (
            word in _SEPARATE_PARTS and 0 < place < len(words) - 1 and words[place + 1].isdecimal()
        )
    )


def numbers_of(key: str) -> list[str]:
    """Return the numbers of a key, as digits, in their order.

    Examples
    --------
    >>> numbers_of("saw iii"), numbers_of("friday the 13th part 4")
    (['3'], ['4'])
    """
    return [word for word in numbered_key(key).split(" ") if word.isdecimal()]


def number_forms(key: str) -> tuple[str, ...]:
    """Return a key, and the key with its numbers as digits, as Roman numerals and as words.

    Examples
    --------
    >>> number_forms("rocky 2")
    ('rocky 2', 'rocky ii', 'rocky two')
    >>> number_forms("heat")
    ('heat',)
    """
    digits = numbered_key(key).split(" ")
    forms = [key, " ".join(digits)]
    for names in (_ROMAN, _WORDS):
        forms.append(
            " ".join(
                names[int(word)] if word.isdecimal() and 0 < int(word) < len(names) else word
                for word in digits
            )
        )
    return tuple(dict.fromkeys(forms))


def _spelled(words: list[str], place: int) -> tuple[int, int]:
    """Return the number spelled at a place and the place behind it; the same place if none is."""
    if place >= len(words) or words[place] not in _OF_WORD:
        return 0, place
    number = _OF_WORD[words[place]]
    after = place + 1
    following = words[after] if after < len(words) else ""
    if number >= 20 and 0 < _OF_WORD.get(following, 0) < 10:
        return number + _OF_WORD[following], after + 1
    if 0 < number < 10 and following in _MULTIPLES:
        number, after = number * _MULTIPLES[following], after + 1
        rest, end = _spelled(words, after + (words[after : after + 1] == ["and"]))
        if 0 < rest < _MULTIPLES[following]:
            return number + rest, end
    return number, after


def _digits(words: list[str], place: int) -> str | None:
    word = words[place]
    if not place or word not in _OF_ROMAN:
        return None
    if len(word) == 1 and place < len(words) - 1 and words[place - 1] not in _SEPARATE_PARTS:
        return None
    return _OF_ROMAN[word]
