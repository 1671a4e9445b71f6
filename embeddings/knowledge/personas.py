"""The kinds of taste that simulated people are mixed from.

A like is ``kind:word``: ``genre:Horror``, ``tag:vampire``, ``country:Japan``, ``language:Hindi`` or
``era:`` one of `ERAS`, plus ``foreign`` for films not in English. Its number says how much better,
in arbitrary units, a film with it pleases; a persona's sums are standardised over the catalogue, so
only ratios within one persona matter.
"""

from dataclasses import dataclass
from typing import Final

# First years of the eras, in order.
ERAS: Final = {"silent": 1895, "classic": 1930, "modern": 1960, "late": 1980, "recent": 2000}


@dataclass(frozen=True)
class Persona:
    """A kind of taste.

    Parameters
    ----------
    name
        For reading only.
    share
        How many people lean to it, relative to the others.
    mainstream
        How strongly fame decides what is seen: about 0.3 for those who dig, 1.4 for those who see
        what everybody sees.
    likes
        What pleases and by how much, negative for dislikes.
    """

    name: str
    share: float
    mainstream: float
    likes: dict[str, float]


PERSONAS: Final = (
    Persona(
        "world classics",
        1.2,
        0.45,
        {"era:silent": 0.8, "era:classic": 1.2, "era:modern": 0.9, "era:recent": -1.0}
        | {"foreign": 1.0, "country:Japan": 0.7, "tag:samurai": 0.8, "tag:neorealism": 0.8}
        | {"tag:black-and-white": 0.8, "tag:humane": 0.6, "tag:contemplative": 0.5}
        | {"genre:Drama": 0.5, "genre:Animation": -0.6, "genre:IMAX": -1.0},
    ),
    Persona(
        "old hollywood",
        0.9,
        0.8,
        {"era:classic": 1.6, "era:modern": 0.7, "era:recent": -0.8, "country:USA": 0.8}
        | {"genre:Film-Noir": 1.0, "genre:Romance": 0.3, "tag:screwball comedy": 0.9}
        | {"tag:film noir": 0.6, "tag:witty": 0.5, "tag:hollywood": 0.5, "genre:Horror": -0.6},
    ),
    Persona(
        "art house",
        1.1,
        0.35,
        {"foreign": 0.9, "tag:art house": 1.2, "tag:slow burn": 0.8, "tag:contemplative": 0.9}
        | {"tag:poetic": 0.6, "tag:long takes": 0.7, "tag:dreamlike": 0.5, "tag:minimalist": 0.7}
        | {
            "tag:avant-garde": 0.8,
            "genre:Action": -0.9,
            "genre:IMAX": -0.8,
            "tag:blockbuster": -1.2,
        }
        | {"genre:Drama": 0.5, "genre:Children": -0.5, "era:modern": 0.4},
    ),
    Persona(
        "festival realism",
        0.8,
        0.45,
        {"foreign": 1.0, "tag:social realism": 1.1, "tag:poverty": 0.6, "tag:refugee": 0.6}
        | {"tag:immigration": 0.5, "tag:dictatorship": 0.6, "tag:humane": 0.6, "era:recent": 0.7}
        | {
            "tag:human rights": 0.5,
            "genre:Drama": 0.7,
            "genre:Fantasy": -0.7,
            "genre:Sci-Fi": -0.7,
        },
    ),
    Persona(
        "horror",
        1.1,
        0.7,
        {"genre:Horror": 2.2, "tag:scary": 0.6, "tag:gory": 0.6, "tag:slasher": 0.6}
        | {"tag:zombie": 0.5, "tag:vampire": 0.5, "tag:haunted house": 0.5, "tag:cult film": 0.5}
        | {"tag:body horror": 0.5, "genre:Thriller": 0.4, "genre:Romance": -0.7}
        | {"genre:Musical": -0.8, "genre:Children": -0.6},
    ),
    Persona(
        "science fiction",
        1.2,
        0.9,
        {"genre:Sci-Fi": 1.8, "tag:artificial intelligence": 0.6, "tag:space": 0.6}
        | {"tag:time travel": 0.6, "tag:dystopia": 0.6, "tag:mind-bending": 0.6, "tag:robot": 0.4}
        | {
            "genre:Fantasy": 0.4,
            "genre:Adventure": 0.3,
            "genre:Musical": -0.7,
            "era:classic": -0.4,
        },
    ),
    Persona(
        "blockbusters only",
        1.6,
        1.6,
        {"tag:blockbuster": 1.2, "genre:Action": 0.9, "genre:Adventure": 0.7, "genre:IMAX": 0.5}
        | {"tag:superhero": 0.6, "era:recent": 0.8, "era:late": 0.5, "foreign": -1.3}
        | {"era:silent": -1.5, "era:classic": -1.2, "tag:black-and-white": -1.0}
        | {"tag:slow burn": -0.8, "tag:art house": -1.0, "genre:Documentary": -0.8},
    ),
    Persona(
        "crime and thrillers",
        1.4,
        1.0,
        {"genre:Crime": 1.3, "genre:Thriller": 1.0, "genre:Mystery": 0.6, "tag:neo-noir": 0.7}
        | {"tag:gangster": 0.6, "tag:heist": 0.6, "tag:detective": 0.5, "tag:plot twist": 0.6}
        | {"tag:serial killer": 0.5, "genre:Children": -0.8, "genre:Musical": -0.8},
    ),
    Persona(
        "families",
        1.2,
        1.3,
        {"genre:Children": 1.6, "genre:Animation": 1.0, "tag:heartwarming": 0.7}
        | {"tag:3d animation": 0.6, "tag:talking animals": 0.5, "tag:feel-good": 0.6}
        | {"genre:Musical": 0.4, "genre:Horror": -1.5, "tag:violent": -1.2, "tag:disturbing": -1.0}
        | {"tag:bleak": -0.9, "foreign": -0.2},
    ),
    Persona(
        "anime",
        0.8,
        0.6,
        {"tag:anime": 2.4, "country:Japan": 0.9, "genre:Animation": 1.0, "genre:Fantasy": 0.4}
        | {"genre:Sci-Fi": 0.4, "tag:cyberpunk": 0.4, "tag:stop motion": 0.4, "tag:magic": 0.3}
        | {"genre:Western": -0.6, "era:classic": -0.4},
    ),
    Persona(
        "romantic comedies",
        1.3,
        1.2,
        {"genre:Romance": 1.4, "tag:romantic comedy": 1.2, "tag:feel-good": 0.8, "tag:wedding": 0.5}
        | {"genre:Comedy": 0.6, "tag:romantic": 0.6, "tag:witty": 0.5}
        | {"genre:Horror": -1.0, "genre:War": -0.7, "tag:violent": -0.8, "genre:Sci-Fi": -0.4},
    ),
    Persona(
        "bollywood and beyond",
        0.6,
        0.7,
        {"country:India": 2.2, "tag:bollywood": 1.0, "language:Hindi": 0.6, "genre:Musical": 0.6}
        | {
            "tag:musical numbers": 0.5,
            "tag:melodrama": 0.4,
            "tag:family": 0.3,
            "genre:Romance": 0.4,
        }
        | {"genre:Horror": -0.4},
    ),
    Persona(
        "east asian cinema",
        0.8,
        0.6,
        {"country:South Korea": 1.7, "country:Hong Kong": 1.6, "country:Taiwan": 1.2}
        | {"country:China": 1.2, "country:Japan": 0.8, "tag:martial arts": 0.8, "tag:wuxia": 0.6}
        | {"tag:revenge": 0.4, "tag:neo-noir": 0.4, "genre:Action": 0.3, "genre:Children": -0.5},
    ),
    Persona(
        "musicals and melodrama",
        0.7,
        1.0,
        {"genre:Musical": 2.0, "tag:musical numbers": 0.8, "tag:dance": 0.6, "tag:music": 0.5}
        | {"tag:theatre": 0.4, "tag:melodrama": 0.6, "genre:Romance": 0.5, "genre:Horror": -0.8}
        | {"genre:War": -0.5, "genre:Sci-Fi": -0.4},
    ),
    Persona(
        "history and war",
        1.0,
        0.9,
        {"genre:War": 1.7, "tag:world war ii": 0.7, "tag:historical drama": 0.7, "tag:epic": 0.6}
        | {"tag:based on a true story": 0.7, "tag:biopic": 0.5, "tag:submarine": 0.3}
        | {"genre:Fantasy": -0.6, "genre:Comedy": -0.3, "genre:Animation": -0.4},
    ),
    Persona(
        "documentaries and politics",
        0.6,
        0.5,
        {"genre:Documentary": 2.4, "tag:politics": 0.7, "tag:journalism": 0.5, "tag:justice": 0.5}
        | {"tag:political thriller": 0.6, "tag:based on a true story": 0.7, "tag:corruption": 0.4}
        | {"genre:Fantasy": -0.8, "genre:Horror": -0.5},
    ),
    Persona(
        "westerns and adventure",
        0.7,
        0.8,
        {"genre:Western": 2.2, "genre:Adventure": 1.0, "tag:cowboy": 0.4, "tag:desert": 0.4}
        | {
            "tag:spaghetti western": 0.5,
            "tag:swordfight": 0.5,
            "era:modern": 0.5,
            "era:classic": 0.4,
        }
        | {"genre:Romance": -0.3, "tag:art house": -0.5},
    ),
    Persona(
        "indie and dark comedy",
        1.2,
        0.9,
        {"tag:dark comedy": 1.2, "tag:quirky": 1.0, "tag:cult film": 0.7, "tag:absurd": 0.6}
        | {"tag:satire": 0.5, "tag:deadpan": 0.6, "genre:Comedy": 0.6, "era:late": 0.7}
        | {"era:recent": 0.5, "genre:War": -0.5, "genre:Western": -0.4},
    ),
    Persona("everything well known", 1.6, 1.3, {"era:recent": 0.3, "tag:suspenseful": 0.2}),
)
