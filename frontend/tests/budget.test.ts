/** What a first visit costs: the scripts that index.html names, as they go over the wire. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const MOST_KB = 90;
const dist = join(__dirname, '..', 'dist');
const index = join(dist, 'index.html');

/** A script and all that it imports at once. */
function withImports(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(join(dist, file), 'utf8');
  for (const [, from] of text.matchAll(/(?:from|^import|;import)\s*["']\.\/([\w.-]+\.js)["']/gm)) {
    withImports(`assets/${from}`, found);
  }
  return found;
}

it('stays within the budget of initial JavaScript', () => {
  expect(existsSync(index), 'dist is missing; run: npm run build').toBe(true);
  const html = readFileSync(index, 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\/([\w./-]+\.js)"/g)].map(([, file]) => `${file}`);
  expect(named.length).toBeGreaterThan(0);
  const files = new Set(named.flatMap((file) => [...withImports(file)]));
  const kb = [...files].reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length / 1000,
    0,
  );
  expect(kb).toBeLessThanOrEqual(MOST_KB);
  // The map and the second language come when they are wanted.
  expect([...files].filter((file) => /StarMap|Map-|\bde-/.test(file))).toEqual([]);
});
