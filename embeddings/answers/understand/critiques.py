"""Find how the answers are to differ from an example film: "like Heat but funnier".

No plot contains the word "funnier". So each comparative stands for words and genres that describe
the films to move to, and for words that describe the films to move away from.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Critique:
    """How the answers are to differ from the example.

    Attributes
    ----------
    words
        Text to encode in place of the comparative.
    genres
        Genres that raise a film's score.
    fewer_genres
        Genres of the example that no longer raise a film's score.
    away
        Text to encode and score films down by.
    """

    words: str = ""
    genres: tuple[str, ...] = ()
    fewer_genres: tuple[str, ...] = ()
    away: str = ""


NO_CRITIQUE: Final = Critique()


_DEGREE: Final = r"(?:(?:a (?:bit|little|lot)|much|far|way|even|slightly|rather) )?"
_RULES: Final = [
    (re.compile(rf"\b{_DEGREE}(?:{pattern})(?!\w)", re.IGNORECASE), critique)
    for pattern, critique in (
        (r"funnier|more (?:funny|humou?r|humorous|comedic|jokes)|less serious",
         Critique("funny comedy", ("Comedy",), (), "serious, tragic")),
        (r"lighter|more (?:light-?hearted|fun|cheerful)"
         r"|less (?:dark|grim|bleak|heavy|depressing)",
         Critique("light-hearted, warm, fun", ("Comedy",), ("Horror",), "dark, bleak, disturbing")),
        (r"happier|more (?:uplifting|hopeful)|less sad",
         Critique("feel-good, uplifting, hopeful", (), ("War",), "sad, tragic, bleak")),
        (r"darker|grimmer|bleaker|grittier"
         r"|more (?:dark|grim|bleak|gritty|disturbing|twisted)",
         Critique("dark, disturbing, bleak", ("Drama", "Thriller"), ("Comedy", "Children"),
              "light-hearted, feel-good")),
        (r"sadder|more (?:sad|tragic|emotional|moving)",
         Critique("sad, tragic, moving", ("Drama",), ("Comedy",), "funny, light-hearted")),
        (r"scarier|creepier|spookier|more (?:scary|frightening|creepy)",
         Critique("scary, creepy horror", ("Horror",), ("Comedy", "Children"), "light-hearted")),
        (r"less (?:scary|frightening|creepy)",
         Critique("", (), ("Horror",), "scary, creepy horror")),
        (r"faster|more (?:action|exciting|fast-paced)|less (?:slow|boring)",
         Critique("fast-paced action, chase", ("Action",), (), "slow, meditative")),
        (r"slower|calmer|quieter|more (?:slow|quiet|meditative|contemplative)|less action",
         Critique("slow, quiet, meditative", ("Drama",), ("Action",), "action, explosions, chase")),
        (r"weirder|stranger|quirkier|more (?:weird|strange|surreal|bizarre|absurd|quirky)",
         Critique("weird, surreal, absurd")),
        (r"smarter|cleverer|more (?:intelligent|clever|complex|cerebral|thoughtful)"
         r"|less (?:dumb|stupid)",
         Critique("clever, intelligent, thought-provoking", (), ("Children",), "silly, stupid")),
        (r"sillier|dumber|more (?:silly|stupid)", Critique("silly, goofy slapstick", ("Comedy",))),
        (r"more (?:romantic|romance)", Critique("romantic love story", ("Romance",))),
        (r"less (?:romantic|romance)", Critique("", (), ("Romance",), "romantic love story")),
        (r"bloodier|gorier|more (?:violent|violence|brutal|gory)",
         Critique("violent, brutal, bloody", (), ("Children",), "gentle")),
        (r"less (?:violent|violence|brutal|gory|bloody)|gentler|more gentle",
         Critique("", (), ("Horror", "War", "Action"), "violent, brutal, bloody")),
        (r"more (?:serious|realistic)|less (?:funny|silly)",
         Critique("serious, realistic", ("Drama",), ("Comedy",), "silly comedy")),
        (r"tenser|more suspense(?:ful)?|more (?:tense|thrilling)",
         Critique("tense, suspenseful thriller", ("Thriller",))),
        (r"more family-friendly|for (?:kids|children)",
         Critique("family film for children", ("Children",), ("Horror",), "violent, disturbing")),
        (r"for (?:adults|grown[- ]?ups)|(?:an? )?(?:adult|grown[- ]?up) version",
         Critique("for adults, mature, serious", ("Drama",), ("Children",), "for small children")),
    )
]  # fmt: skip
# Where nothing else is said, how a film is says how it differs: "but funny" is "but funnier".
_COMPARED: Final = {
    "funny": "funnier", "hilarious": "funnier", "a comedy": "funnier", "comedy": "funnier",
    "light": "lighter", "light-hearted": "more light-hearted", "happy": "happier",
    "uplifting": "more uplifting", "dark": "darker", "gritty": "grittier", "sad": "sadder",
    "tragic": "more tragic", "scary": "scarier", "creepy": "creepier", "spooky": "spookier",
    "fast": "faster", "slow": "slower", "quiet": "quieter", "weird": "weirder",
    "strange": "stranger", "surreal": "more surreal", "quirky": "quirkier", "smart": "smarter",
    "clever": "cleverer", "silly": "sillier", "stupid": "dumber", "romantic": "more romantic",
    "violent": "more violent", "gory": "gorier", "gentle": "gentler",
    "serious": "more serious", "realistic": "more realistic", "tense": "tenser",
}  # fmt: skip
_PLAIN: Final = rf"(?:{'|'.join(sorted(_COMPARED, key=len, reverse=True))})"
_DEGREES: Final = r"(?:(?:it'?s|is|make it|really|very|actually|a bit|also|more) )*"
_ONLY_PLAIN: Final = re.compile(
    rf"^[\s,]*(?:(?:but|only|just) )?{_DEGREES}{_PLAIN}"
    rf"(?:(?:,? and |,? but |, ){_DEGREES}{_PLAIN})*[\s.!]*$",
    re.IGNORECASE,
)
_PLAIN_WORD: Final = re.compile(rf"(?<![\w-]){_PLAIN}(?![\w-])", re.IGNORECASE)
_CONNECTIVES: Final = r"(?:[\s,;&+]|\b(?:but|and|only|just|with|is|that's|make it)\b)*"
_LOOSE_CONNECTIVES: Final = re.compile(rf"^{_CONNECTIVES}|{_CONNECTIVES}$", re.IGNORECASE)


def is_comparative(word: str) -> bool:
    """Return whether a word says how films are to differ from others: "sadder"."""
    return any(pattern.fullmatch(word) for pattern, _ in _RULES)


def find_critique(text: str, known_genres: Collection[str]) -> tuple[Critique, str]:
    """Return the critique in a query that names an example.

    Parameters
    ----------
    text : str
        The query without the words that name the example, in any case.
    known_genres : collection of str
        Genres of the release; a critique asks for no other genre.

    Returns
    -------
    critique : Critique
        All critiques of the query joined; `NO_CRITIQUE` where there is none.
    rest : str
        The words that belong to no critique. Connectives around them are removed where there
        is a critique.

    Examples
    --------
    >>> find_critique("but funnier", {"Comedy"})[0].genres
    ('Comedy',)
    """
    critiques = []
    if _ONLY_PLAIN.match(text):
        text = ", ".join(_COMPARED[word.lower()] for word in _PLAIN_WORD.findall(text))
    for pattern, critique in _RULES:
        if pattern.search(text):
            critiques.append(critique)
            text = pattern.sub(" ", text)
    if not critiques:
        return NO_CRITIQUE, text
    genres = dict.fromkeys(genre for critique in critiques for genre in critique.genres)
    fewer_genres = dict.fromkeys(genre for critique in critiques for genre in critique.fewer_genres)
    joined = Critique(
        words=", ".join(critique.words for critique in critiques if critique.words),
        genres=tuple(genre for genre in genres if genre in known_genres),
        fewer_genres=tuple(fewer_genres),
        away=", ".join(critique.away for critique in critiques if critique.away),
    )
    return joined, " ".join(_LOOSE_CONNECTIVES.sub("", text).split())
