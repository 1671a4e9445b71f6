/** What the build does beside bundling: what is fetched early or kept offline, and every file compressed. */
import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { routes } from './src/lib/router/routes';

/**
 * Which modules travel together. By itself the bundler makes a file of every set of modules that the
 * same screens share: some sixty for one screen, and over HTTP/1.1 a phone fetches six at a time, each
 * batch a round trip. So what every first screen needs is one file and what several of the others
 * share is one more; what few of them need (the map, the drawing of posters, the importer) stays apart.
 */
const APART = /node_modules[\\/]d3|lib[\\/](posters|map|components[\\/](map|import|filters))[\\/]/;
export const chunks = [
  { name: 'first', tags: ['$initial' as const], priority: 2 },
  { name: 'shared', test: (id: string) => !APART.test(id), minShareCount: 2, priority: 1 },
];

/** Asks the browser for the two fonts of every first screen before it has read the style sheet. */
export function preloadFonts(): Plugin {
  const first = /(newsreader-display-latin|instrument-sans-latin)-[\w-]{8}\.woff2$/;
  return {
    name: 'preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => first.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: {
              rel: 'preload',
              href: `/${file}`,
              as: 'font',
              type: 'font/woff2',
              crossorigin: '',
            },
            injectTo: 'head' as const,
          })),
    },
  };
}

/** Screens that open with a paragraph in the serif, whose lines break anew when it comes late. */
const OPEN_IN_SERIF: ReadonlySet<string> = new Set(['film']);
const TEXT_SERIF = /(^|\/)newsreader-latin-[\w-]{8}\.woff2$/;

/**
 * Adds to first.js which files each screen and each other language needs besides those of index.html,
 * so that the browser fetches them beside the first script and not after it has run.
 */
export function preloadScreens(): Plugin {
  return {
    name: 'preload-screens',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
      const withImports = (file: string, found = new Set<string>()): Set<string> => {
        if (found.has(file)) return found;
        found.add(file);
        for (const next of byFile.get(file)?.imports ?? []) withImports(next, found);
        return found;
      };
      const entry = chunks.find((chunk) => chunk.isEntry);
      const there = withImports(entry?.fileName ?? '');
      const texts = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/en/rest.ts'));
      const files = Object.entries(routes).flatMap(([name, path]) => {
        const component = `/${name.charAt(0).toUpperCase()}${name.slice(1)}.svelte`;
        const screen = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(component));
        if (!screen) return []; // Part of the first script.
        const needed = withImports(screen.fileName);
        if (texts) withImports(texts.fileName, needed);
        const own = [...needed].filter((file) => !there.has(file));
        const styles = own.flatMap((file) => [
          ...(byFile.get(file)?.viteMetadata?.importedCss ?? []),
        ]);
        const fonts = OPEN_IN_SERIF.has(name)
          ? Object.keys(bundle).filter((file) => TEXT_SERIF.test(file))
          : [];
        return [[path.split('/')[1], [...styles, ...own, ...fonts].map((file) => `/${file}`)]];
      });
      // Of several screens under one name, the first is the one that is opened by its address most.
      const screens = JSON.stringify(Object.fromEntries(files.toReversed()));
      const others = chunks.flatMap(({ facadeModuleId, fileName, isDynamicEntry }) => {
        const language = /\/i18n\/(\w+)\/index\.ts$/.exec(facadeModuleId ?? '')?.[1];
        return language && isDynamicEntry ? [[language, `/${fileName}`]] : [];
      });
      const call = `preload(${screens}, ${JSON.stringify(Object.fromEntries(others))});`;
      appendFileSync(join(dir ?? '', 'first.js'), `${call}\n`);
    },
  };
}

/** Files that the app needs offline; other languages' letters come when they are wanted. */
const OFFLINE = /\.(js|css)$|-latin-[\w-]{8}\.woff2$/;

/** Tells the service worker which files the app is made of. */
export function listShell(): Plugin {
  return {
    name: 'list-shell',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      const path = join(dir ?? '', 'service-worker.js');
      const files = Object.keys(bundle)
        .filter((file) => OFFLINE.test(file))
        .map((file) => `/${file}`);
      const fixed = ['/', '/first.js', '/favicon.svg', '/manifest.webmanifest'];
      const page = readFileSync(join(dir ?? '', 'index.html'));
      const worker = readFileSync(path);
      const version = createHash('sha256').update(page).update(worker).update(files.join());
      const lists = `const SHELL = ${JSON.stringify([...fixed, ...files.toSorted()])};
const VERSION = '${version.digest('hex').slice(0, 12)}';
`;
      writeFileSync(path, lists + worker.toString());
    },
  };
}

const COMPRESSIBLE = /\.(css|html|js|svg|txt|webmanifest)$/;
const LEAST_BYTES = 512;

function* filesUnder(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

/**
 * Lays a .br and a .gz beside every text file, as small as they go; app/web/frontend.py sends either,
 * nginx the second. A file that would not shrink gets none.
 */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const path of filesUnder(folder)) {
        const plain = readFileSync(path);
        if (!COMPRESSIBLE.test(path) || plain.length < LEAST_BYTES) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        const packed = {
          br: brotliCompressSync(plain, { params }),
          gz: gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }),
        };
        for (const [ending, bytes] of Object.entries(packed)) {
          if (bytes.length < plain.length) writeFileSync(`${path}.${ending}`, bytes);
        }
      }
    },
  };
}
