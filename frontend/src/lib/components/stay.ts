import { router } from '$lib/router/router.svelte';

/** A press on a link to another state of the present screen: the page stays where it is scrolled. */
export function stay(event: MouseEvent & { currentTarget: HTMLAnchorElement }): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const { pathname, search } = event.currentTarget;
  router.push(pathname + search);
}
