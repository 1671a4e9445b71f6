/** Rules of this folder that no other tool checks. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '..', 'src');
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(svelte|ts|css)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ name: relative(root, path), text: readFileSync(path, 'utf8') }));
const svelte = files.filter(({ name }) => name.endsWith('.svelte'));

const failing = (list: typeof files, bad: (file: (typeof files)[number]) => boolean) =>
  list.filter(bad).map(({ name }) => name);

it('finds the sources', () => {
  expect(svelte.length).toBeGreaterThan(20);
});

it('keeps files under 300 lines', () => {
  const written = files.filter(({ name }) => name !== 'lib/api/types.ts');
  expect(failing(written, ({ text }) => text.split('\n').length >= 300)).toEqual([]);
});

it('names variables by what they hold', () => {
  const empty =
    /(\bas |\(|\[, |\bconst |\blet )(each|one)\b(?= *(=>|\)|\]|,|\(| of\b|\.|\}| =[^=]))/;
  const code = ({ text }: (typeof files)[number]) =>
    text
      .replace(/\/\*[^]*?\*\/|<!--[^]*?-->/g, '')
      .replace(/\/\/[^\n]*/g, '')
      .replace(/'[^'\n]*'|`[^`]*`/g, "''");
  const written = files.filter(({ name }) => !/^lib\/(i18n|api\/types)/.test(name));
  expect(failing(written, (file) => empty.test(code(file)))).toEqual([]);
});

it('says what each component renders', () => {
  expect(failing(svelte, ({ text }) => !text.startsWith('<!--\n  @component\n'))).toEqual([]);
});

it('takes colours from the tokens', () => {
  const own = /(#[0-9a-f]{3,8}\b(?![^\n]*\*\/)|\b(rgb|hsl|oklch)\()/i;
  const styled = files.filter(
    ({ name }) => /\.(svelte|css)$/.test(name) && !name.endsWith('tokens.css'),
  );
  expect(
    failing(styled, ({ text }) =>
      own.test(text.replace(/\{[#/@:][a-z]+/g, '').replace(/href="#\w+"/g, '')),
    ),
  ).toEqual([]);
});

it('writes nothing that the CSP refuses', () => {
  expect(failing(svelte, ({ text }) => /\{@html|\sstyle="/.test(text))).toEqual([]);
});

it('copies in one place, which also says what to do where the browser refuses', () => {
  expect(failing(files, ({ text }) => text.includes('clipboard.write'))).toEqual([
    'lib/components/copy.ts',
  ]);
});
