/** What makes the app installable: the manifest, its icons, and that the page names them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { match } from '$lib/router/routes';

interface Icon {
  src: string;
  sizes: string;
  type: string;
  purpose?: string;
}

const root = join(__dirname, '..');
const inPublic = (path: string) => join(root, 'public', path);
const html = readFileSync(join(root, 'index.html'), 'utf8');
const manifest = JSON.parse(readFileSync(inPublic('manifest.webmanifest'), 'utf8')) as Record<
  string,
  string
> & { icons: Icon[] };
const tokens = readFileSync(join(root, 'src/lib/styles/tokens.css'), 'utf8');

/** Width and height as the PNG itself says, from its IHDR chunk. */
function sizeOf(path: string): string {
  const bytes = readFileSync(path);
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

it('is named by the page, with the icon of Apple devices', () => {
  expect(html).toContain('<link rel="manifest" href="/manifest.webmanifest" />');
  expect(html).toContain('<link rel="apple-touch-icon" href="/apple-touch-icon.png" />');
  expect(sizeOf(inPublic('apple-touch-icon.png'))).toBe('180x180');
});

it('says what an installed app needs', () => {
  expect(manifest).toMatchObject({ name: 'ordained', display: 'standalone', scope: '.' });
  expect(manifest['short_name']?.length).toBeLessThanOrEqual(12);
  // Both are relative, since the service may be under a path.
  const started = new URL(
    manifest['start_url'] ?? '',
    'https://films.example/manifest.webmanifest',
  );
  expect(match(started.pathname)?.name).toBe('discover');
});

it('takes links that other apps share, at a screen that is there', () => {
  const target = manifest['share_target'] as unknown as Record<string, string>;
  expect(target).toMatchObject({ method: 'GET', enctype: 'application/x-www-form-urlencoded' });
  // Relative too: under a path, an action from the root would leave the app's scope.
  const host = 'https://films.example';
  const shared = new URL(target['action'] ?? '', `${host}/films/manifest.webmanifest`).pathname;
  expect(shared.startsWith('/films/')).toBe(true);
  expect(match(shared.slice('/films'.length))?.name).toBe('share');
});

it('has the colours of the sheet, so that nothing flashes at the start', () => {
  const [, light, dark] = /--paper: light-dark\((#\w+), (#\w+)\)/.exec(tokens) ?? [];
  expect(manifest['background_color']).toBe(dark);
  expect(manifest['theme_color']).toBe(dark);
  const named = [...html.matchAll(/name="theme-color" content="(#\w+)"/g)].map(([, hex]) => hex);
  expect(named).toEqual([light, dark]);
});

it('has icons that are there, of the size they are said to be', () => {
  for (const { src, sizes, type } of manifest.icons) {
    expect(existsSync(inPublic(src)), src).toBe(true);
    if (type === 'image/png') expect(sizeOf(inPublic(src)), src).toBe(sizes);
  }
  const plain = manifest.icons.filter(({ purpose }) => purpose === undefined);
  expect(plain.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
  const masked = manifest.icons.filter(({ purpose }) => purpose === 'maskable');
  expect(masked.map(({ sizes }) => sizes)).toContain('512x512');
});
