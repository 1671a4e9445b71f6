/** A screen reads the address that it was opened at, however long the next screen takes to load. */
import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import App from '../../src/App.svelte';
import { router } from '$lib/router/router.svelte';
import { said } from './said';

/** Lets the film's screen finish loading. */
let loaded: () => void;

vi.mock('$routes/screens', async () => {
  const { default: Watching } = await import('./Watching.svelte');
  const { default: NotFound } = await import('$routes/not-found/NotFound.svelte');
  return {
    notFound: NotFound,
    warmScreens: () => () => undefined,
    loadScreen: (name: string) =>
      name === 'discover'
        ? Promise.resolve(Watching)
        : new Promise((resolve) => (loaded = () => resolve(NotFound))),
  };
});

it('reads nothing of the next screen', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }));
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
  history.replaceState(null, '', '/?q=heist');
  render(App);
  await vi.waitFor(() => expect(said).toEqual(['?q=heist']));

  router.push('/?q=noir');
  await vi.waitFor(() => expect(said).toEqual(['?q=heist', '?q=noir']));

  router.go('/film/7?q=next');
  await tick();
  await vi.waitFor(() => expect(loaded).toBeDefined());
  loaded();
  await vi.waitFor(() => expect(document.querySelector('main h1')).not.toBeNull());
  expect(said).toEqual(['?q=heist', '?q=noir']);
  expect(router.shown.search).toBe('?q=next');
});
