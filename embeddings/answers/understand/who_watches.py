"""Words that say who watches, and are not what a film is about: "my dad", "for my wife"."""

from __future__ import annotations

import re
from typing import Final

from embeddings.answers.understand.grammar import FILM
from embeddings.answers.understand.spans import Span

_PERSON: Final = (
    r"(?:(?:best |old |good |little |older |younger )*(?:wife|husband|girlfriend|boyfriend|partner"
    r"|fianc[e\u00e9]e?|mum|mom|mummy|mother|dad|daddy|father|parents|grand(?:ma|pa|mother|father"
    r"|parents)|nan|sister|brother|siblings|aunt|uncle|cousins?|friends?|mates?|roommates?|flatmates?"
    r"|boss|colleagues?|neighbou?rs?|in[- ]laws|mother[- ]in[- ]law|father[- ]in[- ]law))"
)
# The film that is sought, and no taste: nothing follows.
WOULD_LIKE: Final = (
    r"(?:would|will|might|could|can) (?:like|love|enjoy|appreciate|watch)"
    r"(?= ?(?:$|[,.;!?]|too\b|as well))"
)
# "For", but not where a story is told: "a search for my father", "a letter for my son".
FOR: Final = (
    "".join(
        f"(?<!{word} )"
        for word in (
            *("search", "searches", "searching", "look", "looks", "hunt", "quest", "longing"),
            *("love", "letter", "revenge", "justice"),
        )
    )
    + "for"
)
_CHILD: Final = (
    r"(?:(?:little |small |young |older |younger |teen |teenage |\d+[ -]year[ -]old )*"
    r"(?:sons?|daughters?|nephews?|nieces?|god(?:sons?|daughters?|child)"
    r"|grand(?:sons?|daughters?|kids|children)))"
)
# Said of all children, who are an audience that other words read.
_AFTER_CHILDREN: Final = "|".join(
    f"(?<={word} )"
    for word in ("kids", "kid", "children", "child", "toddler", "toddlers", "family")
)
_OWN: Final = (
    rf"(?:my|our) (?:{_PERSON}|{_CHILD})(?: (?:and|&) (?:me|i|(?:my )?(?:{_PERSON}|{_CHILD})))?"
)
_SOMEBODY: Final = r"(?:somebody|someone|anyone|people|those|a friend|friends|a person)"
_LIKES: Final = (
    r"(?: who(?:'s| is| are)?)?"
    r"(?: (?:only|really|just|absolutely|mostly|usually|also|always|both))*"
    r" (?:likes?|loves?|enjoys?|adores?|prefers?|is into|are into|into"
    r"|(?:(?:is|are) )?(?:an? )?(?:huge |big )?(?:fans? of|obsessed with|crazy about|mad about)"
    r"|watch(?:es)?|wants?"
    r"(?: to (?:see|watch))?)"
)
_RULES: Final = tuple(
    re.compile(rule)
    for rule in (
        # "Something for my dad who loves submarines"; but "a letter for my father" is a story.
        rf"(?:^|(?<=[,.;] )|(?<![\w'-])(?:to watch |to see )?(?:for|with) )"
        rf"{_OWN}(?:{_LIKES})(?![\w'-])",
        rf"(?<![\w'-])(?:to watch |to see )?(?:for|with) {_SOMEBODY}{_LIKES}(?![\w'-])",
        # "Watching with dad who loves history", "sunday afternoon with grandma".
        rf"(?<![\w'-])(?:watch(?:ing)?|see(?:ing)?) with (?:the |{_PERSON} and )?{_PERSON}"
        rf"(?:{_LIKES})?(?![\w'-])",
        r"(?:(?<=day)|(?<=night)|(?<=noon)|(?<=ning)|(?<=ekend)|(?<=inner))"
        rf" with (?:the )?{_PERSON}$",
        # What follows a negation is negated elsewhere: "my girlfriend hates action".
        rf"(?:^|(?<=[,.;] ))(?:but |and |because |as )*{_OWN}"
        r"(?= (?:who )?(?:really |absolutely )*(?:hates?|dislikes?|can'?t|cannot"
        r"|doesn'?t|does not|don'?t))",
        rf"(?<![\w'-])(?:for|with) {_SOMEBODY} who(?= (?:thinks?|finds?|hates?|never|usually"
        r"|doesn'?t|can'?t|cannot|gets?|scares?)(?![\w'-]))",
        # "A film my grandma would like"
        rf"(?<![\w'-])(?:that |which )?{_OWN} {WOULD_LIKE}",
        # That they will love it is no romance.
        rf"(?:{_AFTER_CHILDREN}){WOULD_LIKE}",
        rf"(?<![\w'-])(?:to watch|to see|watching|see|watch)(?: it)?(?: together)?"
        rf" with {_OWN}(?![\w'-])",
    )
)
_FILMS_FOR: Final = (
    re.compile(
        rf"(?<![\w'-])(?:{FILM}|something|anything|one|ideas?|recommendations?) (?P<who>for {_OWN})"
        r"(?= ?(?:$|[,.;!?]))"
    ),
    # "Horses for my daughter": a child of one's own is seldom in a story.
    re.compile(
        rf"(?<![\w'-])(?P<who>{FOR} (?:my|our) {_CHILD}"
        r"(?: who(?:'s| is| just turned| turns)(?: only| just| about)? \d{1,2})?)"
        r"(?= ?(?:$|[,.;!?]))"
    ),
)
# Said of who watches, and wished for all the same.
OF_AUDIENCE: Final = frozenset({"for the whole family", "for date night", "crowd-pleaser"})


_TASTE: Final = re.compile(
    r"(?<!would )(?<!will )(?<!might )(?<!could )(?<!can )"  # "would like" the film that is sought
    r"(?:likes?|loves?|enjoys?|adores?|prefers?|into|fans? of|obsessed with|(?:crazy|mad) about"
    r"|watch(?:es)?|wants?|see)$"
)


def says_taste(words: str) -> bool:
    """Return whether words that say who watches go on with what they like.

    Examples
    --------
    >>> says_taste("my dad only likes"), says_taste("watching with grandma")
    (True, False)
    """
    return bool(_TASTE.search(words))


def find_watchers(text: str) -> list[Span]:
    """Return the spans that say who watches and stand before what they like.

    "My dad loves submarines" wants submarines and no fathers.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    """
    found = [match.span() for rule in _RULES for match in rule.finditer(text)]
    return found + [match.span("who") for rule in _FILMS_FOR for match in rule.finditer(text)]
