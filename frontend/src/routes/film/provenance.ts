import type { MovieDetails } from '$lib/api/models';
import { t } from '$lib/i18n';
import { listed } from '$lib/locale/format';

type Kind = keyof typeof t.film.provenance.kinds;

/** What pages call the bundled knowledge pack; its licence is named with it, once. */
const PACK = 'ordained';

/** What each field of a film is said to be, in the order in which it is said. */
const KINDS: Readonly<Record<string, Kind>> = {
  plot: 'plot',
  moods: 'moods',
  minimum_age: 'age',
  phrases: 'phrases',
  tags: 'tags',
  directors: 'people',
  writers: 'people',
  cast: 'people',
  composers: 'people',
  runtime: 'facts',
  certificate: 'facts',
  countries: 'facts',
  languages: 'facts',
  collections: 'facts',
  original_title: 'titles',
  alternative_titles: 'titles',
  genres: 'genres',
  year: 'year',
};
const ORDER = [...new Set(Object.values(KINDS))];

/** Where the plot comes from, with the licence of the pack; null where that is not known. */
export function plotSource(sources: MovieDetails['sources']): string | null {
  const { plot } = sources;
  if (plot === undefined) return null;
  return plot === PACK ? t.film.provenance.cc0(PACK) : plot;
}

/**
 * Where what a film's page says comes from, in one line: what has the same sources is named
 * together. Empty where nothing is known of it.
 *
 * @param dataset The data set of the release, which gives the rest.
 */
export function provenance(sources: MovieDetails['sources'], dataset: string | null): string {
  const bySource = new Map<string, Set<string>>();
  for (const [field, source] of Object.entries(sources)) {
    const kind = KINDS[field] ?? 'facts';
    const known = bySource.get(kind) ?? new Set();
    for (const name of source.split(', ')) known.add(name);
    bySource.set(kind, known);
  }
  const groups = new Map<string, { kinds: Kind[]; sources: string[] }>();
  for (const kind of ORDER) {
    const names = [...(bySource.get(kind) ?? [])].sort();
    if (names.length === 0) continue;
    const group = groups.get(names.join()) ?? { kinds: [], sources: names };
    group.kinds.push(kind);
    groups.set(names.join(), group);
  }
  const all = [...groups.values()];
  let licensed = false;
  /** The pack is last, for its licence to end the list. */
  const line = (what: string, names: readonly string[]) => {
    const others = names.filter((name) => name !== PACK);
    if (others.length === names.length) return `${what}: ${listed(others)}`;
    const pack = licensed ? PACK : t.film.provenance.cc0(PACK);
    licensed = true;
    return `${what}: ${listed([...others, pack])}`;
  };
  const [only] = all;
  if (only && all.length === 1) return line(t.film.provenance.all, only.sources);
  const isRest = (names: readonly string[]) => names.length === 1 && names[0] === dataset;
  return [
    ...all
      .filter((group) => !isRest(group.sources))
      .map((group) =>
        line(listed(group.kinds.map((kind) => t.film.provenance.kinds[kind])), group.sources),
      ),
    ...all
      .filter((group) => isRest(group.sources))
      .map((group) => line(t.film.provenance.rest, group.sources)),
  ].join(' · ');
}
