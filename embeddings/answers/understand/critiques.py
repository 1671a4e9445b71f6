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
class Critique:
    """Where a change leads.

    Attributes
    ----------
    words
        Encoded and searched for in the place of the critique.
    genres
        Films of these are nearer to it.
    fewer_genres
        Genres of the film that is named that no longer count for others.
    away
        What counts against a film, as words.
    """

    words: str = ""
    genres: tuple[str, ...] = ()
    fewer_genres: tuple[str, ...] = ()
    away: str = ""


_MUCH: Final = r"(?:(?:a (?:bit|little|lot)|much|far|way|even|slightly|rather) )?"
_CRITIQUES: Final = [
    (re.compile(rf"\b{_MUCH}(?:{pattern})(?!\w)", re.IGNORECASE), critique)
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
    )
]  # fmt: skip
_JOINT: Final = r"(?:[\s,;&+]|\b(?:but|and|only|just|with|is|that's|make it)\b)*"
_LOOSE: Final = re.compile(rf"^{_JOINT}|{_JOINT}$", re.IGNORECASE)


def find_critique(text: str, known_genres: Collection[str]) -> tuple[Critique, str]:
    """Return what a query that names a film to be like wants to be otherwise.

    Parameters
    ----------
    text : str
        What is left of the query, without the film.
    known_genres : collection of str
        Those of the release; others are not taken.

    Returns
    -------
    critique : Critique
        All changes together; empty where none is wished for.
    rest : str
        The words that are no change; empty where nothing is said by them.

    Examples
    --------
    >>> find_critique("but funnier", {"Comedy"})[0].genres
    ('Comedy',)
    """
    critiques = []
    for pattern, critique in _CRITIQUES:
        if pattern.search(text):
            critiques.append(critique)
            text = pattern.sub(" ", text)
    rest = " ".join(_LOOSE.sub("", text).split()) if critiques else text
    genres = dict.fromkeys(name for one in critiques for name in one.genres if name in known_genres)
    return (
        Critique(
            ", ".join(one.words for one in critiques if one.words),
            tuple(genres),
            tuple(dict.fromkeys(name for one in critiques for name in one.fewer_genres)),
            ", ".join(one.away for one in critiques if one.away),
        ),
        rest,
    )


NO_CRITIQUE: Final = Critique()
