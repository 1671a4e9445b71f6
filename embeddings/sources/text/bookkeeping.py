"""Tags that people keep for themselves: notes about a copy, a plan, a list or a verdict.

MovieLens' tags are free text, and some of them describe the person's shelf rather than the film.
They would be embedded, shown and offered as reasons ("because of: imdb top 250"), so they go. Five
kinds, each a rule below:

- *copies and formats*: "dvd", "library vhs", "Erlend's DVDs", "720p", "criterion";
- *plans*: "to see", "in netflix queue", "want to own", "watch again";
- *what was seen*: "seen", "seen at the cinema", "haven't watched it";
- *lists*: "imdb top 250", "afi 100 (laughs)", "best of 2005";
- *verdicts*, which are ratings in words: "awesome", "really bad movie", "4 stars", "waste of time".

What says something about the film stays: a judgement of a part of it ("great soundtrack", "bad
acting"), honours ("oscar (best actress)", "palme d'or") and styles ("cult film", "classic") too. A
rule must match the whole tag, so "own" is dropped and "a room of one's own" is not.
"""

import re
from typing import Final

_FORMAT = (
    r"(?:dvds?|dvd-?(?:r|ram|rom|video)|hd[- ]?dvd|bd-?r|blu[- ]?rays?|vhs(?: tapes?)?|s-?vhs"
    r"|betamax|laser ?discs?|clv|cav|divx|xvid|avi|mkv|mp4|dvr|pvr|tivo|netflix|hulu|amazon prime"
    r"|itunes|(?:480|720|1080|2160)[pi])"
)
_FILM = r"(?:movies?|films?|flicks?)"
_ACQUIRE = r"(?:see|watch|rewatch|own|buy|rent|borrow|download|get|find)"

_COPIES = (
    rf"(?:.* )?(?:from|at|on|via|in|my|own|have|owned|got|library|personal|need|want|no) {_FORMAT}",
    rf"(?:no )?{_FORMAT}(?: (?:collection|library|copy|only|rip|extras?|available|at .*|on .*))?",
    r".*'s? (?:dvds?|vhs|videos|collection)",
    r"library (?:vhs|dvd|on hold).*",
    r"(?:my|our) (?:dvds?|movies|films|videos|collection|library)",
    r"(?:i |we )?(?:own|owned|have)(?: (?:it|this|a copy|the .*))?|(?:i |we )?(?:bought|got) it",
    r"(?:the )?criterion(?: (?:collection|edition|release|channel))?",
    r"free to download|on (?:computer|hard (?:drive|disk))|test tag|less than \d+ ratings|unrated",
)
_PLANS = (
    r".*\b(?:queue|wish ?list|watch ?list)\b.*",
    rf"(?:{_FILM} )?to[- ]{_ACQUIRE}(?: (?:again|it|this|soon|later|next))?",
    r".*\bto-(?:watch|see|buy|rent)\b.*",
    rf"(?:i )?(?:want|need|waiting|going|like|would like|plan)(?: it)? to {_ACQUIRE}\b.*",
    rf"(?:do not|don't|not)(?: want)?(?: to)? {_ACQUIRE}(?: (?:it|this|again))?",
    r"(?:want|need) (?:it|this)|(?:re-?)?watch(?: (?:again|this|it|soon|later))?|see (?:again|it)",
)
_SEEN = (
    r"(?:i |we )?(?:have |'ve |i've |haven't |have not )?(?:not |never |already |just |un)?"
    r"(?:seen|watched|rented)"
    r"(?: (?:it|at|in|on|more|this|with|once|twice|again|before|already|\d).*)?",
    r"(?:i |we )?saw (?:it|this|at|in|on|with|twice)\b.*",
    r"can't remember|couldn't finish|turned (?:it )?off|walked out|fell asleep",
)
_LISTS = (
    r".*\bimdb\b.*",
    r"(?:.* )?(?:top|best|greatest) (?:of )?\d{2,4}\b.*",
    rf".*\b\d{{2,4}} (?:best|greatest|essential|{_FILM})\b.*",
    r"afi(?:'s)?(?: top)? \d+.*",
)
_PRAISE = (
    "amazing|awesome|best|brilliant|excellent|fantastic|good|great|incredible|magnificent"
    "|outstanding|perfect|superb|terrific|wonderful"
)
_BLAME = (
    "abysmal|appalling|atrocious|awful|bad|boring|crap|crappy|disappointing|dreadful|dull|garbage"
    "|horrible|horrid|lame|lousy|mediocre|pathetic|rubbish|sucks|terrible|trash|worst"
)
_VERDICTS = (
    rf"(?:so |very |really |pretty |absolutely |just |just plain |the )?(?:{_PRAISE}|{_BLAME})"
    rf"(?: {_FILM})?(?: (?:ever|of all time|i've ever seen))?",
    rf"(?:my |our )?(?:all[- ]time )?(?:favou?rites?)(?: {_FILM})?",
    rf"(?:a |an )?(?:masterpiece|over-?rated|under-?rated|must[- ](?:see|watch|own))(?: {_FILM})?",
    r"(?:i |we )?(?:really |didn't |did not |don't )?(?:love|like|hate|enjoy)d? (?:it|this)\b.*",
    r"(?:highly |not |strongly )?recommend(?:ed)?",
    r"(?:not )?worth (?:it|watching|seeing|a (?:look|watch))",
    r"(?:complete |total |a )?waste of (?:time|money)|thumbs (?:up|down)|avoid(?: it)?|skip it",
    r"(?:\d(?:[.,]\d)?|one|two|three|four|five|ten)(?:[ -]and[ -]a[ -]half)?[ -]stars?",
    r"\d+(?:[.,]\d)? out of (?:5|10|five|ten)|grade:? [a-f][+-]?",
)
_RULES: Final = re.compile("|".join((*_COPIES, *_PLANS, *_SEEN, *_LISTS, *_VERDICTS)))


def is_bookkeeping(tag: str) -> bool:
    """Say whether a tag is a note of the person's and tells nothing about the film.

    Parameters
    ----------
    tag
        In lower case, with plain quotes and hyphens, without punctuation around it.

    Examples
    --------
    >>> [is_bookkeeping(tag) for tag in ("imdb top 250", "own", "great soundtrack", "saw")]
    [True, True, False, False]
    """
    return _RULES.fullmatch(tag) is not None
