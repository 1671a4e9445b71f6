import { Problem, Unreachable } from '$lib/api/problem';
import { connection } from './connection.svelte';
import { MarkWrites, type UnsavedMark } from './mark-writes';
import { marks } from './marks.svelte';
import { explain } from './not-kept';
import { session } from './session.svelte';

const KEY = 'ordained.unsaved';
const TRIALS = 4;
const PAUSE_MS = 400;

interface Held {
  user: number;
  marks: UnsavedMark[];
}

/** Empty where the browser keeps nothing, or not for this person. */
function heldOf(user: number): UnsavedMark[] {
  try {
    const held = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Held | null;
    return held?.user === user ? held.marks : [];
  } catch {
    return [];
  }
}

/** In this browser and not in the tab: an app that is closed without a network has no tab left. */
function hold(user: number, held: UnsavedMark[]): void {
  try {
    if (held.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify({ user, marks: held }));
  } catch {
    // The browser keeps nothing; what is on its way may still arrive.
  }
}

const isSame = (mark: UnsavedMark, other: UnsavedMark) =>
  mark.film.id === other.film.id && mark.field === other.field;

/** Adds what is not saved; a mark of the same film and field that was held before is over. */
function put(unsaved: UnsavedMark[]): void {
  if (session.user === null || unsaved.length === 0) return;
  const added = unsaved.map(({ film: { id, title }, field, value }) => ({
    film: { id, title },
    field,
    value,
  }));
  const before = heldOf(session.user.id);
  const left = before.filter((mark) => !added.some((newer) => isSame(newer, mark)));
  hold(session.user.id, [...left, ...added]);
}

/** What the page before had on its way may still occupy the server, which then says that it is busy. */
async function send(writes: MarkWrites, { film, field, value }: UnsavedMark): Promise<void> {
  for (let trial = 1; ; trial += 1) {
    try {
      return await writes.send(film.id, field, value);
    } catch (error) {
      const busy = error instanceof Problem && (error.status === 429 || error.status === 503);
      if (!busy || trial === TRIALS) throw error;
      await new Promise((resume) => setTimeout(resume, PAUSE_MS * trial));
    }
  }
}

async function save(writes: MarkWrites, mark: UnsavedMark): Promise<void> {
  try {
    await send(writes, mark);
    marks.reread(mark.film.id); // Nothing has read it yet, unless somebody tried again.
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    explain(mark.film.title, error, () => void save(writes, mark));
  }
}

let waits = false;

/** Sends what is held once the server is back, to whoever is signed in then. */
function sendLater(): void {
  if (waits) return;
  waits = true;
  connection.lost(() => {
    waits = false;
    if (session.user !== null) void saveHeld(session.user);
  });
}

/**
 * Saves the marks that a page which was left still had on its way: they are sent again, in their
 * order, before the next page reads what the server has. Each is held until the server has answered;
 * to set a mark twice changes nothing. Where the server cannot be reached they go on waiting.
 */
export async function saveHeld(user: { id: number }): Promise<void> {
  const writes = new MarkWrites();
  for (const mark of heldOf(user.id)) {
    try {
      await save(writes, mark);
    } catch {
      sendLater();
      return;
    }
    hold(
      user.id,
      heldOf(user.id).filter((other) => !isSame(other, mark)),
    );
  }
}

/** Holds what is not saved when the page is left, and saves it when its person comes back. */
export function holdUnsaved(): () => void {
  const onpagehide = () => put(marks.unsaved());
  const onpageshow = ({ persisted }: PageTransitionEvent) => {
    // The page itself is back, with its marks, and goes on saving them.
    if (persisted && session.user !== null) hold(session.user.id, []);
  };
  session.beforeReading(saveHeld);
  window.addEventListener('pagehide', onpagehide);
  window.addEventListener('pageshow', onpageshow);
  return () => {
    window.removeEventListener('pagehide', onpagehide);
    window.removeEventListener('pageshow', onpageshow);
  };
}
