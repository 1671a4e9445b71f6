/** Reasons as one would say them, in both languages. */
import type { Contribution, Idea, Trait } from '$lib/api/models';
import { aloud, reasonsFor } from '$lib/components/reasons';
import { traitNames } from '$lib/components/traits';
import { t, use } from '$lib/i18n';

const trait = (kind: Trait['kind'], name: string, fields: Partial<Trait> = {}): Trait => ({
  kind,
  name,
  estimated: false,
  role: null,
  id: null,
  ...fields,
});
const reason = (title: string, contribution: number, fields: Partial<Contribution> = {}) => ({
  movie_id: contribution,
  title,
  rating: 5,
  mark: 'rating' as const,
  contribution,
  speaks: contribution > 0 ? ('for' as const) : ('against' as const),
  stars: contribution,
  people: [],
  shared: [],
  ...fields,
});
const stalker = reason('Stalker', 0.5, {
  shared: [
    trait('mood', 'slow'),
    trait('mood', 'philosophical'),
    trait('person', 'Andrei Tarkovsky', { role: 'director', id: 1 }),
    trait('tag', 'faith'),
    trait('genre', 'Sci-Fi'),
  ],
});

afterEach(() => use('en'));

it('says one sentence of what both films share', async () => {
  expect(aloud({ because: [stalker] })).toBe(
    'Like Stalker: slow, philosophical, faith, also by Andrei Tarkovsky.',
  );
  await use('de');
  expect(aloud({ because: [stalker] })).toBe(
    'Wie Stalker: langsam, philosophisch, Glaube, auch von Andrei Tarkovsky.',
  );
});

it('never names a film that was rated low as a reason for', () => {
  const low = reason('Notting Hill', 0.9, {
    rating: 1.5,
    speaks: 'neither',
    shared: [trait('mood', 'romantic')],
  });
  const against = reason('Titanic', -0.9, { shared: [trait('mood', 'epic')] });
  expect(reasonsFor([low, stalker, against]).map(({ title }) => title)).toEqual(['Stalker']);
  expect(aloud({ because: [low, against] })).toBeNull();
});

it('would rather name a film with which something is shared', () => {
  const bare = reason('Heat', 0.9, { shared: [trait('genre', 'Crime')] });
  expect(aloud({ because: [bare, stalker] })).toMatch(/^Like Stalker/);
  // A genre is no likeness, and neither is one word.
  const winter = reason('The Shining', 0.9, { shared: [trait('tag', 'winter')] });
  expect(aloud({ because: [winter] })).toBe('Liked by those who like The Shining.');
  expect(aloud({ because: [winter, stalker] })).toMatch(/^Like Stalker/);
  const genres = ['Crime', 'Drama', 'Thriller'].map((name) => trait('genre', name));
  const gory = reason('Pulp Fiction', 0.9, { shared: [trait('mood', 'gory'), ...genres] });
  expect(aloud({ because: [gory] })).toBe('Liked by those who like Pulp Fiction.');
  expect(aloud({ because: [bare] })).toBe('Liked by those who like Heat.');
  expect(aloud({ because: [reason('Heat', 0.9)] })).toBe('Liked by those who like Heat.');
});

it('calls estimated what is estimated', () => {
  const names = [trait('mood', 'slow'), trait('mood', 'sad', { estimated: true })];
  expect(traitNames(names)).toBe('slow; estimated: sad');
});

describe('the name of a shelf', () => {
  const ideas = (...pairs: [Idea['kind'], string][]) =>
    pairs.map(([kind, name]) => ({ kind, name }));

  it.each([
    [
      ideas(['mood', 'slow'], ['country', 'Japan'], ['genre', 'Drama']),
      'Slow-burning Japanese dramas',
      'Langsame japanische Dramen',
    ],
    [
      ideas(['genre', 'Sci-Fi'], ['tag', 'faith']),
      'Science fiction about faith',
      'Science-Fiction über den Glauben',
    ],
    [ideas(['tag', 'time travel']), 'Films about time travel', 'Filme über Zeitreisen'],
    [
      ideas(['mood', 'for the whole family'], ['genre', 'Comedy']),
      'Comedies for the whole family',
      'Komödien für die ganze Familie',
    ],
    [ideas(['decade', '1970s'], ['genre', 'Thriller']), '1970s thrillers', 'Thriller der 1970er'],
    [ideas(['country', 'Peru'], ['genre', 'Drama']), 'Dramas from Peru', 'Dramen aus Peru'],
    [
      ideas(['mood', 'stylish'], ['style', 'film noir']),
      'Stylish film noir',
      'Stilvolle Films noirs',
    ],
    [ideas(['genre', 'Comedy']), 'Comedies', 'Komödien'],
  ] as const)('is what a person would say (%#)', async (of, english, german) => {
    expect(t.shelf.named(of)).toBe(english);
    await use('de');
    expect(t.shelf.named(of)).toBe(german);
  });
});

it('has a German name for every tag of the bundled films', async () => {
  const { readFileSync } = await import('node:fs');
  const { join } = await import('node:path');
  const toml = readFileSync(join(__dirname, '../../../embeddings/knowledge/tags.toml'), 'utf8');
  const names = [...toml.matchAll(/^"(.+?)" = /gm)].map(([, name]) => name ?? '');
  const moods = readFileSync(join(__dirname, '../../../embeddings/knowledge/moods.toml'), 'utf8');
  const isMood = new Set([...moods.matchAll(/^"(.+?)" = /gm)].map(([, name]) => name));
  const german = readFileSync(join(__dirname, '../../src/lib/i18n/de/tags.ts'), 'utf8');
  const known = new Set([...german.matchAll(/(?:^|; )([^;:\n]+): /gm)].map(([, name]) => name));
  expect(names.length).toBeGreaterThan(600);
  expect(names.filter((name) => !known.has(name) && !isMood.has(name))).toEqual([]);
  await use('de');
  expect(t.tag('time travel')).toBe('Zeitreise');
});

it('writes proper names among the tags as such', () => {
  expect(t.tag('hong kong')).toBe('Hong Kong');
  expect(t.tag('world war ii')).toBe('World War II');
  expect(t.tag('heist')).toBe('heist');
});
