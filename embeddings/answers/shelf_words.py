"""Words that name shelves; how each reads stands in the pages' texts, ``i18n/*/shelf-words.ts``.

Moods that stand before a noun ("slow-burning dramas"), tags that stand behind one ("dramas about
revenge"), and styles that are nouns themselves ("biopics"). A test holds the pages to these.
"""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(" ".join(text.split()).split("; "))


MOODS: Final = _words(
    """
slow; fast-paced; action-packed; epic; intimate; scary; creepy; gory; disturbing; claustrophobic;
suspenseful; tense; paranoid; mysterious; twisty; mind-bending; violent; brutal; romantic;
sensual; erotic; funny; witty; silly; satirical; deadpan; raunchy; absurd; quirky; sad;
tear-jerking; melancholy; bittersweet; tragic; bleak; heartwarming; feel-good; cosy; inspiring;
hopeful; tender; nostalgic; charming; humane; magical; playful; adventurous; dreamlike; poetic;
spectacular; weird; surreal; experimental; campy; thought-provoking; philosophical; political;
stylish; atmospheric; gritty; realistic; quiet; dark; cynical; angry; rebellious; cool;
for the whole family; dark humour
"""
)

TAGS: Final = _words(
    """
addiction; artificial intelligence; betrayal; childhood; class struggle; coming of age;
conspiracy; corruption; cultural clash; divorce; environment; exile; faith; fame; family secret;
father and daughter; father and son; feminism; first love; forbidden love; friendship; greed;
grief; holocaust; illness; immigration; jealousy; justice; lgbtq; loneliness; love triangle;
marriage; memory; mental illness; midlife crisis; mother and daughter; mother and son; nature;
obsession; old age; poverty; power; racism; rebellion; redemption; religion; revenge; rivalry;
second chance; self-discovery; siblings; slavery; surveillance; survival; teenage life;
unlikely friendship; desert; forest; haunted house; high school; hospital; hotel; island; jungle;
mountain; prison; sea; small town; space; submarine; suburb; train; university; village; rural;
winter; hollywood; london; los angeles; new york city; paris; tokyo; hong kong; world war i;
world war ii; vietnam war; cold war; middle ages; ancient rome; wild west; near future;
distant future; 19th century; victorian era; alien invasion; alternate reality; amnesia;
apocalypse; based on a true story; bank robbery; courtroom; criminal investigation; disaster;
double life; escape; fish out of water; haunting; heist; home invasion; hostage; infidelity;
kidnapping; lost treasure; magic; manhunt; mistaken identity; murder; parallel universe;
plot twist; possession; prison break; quest; road movie; secret identity; serial killer;
stranded; talking animals; time loop; time travel; undercover; underdog; wedding; whodunit;
actor; alien; artist; assassin; astronaut; boxing; con artist; cult; dance; demon; detective;
dinosaur; dog; dragon; drugs; filmmaking; food; gambling; gang; gangster; ghost; giant monster;
hacker; jazz; journalism; lawyer; mafia; music; outlaw; pirate; police; politics; robot; royalty;
samurai; scientist; shark; soldier; sports; spy; superhero; teacher; vampire; vigilante;
werewolf; witch; writer; yakuza; zombie
"""
)

STYLES: Final = _words(
    """
anime; biopic; black-and-white; bollywood; buddy cop; cyberpunk; dark comedy; dystopia;
film noir; found footage; martial arts; melodrama; mockumentary; neo-noir; parody;
political thriller; post-apocalyptic; psychological horror; psychological thriller;
romantic comedy; satire; screwball comedy; silent film; slapstick; slasher; social realism;
space opera; spaghetti western; stop motion; teen comedy; war film
"""
)

ECHOES: Final = tuple(
    frozenset(pair.split(" + "))
    for pair in _words(
        """
scary + Horror; creepy + Horror; gory + Horror; funny + Comedy; silly + Comedy;
romantic + Romance; suspenseful + Thriller; tense + Thriller; action-packed + Action;
adventurous + Adventure; for the whole family + Children; wild west + Western; murder + Crime;
police + Crime; detective + Mystery; criminal investigation + Crime; magic + Fantasy;
magical + Fantasy; music + Musical; soldier + War; world war ii + War; outlaw + Western;
gangster + Crime; mafia + Crime; mysterious + Mystery; whodunit + Mystery; space + Sci-Fi;
first love + romantic; zombie + Horror; ghost + Horror; romantic + romantic comedy;
funny + romantic comedy; funny + slapstick; funny + parody; satirical + satire; gory + slasher;
scary + slasher; space + space opera; alien + Sci-Fi; samurai + Japan; yakuza + Japan;
hong kong + Hong Kong; paris + France; london + UK; tokyo + Japan; bollywood + India;
anime + Japan; dark humour + dark comedy; surreal + dreamlike; epic + War; violent + slasher;
twisty + plot twist; weird + surreal; suspenseful + tense
"""
    )
)
"""Two words of which one says what the other says."""
