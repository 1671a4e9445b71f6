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

type Part = WhyPart & { names: readonly string[] };

/** Moods are said in one breath, and so are tags; what is only estimated is left out beside what is known. */
function gathered(parts: readonly WhyPart[]): Part[] {
  const found: Part[] = [];
  for (const part of parts) {
    if (part.kind !== 'mood' && part.kind !== 'tag') {
      found.push({ ...part, names: [] });
      continue;
    }
    if (part.name === null) continue;
    const name = part.kind === 'mood' ? t.film.mood(part.name) : t.tag(part.name);
    const same = found.find(({ kind }) => kind === part.kind);
    if (!same) found.push({ ...part, names: [name] });
    else if (same.estimated === part.estimated) same.names = [...same.names, name];
    else if (same.estimated) Object.assign(same, { estimated: false, names: [name] });
  }
  return found;
}

function partOf(part: Part, people: People): string | null {
  const who = part.people.flatMap((index) => people.find(({ person }) => person === index) ?? []);
  const names = who.map((watcher) =>
    watcher.kind === 'me' ? t.tonight.youInSentence : watcher.name,
  );
  const from = who.map((watcher) =>
    watcher.kind === 'me' ? t.tonight.youAfterFrom : watcher.name,
  );
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
      return why.mood(part.names, part.estimated);
    case 'tag':
      return why.tag(part.names, part.estimated);
    case 'words':
      return why.words;
    case 'minutes':
      return part.minutes === null ? null : why.minutes(part.minutes);
    case 'watchlist':
      return why.watchlist(names);
    case 'stars':
      // Of who gave too few ratings it is too early to say anything.
      return part.stars === null
        ? null
        : why.stars(part.stars, several && who.length === people.length ? null : from);
    case 'popular':
      return why.popular;
  }
}

/** One sentence; null where nothing can be said. */
export function sentenceFor({ why }: Pick<TonightMovie, 'why'>, people: People): string | null {
  const parts = gathered(why)
    .map((part) => partOf(part, people))
    .filter((part) => part !== null);
  return parts.length === 0 ? null : t.tonight.sentenceOf(parts.slice(0, MOST_PARTS));
}
