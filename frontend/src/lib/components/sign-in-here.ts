import { base } from '$lib/base';
import { href } from '$lib/router/routes';
import { router } from '$lib/router/router.svelte';

const KEY = 'next';
const INVITATION = 'invitation';
const ACCOUNT = new Set(['signIn', 'register', 'signOn']);

/** The address to open after signing in. It is never on another site. */
export function nextOf(search: string, otherwise = href('discover')): string {
  const next = new URLSearchParams(search).get(KEY) ?? '';
  return /^\/(?![/\\])/.test(next) && next.startsWith(`${base}/`) ? next : otherwise;
}

/** The invitation of a link to register, or null. */
export const invitationOf = (search: string): string | null =>
  new URLSearchParams(search).get(INVITATION);

const back = (): string => {
  const { path, search, match } = router.shown;
  const next = ACCOUNT.has(match?.name ?? '') ? nextOf(search) : path + search;
  return next === href('discover') ? '' : `?${new URLSearchParams({ [KEY]: next }).toString()}`;
};

/** The address of signing in that leads back to the screen on display. */
export const signInHere = (): string => href('signIn', {}, back());
export const registerHere = (): string => href('register', {}, back());
