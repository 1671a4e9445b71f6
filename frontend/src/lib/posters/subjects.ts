import type { MotifName } from './motifs';
import { vivid, type Table } from './vivid';

/** Where and when a film is set, and what kind of story it is. */
const telling: Table = [
  ['apple pencil', 'teacher, school, boarding school, high school, classroom, elementary school'],
  ['elephant dunes grass', 'africa, savannah, safari, lion'],
  ['bottle', 'wine, vineyard'],
  ['rings', 'wedding, bride, marriage proposal, engagement'],
  ['flask atom', 'mad scientist, scientist, experiment, science, invention, inventor, laboratory'],
  [
    'mountains snowfall',
    'skiing, mountain climbing, himalayas, alps, mountaineering, everest, avalanche',
  ],
  ['sail liner', 'ship, sailor, boat, yacht, navy, voyage, shipwreck'],
  ['stillness sail lighthouse', 'sea, ocean, beach, coast, seaside, fishing village, surfing'],
  ['palm', 'island, desert island, caribbean, tropical, hawaii, havana'],
  ['dunes', 'desert, sahara, middle east, arabia, outback'],
  ['pines', 'forest, woods, wilderness, tree'],
  ['jungle river', 'jungle, rainforest, amazon'],
  ['snowfall mountains', 'winter, snow, arctic, antarctica, siberia, blizzard, ice'],
  ['mountains', 'mountain, andes, expedition, explorer'],
  ['river', 'river, canoe, flood'],
  ['stillness ripples', 'lake, pond'],
  ['fields house', 'farm, rural, countryside, peasant, farmer, agriculture, harvest'],
  ['village house', 'village, small town, suburb'],
  [
    'skyline neon',
    'new york city, manhattan, chicago, tokyo, hong kong, seoul, shanghai, bangkok, brooklyn',
  ],
  ['skyline palm', 'los angeles, miami'],
  ['bridge', 'san francisco, bridge, venice, berlin, boston'],
  ['ironTower', 'paris'],
  ['windows', 'apartment building, neighbor, neighbour, tenement'],
  ['road car', 'road movie, road trip, on the road, journey, roadtrip, travel'],
  ['signpost suitcase', 'escape, drifter, runaway'],
  ['chimneys', 'factory, worker, mine, mining, strike, industry'],
  [
    'coins newspaper',
    'business, wall street, greed, wealth, inheritance, millionaire, stock market',
  ],
  ['badge print', 'police, police corruption, undercover, buddy cop, manhunt, undercover cop'],
  ['telephone', 'telephone, phone, stalking, blackmail'],
  ['blinds lamp', 'film noir, neo-noir, femme fatale, noir'],
  [
    'labyrinth vortex',
    'memory, amnesia, dreams, dream, mind-bending, alternate reality, subconscious, multiverse, parallel universe',
  ],
  ['shifted', 'doppelganger, double life, twins, identity, split personality, dual identity'],
  [
    'disguise masks',
    'disguise, con artist, mistaken identity, fake identity, secret identity, con man, impostor',
  ],
  [
    'gridland slab hive',
    'dystopia, distant future, near future, totalitarianism, artificial intelligence, futuristic, future',
  ],
  ['contours dunes road', 'apocalypse, post-apocalyptic'],
  [
    'compass contours arch',
    'quest, archaeology, archaeologist, adventurer, rescue mission, indiana jones',
  ],
  [
    'castle scales curls',
    'fantasy world, sword and sorcery, chosen one, high fantasy, based on myth, folklore, elves, hobbit',
  ],
  [
    'moonrise tree eye',
    'monster, demon, supernatural, possession, zombie, slasher, devil, giant monster, monster movie, gothic',
  ],
  [
    'eye keyhole',
    'serial killer, psychopath, psychological thriller, paranoid, obsession, voyeurism',
  ],
  ['clock', 'real time, one day, one-night story, deadline'],
  ['letter', 'love letter, letters'],
  ['pencil house', 'student, university, college'],
  ['kite boat blocks', 'childhood, children, coming of age, imagination'],
  ['cup', 'slice of life, friendship, cafe, coffee'],
  ['hanger diamond', 'fashion, model, makeover, beauty pageant'],
  ['typewriter windows', 'office, bureaucracy, office romance, workplace'],
  ['flower grass', 'summer, summer romance, garden, nature, environment, spring'],
  ['record discoBall', 'musical numbers, pop music, dance, dancing, music, soul music'],
  ['beam seats', 'silent film, cinema'],
  ['churchWindow arch', 'angel, god, bible, biblical times'],
  ['house windows', 'family gathering, mansion, single location, home invasion, home'],
  [
    'newspaper columns',
    'politics, election, washington dc, political satire, president, senator, whistleblower',
  ],
  ['balance columns', 'justice, injustice'],
  ['cocktail', 'alcohol, bar, jet set'],
  ['strip television', 'mockumentary, found footage'],
  ['head', 'philosophy, psychiatrist, psychic, meaning of life, existentialism, artist'],
  ['frames pencil', 'painter, art, drawing'],
];

