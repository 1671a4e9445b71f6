import { recall, remember, type Memory } from './memory';
import { match, type Match } from './routes';

export interface Entry {
  path: string;
  search: string;
  match: Match | null;
  /** Names this entry of the history. */
  key: string;
  /**
   * 'first' is how the app was entered, 'new' opens a screen at its top, 'back' restores one,
   * 'same' stays where one is.
   */
  arrival: 'first' | 'new' | 'back' | 'same';
}

interface EntryState {
  key: string;
  draft: boolean;
}

const newKey = () => Math.random().toString(36).slice(2, 10);

const isEntryState = (state: unknown): state is EntryState =>
  typeof state === 'object' && state !== null && typeof (state as EntryState).key === 'string';

/** The one reader and writer of the browser's history. */
export class Router {
  #entry: Entry = $state.raw({ path: '/', search: '', match: null, key: '', arrival: 'first' });
  #draft = false;
  #focus: string | null = null;
  #stop: (() => void) | null = null;

  get entry(): Entry {
    return this.#entry;
  }

  start(): () => void {
    history.scrollRestoration = 'manual';
    const known = isEntryState(history.state);
    if (!known) history.replaceState({ key: newKey(), draft: false }, '');
    this.#read(known ? 'back' : 'first');
    const onPop = () => {
      // The page still shows the entry that is being left, and its key is still in #entry.
      this.#leave();
      this.#draft = false;
      if (!isEntryState(history.state)) history.replaceState({ key: newKey(), draft: false }, '');
      this.#read('back');
    };
    const onClick = (event: MouseEvent) => this.#click(event);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      clearTimeout(timer);
      const { key } = this.#entry;
      timer = setTimeout(() => {
        if (key === this.#entry.key) this.note({ scroll: window.scrollY });
      }, 120);
    };
    const onHide = () => this.note({ scroll: window.scrollY });
    addEventListener('popstate', onPop);
    addEventListener('scroll', onScroll, { passive: true });
    addEventListener('pagehide', onHide);
    document.addEventListener('click', onClick);
    this.#stop = () => {
      clearTimeout(timer);
      removeEventListener('popstate', onPop);
      removeEventListener('scroll', onScroll);
      removeEventListener('pagehide', onHide);
      document.removeEventListener('click', onClick);
    };
    return () => this.stop();
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
  }

  /** Opens a screen as a new entry of the history; the element of the id `focus` is focused there. */
  go(url: string, focus: string | null = null): void {
    this.#leave();
    this.#focus = focus;
    history.pushState({ key: newKey(), draft: false }, '', url);
    this.#draft = false;
    this.#read('new');
  }

  /** Opens a screen in the place of this one: back leads to what was before it. */
  replace(url: string): void {
    history.replaceState({ key: newKey(), draft: false }, '', url);
    this.#draft = false;
    this.#read('new');
  }

  /** Shows another state of the same screen as a new entry: back undoes it. */
  push(url: string): void {
    if (url === this.#url()) return this.commit();
    this.#leave();
    history.pushState({ key: newKey(), draft: false }, '', url);
    this.#draft = false;
    this.#read('same');
  }

  /**
   * Shows another state of the same screen while it is still being typed: the first change makes
   * an entry, further ones replace it until `commit`, so that back leads to what was before.
   */
  draft(url: string): void {
    if (url === this.#url()) return;
    if (this.#draft) history.replaceState({ key: this.#entry.key, draft: true }, '', url);
    else {
      this.#leave();
      history.pushState({ key: newKey(), draft: true }, '', url);
      this.#draft = true;
    }
    this.#read('same');
  }

  commit(): void {
    this.#draft = false;
  }

  back(): void {
    history.back();
  }

  /** The id that the last `go` asked to be focused, once. */
  takeFocus(): string | null {
    const id = this.#focus;
    this.#focus = null;
    return id;
  }

  /** What the shown entry remembers. */
  get memory(): Memory {
    return recall(this.#entry.key);
  }

  note(part: Partial<Memory>): void {
    remember(this.#entry.key, part);
  }

  #url(): string {
    return location.pathname + location.search;
  }

  #leave(): void {
    this.note({ scroll: window.scrollY, focus: document.activeElement?.id || null });
  }

  #read(arrival: Entry['arrival']): void {
    const { pathname, search } = location;
    const key = isEntryState(history.state) ? history.state.key : '';
    this.#entry = { path: pathname, search, match: match(pathname), key, arrival };
  }

  /** Plain links stay plain links: those into the app are opened by the router. */
  #click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || link.hasAttribute('download')) return;
    if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    if (link.id) link.focus({ preventScroll: true });
    this.go(link.pathname + link.search);
  }
}

export const router = new Router();
