import { halves } from '$lib/posters/compositions';
import { fit } from '$lib/posters/fit';
import { widthOf } from '$lib/posters/glyphs';
import { Random } from '$lib/posters/drawing/random';

const limits = { most: 48, least: 7, leading: 1 };
const titles = [
  'M',
  'Alien',
  'In the Mood for Love',
  'Koyaanisqatsi',
  'Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  '七人の侍',
  'Иваново детство',
  'W'.repeat(300),
  'the of and '.repeat(60),
  '  spaced   out  ',
];

describe('fit', () => {
  it('never leaves its box, whatever the title', () => {
    const random = new Random('boxes');
    for (const title of titles) {
      for (let i = 0; i < 25; i += 1) {
        const box = { w: random.between(60, 180), h: random.between(20, 150) };
        const face = random.pick(['serif', 'sans'] as const);
        const { lines, size, widths } = fit(title, face, box, limits);
        expect(lines.length).toBeGreaterThan(0);
        expect(Math.max(...lines.map((line) => widthOf(line, face) * size))).toBeLessThanOrEqual(
          box.w + 1e-6,
        );
        expect(Math.max(...widths)).toBeLessThanOrEqual(box.w + 1e-6);
        expect(lines.length * size * limits.leading).toBeLessThanOrEqual(box.h + 1e-6);
        expect(size).toBeGreaterThanOrEqual(limits.least);
        expect(size).toBeLessThanOrEqual(limits.most);
      }
    }
  });

  it('keeps all words where they fit, in order', () => {
    const title = 'The Good, the Bad and the Ugly';
    const { lines } = fit(title, 'serif', { w: 176, h: 104 }, limits);
    expect(lines.join(' ')).toBe(title);
  });

  it.each([
    'Anatomy of a Murder',
    'The Diving Bell and the Butterfly',
    'Women on the Verge of a Nervous Breakdown',
    'Lord of the Rings',
  ])('does not hang a small word on the end of a line: %s', (title) => {
    const { lines } = fit(title, 'serif', { w: 150, h: 110 }, limits);
    const weak = /^(of|the|a|on|and)$/i;
    const hanging = lines.slice(0, -1).filter((line) => {
      const words = line.split(' ');
      return weak.test(words.at(-1) ?? '') && !words.every((word) => weak.test(word));
    });
    expect(hanging).toEqual([]);
  });

  it('says that it cut', () => {
    const { lines } = fit('word '.repeat(200), 'sans', { w: 100, h: 40 }, limits);
    expect(lines.at(-1)).toMatch(/…$/);
  });
});

describe('widthOf', () => {
  it('knows wide from narrow', () => {
    expect(widthOf('WWW', 'serif')).toBeGreaterThan(2 * widthOf('iii', 'serif'));
    expect(widthOf('é', 'sans')).toBe(widthOf('e', 'sans'));
    expect(widthOf('侍', 'serif')).toBeGreaterThanOrEqual(1);
    expect(widthOf('', 'serif')).toBe(0);
  });
});

describe('halves', () => {
  it.each([
    ['2001: A Space Odyssey', ['2001', 'A Space Odyssey']],
    ['Mission: Impossible', ['Mission: Impossible', null]], // one word stays
    ['Alien', ['Alien', null]],
    ['Léon (a.k.a. The Professional)', ['Léon', 'a.k.a. The Professional']],
    ['Spider-Man', ['Spider-Man', null]],
  ])('%s', (title, expected) => {
    expect(halves(title)).toEqual(expected);
  });
});
