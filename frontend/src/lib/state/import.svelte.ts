import { importFile, type ImportOptions } from '$lib/api/account';
import type { ImportReport } from '$lib/api/models';
import { isFailure, Problem, type Failure } from '$lib/api/problem';
import { forYou } from './recommendations.svelte';
import { library } from './library.svelte';
import { marks } from './marks.svelte';
import { tasteChanged } from './taste-changes';

const newKey = () => Array.from({ length: 4 }, () => Math.random().toString(36).slice(2)).join('');

/** A file on its way into the library: read, looked at, taken over. */
export class Import {
  #file = $state.raw<File | null>(null);
  #options = $state.raw<ImportOptions>({
    format: 'auto',
    on_conflict: 'file',
    list_as: 'watchlist',
  });
  #report = $state.raw<ImportReport | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #working = $state<'reading' | 'importing' | null>(null);
  #turn = 0;
  /** The same for every attempt to import the same, so that a lost answer imports nothing twice. */
  #key = newKey();

  get file(): File | null {
    return this.#file;
  }

  get options(): ImportOptions {
    return this.#options;
  }

  /** What would happen; once its `dry_run` is false, what has happened. */
  get report(): ImportReport | null {
    return this.#report;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  get working(): 'reading' | 'importing' | null {
    return this.#working;
  }

  get tooLarge(): boolean {
    return this.#failure instanceof Problem && this.#failure.status === 413;
  }

  /** Whether taking it over would change anything. */
  get changes(): boolean {
    const found = this.#report;
    if (found === null) return false;
    const lists = [found.ratings, found.history, found.watchlist, found.hidden, found.preferences];
    return lists.some((list) => list.new + list.changed > 0);
  }

  choose(file: File): void {
    this.#file = file;
    this.#report = null;
    void this.#run(true);
  }

  set(options: Partial<ImportOptions>): void {
    this.#options = { ...this.#options, ...options };
    if (this.#file) void this.#run(true);
  }

  apply(): Promise<void> {
    return this.#run(false);
  }

  retry(): void {
    void this.#run(this.#report === null);
  }

  clear(): void {
    this.#turn += 1;
    this.#file = this.#report = this.#failure = this.#working = null;
  }

  async #run(dryRun: boolean): Promise<void> {
    const file = this.#file;
    if (!file) return;
    const turn = (this.#turn += 1);
    if (dryRun) this.#key = newKey();
    this.#working = dryRun ? 'reading' : 'importing';
    this.#failure = null;
    try {
      const key = dryRun ? newKey() : this.#key;
      const report = await importFile(file, this.#options, dryRun, key);
      if (turn !== this.#turn) return;
      this.#report = report;
      if (!dryRun) {
        marks.reset();
        library.reset();
        forYou.reset();
        tasteChanged();
      }
    } catch (error) {
      if (turn !== this.#turn) return;
      if (!isFailure(error)) throw error;
      this.#failure = error;
    } finally {
      if (turn === this.#turn) this.#working = null;
    }
  }
}
