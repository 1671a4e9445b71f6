/** The cut fonts: small enough for a first visit, and with every letter that our texts set. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { de } from '$lib/i18n/de';
import { en as first } from '$lib/i18n/en';
import { rest } from '$lib/i18n/en/rest';

const en = { ...first, ...rest };

const folder = join(__dirname, '..', 'src', 'lib', 'fonts');
const css = readFileSync(join(folder, 'fonts.css'), 'utf8');
const faces = [...css.matchAll(/@font-face \{(.*?)\}/gs)].map(([, body = '']) => ({
  family: /font-family: '(.*?)'/.exec(body)?.[1],
  file: /url\('\.\/(.*?)'\)/.exec(body)?.[1] ?? '',
  ranges: (/unicode-range:\s*(.*?);/s.exec(body)?.[1] ?? '').split(/,\s+/).map((part) => {
    const [from = '', to = from] = part.slice(2).split('-');
    return [parseInt(from, 16), parseInt(to, 16)] as const;
  }),
  body,
}));

/** Every text of a catalogue; functions are read as they are written. */
function lettersOf(messages: unknown): Set<string> {
  const texts: string[] = [];
  const walk = (value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'function') texts.push(String(value));
    else if (typeof value === 'object' && value) Object.values(value).forEach(walk);
  };
  walk(messages);
  return new Set(texts.join('').replace(/\s/g, ''));
}

it('has all files that the style sheet names, and no other', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.woff2'));
  expect(faces.map(({ file }) => file).sort()).toEqual(files.sort());
  expect(readdirSync(folder).filter((name) => name.startsWith('LICENSE'))).toHaveLength(2);
});

it('costs a first screen in English less than 70 kB', () => {
  const first = ['newsreader-display-latin.woff2', 'instrument-sans-latin.woff2'];
  const bytes = first.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  expect(bytes).toBeLessThan(70_000);
});

it.each(['Newsreader', 'Newsreader Display', 'Instrument Sans'])(
  'sets every letter of both languages in %s',
  (family) => {
    const ranges = faces.filter((face) => face.family === family).flatMap((face) => face.ranges);
    const missing = [...lettersOf(en), ...lettersOf(de)].filter((letter) => {
      const point = letter.codePointAt(0) ?? 0;
      return !ranges.some(([from, to]) => from <= point && point <= to);
    });
    expect(missing).toEqual([]);
  },
);

it('shows text in a fallback until a font is here', () => {
  for (const { body } of faces) expect(body).toContain('font-display: swap');
});
