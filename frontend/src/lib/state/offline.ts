import { base } from '$lib/base';
import { connection } from './connection.svelte';

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;

/**
 * Lets a service worker keep the app and the last lists for when the server cannot be reached: from
 * the first input on, because before it would take network and processor from the first screen.
 */
export function keepForOffline(): () => void {
  const workers = 'serviceWorker' in navigator ? navigator.serviceWorker : null;
  // The worker's addresses are those of the root: under a path nothing is kept.
  if (workers === null || base !== '' || !import.meta.env.PROD) return () => undefined;
  const leave = () => {
    for (const sign of SIGNS) removeEventListener(sign, begin);
  };
  const begin = () => {
    leave();
    // Private windows may refuse; the page works without.
    workers.register('/service-worker.js').catch(() => undefined);
  };
  // What the page shows is of before: the banner says that the server is away, until it is back.
  const onmessage = ({ data }: MessageEvent) => {
    if (data === 'offline') connection.lost(() => undefined);
  };
  for (const sign of SIGNS) addEventListener(sign, begin, { passive: true });
  workers.addEventListener('message', onmessage);
  workers.startMessages();
  return () => {
    leave();
    workers.removeEventListener('message', onmessage);
  };
}