/** Moods, ties and themes: they choose where nothing more telling is known. */
const toned: Table = [
  [
    'rings letter moonroad encounter',
    'romantic, marriage, love triangle, love story, romance across classes, first love, romance',
  ],
  [
    'vine letter umbrella leaf',
    'unrequited love, infidelity, divorce, forbidden love, widow, jealousy',
  ],
  ['lips flower candles', 'sensual, desire, erotic, sexuality'],
  ['smiles squiggle confetti', 'funny, silly, slapstick, raunchy, comedy, hilarious'],
  [
    'hat disguise seesaw eyes',
    'parody, satire, screwball comedy, spoof, satirical, witty, dark comedy, black comedy, deadpan',
  ],
  ['confetti squiggle crescents', 'quirky, absurd, whimsical, weird, eccentric, playful'],
  ['kiss bicycle flower', 'romantic comedy, feel-good, heartwarming, charming, feel good movie'],
  ['vortex shifted crescents', 'surreal, dreamlike, trippy, hallucinatory, psychedelic'],
  ['moonrise tree eye', 'scary, creepy, eerie, disturbing, dark, gory, psychological horror'],
  [
    'vortex closing keyhole labyrinth',
    'suspenseful, tense, plot twist, twist ending, conspiracy, cat and mouse, twisty, thriller',
  ],
  [
    'burst comet wedges chevrons',
    'action-packed, blockbuster, shootout, explosions, fast-paced, action',
  ],
  [
    'rain leaf stairs door alone',
    'melancholy, sad, loneliness, tragic, grief, bleak, solitude, depressing, depression',
  ],
  [
    'candle grass ripples horizon',
    'contemplative, slow, poetic, tender, gentle, humane, meditative, quiet',
  ],
  [
    'table chairs windows',
    'family, siblings, dialogue-driven, ensemble cast, talky, dysfunctional family',
  ],
  [
    'kite balloons boat',
    'children, for the whole family, magical, talking animals, pixar, disney, family film',
  ],
  [
    'encounter stairs road',
    'father and son, mother and daughter, mentor, unlikely friendship, second chance, buddies',
  ],
  ['mountains sail compass', 'survival, adventurous, stranded, epic, adventure'],
  ['door stairs', 'redemption, betrayal, guilt, moral dilemma, family secret'],
  ['wall stairs chimneys', 'poverty, class struggle, unemployment, social realism, homelessness'],
];

/** How much a word counts, and what it stands for. */
interface Subject {
  motifs: readonly MotifName[];
  weight: number;
}

export const subjects: ReadonlyMap<string, Subject> = new Map(
  (
    [
      [4, vivid],
      [2, telling],
      [0.7, toned],
    ] as const
  ).flatMap(([weight, table]) =>
    table.flatMap(([names, words]) => {
      const motifs = names.split(' ') as MotifName[];
      return words.split(', ').map((word): [string, Subject] => [word, { motifs, weight }]);
    }),
  ),
);
