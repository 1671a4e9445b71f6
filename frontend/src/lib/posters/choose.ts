import type { Random } from './drawing/random';
import { byGenre, plain } from './genres';
import type { Film } from './layout';
import type { MotifName } from './motifs';
import { calm, careFor, still, type Care } from './sensitive';
import { subjects } from './subjects';

/** What counts less the later it is said: the first tags are the most telling. */
const FADE = 0.15;
/** A word of the title or the plot, against a tag. */
const IN_TITLE = 0.9;
const IN_PLOT = 0.45;
const GENRE = 0.5;
/** Motifs with at least this share of the best motif's weight may be drawn too. */
const NEAR = 0.7;
/** What always can be drawn. */
const AT_LEAST = 0.1;
/** Calm motifs need no reason but the film's gravity, so that none of them comes too often. */
const CALM = 1.5;

/** Words of plots and titles that mostly mean something else. */
const DOUBTFUL = new Set(
  'neighbor,neighbour,train,court,ring,bank,band,model,party,king,queen,prince,princess,bear,bee,ant,fish,snake,cat,dog,bus,plane,band,stage,magic,spell,space,mars,model,driver,driving,judge,trial,teacher,school,student,love,family,friendship,children,home,home,god,bar,art,drawing,travel,journey,escape,border,future,dream,dreams,memory,identity,music,dance,office,village,business,police,alien,running,writing,writer,author,actor,actress,director,food,summer,spring,winter,nature,dark,sad,funny,slow,quiet,action,comedy,romance,thriller,adventure,political,politics,cars,phone,telephone,tv,television,computer,internet,science,party,birthday,wedding,hotel,religion,faith,industry,monk,mine,ice,tree,woods,devil,demon,monster,genius,folk,summer,garden,artist,painter,cowboy,jewel,diamond,doll,toy,student,university,college,bride,balloon,prison,jail,detective,thief,robbery,mob,hat,wolf,horse'.split(
    ',',
  ),
);

const singular = (word: string) =>
  word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

/** The subject of a word or phrase, in the singular if not as it stands. */
const subjectOf = (phrase: string) => subjects.get(phrase) ?? subjects.get(singular(phrase));

const words = (text: string) => text.toLowerCase().match(/[a-z][a-z'-]+/g) ?? [];

/** Adds what is said of a film to the weights of the motifs. */
function weigh(film: Film): Map<MotifName, number> {
  const weights = new Map<MotifName, number>();
  const add = (motifs: readonly MotifName[], weight: number) => {
    for (const [i, name] of motifs.entries())
      weights.set(name, (weights.get(name) ?? 0) + weight * (1 - 0.06 * i));
  };
  const said = new Set<string>();
  (film.tags ?? []).forEach((given, rank) => {
    const tag = given.toLowerCase();
    const whole = subjectOf(tag);
    const parts = whole ? [whole] : words(tag).flatMap((word) => subjectOf(word) ?? []);
    for (const { motifs, weight } of parts)
      add(motifs, (weight * (whole ? 1 : 0.5)) / (1 + FADE * rank));
    said.add(tag);
  });
  const read = (text: string, share: number) => {
    const all = words(text);
    const pairs = all.map((word, i) => `${word} ${all[i + 1] ?? ''}`);
    for (const phrase of new Set([...all, ...pairs])) {
      const subject = DOUBTFUL.has(singular(phrase)) ? undefined : subjectOf(phrase);
      if (subject && !said.has(phrase)) add(subject.motifs, subject.weight * share);
    }
  };
  read(film.title, IN_TITLE);
  read(film.plot ?? '', IN_PLOT);
  film.genres.forEach((genre, i) => add(byGenre[genre] ?? [], GENRE / (1 + 0.4 * i)));
  return weights;
}

/** What a motif must be for a film that asks for care. */
function allowed(care: Care): (name: MotifName) => boolean {
  if (care === 'grave') return (name) => calm.includes(name);
  if (care === 'heavy') return (name) => still.has(name);
  return () => true;
}

/**
 * The motif of a film: what its tags, its title, its plot and its genres stand for, the same one
 * each time. A film about grave things gets a calm one, whatever else is said of it.
 */
export function chooseMotif(film: Film, random: Random): { motif: MotifName; care: Care } {
  const care = careFor(film.genres, film.tags ?? [], film.plot ?? null);
  const weights = weigh(film);
  for (const name of care === 'none' ? plain : calm)
    weights.set(name, Math.max(weights.get(name) ?? 0, care === 'grave' ? CALM : AT_LEAST));
  const able = [...weights].filter(([name]) => allowed(care)(name));
  const best = Math.max(...able.map(([, weight]) => weight));
  // What fits less is drawn more seldom.
  const near = able.filter(([, weight]) => weight >= best * NEAR);
  const sum = near.reduce((before, [, weight]) => before + weight ** 2, 0);
  let left = random.next() * sum;
  const [motif] = near.find(([, weight]) => (left -= weight ** 2) < 0) ?? near[0] ?? [plain[0]];
  return { motif: motif ?? 'reel', care };
}
