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

/**
 * The first questions of the screen at this address, so that their answers are on their way before the
 * scripts are. They are those that the screen asks word for word, or they would be asked twice; a test
 * in tests/e2e looks. What is somebody's own is only asked for where somebody was signed in last.
 */
function questions([name, id, more], search) {
  let somebody = false;
  try {
    somebody = localStorage.getItem('ordained.somebody') !== null;
  } catch {
    // Storage may be refused.
  }
  const number = /^\d+$/.test(id) && more === undefined ? id : null;
  if (name === '' && search === '')
    return [somebody ? 'me/recommendations?limit=30' : 'movies/popular?limit=30'];
  if (name === '') {
    const [[key, words] = [], ...others] = new URLSearchParams(search);
    if (key !== 'q' || others.length > 0 || words.trim() === '') return [];
    return [`search?${new URLSearchParams({ q: words.trim(), limit: 20 })}`];
  }
  if (search !== '') return [];
  if (name === 'for-you' && id === undefined)
    return somebody
      ? ['me/recommendations?limit=30', 'me/shelves?limit=12']
      : ['movies/popular?limit=60'];
  if (name === 'map' && id === undefined) return ['movies/map'];
  if (name === 'film' && number) return [`movies/${number}`, `movies/${number}/similar?limit=12`];
  if (name === 'people' && number) return [`people/${number}?sort=year`];
  return [];
}

function fetchEarly(href, rel, as) {
  const link = document.createElement('link');
  link.rel = rel;
  if (as) link.as = as;
  link.crossOrigin = '';
  link.href = base + href;
  document.head.append(link);
}

/** The language of the pages, as src/lib/state/language.svelte.ts chooses it. */
function languageOf(others) {
  try {
    const stored = localStorage.getItem('ordained.language');
    if (stored === 'en' || stored in others) return stored;
  } catch {
    // Storage may be refused.
  }
  const wanted = navigator.languages.map((tag) => tag.toLowerCase().split('-')[0]);
  return wanted.find((short) => short === 'en' || short in others) ?? 'en';
}

/** Fetches what the screen at this address is made of; the build adds which files those are. */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- called in the line that the build adds
function preload(files, languages) {
  const texts = languages[languageOf(languages)];
  if (texts) fetchEarly(texts, 'modulepreload');
  const parts = location.pathname.slice(base.length).split('/').slice(1);
  for (const href of files[parts[0]] ?? []) {
    const as = href.endsWith('.css') ? 'style' : href.endsWith('.woff2') ? 'font' : null;
    fetchEarly(href, as ? 'preload' : 'modulepreload', as);
  }
  for (const question of questions(parts, location.search)) {
    fetchEarly(`/api/v1/${question}`, 'preload', 'fetch');
  }
}
