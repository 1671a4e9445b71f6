import { Router } from '$lib/router/router.svelte';

let router: Router;

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, '', '/');
  router = new Router();
  router.start();
});
afterEach(() => router.stop());

const here = () => location.pathname + location.search;

async function back() {
  const popped = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  router.back();
  await popped;
}

function click(href: string, init: MouseEventInit = {}) {
  const link = document.createElement('a');
  link.href = href;
  document.body.append(link);
  const event = new MouseEvent('click', { bubbles: true, cancelable: true, button: 0, ...init });
  // jsdom cannot navigate, so the browser's own part is kept from happening.
  document.addEventListener('click', (late) => late.preventDefault(), { once: true });
  link.dispatchEvent(event);
  link.remove();
}

describe('Router', () => {
  it('makes one step of a stretch of typing', async () => {
    router.draft('/?q=h');
    router.draft('/?q=he');
    router.draft('/?q=heist');
    router.commit();
    router.draft('/?q=heist+n');
    router.push('/?q=heist+noir');
    await back();
    expect(here()).toBe('/?q=heist+n');
    await back();
    expect(here()).toBe('/?q=heist');
    expect(router.entry.search).toBe('?q=heist');
    await back();
    expect(here()).toBe('/');
  });

  it('does not make a step to where it is', () => {
    router.draft('/?q=a');
    const { length } = history;
    router.push('/?q=a');
    expect(history.length).toBe(length);
  });

  it('says how one arrived', async () => {
    expect(router.entry.arrival).toBe('first');
    router.go('/film/7');
    expect(router.entry).toMatchObject({
      path: '/film/7',
      arrival: 'new',
      match: { name: 'film' },
    });
    await back();
    expect(router.entry.arrival).toBe('back');
    router.push('/?q=a');
    expect(router.entry.arrival).toBe('same');
  });

  it('remembers for each entry', async () => {
    router.note({ resultCount: 60 });
    router.go('/film/7');
    router.show();
    expect(router.memory.resultCount).toBe(0);
    await back();
    router.show();
    expect(router.memory.resultCount).toBe(60);
  });

  it('keeps the entry on display until the next screen is there', async () => {
    router.push('/?q=heist');
    const { key } = router.entry;
    router.go('/film/7?steer=1');
    expect(router.entry.path).toBe('/film/7');
    expect(router.shown).toMatchObject({ key, search: '?q=heist' });

    // What the old screen still notes is its own.
    router.note({ resultCount: 60 });
    expect(router.memory.resultCount).toBe(60);
    router.show();
    expect(router.shown.search).toBe('?steer=1');
    expect(router.memory.resultCount).toBe(0);
    await back();
    router.show();
    expect(router.memory.resultCount).toBe(60);
  });

  it('shows another state of the same screen at once', () => {
    router.push('/?q=heist');
    expect(router.shown.search).toBe('?q=heist');
  });

  it('opens links into the app', () => {
    click('/film/3');
    expect(here()).toBe('/film/3');
  });

  it.each([
    ['another site', 'https://example.org/film/3', {}],
    ['the interface', '/api/docs', {}],
    ['a new tab', '/film/3', { ctrlKey: true }],
    ['the middle button', '/film/3', { button: 1 }],
  ])('leaves %s to the browser', (_, href, init) => {
    click(href, init);
    expect(here()).toBe('/');
    expect(router.entry.path).toBe('/');
  });
});
