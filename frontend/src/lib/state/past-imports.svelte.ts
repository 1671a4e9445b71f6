import { getImport, getImports, undoImport } from '$lib/api/account';
import type { ImportSummary, PastImport, Undone } from '$lib/api/models';
import { isFailure, type Failure } from '$lib/api/problem';
import { Latest } from './latest';
import { libraryChanged } from './library-changed';

/** The imports of the last weeks, each of which can be taken back. */
export class PastImports {
  #items = $state.raw<readonly ImportSummary[] | null>(null);
  #asked = $state.raw<PastImport | null>(null);
  #undone = $state.raw<Undone | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #working = $state(false);
  readonly #list = new Latest();
  readonly #preview = new Latest();

  /** Null while they are being fetched. */
  get items(): readonly ImportSummary[] | null {
    return this.#items;
  }

  /** The import that the person may take back, with what would stay. */
  get asked(): PastImport | null {
    return this.#asked;
  }

  /** What undoing the last import did. */
  get undone(): Undone | null {
    return this.#undone;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  get working(): boolean {
    return this.#working;
  }

  load(): Promise<void> {
    return this.#try(async () => {
      const page = await this.#list.run(getImports);
      if (page) this.#items = page.items;
    });
  }

  /** Asks what taking an import back would do. */
  ask(id: number): Promise<void> {
    this.#undone = null;
    return this.#try(async () => {
      const found = await this.#preview.run((signal) => getImport(id, signal));
      if (found) this.#asked = found;
    });
  }

  cancel(): void {
    this.#preview.cancel();
    this.#asked = null;
  }

  undo(): Promise<void> {
    const id = this.#asked?.report.id;
    if (id === undefined || this.#working) return Promise.resolve();
    return this.#try(async () => {
      this.#undone = await undoImport(id);
      this.#asked = null;
      libraryChanged();
      const page = await this.#list.run(getImports);
      if (page) this.#items = page.items;
    });
  }

  stop(): void {
    this.#list.cancel();
    this.#preview.cancel();
  }

  async #try(call: () => Promise<void>): Promise<void> {
    this.#failure = null;
    this.#working = true;
    try {
      await call();
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.#failure = error;
    } finally {
      this.#working = false;
    }
  }
}
