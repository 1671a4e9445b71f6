import { Problem } from '$lib/api/problem';
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
function take(user: number): UnsavedMark[] {
  try {
    const held = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Held | null;
    sessionStorage.removeItem(KEY);
    return held?.user === user ? held.marks : [];
  } catch {
    return [];
  }
}

function put(unsaved: UnsavedMark[]): void {
  if (session.user === null || unsaved.length === 0) return;
  const held = unsaved.map(({ film: { id, title }, field, value }) => ({
    film: { id, title },
    field,
    value,
  }));
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ user: session.user.id, marks: held }));
  } catch {
    // The browser keeps nothing; what is on its way may still arrive.
  }
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
    explain(mark.film.title, error, () => void save(writes, mark));
  }
}

/**
 * Saves the marks that a page which was left still had on its way: they are sent again, in their
 * order, before the next page reads what the server has. To set a mark twice changes nothing.
 */
export async function saveHeld(user: { id: number }): Promise<void> {
  const writes = new MarkWrites();
  for (const mark of take(user.id)) await save(writes, mark);
}

/** Holds what is not saved when the page is left, and saves it when its person comes back. */
export function holdUnsaved(): () => void {
  const onpagehide = () => put(marks.unsaved());
  const onpageshow = ({ persisted }: PageTransitionEvent) => {
    // The page itself is back, with its marks, and goes on saving them.
    if (persisted && session.user !== null) take(session.user.id);
  };
  session.beforeReading(saveHeld);
  window.addEventListener('pagehide', onpagehide);
  window.addEventListener('pageshow', onpageshow);
  return () => {
    window.removeEventListener('pagehide', onpagehide);
    window.removeEventListener('pageshow', onpageshow);
  };
}
