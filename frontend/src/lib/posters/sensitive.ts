import type { MotifName } from './motifs';

/** What no poster should play with, in any film. */
const gravest =
  /\b(holocaust|shoah|auschwitz|genocid\w*|(concentration|death|extermination) camps?|atrocit\w*|war crimes?|ethnic cleansing|apartheid|lynch\w*|rape[ds]?|rapist|sexual(ly)? (violence|abuse\w*|assault\w*)|child (abuse|molest\w*|soldier\w*)|p(a?e)dophil\w*|incest|molest\w*|9\/11|september 11|(school|mass) shooting|hiroshima|nagasaki|gulag|ethnic violence|human trafficking|chattel|death of a child)\b/i;

/** The same for all films but tales, whose villain may well be called a terrorist. */
const grave =
  /\b(massacre\w*|slaver?y|segregation|suicid\w*|kills? (him|her)self|terroris[mt]s?|tortured?|death (row|penalty)|execution|cancer|leuk\w*|terminal(ly)? ill\w*|dying|aids|hiv|dementia|alzheimer\w*|euthanasia|famine|abortion|anorexia|eating disorder|self-harm|prison camp|nuclear war|atomic bomb|abusive|child's death|dead (son|daughter|child))\b/i;

/** What villains of tales do. */
const VILLAINY = /\b(massacre|terror|tortur|nuclear|atomic|dying|execution|slave)\w*/gi;

/** Subjects whose films get a quiet place or thing at most. */
const heavy =
  /\b(war|warfare|wwi{1,2}|ww2|soldiers?|occupation|nazis?|nazi germany|veterans?|post-war|ptsd|trauma\w*|racis[mt]|civil rights|domestic violence|dictatorship|illness|mental (illness|hospital)|asylum|depression|addiction|heroin|alcoholism|disabilit\w+|blindness|deafness|autism|epidemic|plague|grief|mourning|refugees?|homeless\w*|human rights|bullying|street children|child labou?r|coma|paraly\w+|martyr\w*|partition|western front|russian revolution|cultural revolution|balkans)\b/i;

/** Genres that tell tales rather than how things were. */
const TALES = new Set([
  'Action',
  'Adventure',
  'Animation',
  'Children',
  'Comedy',
  'Crime',
  'Fantasy',
  'Film-Noir',
  'Horror',
  'Musical',
  'Mystery',
  'Sci-Fi',
  'Thriller',
  'Western',
]);

/** For grave things: forms, light, air and water. */
export const calm: readonly MotifName[] = [
  'horizon',
  'ripples',
  'dawn',
  'stones',
  'feather',
  'birds',
  'paperBird',
  'candle',
  'grass',
  'stillness',
  'leaf',
];

/** Places and things that may stand on a poster about a war or an illness. */
export const still: ReadonlySet<MotifName> = new Set<MotifName>([
  ...calm,
  'sail',
  'river',
  'mountains',
  'dunes',
  'snowfall',
  'fields',
  'village',
  'house',
  'pines',
  'arch',
  'rain',
  'road',
  'signpost',
  'suitcase',
  'letter',
  'quill',
  'book',
  'typewriter',
  'newspaper',
  'windows',
  'door',
  'stairs',
  'bridge',
  'churchWindow',
  'encounter',
  'moonroad',
  'vine',
  'flower',
  'tree',
  'keys',
  'staff',
  'iris',
  'balance',
  'umbrella',
  'chairs',
  'table',
  'horse',
  'palm',
  'bicycle',
  'lighthouse',
  'cup',
  'kite',
  'butterfly',
  'ironTower',
  'record',
  'alone',
  'compass',
  'head',
  'lanes',
  'contours',
  'torii',
  'pagoda',
  'lamp',
  'mesa',
  'columns',
  'curtain',
  'chess',
]);

export type Care = 'none' | 'heavy' | 'grave';

/**
 * How much care a film asks for. In a tale words of war and illness weigh less; what is gravest is
 * so in every film, and a film of the genre of war is no tale.
 */
export function careFor(
  genres: readonly string[],
  tags: readonly string[],
  plot: string | null,
): Care {
  const said = tags.join(' | ');
  const told = plot ?? '';
  const war = genres.includes('War');
  const tale = !war && genres.some((genre) => TALES.has(genre));
  if (gravest.test(said) || gravest.test(told)) return 'grave';
  if (grave.test(tale ? said.replace(VILLAINY, '') : said)) return tale ? 'heavy' : 'grave';
  if (war || (!tale && (heavy.test(said) || grave.test(told)))) return 'heavy';
  return 'none';
}
