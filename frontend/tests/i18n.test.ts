/** Both languages say everything, and the second one in its own words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { t, use } from '$lib/i18n';
import { de } from '$lib/i18n/de';
import { moods } from '$lib/i18n/de/moods';
import { en as first } from '$lib/i18n/en';
import { rest } from '$lib/i18n/en/rest';
import { LanguageChoice } from '$lib/state/language.svelte';

const en = { ...first, ...rest };

type Tree = { [key: string]: Tree | string | string[] | ((...args: never[]) => string) };

function leaves(tree: Tree, path = ''): [path: string, leaf: unknown][] {
  return Object.entries(tree).flatMap(([key, value]): [string, unknown][] =>
    typeof value === 'object' && !Array.isArray(value)
      ? leaves(value, `${path}.${key}`)
      : [[`${path}.${key}`, value]],
  );
}

// The same in both languages, or not for people.
const SAME =
  /\.(app\.name|nav\.api|imports\.formats\.(?!auto)\w+|imports\.format|filters\.(genres)|people\.imdb|remoteAccounts\.serverName|signOn\.code|about\.tmdbLink)$/;

it('has the same texts in both', () => {
  const names = (tree: unknown) => leaves(tree as Tree).map(([path]) => path);
  expect(names(de).toSorted()).toEqual(names(en).toSorted());
});

it('is translated throughout', () => {
  const german = new Map(leaves(de as unknown as Tree));
  const untouched = leaves(en as unknown as Tree)
    .filter(([path, text]) => typeof text === 'string' && german.get(path) === text)
    .map(([path]) => path)
    .filter((path) => !SAME.test(path));
  expect(untouched).toEqual(['.why.genre', '.taste.genres', '.map.kind.genre']); // The same word.
});

it('has a German name for each field of a film that the operator reads', async () => {
  await use('de');
  const folder = join(__dirname, '../..');
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const fields = read('embeddings/sources/film_fields.py').split('class FilmFields')[1] ?? '';
  const declared = [...(fields.split('def columns')[0] ?? '').matchAll(/^ {4}(\w+): .*$/gm)];
  const counted = [...read('sql/queries/coverage.sql').matchAll(/ as "?(\w+)"?/g)];
  const names = [...declared, ...counted].map(([, name]) => `${name}`);
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => name !== 'films' && /^[a-z]/.test(t.admin.part(name)))).toEqual([]);
  expect(t.admin.source('data set')).toBe('Datensatz');
  await use('en');
});

it('has room in the header for what its search finds', () => {
  expect(de.search.anywhere.length).toBeLessThanOrEqual(en.search.anywhere.length);
});

it('has a German name for each mood of the bundled films', () => {
  const path = join(__dirname, '../../embeddings/knowledge/moods.toml');
  const names = [...readFileSync(path, 'utf8').matchAll(/^"(.+?)" = /gm)].map(([, name]) => name);
  expect(Object.keys(moods).sort()).toEqual(names.sort());
});

it('has a German name for each genre, country and language of the bundled films', async () => {
  await use('de');
  const path = join(__dirname, '../../embeddings/knowledge/vocabulary.toml');
  const text = readFileSync(path, 'utf8');
  const listOf = (key: string) =>
    [...(new RegExp(`${key} = \\[([^\\]]*)\\]`).exec(text)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map(
      ([, name]) => `${name}`,
    );
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const browser = (type: 'region' | 'language') => {
    const english = new Intl.DisplayNames('en', { type, fallback: 'none' });
    return new Set(pairs.map((pair) => english.of(type === 'region' ? pair.toUpperCase() : pair)));
  };
  // A name that the browser knows is the same word there, such as Japan.
  const untold = (
    names: string[],
    called: (name: string) => string,
    known: Set<string | undefined>,
  ) => names.filter((name) => called(name) === name && !known.has(name));
  expect(listOf('genres').filter((name) => t.genre(name) === name)).toEqual(
    'Action,Animation,Drama,Fantasy,Horror,IMAX,Musical,Mystery,Thriller,Western'.split(','),
  );
  expect(untold(listOf('countries'), t.chips.country, browser('region'))).toEqual([
    'Myanmar',
    'USA',
  ]);
  expect(untold(listOf('languages'), t.film.language, browser('language'))).toEqual(
    'Dari,Dinka,Filipino,Hmong,Hokkien,Inuktitut,Mandarin,Maori,Mossi,Nahuatl,Romani,Sesotho'
      .split(',')
      .filter((name) => !browser('language').has(name)),
  );
  await use('en');
});

it('leaves no text of a page outside the catalogues', () => {
  const root = join(__dirname, '..', 'src');
  const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.svelte'),
  );
  const outside = pages.filter((name) => {
    const text = readFileSync(join(root, name), 'utf8')
      .replace(/<!--[\s\S]*?-->|<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, '')
      .replace(/\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '')
      .replace(/<(?:"[^"]*"|'[^']*'|=>|[^>"'])*>/g, '');
    return /[A-Za-z]{3}/.test(text);
  });
  expect(outside).toEqual([]);
});

it('holds no text that nothing shows', () => {
  const root = join(__dirname, '..', 'src');
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !name.includes('i18n'))
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n');
  const used = (path: string) => {
    // `t.why[kind]` uses all that is under `t.why`, `t.error.retry` itself alone.
    const [section = '', key = ''] = path.split('.').slice(1);
    return new RegExp(`\\bt\\.${section}(\\.${key}\\b|(?!\\s*\\.)\\b)`).test(sources);
  };
  expect(leaves(en as unknown as Tree).filter(([path]) => !used(path))).toEqual([]);
});

describe('the choice', () => {
  afterEach(async () => {
    localStorage.clear();
    await use('en');
  });

  it('changes texts and numbers, and is kept', async () => {
    const choice = new LanguageChoice();
    await choice.set('de');
    expect(t.nav.discover).toBe('Suchen');
    expect(t.film.mean(3.5)).toBe('3,5');
    expect(document.documentElement.lang).toBe('de');
    const later = new LanguageChoice();
    await later.start();
    expect(later.current).toBe('de');
  });

  it('is English for a browser of another language', async () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr-FR']);
    const choice = new LanguageChoice();
    await choice.start();
    expect(choice.current).toBe('en');
  });
});
