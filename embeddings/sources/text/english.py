"""Guess whether a title is in English.

MovieLens puts original titles and other English titles into brackets after a title. Nothing marks
which is which, so the words of the bracket decide.
"""

import re
from typing import Final

# Words that turn up in English film titles and that are no common word, nor a frequent romanised
# syllable, in the other languages of the catalogue. Hence neither "in", "so", "will" and "long" nor
# "crime", "romance", "land" and "train".
_ENGLISH = """
    about above adventure adventures afraid after against age ahead alien alive almost alone always
    american among and angel angels another any apart are army around assassin away baby back
    battle beast beautiful because becoming bed been before begins behind being below beneath best
    between beyond big bird birds birth black blood bloody blue body book born boys brave bride
    bridge bright broken brother brothers burning call called captain castle caught chainsaw
    challenge chapter child children christmas chronicle chronicles circle city close coffee cold
    coming country crazy crimson cross cruel cry curse daddy dance dancing dangerous dark darkness
    daughter daughters dawn day days dead deadly deal death deep devil devils diary dirty dog dogs
    door down dragon dream dreams drunken earth easy edge eight eighty end enemy eternal ever every
    everybody everyone everything evil extremes eye eyes falling family farewell father fear field
    fight fighter fighting find finds fire first fist fists five fling flower flowers flying food
    fool forever forgotten four free freedom friend friends from full funny fury game games garden
    gate ghost ghosts giant girl girls god gods golden good goodbye grave great green ground guide
    guns guy guys half hands happiness happy hard haunted have head heart hearts heaven hello help
    here hero heroes hidden high highway hill his hole holiday holy home honor horror hot hour
    hours house how hundred hunt hunter hunters hunting inc inside into island journey joy jungle
    keep kids kill killer killers killing king kingdom kiss knife knight lady last laugh law leave
    leaving left legend life light lights like listen little live lives living looking lost love
    lover lovers lucky machine mad made make making master maze meet memories midnight mind mine
    mirror monsters moon mother mountain mouth movie murder murders music must my mysterious
    mystery naked never new next night nightmare nights nine ninja nobody north nothing now ocean
    of old one only operation other our out outside own paradise party path peace people perfect
    pig planet play please poor power prince princess prison project promise queen quest quiet rain
    rebel red return returns revenge ride right ring rise rising river road room running scary
    school sea search second secret secrets seven shadow shadows shall she ship short silence
    silent silver sins sister sisters sixth sky sleep sleeping slow small snow society soldier
    soldiers somebody someone something somewhere songs soul south space spirit spring star stars
    station steal stolen stone stop stories storm story strange stranger strangers street strike
    strong summer survival sweet switchblade sword sympathy tale tales teenage that the their them
    there these they thief thieves thing things think third this those thousand three throne
    through time times together tomorrow tonight touch town traffic treasure tree trip trouble true
    truth turtles twelve twenty twin twins two undead until up us vengeance venom voice voices wait
    waiting walk walking wall warrior warriors watch way wedding week welcome what when where which
    while whisper white who whole why wicked wife window wise witch witches with within without
    woman women wonder wonderful word world worlds worm worst year years yellow yes yesterday you
    young your
"""

# Function words of other languages, to outvote an English look-alike.
_FOREIGN = (
    "al au aux av avec che chez com como con da dalla das de dei del della delle dem den der des "
    "det di dos du e een ein eine el els en et eu för gli het hoe i ich il im je jest ji ko kto l "
    "la las le les lo los mein met mi mit mon na ne nel nella nem ni nicht no nos och og par pas "
    "per por pour qu que qui sa se si sin som sur "  # codespell:ignore som
    "te todo tu um un una und une uno ut van vid von w wa wo y yo z zu zum"  # codespell:ignore te
)

ENGLISH_WORDS: Final = frozenset(_ENGLISH.split())
FOREIGN_WORDS: Final = frozenset(_FOREIGN.split())

_ENGLISH_ARTICLE_AT_END: Final = re.compile(r", (?:The|An)$")
_POSSESSIVE: Final = re.compile(r"[A-Za-z]'s\b")
_WORD: Final = re.compile(r"[^\W\d_]+")


def looks_english(title: str) -> bool:
    """Say whether words of the title are English, and more of them than are not.

    Names and single rare words give no sign either way and count as not English.

    Examples
    --------
    >>> looks_english("Chinese Connection, The"), looks_english("Cité des enfants perdus, La")
    (True, False)
    """
    if not title.replace("\u2019", "'").isascii():
        return False
    if _ENGLISH_ARTICLE_AT_END.search(title) or _POSSESSIVE.search(title):
        return True
    words = _WORD.findall(title.lower())
    english = sum(word in ENGLISH_WORDS for word in words)
    return english > sum(word in FOREIGN_WORDS for word in words)
