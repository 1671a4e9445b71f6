/** Why a film for tonight, as one would say it to the others on the sofa. */
import type { TonightHere, TonightMovie, WhyPart } from '$lib/api/models';
import { t } from '$lib/i18n';
import { traitNames } from '../traits';

/** More parts would make a sentence that nobody says aloud. */
const MOST_PARTS = 3;
const MOST_SHARED = 2;

type People = readonly Pick<TonightHere, 'person' | 'name' | 'kind'>[];

/** The name by which the page calls somebody; a reader is "you". */
export const nameOf = (person: { name: string; kind: string } | undefined): string =>
  person?.kind === 'me' ? t.tonight.you : (person?.name ?? '');

function partOf(part: WhyPart, people: People): string | null {
  const who = part.people.flatMap((index) => people.find(({ person }) => person === index) ?? []);
  const names = who.map((one) => (one.kind === 'me' ? t.tonight.youInSentence : one.name));
  const you = who.length === 1 && who[0]?.kind === 'me';
  const several = people.length > 1;
  const why = t.tonight.why;
  switch (part.kind) {
    case 'for-all':
      return several ? why.forAll(part.share ?? 0) : why.forYou;
    case 'loved':
      return part.title === null || names.length === 0
        ? null
        : why.loved(part.title, names, you, traitNames(part.shared, MOST_SHARED));
    case 'mood':
      return part.name === null ? null : why.mood(t.film.mood(part.name), part.estimated);
    case 'tag':
      return part.name === null ? null : why.mood(t.tag(part.name), part.estimated);
    case 'words':
      return why.words;
    case 'minutes':
      return part.minutes === null ? null : why.minutes(part.minutes);
    case 'watchlist':
      return why.watchlist(names);
    case 'stars':
      return part.stars === null ? null : why.stars(part.stars, several);
    case 'popular':
      return why.popular;
  }
}

/** One sentence; null where nothing can be said. */
export function sentenceFor({ why }: Pick<TonightMovie, 'why'>, people: People): string | null {
  const parts = why.map((part) => partOf(part, people)).filter((part) => part !== null);
  return parts.length === 0 ? null : t.tonight.sentenceOf(parts.slice(0, MOST_PARTS));
}
