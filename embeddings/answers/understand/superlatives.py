"""What a query says of how good, how well known and how new the films should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from embeddings.answers.understand.grammar import ANY_GENRE, FILM, QUALIFIER
from embeddings.answers.understand.spans import Span

By = Literal["rating", "popularity", "year"]
Direction = Literal["high", "low"]


@dataclass(frozen=True)
class Superlative:
    """A wish for films that stand high or low in something, and where its words are."""

    by: By
    direction: Direction
    span: Span


_KIND_FOLLOWS: Final = (
    rf"(?=\s*(?:$|[,;.!?])|(?: (?:and|or|but|{QUALIFIER}))* (?:{FILM}|{ANY_GENRE}|ones?|stuff"
    r"|releases?|from|with|about|for|to|by|on)(?!\w))"
)
_START: Final = r"(?<![\w'-])"
_END: Final = r"(?![\w'-])"
_Said = tuple[tuple[By, Direction], ...]
_WORDINGS: Final[tuple[tuple[str, _Said], ...]] = (
        (rf"(?:(?:the )?worst (?:{FILM} )?(?:ever )?(?:made )?(?:that (?:are|is) )?)?so bad"
         rf" (?:it'?s|it is|they'?re|they are|that it'?s) (?:actually )?good{_END}", ()),
        (rf"(?:hidden|little[- ]known|forgotten|overlooked|unknown) (?:gems?|classics?"
         rf"|masterpieces?|treasures?){_END}|sleeper hits?{_END}",
         (("rating", "high"), ("popularity", "low"))),
        (rf"(?:(?:the )?most )?(?:underrated|under-rated|underseen|overlooked|underappreciated"
         rf"|under the radar|criminally unseen){_END}",
         (("rating", "high"), ("popularity", "low"))),
        (rf"(?:lesser[- ]known|little[- ]known|not (?:so|too|very) (?:well[- ])?known|obscure"
         rf"|not mainstream|non[- ]mainstream|haven'?t heard of|nobody (?:has seen|knows)){_END}",
         (("popularity", "low"),)),
        (rf"(?:over-?rated){_END}", (("rating", "low"), ("popularity", "high"))),
        # "Worst day" and "awful week" say how a day was, and not what film is wanted.
        (rf"(?:worst|terrible|awful|horrible)"
         rf" (?:day|week|weekend|night|month|year|time|news|breakup|mood|flu"
         rf"|cold|date|exam|shift){_END}", ()),
        (rf"(?:thinks?|finds?|says?) (?:that )?(?:all )?old(?:er)? (?:{FILM}|stuff|ones)"
         rf" (?:(?:are|is|all|so|too) )*(?:boring|dull|slow|bad|stupid){_END}",
         (("year", "high"),)),
        # Who never watches a kind of film starts with those that most people like.
        (r"for (?:somebody|someone|people|anyone|those|a friend|a beginner|my [a-z]+) who"
         r" (?:(?:has|have) never (?:seen|watched)|never (?:watch|see)(?:es|s)?"
         r"|(?:do|does)(?:n'?t| not) (?:usually|normally|often) (?:watch|like|see)"
         r"|(?:do|does)(?:n'?t| not)(?: really)? (?:like|enjoy)"
         r"|(?:usually |normally |really )?(?:hates?|dislikes?)"
         rf"|(?:rarely|hardly ever|seldom) watch(?:es)?)(?: any| an?)?"
         rf"(?= (?:{QUALIFIER} )*(?:{ANY_GENRE}|anime|bollywood|\w+ {FILM})(?!\w))",
         (("rating", "high"), ("popularity", "high"))),
        (r"classics? (?:(?:that|which) )?"
         r"(?=(?:every(?:one|body)|you|one|i|we|all) (?:should|must|has to"
         r"|have to|needs? to))",
         (("rating", "high"), ("year", "low"))),
        (rf"(?:worst|terrible|awful|badly (?:rated|reviewed)|lowest[- ]rated){_END}",
         (("rating", "low"),)),
        (r"(?:(?:the )?(?:very )?best|(?:all[- ]time )?greatest"
         r"|(?:high(?:est|ly|er)?|top|best|well)[- ]"
         r"(?:rated|ranked|reviewed|scored|scoring|ratings?)|top \d+|acclaimed|award[- ]winning"
         r"|oscar[- ]win(?:ning|ners?)|masterpieces?|must[- ](?:see|watch)s?"
         r"|essential|of all time|ever made|imdb top|(?<=\w )ever(?=\s*$)|ranked"
         r"|(?:and )?where (?:to|do i|should i) (?:start|begin)(?: with)?|for (?:beginners|newbies)"
         r"|(?:you|one|i|we) (?:must|should|have to) (?:have )?(?:see|seen|watch))"
         r"(?! (?:friends?|man|men|woman|boy|girl|years?|days?|intentions|exotic|picture))"
         rf"{_END}",
         (("rating", "high"),)),
        (rf"(?:top|great|excellent|amazing|brilliant){_KIND_FOLLOWS}", (("rating", "high"),)),
        # "A good thriller", and no film that has "good" in its title.
        (rf"(?:(?:really|some|any|just) )?(?:good|solid|decent)(?=(?: {QUALIFIER})*"
         rf" (?:{FILM}|{ANY_GENRE})(?!\w))",
         (("rating", "high"),)),
        (rf"(?:classics?|timeless){_KIND_FOLLOWS}", (("rating", "high"), ("year", "low"))),
        (rf"(?:old classics?|all[- ]time classics?|golden age|old[- ]school|old hollywood"
         rf"|classic hollywood|vintage|in the old days|back in the day|from the old days){_END}",
         (("rating", "high"), ("year", "low"))),
        (rf"(?:(?:most )?(?:popular|famous|well[- ]known|iconic)|everyone(?: else)? has seen"
         rf"|box[- ]office hits?){_END}",
         (("popularity", "high"),)),
        (rf"(?:newest|latest|brand new|most recent|recent(?:ly)?(?: released)?|new releases?"
         rf"|just (?:came )?out|from this year|(?:this|last) year's|this year|contemporary"
         rf"|(?:this|last) years(?= {FILM})"
         r"|(?:(?:made |(?:that )?came out )?(?:from|of|in) )?the (?:last|past)"
         r" (?:(?:few|couple of|two|three|four|five|ten|fifteen|twenty|\d+)"
         rf" (?:years|yrs)|decade)|nowadays|these days){_END}",
         (("year", "high"),)),
        (rf"(?:newer|new|modern){_KIND_FOLLOWS}", (("year", "high"),)),
        (rf"(?:(?:really |very |much )?(?:older|oldest"
         rf"|(?<!year )(?<!years )(?<!yr )(?<!year-)old)){_KIND_FOLLOWS}",
         (("year", "low"),)),
)  # fmt: skip
_RULES: Final = [(re.compile(_START + pattern), said) for pattern, said in _WORDINGS]


def find_superlatives(text: str) -> Iterator[Superlative]:
    """Yield what a query says of rating, popularity and year, the surest wording first.

    A span may come twice, once for each thing that its words say: an underrated film is good, and
    few know it.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it, with whatever is understood otherwise blanked.

    Examples
    --------
    >>> [(each.by, each.direction) for each in find_superlatives("underrated thrillers")]
    [('rating', 'high'), ('popularity', 'low')]
    """
    taken: set[int] = set()
    for pattern, said in _RULES:
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                yield from (Superlative(by, direction, match.span()) for by, direction in said)
