// Keeps the app and the last lists readable while the server cannot be reached. Online it changes
// nothing: pages and lists come from the server, and what comes is kept.
//
// The build writes SHELL before this line, the files that the app is made of, and VERSION, which
// changes with them (build.ts).
/* global SHELL, VERSION */

const APP = `app-${VERSION}`;
// What was read of the person who is signed in; it goes when they sign out.
const READ = 'read-1';
const MOST_READ = 150;
const LISTS =
  /^\/api\/v1\/(session|release|movies\/\d+(\/similar)?|me\/(marks|predictions|preferences|recommendations|shelves|taste|watchlist|ratings|history|hidden|viewings|years)(\/\d+)?|lists(\/\d+)?)$/;
// Writes after which this browser is somebody else's, or nobody's.
const SIGNING = /^\/api\/v1\/(session|users|sign-out|sign-on\/(answer|logout)|me|me\/password)$/;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(APP).then((cache) => cache.addAll(SHELL)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name !== APP && name !== READ);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method !== 'GET') {
    if (SIGNING.test(pathname)) event.waitUntil(caches.delete(READ));
  } else if (pathname.startsWith('/api/')) {
    // Whoever asks whether the server is there wants no answer of before.
    if (LISTS.test(pathname) && request.cache !== 'no-store') event.respondWith(lastRead(event));
  } else if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => ofApp('/')));
  } else if (pathname.startsWith('/assets/')) {
    // Their names change with their content.
    event.respondWith(ofApp(request).then((held) => held ?? fetch(request)));
  } else if (SHELL.includes(pathname)) {
    event.respondWith(
      fetch(request).catch(async (error) => {
        const held = await ofApp(request);
        if (held) return held;
        throw error;
      }),
    );
  }
});

const ofApp = (request) => caches.match(request, { cacheName: APP, ignoreVary: true });

async function lastRead(event) {
  const { request, clientId } = event;
  try {
    const response = await fetch(request);
    if (response.ok) event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (error) {
    const held = await caches.match(request, { cacheName: READ, ignoreVary: true });
    if (!held) throw error;
    const page = await self.clients.get(clientId);
    page?.postMessage('offline');
    return held;
  }
}

async function keep(request, response) {
  const cache = await caches.open(READ);
  await cache.put(request, response);
  const requests = await cache.keys();
  const tooMany = requests.slice(0, Math.max(0, requests.length - MOST_READ));
  await Promise.all(tooMany.map((old) => cache.delete(old)));
}
