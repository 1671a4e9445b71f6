import type { Component } from 'svelte';
import type { RouteName } from '$lib/router/routes';
import Discover from './discover/Discover.svelte';
import NotFound from './not-found/NotFound.svelte';

/** Every screen takes the parameters of its address. */
export type Screen = Component<{ params: Readonly<Record<string, string>> }>;

/** Screens other than the first are fetched when one goes there, or when the browser is idle. */
const loaders: Record<RouteName, () => Promise<{ default: Component<never> }>> = {
  discover: () => Promise.resolve({ default: Discover }),
  film: () => import('./film/Film.svelte'),
  about: () => import('./about/About.svelte'),
  forYou: () => import('./for-you/ForYou.svelte'),
  map: () => import('./map/Map.svelte'),
  taste: () => import('./taste/Taste.svelte'),
  library: () => import('./library/Library.svelte'),
  settings: () => import('./settings/Settings.svelte'),
  signIn: () => import('./account/SignIn.svelte'),
  register: () => import('./account/Register.svelte'),
};

export const notFound = NotFound as Screen;

export async function loadScreen(name: RouteName): Promise<Screen> {
  return (await loaders[name]()).default as Screen;
}

/** Fetches the other screens while nothing else happens, so that going there is instant. */
export function warmScreens(): void {
  const warm = () => {
    // A failure here means nothing: going there tries again and reports it.
    for (const load of Object.values(loaders)) load().catch(() => undefined);
  };
  if ('requestIdleCallback' in window) requestIdleCallback(warm, { timeout: 4000 });
  else setTimeout(warm, 2000);
}
