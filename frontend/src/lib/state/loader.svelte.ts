import { isFailure, Problem, Unreachable, type Failure } from '$lib/api/problem';
import { connection } from './connection.svelte';
import { Latest } from './latest';

/** A value from the server, whether it is loading, and its last failure. */
export class Loader<T extends object> {
  #value = $state.raw<T | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #loading = $state(false);
  #latest = new Latest();
  #call: ((signal: AbortSignal) => Promise<T>) | null = null;
  #forget: (() => void) | null = null;

  get value(): T | null {
    return this.#value;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  get loading(): boolean {
    return this.#loading;
  }

  /** Loads another value; the old value stays until the new one has arrived. */
  async load(call: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    this.#call = call;
    return this.retry();
  }

  async retry(): Promise<T | null> {
    const call = this.#call;
    if (!call) return null;
    this.#stopWaiting();
    this.#loading = true;
    try {
      const value = await this.#latest.run(call);
      if (value === null) return null; // A later call reports its own result.
      this.#value = value;
      this.#failure = null;
      this.#loading = false;
      return value;
    } catch (error) {
      this.#loading = false;
      if (!isFailure(error)) throw error;
      this.#failure = error;
      this.#wait(error);
      return null;
    }
  }

  /** Sets a known value and aborts the call under way. */
  set(value: T | null): void {
    this.stop();
    this.#value = value;
    this.#failure = null;
  }

  stop(): void {
    this.#latest.cancel();
    this.#stopWaiting();
    this.#loading = false;
  }

  #wait(failure: Failure): void {
    const again = () => void this.retry();
    if (failure instanceof Unreachable) this.#forget = connection.lost(again);
    else if (failure instanceof Problem && failure.status === 503) {
      const timer = setTimeout(again, Math.min(60, Math.max(1, failure.retryAfterS ?? 5)) * 1000);
      this.#forget = () => clearTimeout(timer);
    }
  }

  #stopWaiting(): void {
    this.#forget?.();
    this.#forget = null;
  }
}
