import { t } from '$lib/i18n';
import { singleSpaced } from './query';

/** What Tonight is asked, as far as it may stand in an address: no names, no films of guests. */

export type WantedMood = keyof typeof t.tonight.mood;
export type UnwantedMood = keyof typeof t.tonight.unwanted;
/** The moods that can be wanted, and those that can be ruled out; every language names all. */
export const wantedMoods = Object.keys(t.tonight.mood) as WantedMood[];
export const unwantedMoods = Object.keys(t.tonight.unwanted) as UnwantedMood[];

/** Whom the film may be no news to. */
export const novelties = ['nobody', 'some', 'any'] as const;
/** `nobody` has seen the film; `some` may have, others not; `any`: it does not matter. */
export type Novelty = (typeof novelties)[number];

export const SHORTEST_MIN = 60;
export const LONGEST_MIN = 240;
export const STEP_MIN = 5;
export const OLDEST_CHILD = 17;
export const USUAL_FAIRNESS = 0.25;
export const LONGEST_WORDS = 300;
const MOST_COMPANIONS = 7;

/** How much a mood counts: a little, clearly, or as much as there is. */
export const strengths = [1, 2, 3] as const;
export type Strength = (typeof strengths)[number];
/** Moods that were chosen, each with its strength. */
export type Moods<Name extends string> = Readonly<Partial<Record<Name, Strength>>>;
const USUAL_WANTED: Strength = 2;
/** What one does not want to see, one mostly does not want to see at all. */
const USUAL_UNWANTED: Strength = 3;

export interface Evening {
  /** Minutes left; null is as long as it takes. */
  minutes: number | null;
  moods: Moods<WantedMood>;
  without: Moods<UnwantedMood>;
  /** 0 best on average, 1 nobody suffers. */
  fairness: number;
  /** The age of the youngest; null where nobody is a child. */
  age: number | null;
  novelty: Novelty;
  /** Films of the watchlists of those who are here come first. */
  watchlists: boolean;
  /** Only what a media server of the house has. */
  owned: boolean;
  /** Short films too, which fill no evening. */
  shorts: boolean;
  /** What it should be like, in the reader's words. */
  words: string;
  /** The usernames of companions who watch too. */
  companions: readonly string[];
}

export const anyEvening: Evening = {
  minutes: null,
  moods: {},
  without: {},
  fairness: USUAL_FAIRNESS,
  age: null,
  novelty: 'nobody',
  watchlists: false,
  owned: false,
  shorts: false,
  words: '',
  companions: [],
};

const whole = (text: string | null, least: number, most: number): number | null => {
  const value = text !== null && /^\d{1,3}$/.test(text) ? Number(text) : null;
  return value !== null && value >= least && value <= most ? value : null;
};

/** The moods that were chosen, in the order in which they are offered. */
export const chosenOf = <Name extends string>(
  names: readonly Name[],
  moods: Moods<Name>,
): readonly Name[] => names.filter((name) => moods[name] !== undefined);

/** Reads moods, each by itself or as `mood:strength`. */
function parseMoods<Name extends string>(
  texts: readonly string[],
  names: readonly Name[],
  usual: Strength,
): Moods<Name> {
  const read = texts.map((text) => {
    const [name, strength] = text.split(':');
    return { name, strength: strengths.find((known) => String(known) === strength) ?? usual };
  });
  const found = names.flatMap((name) => {
    const wanted = read.find((other) => other.name === name);
    return wanted ? [[name, wanted.strength]] : [];
  });
  return Object.fromEntries(found) as Moods<Name>;
}

const formatMoods = <Name extends string>(
  names: readonly Name[],
  moods: Moods<Name>,
  usual: Strength,
): readonly string[] =>
  chosenOf(names, moods).map((name) =>
    moods[name] === usual ? name : `${name}:${String(moods[name])}`,
  );

function drop<Name extends string>(moods: Moods<Name>, name: string): Moods<Name> {
  return Object.fromEntries(
    Object.entries(moods).filter(([other]) => other !== name),
  ) as Moods<Name>;
}

/** Reads an address; what cannot be asked counts as not asked. */
export function parseEvening(search: string): Evening {
  const params = new URLSearchParams(search);
  const moods = parseMoods(params.getAll('mood'), wantedMoods, USUAL_WANTED);
  const without = parseMoods(params.getAll('no'), unwantedMoods, USUAL_UNWANTED);
  const fairness = whole(params.get('fairness'), 0, 100);
  return {
    minutes: whole(params.get('minutes'), SHORTEST_MIN, LONGEST_MIN),
    moods,
    without: chosenOf(wantedMoods, moods).reduce<Moods<UnwantedMood>>(drop, without),
    fairness: fairness === null ? USUAL_FAIRNESS : fairness / 100,
    age: whole(params.get('age'), 0, OLDEST_CHILD),
    novelty: novelties.find((novelty) => novelty === params.get('seen')) ?? anyEvening.novelty,
    watchlists: params.get('first') === 'watchlists',
    owned: params.get('owned') === 'true',
    shorts: params.get('shorts') === 'true',
    words: singleSpaced(params.get('q') ?? '').slice(0, LONGEST_WORDS),
    companions: [...new Set(params.getAll('with'))].slice(0, MOST_COMPANIONS),
  };
}

export function formatEvening(evening: Evening): string {
  const params = new URLSearchParams();
  if (evening.words !== '') params.set('q', evening.words);
  if (evening.minutes !== null) params.set('minutes', String(evening.minutes));
  for (const mood of formatMoods(wantedMoods, evening.moods, USUAL_WANTED)) {
    params.append('mood', mood);
  }
  for (const mood of formatMoods(unwantedMoods, evening.without, USUAL_UNWANTED)) {
    params.append('no', mood);
  }
  if (evening.fairness !== USUAL_FAIRNESS) {
    params.set('fairness', String(Math.round(evening.fairness * 100)));
  }
  if (evening.age !== null) params.set('age', String(evening.age));
  if (evening.novelty !== anyEvening.novelty) params.set('seen', evening.novelty);
  if (evening.watchlists) params.set('first', 'watchlists');
  if (evening.owned) params.set('owned', 'true');
  if (evening.shorts) params.set('shorts', 'true');
  for (const name of evening.companions) params.append('with', name);
  const text = params.toString();
  return text && `?${text}`;
}

/** Wants a mood or no longer; what is wanted is not ruled out. */
export function toggleWanted(evening: Evening, mood: WantedMood): Evening {
  const on = evening.moods[mood] !== undefined;
  return {
    ...evening,
    moods: on ? drop(evening.moods, mood) : { ...evening.moods, [mood]: USUAL_WANTED },
    without: drop(evening.without, mood),
  };
}

/** Rules a mood out or no longer; what is ruled out is not wanted. */
export function toggleUnwanted(evening: Evening, mood: UnwantedMood): Evening {
  const on = evening.without[mood] !== undefined;
  return {
    ...evening,
    without: on ? drop(evening.without, mood) : { ...evening.without, [mood]: USUAL_UNWANTED },
    moods: drop(evening.moods, mood),
  };
}
