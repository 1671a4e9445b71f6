"""Words of a query that say nothing of a film, each list once.

Other rooms ask for these words, so that what a parser drops is what the ranking leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# A longer query is somebody's memory of a film: its years and genres are often wrong, and its
# negations belong to the plot.
MOST_WORDS: Final = 16

# Words of grammar, which no film has more than another.
FUNCTION_WORDS: Final = frozenset(
    """
    a an the this that these those it its it's i i'm im me my mine we us our you your he him his she
    her they them their who whom whose which what where when why how there here
    and or but nor so if than then because while though although as of in on at to from by for with
    without about into onto over under after before between through during against within upon off
    out up down is are was were be been being am isnt arent wasnt do does did doesnt dont didnt has
    have had having can could will would shall should may might must not no nothing none any some
    every each all both either neither one ones other another more most much many few less least
    too very so just only also even still again ever never always really quite rather pretty
    kind sort bit lot lots such same own maybe perhaps please thanks ok okay
    """.split()  # noqa: SIM905 - read as a list of words
)
# Verbs and nouns of asking and of happening, which every plot has.
LIGHT_WORDS: Final = frozenset(
    """
    film films movie movies flick flicks picture pictures cinema watch watching watched see saw seen
    show shows showing find finding found want wants wanted wanna need needs needed look looks
    looking search searching give gives recommend recommended recommendation recommendations suggest
    suggestion suggestions something anything someone somebody everyone everybody thing things stuff
    like likes liked love loved think thinking know known remember recall called name named title
    go goes going gone went get gets getting got come comes coming came make makes made making take
    takes taking took put let lets keep keeps end ends start starts begin begins happen happens turn
    turns try tries trying feel feels feeling mood good great nice best tonight today now im ive id
    set wrong right way story plot
    """.split()  # noqa: SIM905 - read as a list of words
)
SAYING_NOTHING: Final = FUNCTION_WORDS | LIGHT_WORDS
# Words of asking that find no film and mark nothing in a reason. They are fewer than the light
# words, because "love" or "start" may well be what a film is about.
STOP_WORDS: Final = frozenset(
    """
    film films movie movies flick picture watch watching watched saw seen see remember recall
    something anything one about like really think looking look find want know called name title
    """.split()  # noqa: SIM905 - read as a list of words
)


def content_words(words: Sequence[str]) -> list[str]:
    """Return the words that say something of a film, each once, in their order.

    Parameters
    ----------
    words : sequence of str
        As `title_key` writes them.

    Examples
    --------
    >>> content_words("sad movie that makes you cry".split())
    ['sad', 'cry']
    """
    return list(dict.fromkeys(word for word in words if word not in SAYING_NOTHING))
