import pytest

from embeddings.sources.text.english import looks_english
from embeddings.sources.text.titles import move_article, parse_title, split_year, title_key


@pytest.mark.parametrize(
    ("raw", "title", "year"),
    [
        ("Heat (1995)", "Heat", 1995),
        ("Babylon 5", "Babylon 5", None),
        ("2012 (2009)", "2012", 2009),
        ("1917", "1917", None),
        ("1984 (1984)", "1984", 1984),
        ("Death Note: Desu nôto (2006\u20132007)", "Death Note: Desu nôto", 2006),
        ("Fawlty Towers (1975-1979)", "Fawlty Towers", 1975),
        ("Big Bang Theory, The (2007-)", "The Big Bang Theory", 2007),
        ("Doctor Who (2005\u2013 )", "Doctor Who", 2005),
        ("Runaway Brain (1995) ", "Runaway Brain", 1995),
        ("Blind Side, The  (2009)", "The Blind Side", 2009),
        ("Land Before Time III (1995) (V)", "Land Before Time III", 1995),
        ("Reckless (1995/I)", "Reckless", 1995),
        ("Rocky Horror (2016) (2016)", "Rocky Horror", 2016),
        ("(2009)", "(2009)", None),
        ("unknown", "unknown", None),
        ("11'09\"01 - September 11 (2002)", "11'09\"01 - September 11", 2002),
        ("Kramer vs.&nbsp;<i>Kramer</i> (1979)", "Kramer vs. Kramer", 1979),
        ("Black\x00 Cat (1934)", "Black Cat", 1934),
        ("", "", None),
    ],
)
def test_years(raw: str, title: str, year: int | None) -> None:
    parsed = parse_title(raw)
    assert (parsed.title, parsed.year) == (title, year)
    assert parsed.original_title is None
    assert parsed.alternative_titles == ()


@pytest.mark.parametrize(
    ("raw", "moved"),
    [
        ("Matrix, The", "The Matrix"),
        ("Walk in the Clouds, A", "A Walk in the Clouds"),
        ("Affair to Remember, An", "An Affair to Remember"),
        ("Misérables, Les", "Les Misérables"),
        ("Avventura, L'", "L'Avventura"),
        ("Enfer, L\u2019", "L'Enfer"),
        ("L' Assedio", "L'Assedio"),
        ("Boot, Das", "Das Boot"),
        ("Topo, El", "El Topo"),
        ("Olvidados, Los", "Los Olvidados"),
        ("Vitelloni, I", "I Vitelloni"),
        ("femme est une femme, Une", "Une femme est une femme"),
        ("battre mon coeur s'est arrêté, De", "De battre mon coeur s'est arrêté"),
        ("Imposible, Lo", "Lo Imposible"),  # codespell:ignore imposible
        ("Sjunde inseglet, Det", "Det Sjunde inseglet"),
        ("Quatrilho, O", "O Quatrilho"),
        ("Hip Hop Witch, Da", "Da Hip Hop Witch"),
        ("Good, the Bad and the Ugly, The", "The Good, the Bad and the Ugly"),
        ("Fast and the Furious: Tokyo Drift, The", "The Fast and the Furious: Tokyo Drift"),
        ("I, Robot", "I, Robot"),
        ("Monsters, Inc.", "Monsters, Inc."),
        ("What's Up, Doc?", "What's Up, Doc?"),
        ("Tinker, Tailor, Soldier, Spy", "Tinker, Tailor, Soldier, Spy"),
        ("Oh, God!", "Oh, God!"),
        ("The, The", "The The"),
        ("The", "The"),
        (", The", ", The"),
    ],
)
def test_articles(raw: str, moved: str) -> None:
    assert move_article(raw) == moved


