import { BASE } from '$lib/api/client';

const FIRST_WAIT_S = 1;
const LONGEST_WAIT_S = 30;

/** Whether the server can be reached. While it cannot, asks again with growing pauses. */
export class Connection {
  #down = $state(false);
  #waits = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows this list
  readonly #waiting = new Set<() => void>();

  get down(): boolean {
    return this.#down;
  }

  /**
   * Reports a call that found no server; `retry` runs once the server is back. Returns a function
   * that cancels the retry.
   */
  lost(retry: () => void): () => void {
    this.#waiting.add(retry);
    if (!this.#down) {
      this.#down = true;
      this.#waits = 0;
      this.#schedule();
    }
    return () => this.#waiting.delete(retry);
  }

  retryNow(): void {
    clearTimeout(this.#timer);
    this.#waits = 0;
    void this.#probe();
  }

  #schedule(): void {
    const pause = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** this.#waits);
    this.#waits += 1;
    // Spread the pauses, so that many tabs do not ask at the same moment.
    this.#timer = setTimeout(() => void this.#probe(), pause * 1000 * (0.9 + Math.random() * 0.2));
  }

  async #probe(): Promise<void> {
    try {
      // Past all caches: an answer of before says nothing.
      const { status } = await fetch(`${BASE}/release`, { cache: 'no-store' });
      // A proxy without its server; 503 is the server itself, not ready yet.
      if (status === 500 || status === 502 || status === 504) throw new Error(String(status));
    } catch {
      this.#schedule();
      return;
    }
    this.#down = false;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const retry of waiting) retry();
  }
}

export const connection = new Connection();
