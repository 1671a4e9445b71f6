import { findAnchor } from './anchor';
import { base } from '$lib/base';
import { recall, remember, type Memory } from './memory';
import { match, type Match } from './routes';

export interface Entry {
  path: string;
  search: string;
  match: Match | null;
  /** Identifies the entry of the history. */
  key: string;
  /**
   * 'first' enters the app, 'new' opens a screen at its top, 'back' restores an entry, 'same' changes
   * the address of the present screen.
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

/** Reads and writes the browser's history; nothing else does. */
export class Router {
  #entry: Entry = $state.raw({
    path: `${base}/`,
    search: '',
    match: null,
    key: '',
    arrival: 'first',
  });
  #shown: Entry = $state.raw(this.#entry);
  #draft = false;
  #stop: (() => void) | null = null;

  /** The entry at the present address. Its screen may still be loading. */
  get entry(): Entry {
    return this.#entry;
  }

  /**
   * The entry of the screen on display. A screen reads this one: until the next screen is there, the
   * present address is already the next screen's.
   */
  get shown(): Entry {
    return this.#shown;
  }

  /** Called just before the screen of the present address is put on display. */
  show(): void {
    this.#shown = this.#entry;
  }

  start(): () => void {
    history.scrollRestoration = 'manual';
    const known = isEntryState(history.state);
    if (!known) history.replaceState({ key: newKey(), draft: false }, '');
    this.#read(known ? 'back' : 'first');
    const onPop = () => {
      this.#leave();
      this.#draft = false;
      if (!isEntryState(history.state)) history.replaceState({ key: newKey(), draft: false }, '');
      this.#read('back');
    };
    const onClick = (event: MouseEvent) => this.#click(event);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      clearTimeout(timer);
      const { key } = this.#shown;
      timer = setTimeout(() => {
        if (key === this.#shown.key) this.noteScroll();
      }, 120);
    };
    const onHide = () => this.noteScroll();
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

  /** Opens a screen as a new entry of the history. */
  go(url: string): void {
    this.#leave();
    history.pushState({ key: newKey(), draft: false }, '', url);
    this.#draft = false;
    this.#read('new');
  }

  /** Opens a screen instead of the present entry, so that Back skips it. */
  replace(url: string): void {
    history.replaceState({ key: newKey(), draft: false }, '', url);
    this.#draft = false;
    this.#read('new');
  }

  /** Adds an entry for another state of the same screen, which Back undoes. */
  push(url: string): void {
    if (url === this.#url()) return this.commit();
    this.#leave();
    history.pushState({ key: newKey(), draft: false }, '', url);
    this.#draft = false;
    this.#read('same');
  }

  /**
   * Shows another state of the same screen while a person is typing. The first change adds an entry
   * and further changes replace it until `commit`, so that Back leads to the state before.
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

  /** What the entry on display remembers. */
  get memory(): Memory {
    return recall(this.#shown.key);
  }

  note(part: Partial<Memory>): void {
    remember(this.#shown.key, part);
  }

  /** Remembers where the page is scrolled. */
  noteScroll(): void {
    const scroll = window.scrollY;
    this.note({ scroll, anchor: scroll > 0 ? findAnchor() : null });
  }

  #url(): string {
    return location.pathname + location.search;
  }

  #leave(): void {
    this.noteScroll();
    this.note({ focus: document.activeElement?.id || null });
  }

  #read(arrival: Entry['arrival']): void {
    const { pathname, search } = location;
    const key = isEntryState(history.state) ? history.state.key : '';
    this.#entry = { path: pathname, search, match: match(pathname), key, arrival };
    // Another state of the screen on display needs no loading; at first nothing is on display.
    if (this.#shown.key === '' || this.#entry.match?.name === this.#shown.match?.name) this.show();
  }

  /** Opens plain links into the app without loading the page. */
  #click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || link.hasAttribute('download')) return;
    if (link.origin !== location.origin || link.pathname.startsWith(`${base}/api/`)) return;
    if (!link.pathname.startsWith(`${base}/`)) return; // Another service of this host.
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    if (link.id) link.focus({ preventScroll: true });
    this.go(link.pathname + link.search);
  }
}

export const router = new Router();
