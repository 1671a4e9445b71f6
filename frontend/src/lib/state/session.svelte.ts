import { csrf } from '$lib/api/http';
import * as api from '$lib/api/me';
import { finishSignOn } from '$lib/api/sign-on';
import type { Arrived, SessionState, User } from '$lib/api/models';
import { Loader } from './loader.svelte';

const SOMEBODY = 'ordained.somebody';

/** Whether somebody is signed in, for the next page's first.js; not who. */
function remember(user: User | null): void {
  try {
    if (user) localStorage.setItem(SOMEBODY, '');
    else localStorage.removeItem(SOMEBODY);
  } catch {
    // Storage may be refused; then the next page asks later.
  }
}

/** The person who is signed in, in this browser. */
export class Session {
  #answer = new Loader<SessionState>();
  #requested = false;
  #expired = $state(false);
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows this list
  readonly #listeners = new Set<() => void>();

  /** Awaited before the person who comes back is known. */
  #arriving: (user: User) => Promise<void> = () => Promise.resolve();
  #open: () => void = () => undefined;
  /** Resolves once the session is known, or once asking for it has failed. */
  readonly ready = new Promise<void>((resolve) => (this.#open = resolve));

  constructor() {
    csrf.renew = () => this.refresh();
  }

  /** null for a guest, and while the session is not `known`. */
  get user(): User | null {
    return this.#expired ? null : (this.#answer.value?.user ?? null);
  }

  get known(): boolean {
    return this.#answer.value !== null;
  }

  /** Who may make an account; `open` while the session is not `known`. */
  get registration(): SessionState['registration'] {
    return this.#answer.value?.registration ?? 'open';
  }

  /** Whether one signs in and registers with a password. */
  get passwordLogin(): boolean {
    return this.#answer.value?.password_login ?? true;
  }

  /** Whether nobody can stay signed in, since the page came over plain http. */
  get losesCookies(): boolean {
    return this.#answer.value?.loses_cookies ?? false;
  }

  /** With whom one may sign in as well. */
  get providers(): NonNullable<SessionState['providers']> {
    return this.#answer.value?.providers ?? [];
  }

  /** Runs `listener` whenever another person is signed in than before. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** `task` runs before anything is read about a person who comes back signed in. */
  beforeReading(task: (user: User) => Promise<void>): void {
    this.#arriving = task;
  }

  ensure(): void {
    if (this.#requested) return;
    this.#requested = true;
    void this.#answer
      .load(async (signal) => {
        const found = await api.getSession(signal);
        csrf.token = found.csrf_token;
        remember(found.user);
        if (found.user) await this.#arriving(found.user);
        // Notify before `user` is set: a listener must not drop requests made for this person.
        if (found.user) this.#notify();
        return found;
      })
      .finally(() => this.#open());
  }

  async signIn(who: api.Credentials): Promise<void> {
    this.#receive(await api.signIn(who));
  }

  async register(who: api.Registration): Promise<void> {
    this.#receive(await api.register(who));
  }

  /** Finishes a sign-in that a provider has answered. */
  async arrive(provider: string, state: string, code: string): Promise<Arrived> {
    const found = await finishSignOn(provider, state, code);
    this.#receive(found);
    return found;
  }

  /** Resolves to the address at which the provider signs the person out too, or to null. */
  async signOut(): Promise<string | null> {
    const left = await api.signOut();
    await csrf.renew();
    return left?.location ?? null;
  }

  /** Reads the session again, after something that may have changed it. */
  async refresh(): Promise<void> {
    this.#receive(await api.getSession(new AbortController().signal));
  }

  /** Called when the server reports that the session has ended. */
  expire(): void {
    if (this.user === null) return;
    this.#expired = true;
    remember(null);
    this.#notify();
  }

  #receive(found: SessionState): void {
    this.#open(); // The first answer may never come: this one cancels its request.
    const before = this.user?.id;
    csrf.token = found.csrf_token;
    remember(found.user);
    this.#requested = true;
    this.#expired = false;
    this.#answer.set(found);
    if (before !== found.user?.id) this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const session = new Session();
