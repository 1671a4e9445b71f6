"""Words of a query beside names that say nothing but what kind of film is wanted."""

from __future__ import annotations

import re
from typing import Final

from embeddings.answers.understand.filters import WHEN
from embeddings.answers.understand.grammar import ANY_GENRE, FILM, LANGUAGE, QUALIFIER

# A query of these and names says nothing but whom and what kind of film is wanted.
FILLER: Final = re.compile(
    rf"(?:(?:{WHEN}|{FILM}|{ANY_GENRE}|{QUALIFIER}|{LANGUAGE}|and|or|with|by|of|from|in|the|an?|some"
    r"|any|all|other|more|best|greatest|top|good|great|favou?rite|new|latest|recent|early|late|later"
    r"|mid|career|filmography|works?|pictures?|starring|directed|director|actor|actress|i|want|to"
    r"|watch|see|find|show|me|give|looking|for|please|something|anything|one|ones|stuff|together"
    r"|both|not|but|without|no|early|before|after|since|between|made|released|like|must|most"
    r"|famous|funny|films'|s|\d+)(?![\w'])|[\s,.;:!?&+/'()-])*"
)
