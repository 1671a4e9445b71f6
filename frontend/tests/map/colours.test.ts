/** The colours of lit layers can be told apart in both themes, whatever colours one sees. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const tokens = readFileSync(join(__dirname, '../../src/lib/styles/tokens.css'), 'utf8');
type Triple = [number, number, number];

const lit = ['map-lit-1', 'map-lit-2', 'map-lit-3', 'map-lit-4'];
/** The colour of a token by day (0) and by night (1), as linear light. */
function colour(token: string, theme: 0 | 1): Triple {
  const found = new RegExp(`--${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens);
  const hex = found?.[theme + 1] ?? '';
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

const times = (matrix: readonly Triple[], [r, g, b]: Triple) =>
  matrix.map(([x, y, z]) => x * r + y * g + z * b) as Triple;

/** Machado, Oliveira and Fernandes, IEEE TVCG 2009, severity 1. */
const sights: Record<string, Triple[]> = {
  'all colours': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Björn Ottosson's Oklab, in which equal distances look about equally different. */
function oklab(light: Triple): Triple {
  const clipped = light.map((value) => Math.min(1, Math.max(0, value))) as Triple;
  const lms = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    clipped,
  ).map(Math.cbrt) as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    lms,
  );
}

const apart = (a: Triple, b: Triple) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: Triple, b: Triple) => {
  const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
};

describe.each([
  ['day', 0],
  ['night', 1],
] as const)('by %s', (_, theme) => {
  it.each(Object.keys(sights))('are told apart with %s', (sight) => {
    const seen = (token: string) => oklab(times(sights[sight] ?? [], colour(token, theme)));
    for (const [i, token] of lit.entries()) {
      for (const other of [...lit.slice(i + 1), 'map-plain']) {
        const least = other === 'map-plain' ? 0.13 : 0.19;
        expect(apart(seen(token), seen(other)), `${token} ${other}`).toBeGreaterThan(least);
      }
    }
  });

  it('stand out from the sky, and the person does too', () => {
    const ground = colour('map-ground', theme);
    for (const token of lit) {
      expect(contrast(colour(token, theme), ground), token).toBeGreaterThan(3);
    }
    // The ring around the person's point is of ink.
    expect(contrast(colour('ink', theme), ground)).toBeGreaterThan(7);
  });
});
