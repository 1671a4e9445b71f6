import type { Component } from 'svelte';
import { loadDrawer } from '$lib/components/filters/LazyDrawer.svelte';
import { useAll } from '$lib/i18n';
import type { RouteName } from '$lib/router/routes';
import Discover from './discover/Discover.svelte';
import NotFound from './not-found/NotFound.svelte';

/** Every screen takes the parameters of its address. */
export type Screen = Component<{ params: Readonly<Record<string, string>> }>;

/** Screens other than Discover are loaded when they are opened, or when the browser is idle. */
const loaders: Record<RouteName, () => Promise<{ default: Component<never> }>> = {
  discover: () => Promise.resolve({ default: Discover }),
  film: () => import('./film/Film.svelte'),
  person: () => import('./person/Person.svelte'),
  about: () => import('./about/About.svelte'),
  forYou: () => import('./for-you/ForYou.svelte'),
  map: () => import('./map/Map.svelte'),
  admin: () => import('./admin/Admin.svelte'),
  taste: () => import('./taste/Taste.svelte'),
  library: () => import('./library/Library.svelte'),
  year: () => import('./year/Year.svelte'),
  tonight: () => import('./tonight/Tonight.svelte'),
  join: () => import('./room/Join.svelte'),
  joinCode: () => import('./room/Join.svelte'),
  room: () => import('./room/Room.svelte'),
  lists: () => import('./lists/Lists.svelte'),
  sharedList: () => import('./list/Shared.svelte'),
  list: () => import('./list/List.svelte'),
  companions: () => import('./companions/Companions.svelte'),
  compare: () => import('./companions/Compare.svelte'),
  share: () => import('./share/Share.svelte'),
  settings: () => import('./settings/Settings.svelte'),
  signIn: () => import('./account/SignIn.svelte'),
  register: () => import('./account/Register.svelte'),
  signOn: () => import('./account/SignOn.svelte'),
};

export const notFound = NotFound as Screen;

export async function loadScreen(name: RouteName): Promise<Screen> {
  if (name !== 'discover') await useAll();
  return (await loaders[name]()).default as Screen;
}

/**
 * Loads the drawer of filters and the other screens in idle time after the first input, so that they
 * open at once. Loading them earlier would take network and processor from the first screen.
 */
export function warmScreens(): () => void {
  const signs = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;
  const leave = () => {
    for (const sign of signs) removeEventListener(sign, begin);
  };
  const begin = () => {
    leave();
    const rest: (() => Promise<unknown>)[] = [loadDrawer, useAll, ...Object.values(loaders)];
    const next = () => {
      // Ignore a failure: opening the screen tries again and reports it.
      void rest
        .shift()?.()
        .catch(() => undefined);
      if (rest.length > 0) whenIdle(next);
    };
    whenIdle(next);
  };
  for (const sign of signs) addEventListener(sign, begin, { passive: true });
  return leave;
}

function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(task, { timeout: 2000 });
  else setTimeout(task, 200);
}
