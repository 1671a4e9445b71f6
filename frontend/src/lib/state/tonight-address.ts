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
export const USUAL_FAIRNESS = 0.5;
export const LONGEST_WORDS = 300;
const MOST_COMPANIONS = 7;

export interface Evening {
  /** Minutes left; null is as long as it takes. */
  minutes: number | null;
  moods: readonly WantedMood[];
  without: readonly UnwantedMood[];
  /** 0 best on average, 1 nobody suffers. */
  fairness: number;
  /** The age of the youngest; null where nobody is a child. */
  age: number | null;
  novelty: Novelty;
  /** Films of the watchlists of those who are here come first. */
  watchlists: boolean;
  /** Only what a media server of the house has. */
  owned: boolean;
  /** What it should be like, in the reader's words. */
  words: string;
  /** The usernames of companions who watch too. */
  companions: readonly string[];
}

export const anyEvening: Evening = {
  minutes: null,
  moods: [],
  without: [],
  fairness: USUAL_FAIRNESS,
  age: null,
  novelty: 'nobody',
  watchlists: false,
  owned: false,
  words: '',
  companions: [],
};

const whole = (text: string | null, least: number, most: number): number | null => {
  const value = text !== null && /^\d{1,3}$/.test(text) ? Number(text) : null;
  return value !== null && value >= least && value <= most ? value : null;
};

/** Reads an address; what cannot be asked counts as not asked. */
export function parseEvening(search: string): Evening {
  const params = new URLSearchParams(search);
  const moods = wantedMoods.filter((mood) => params.getAll('mood').includes(mood));
  const fairness = whole(params.get('fairness'), 0, 100);
  return {
    minutes: whole(params.get('minutes'), SHORTEST_MIN, LONGEST_MIN),
    moods,
    without: unwantedMoods.filter(
      (mood) => params.getAll('no').includes(mood) && !moods.some((wanted) => wanted === mood),
    ),
    fairness: fairness === null ? USUAL_FAIRNESS : fairness / 100,
    age: whole(params.get('age'), 0, OLDEST_CHILD),
    novelty: novelties.find((one) => one === params.get('seen')) ?? anyEvening.novelty,
    watchlists: params.get('first') === 'watchlists',
    owned: params.get('owned') === 'true',
    words: singleSpaced(params.get('q') ?? '').slice(0, LONGEST_WORDS),
    companions: [...new Set(params.getAll('with'))].slice(0, MOST_COMPANIONS),
  };
}

export function formatEvening(evening: Evening): string {
  const params = new URLSearchParams();
  if (evening.words !== '') params.set('q', evening.words);
  if (evening.minutes !== null) params.set('minutes', String(evening.minutes));
  for (const mood of evening.moods) params.append('mood', mood);
  for (const mood of evening.without) params.append('no', mood);
  if (evening.fairness !== USUAL_FAIRNESS) {
    params.set('fairness', String(Math.round(evening.fairness * 100)));
  }
  if (evening.age !== null) params.set('age', String(evening.age));
  if (evening.novelty !== anyEvening.novelty) params.set('seen', evening.novelty);
  if (evening.watchlists) params.set('first', 'watchlists');
  if (evening.owned) params.set('owned', 'true');
  for (const name of evening.companions) params.append('with', name);
  const text = params.toString();
  return text && `?${text}`;
}

/** Wants a mood or no longer; what is wanted is not ruled out. */
export function toggleWanted(evening: Evening, mood: WantedMood): Evening {
  const on = evening.moods.includes(mood);
  return {
    ...evening,
    moods: on ? evening.moods.filter((other) => other !== mood) : [...evening.moods, mood],
    without: evening.without.filter((other) => other !== mood),
  };
}

/** Rules a mood out or no longer; what is ruled out is not wanted. */
export function toggleUnwanted(evening: Evening, mood: UnwantedMood): Evening {
  const on = evening.without.includes(mood);
  return {
    ...evening,
    without: on ? evening.without.filter((other) => other !== mood) : [...evening.without, mood],
    moods: evening.moods.filter((other) => other !== mood),
  };
}
