/**
 * `npm run fonts`: cuts the typefaces down to what the pages set, and writes their style sheet.
 *
 * A variable font carries every weight, width and optical size; the pages use few of them. Each cut
 * keeps one place on the axes that are not varied and drops the rest, which takes a first visit from
 * 254 kB of type to about 64 kB. The originals come from the @fontsource packages, under the SIL Open
 * Font License, whose text the cuts carry along.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subset from 'subset-font';

const here = fileURLToPath(new URL('.', import.meta.url));
const packages = join(here, '..', 'node_modules', '@fontsource-variable');
const target = join(here, '..', 'src', 'lib', 'fonts');

const SERIF = ['newsreader', 'opsz-normal'];
const SERIF_ITALIC = ['newsreader', 'opsz-italic'];
const SANS = ['instrument-sans', 'wdth-normal'];
/** From running text to what is set bold. */
const WEIGHTS = { min: 400, max: 600 };

/** From what each cut comes, and where it lies on the axes; a range stays variable. */
const CUTS = {
  'newsreader-display': ['Newsreader Display', SERIF, { opsz: 48, wght: WEIGHTS }],
  newsreader: ['Newsreader', SERIF, { opsz: 18, wght: WEIGHTS }],
  'newsreader-italic': ['Newsreader', SERIF_ITALIC, { opsz: 18, wght: 400 }],
  'instrument-sans': ['Instrument Sans', SANS, { wdth: 100, wght: WEIGHTS }],
  'instrument-sans-poster': ['Instrument Sans Poster', SANS, { wdth: 75, wght: 700 }],
};

/** The code points of a CSS unicode-range, such as `U+0-FF,U+131`. */
function pointsOf(range) {
  return range.split(',').flatMap((part) => {
    const [from, to = from] = part.trim().slice(2).split('-');
    const [first, last] = [parseInt(from, 16), parseInt(to, 16)];
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

mkdirSync(target, { recursive: true });
for (const old of readdirSync(target)) rmSync(join(target, old));
const faces = [];
for (const [file, [family, source, axes]] of Object.entries(CUTS)) {
  const [name, variant] = source;
  const style = source === SERIF_ITALIC ? 'italic' : 'normal';
  const weight = axes.wght === WEIGHTS ? `${WEIGHTS.min} ${WEIGHTS.max}` : `${axes.wght}`;
  const folder = join(packages, name);
  const scripts = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8'));
  for (const [script, range] of Object.entries(scripts)) {
    const font = readFileSync(join(folder, 'files', `${name}-${script}-${variant}.woff2`));
    const text = String.fromCodePoint(...pointsOf(range));
    const cut = await subset(font, text, { targetFormat: 'woff2', variationAxes: axes });
    const cutFile = `${file}-${script}.woff2`;
    writeFileSync(join(target, cutFile), cut);
    console.log(`${cutFile}: ${font.length} -> ${cut.length} bytes`);
    faces.push(`@font-face {
  font-family: '${family}';
  font-style: ${style};
  font-weight: ${weight};
  font-display: swap;
  src: url('./${cutFile}') format('woff2');
  unicode-range: ${range.replaceAll(',', ', ')};
}`);
  }
  copyFileSync(join(folder, 'LICENSE'), join(target, `LICENSE-${name}.txt`));
}
writeFileSync(
  join(target, 'fonts.css'),
  `/* Written by \`npm run fonts\`. */\n${faces.join('\n\n')}\n`,
);
