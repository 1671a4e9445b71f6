/** What films share, in the reader's words. */
import type { Trait } from '$lib/api/models';
import { t } from '$lib/i18n';

/** A mood, tag or genre by its name, and a person by what they do for both films. */
export function traitName({ kind, name, role }: Trait): string {
  if (kind === 'mood') return t.film.mood(name);
  if (kind === 'genre') return t.genre(name);
  if (kind === 'person') return t.reasons.by[role ?? 'cast'](name);
  return t.tag(name);
}

/** A mood or a tag, where the server does not say which. */
export function wordName(name: string): string {
  const mood = t.film.mood(name);
  return mood === name ? t.tag(name) : mood;
}

/**
 * The most telling traits: moods and tags, whom both films share, and genres where there is little
 * else. What is only estimated stands at the end and is called so.
 */
export function traitNames(traits: readonly Trait[], most = 4): string {
  const of = (...kinds: Trait['kind'][]) => traits.filter(({ kind }) => kinds.includes(kind));
  const people = of('person').slice(0, 1);
  const telling = [...of('mood').slice(0, 2), ...of('tag').slice(0, 2)];
  const rest = [...of('mood').slice(2), ...of('tag').slice(2)];
  const genres = telling.length + people.length < 2 ? of('genre').slice(0, 2) : [];
  // Moods stand together, and tags after them: "slow, atmospheric, writer".
  const kinds: Trait['kind'][] = ['mood', 'tag', 'genre'];
  const chosen = [...telling, ...genres, ...rest]
    .slice(0, most - people.length)
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  const known = [...chosen.filter(({ estimated }) => !estimated), ...people].map(traitName);
  const estimated = chosen.filter((trait) => trait.estimated).map(traitName);
  return [
    ...(known.length > 0 ? [known.join(', ')] : []),
    ...(estimated.length > 0 ? [t.reasons.estimated(estimated.join(', '))] : []),
  ].join('; ');
}
