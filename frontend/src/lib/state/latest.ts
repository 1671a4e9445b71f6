/** Runs calls of which only the last one counts: a new call aborts the one before. */
export class Latest {
  #turn = 0;
  #controller: AbortController | null = null;

  /**
   * Resolves to what `call` gives, or to null if another call or `cancel` came in between. The
   * number is what decides: an answer that ignores its signal still cannot win late.
   */
  async run<T extends object>(call: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    this.cancel();
    const turn = this.#turn;
    const controller = new AbortController();
    this.#controller = controller;
    try {
      const value = await call(controller.signal);
      return turn === this.#turn ? value : null;
    } catch (error) {
      if (turn !== this.#turn) return null;
      throw error;
    }
  }

  cancel(): void {
    this.#turn += 1;
    this.#controller?.abort();
    this.#controller = null;
  }
}