@pytest.mark.parametrize(
    ("raw", "title", "original", "alternatives"),
    [
        # the original title
        (
            "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
            "The City of Lost Children",
            "La Cité des enfants perdus",
            [],
        ),
        ("Hate (Haine, La) (1995)", "Hate", "La Haine", []),
        ("Postman, The (Postino, Il) (1994)", "The Postman", "Il Postino", []),
        ("Apple, The (Sib) (1998)", "The Apple", "Sib", []),
        ("Rashomon (Rashômon) (1950)", "Rashomon", "Rashômon", []),
        ("8 1/2 (8½) (1963)", "8 1/2", "8½", []),
        ("1-900 (06) (1994)", "1-900", "06", []),
        ("Party 2, The (Boum 2, La) (1982)", "The Party 2", "La Boum 2", []),
        ("Me and you (io e te) (2012)", "Me and you", "io e te", []),  # codespell:ignore te
        ("Twin Dragons (Shuang long hui) (1992)", "Twin Dragons", "Shuang long hui", []),
        # other names, marked
        ("Seven (a.k.a. Se7en) (1995)", "Seven", None, ["Se7en"]),
        ("Vacation (aka National Vacation) (1985)", "Vacation", None, ["National Vacation"]),
        (
            "Asterix in America (a.k.a Asterix Conquers) (Astérix et Obélix) (1994)",
            "Asterix in America",
            "Astérix et Obélix",
            ["Asterix Conquers"],
        ),
        (
            "Bicycle Thieves (a.k.a. The Bicycle Thief) (a.k.a. The Bicycle Thieves) "
            "(Ladri di biciclette) (1948)",
            "Bicycle Thieves",
            "Ladri di biciclette",
            ["The Bicycle Thief", "The Bicycle Thieves"],
        ),
        (
            "Dream of Light (a.k.a. Quince Tree Sun, The) (Sol del membrillo, El) (1992)",
            "Dream of Light",
            "El Sol del membrillo",
            ["The Quince Tree Sun"],
        ),
        # other names, told by their English
        ("Sydney (Hard Eight) (1996)", "Sydney", None, ["Hard Eight"]),
        ("Boot, Das (Boat, The) (1981)", "Das Boot", None, ["The Boat"]),
        ("First Blood (Rambo: First Blood) (1982)", "First Blood", None, ["Rambo: First Blood"]),
        ("Dracula (Bram Stoker's Dracula) (1992)", "Dracula", None, ["Bram Stoker's Dracula"]),
        (
            "Highlander: Endgame (Highlander IV) (2000)",
            "Highlander: Endgame",
            None,
            ["Highlander IV"],
        ),
        (
            "Men in Black III (M.III.B.) (M.I.B.³) (2012)",
            "Men in Black III",
            None,
            ["M.III.B.", "M.I.B.³"],
        ),
        ("Brüno (Bruno) (2009)", "Brüno", None, ["Bruno"]),
        (
            "Fist of Fury (Chinese Connection, The) (Jing wu men) (1972)",
            "Fist of Fury",
            "Jing wu men",
            ["The Chinese Connection"],
        ),
        ("Eye, The (Gin gwai) (Jian gui) (2002)", "The Eye", "Gin gwai", ["Jian gui"]),
        (
            "Trou, Le (Hole, The) (Night Watch, The) (1960)",
            "Le Trou",
            None,
            ["The Hole", "The Night Watch"],
        ),
        # part of the title
        ("(500) Days of Summer (2009)", "(500) Days of Summer", None, []),
        ("Frontière(s) (2007)", "Frontière(s)", None, []),
        ("Spy(ies) (Espion(s)) (2009)", "Spy(ies)", "Espion(s)", []),
        (
            "Evangelion: 2.0 You Can (Not) Advance (Evangerion shin gekijôban: Ha) (2009)",
            "Evangelion: 2.0 You Can (Not) Advance",
            "Evangerion shin gekijôban: Ha",
            [],
        ),
        (
            "Birdman: Or (The Unexpected Virtue of Ignorance) (2014)",
            "Birdman: Or (The Unexpected Virtue of Ignorance)",
            None,
            [],
        ),
        (
            "Human Centipede, The (First Sequence) (2009)",
            "The Human Centipede (First Sequence)",
            None,
            [],
        ),
        (
            "Hommage à Zgougou (et salut à Sabine Mamou) (2002)",
            "Hommage à Zgougou (et salut à Sabine Mamou)",
            None,
            [],
        ),
        ("Kill Bill: Vol. 1 (2003)", "Kill Bill: Vol. 1", None, []),
        # a remark on the copy; a bracket too many
        (
            "Jim Jefferies: Fully Functional (EPIX) (2012)",
            "Jim Jefferies: Fully Functional",
            None,
            [],
        ),
        (
            "Mona and the Time of Burning Love (Mona ja palavan rakkauden aika) (1983))",
            "Mona and the Time of Burning Love",
            "Mona ja palavan rakkauden aika",
            [],
        ),
        (
            "Bicycle, Spoon, Apple (Bicicleta, cullera, poma)",
            "Bicycle, Spoon, Apple",
            "Bicicleta, cullera, poma",
            [],
        ),
        ("Odd (unclosed (2001)", "Odd (unclosed", None, []),
        ("Odd )closed( (2001)", "Odd )closed(", None, []),
    ],
)
def test_brackets(raw: str, title: str, original: str | None, alternatives: list[str]) -> None:
    parsed = parse_title(raw)
    assert parsed.title == title
    assert parsed.original_title == original
    assert list(parsed.alternative_titles) == alternatives


@pytest.mark.parametrize(
    ("title", "english"),
    [
        ("Three Giant Men", True),
        ("Boat, The", True),
        ("Love's a Bitch", True),
        ("Wo hu cang long", False),
        ("Die Abenteuer", False),
        ("La noche de the", False),
        ("Nikita", False),
        ("", False),
        ("Дневной дозор", False),
    ],
)
def test_english(title: str, english: bool) -> None:
    assert looks_english(title) == english


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Amélie", "AMELIE"),
        ("Léon: The Professional", "Leon - the professional"),
        ("Fast & Furious", "Fast and Furious"),
        ("Ocean's Eleven", "Oceans Eleven"),
        ("M. Hulot\u2019s Holiday", "M. Hulot's Holiday"),
        ("Alien³", "alien3"),
    ],
)
def test_keys_of_one_title(title: str, other: str) -> None:
    assert title_key(title) == title_key(other)


def test_key_is_never_empty() -> None:
    assert title_key("$") == "$"
    assert title_key("!!!") != title_key("???")


def test_split_year_keeps_what_is_no_year() -> None:
    assert split_year("Apollo (13)") == ("Apollo (13)", None)
    assert split_year("Room (9999)") == ("Room (9999)", None)
