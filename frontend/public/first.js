// What has to happen before the first paint, and before the first script has come.

// The path that this service is under, as this script's own address says: '' or '/films'. The scripts
// read it in src/lib/base.ts.
const base = new URL('.', document.currentScript.src).pathname.replace(/\/$/, '');
if (base) document.documentElement.dataset.base = base;

// The chosen theme, so that it does not flash; src/lib/state/theme.svelte.ts writes it.
try {
  const theme = localStorage.getItem('ordained.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be refused; then the system's theme holds.
}

// The first number that a page writes costs a phone a twentieth of a second, whatever the number:
// here while it waits for the scripts, not where a list is drawn.
setTimeout(() => (0.5).toLocaleString(navigator.language));

/** Fetches what the screen at this address is made of; the build adds which files those are. */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- called in the line that the build adds
function preload(files) {
  for (const href of files[location.pathname.slice(base.length).split('/')[1]] ?? []) {
    const link = document.createElement('link');
    const as = href.endsWith('.css') ? 'style' : href.endsWith('.woff2') ? 'font' : null;
    link.rel = as ? 'preload' : 'modulepreload';
    if (as) link.as = as;
    link.crossOrigin = '';
    link.href = base + href;
    document.head.append(link);
  }
}
