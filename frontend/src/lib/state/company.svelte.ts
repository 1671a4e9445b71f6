import type { TonightPerson } from '$lib/api/models';
import type { NamedFilm } from './marks.svelte';
import { session } from './session.svelte';

const KEY = 'ordained.company';
const REST_KEY = 'ordained.not-tonight';
const MOST_GUESTS = 7;
/** The most films that somebody loves, or cannot stand. */
export const MOST_NAMED = 5;

/** Somebody without an account who watches too: films that they named, and their mood in words. */
export interface Guest {
  name: string;
  loves: readonly NamedFilm[];
  hates: readonly NamedFilm[];
  mood: string;
}

export const nobody: Guest = { name: '', loves: [], hates: [], mood: '' };

export const saysSomething = ({ loves, hates, mood }: Guest): boolean =>
  loves.length + hates.length > 0 || mood.trim() !== '';

/** Takes a film in as loved or not theirs; pressed again, it is named no longer. */
export function nameFilm(guest: Guest, film: NamedFilm, as: 'loves' | 'hates'): Guest {
  const other = as === 'loves' ? 'hates' : 'loves';
  const without = (list: readonly NamedFilm[]) => list.filter(({ id }) => id !== film.id);
  const on = guest[as].some(({ id }) => id === film.id);
  const { id, title } = film;
  const named = on ? without(guest[as]) : [...guest[as], { id, title }].slice(-MOST_NAMED);
  return { ...guest, [other]: without(guest[other]), [as]: named };
}

interface Taste {
  loves: number[];
  hates: number[];
  mood: string | null;
}

/** What somebody brings to a room or an evening; nothing of who has an account. */
export const tasteOf = (guest: Guest | null): Taste => ({
  loves: (guest?.loves ?? []).map(({ id }) => id),
  hates: (guest?.hates ?? []).map(({ id }) => id),
  mood: guest?.mood.trim() || null,
});

const toRequest = (guest: Guest) => ({ name: guest.name, ...tasteOf(guest) }) as TonightPerson;

function stored(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function store(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage may be refused.
  }
}

const isFilm = (value: unknown): value is NamedFilm => {
  const film = value as Partial<NamedFilm> | null;
  return Number.isInteger(film?.id) && typeof film?.title === 'string';
};

function asGuest(value: unknown): Guest | null {
  const guest = value as Partial<Guest> | null;
  if (typeof guest?.name !== 'string' || typeof guest.mood !== 'string') return null;
  const films = (list: unknown) => (Array.isArray(list) ? list.filter(isFilm) : []);
  return {
    name: guest.name,
    mood: guest.mood,
    loves: films(guest.loves),
    hates: films(guest.hates),
  };
}

/**
 * Who is on the sofa beside the reader, without accounts, and what rests for tonight. The tab keeps
 * it until it is closed; no address and no server does.
 */
export class Company {
  #guests = $state.raw<readonly Guest[]>([]);
  #self = $state.raw<Guest>(nobody);
  #resting = $state.raw<readonly number[]>([]);

  constructor() {
    const found = stored(KEY) as { guests?: unknown; self?: unknown } | null;
    const guests = Array.isArray(found?.guests) ? found.guests : [];
    this.#guests = guests.map(asGuest).filter((guest) => guest !== null);
    this.#self = asGuest(found?.self) ?? nobody;
    const resting = stored(REST_KEY);
    this.#resting = Array.isArray(resting) ? resting.filter((id) => Number.isInteger(id)) : [];
  }

  get guests(): readonly Guest[] {
    return this.#guests;
  }

  /** What a reader without an account said about themselves. */
  get self(): Guest {
    return this.#self;
  }

  get resting(): readonly number[] {
    return this.#resting;
  }

  get full(): boolean {
    return this.#guests.length >= MOST_GUESTS;
  }

  isTaken(name: string, except: string | null): boolean {
    const same = (other: string) => other.toLocaleLowerCase() === name.toLocaleLowerCase();
    return this.#guests.some((guest) => guest.name !== except && same(guest.name));
  }

  setSelf(guest: Guest): void {
    this.#self = guest;
    this.#store();
  }

  /** Adds a guest, or puts them in the place of who had the name `former`. */
  put(guest: Guest, former: string | null): void {
    const at = this.#guests.findIndex(({ name }) => name === former);
    this.#guests = at === -1 ? [...this.#guests, guest] : this.#guests.with(at, guest);
    this.#store();
  }

  remove(name: string): void {
    this.#guests = this.#guests.filter((guest) => guest.name !== name);
    this.#store();
  }

  rest(id: number, on: boolean): void {
    const others = this.#resting.filter((other) => other !== id);
    this.#resting = on ? [...others, id] : others;
    store(REST_KEY, this.#resting);
  }

  /** Everybody who watches, the reader first; `you` is what a reader without an account is called. */
  people(companions: readonly string[], you: string): TonightPerson[] {
    const accounts = companions.map((account) => ({ account }) as TonightPerson);
    const reader = session.user
      ? [{ me: true } as TonightPerson]
      : [toRequest({ ...this.#self, name: you })];
    return [...reader, ...(session.user ? accounts : []), ...this.#guests.map(toRequest)];
  }

  #store(): void {
    store(KEY, { guests: this.#guests, self: this.#self });
  }
}

export const company = new Company();
