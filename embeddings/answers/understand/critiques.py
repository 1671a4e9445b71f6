"""What is to be otherwise than in a film that is named: "like Heat but funnier".

A comparative says nothing by itself: "funnier" is in no plot. So it stands for the words and the
kinds of film that the change leads to, and for what it leads away from.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Wish:
    """Where a change leads.

    Attributes
    ----------
    words
        Encoded and searched for in the place of the wish.
    genres
        Films of these are nearer to it.
    less
        Genres of the film that is named that no longer count for others.
    away
        What counts against a film, as words.
    """

    words: str = ""
    genres: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    away: str = ""


_MUCH: Final = r"(?:(?:a (?:bit|little|lot)|much|far|way|even|slightly|rather) )?"
_WISHES: Final = [
    (re.compile(rf"\b{_MUCH}(?:{pattern})(?!\w)", re.IGNORECASE), wish)
    for pattern, wish in (
        (r"funnier|more (?:funny|humou?r|humorous|comedic|jokes)|less serious",
         Wish("funny comedy", ("Comedy",), (), "serious, tragic")),
        (r"lighter|more (?:light-?hearted|fun|cheerful)"
         r"|less (?:dark|grim|bleak|heavy|depressing)",
         Wish("light-hearted, warm, fun", ("Comedy",), ("Horror",), "dark, bleak, disturbing")),
        (r"happier|more (?:uplifting|hopeful)|less sad",
         Wish("feel-good, uplifting, hopeful", (), ("War",), "sad, tragic, bleak")),
        (r"darker|grimmer|bleaker|grittier"
         r"|more (?:dark|grim|bleak|gritty|disturbing|twisted)",
         Wish("dark, disturbing, bleak", ("Drama", "Thriller"), ("Comedy", "Children"),
              "light-hearted, feel-good")),
        (r"sadder|more (?:sad|tragic|emotional|moving)",
         Wish("sad, tragic, moving", ("Drama",), ("Comedy",), "funny, light-hearted")),
        (r"scarier|creepier|spookier|more (?:scary|frightening|creepy)",
         Wish("scary, creepy horror", ("Horror",), ("Comedy", "Children"), "light-hearted")),
        (r"less (?:scary|frightening|creepy)", Wish("", (), ("Horror",), "scary, creepy horror")),
        (r"faster|more (?:action|exciting|fast-paced)|less (?:slow|boring)",
         Wish("fast-paced action, chase", ("Action",), (), "slow, meditative")),
        (r"slower|calmer|quieter|more (?:slow|quiet|meditative|contemplative)|less action",
         Wish("slow, quiet, meditative", ("Drama",), ("Action",), "action, explosions, chase")),
        (r"weirder|stranger|quirkier|more (?:weird|strange|surreal|bizarre|absurd|quirky)",
         Wish("weird, surreal, absurd")),
        (r"smarter|cleverer|more (?:intelligent|clever|complex|cerebral|thoughtful)"
         r"|less (?:dumb|stupid)",
         Wish("clever, intelligent, thought-provoking", (), ("Children",), "silly, stupid")),
        (r"sillier|dumber|more (?:silly|stupid)", Wish("silly, goofy slapstick", ("Comedy",))),
        (r"more (?:romantic|romance)", Wish("romantic love story", ("Romance",))),
        (r"less (?:romantic|romance)", Wish("", (), ("Romance",), "romantic love story")),
        (r"bloodier|gorier|more (?:violent|violence|brutal|gory)",
         Wish("violent, brutal, bloody", (), ("Children",), "gentle")),
        (r"less (?:violent|violence|brutal|gory|bloody)|gentler|more gentle",
         Wish("", (), ("Horror", "War", "Action"), "violent, brutal, bloody")),
        (r"more (?:serious|realistic)|less (?:funny|silly)",
         Wish("serious, realistic", ("Drama",), ("Comedy",), "silly comedy")),
        (r"tenser|more suspense(?:ful)?|more (?:tense|thrilling)",
         Wish("tense, suspenseful thriller", ("Thriller",))),
        (r"more family-friendly|for (?:kids|children)",
         Wish("family film for children", ("Children",), ("Horror",), "violent, disturbing")),
    )
]  # fmt: skip
_JOINT: Final = r"(?:[\s,;&+]|\b(?:but|and|only|just|with|is|that's|make it)\b)*"
_LOOSE: Final = re.compile(rf"^{_JOINT}|{_JOINT}$", re.IGNORECASE)


def find_wish(text: str, known_genres: Collection[str]) -> tuple[Wish, str]:
    """Return what a query that names a film to be like wants to be otherwise.

    Parameters
    ----------
    text : str
        What is left of the query, without the film.
    known_genres : collection of str
        Those of the release; others are not taken.

    Returns
    -------
    wish : Wish
        All changes together; empty where none is wished for.
    rest : str
        The words that are no change; empty where nothing is said by them.

    Examples
    --------
    >>> find_wish("but funnier", {"Comedy"})[0].genres
    ('Comedy',)
    """
    wishes = []
    for pattern, wish in _WISHES:
        if pattern.search(text):
            wishes.append(wish)
            text = pattern.sub(" ", text)
    rest = " ".join(_LOOSE.sub("", text).split()) if wishes else text
    genres = dict.fromkeys(name for one in wishes for name in one.genres if name in known_genres)
    return (
        Wish(
            ", ".join(one.words for one in wishes if one.words),
            tuple(genres),
            tuple(dict.fromkeys(name for one in wishes for name in one.less)),
            ", ".join(one.away for one in wishes if one.away),
        ),
        rest,
    )


NO_WISH: Final = Wish()
