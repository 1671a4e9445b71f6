import { importFiles, type ImportOptions, type ListAs, type Winner } from '$lib/api/account';
import { newKey } from '$lib/api/keys';
import type { ColumnMapping, ImportReport, UnknownLayout } from '$lib/api/models';
import { isFailure, Problem, type Failure } from '$lib/api/problem';
import { libraryChanged } from './library-changed';

/** How long to wait for a further choice before the files are looked at again. */
const SETTLED_MS = 600;

const NOTHING_CHOSEN = {
  format: 'auto',
  on_conflict: 'file',
  list_as: null,
  day_order: 'auto',
  film_choices: {},
  accepted: [],
  choices: {},
  mapping: null,
  mappings: {},
} as const satisfies ImportOptions;

/** A row whose film the person named, or left out, with what to call it. */
export interface Decision {
  file: string | null;
  line: number;
  title: string;
  movie: { movie_id: number | null; title: string; year: number | null } | null;
}

const isOf = (row: { file: string | null; line: number }) => (decision: Decision) =>
  decision.file === row.file && decision.line === row.line;

/** Files on their way into the library: read, looked at, taken over. */
export class Import {
  #files = $state.raw<readonly File[]>([]);
  #options = $state.raw<ImportOptions>(NOTHING_CHOSEN);
  #decisions = $state.raw<readonly Decision[]>([]);
  #report = $state.raw<ImportReport | null>(null);
  #unknown = $state.raw<readonly UnknownLayout[]>([]);
  #failure = $state.raw<Failure | null>(null);
  #working = $state<'reading' | 'importing' | null>(null);
  #turn = 0;
  #later: ReturnType<typeof setTimeout> | undefined;
  /** The same for every attempt to import the same, so that a lost answer imports nothing twice. */
  #key = newKey();

  get files(): readonly File[] {
    return this.#files;
  }

  get options(): ImportOptions {
    return this.#options;
  }

  get decisions(): readonly Decision[] {
    return this.#decisions;
  }

  /** What would happen; once its `dry_run` is false, what has happened. */
  get report(): ImportReport | null {
    return this.#report;
  }

  /** Tables whose columns the person has to name, those named already among them. */
  get unknown(): readonly UnknownLayout[] {
    return this.#unknown;
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
    return lists.some((list) => list.new + list.changed + list.removed > 0);
  }

  choose(files: readonly File[]): void {
    this.clear();
    this.#files = files;
    void this.#run(true);
  }

  set(options: Partial<ImportOptions>): void {
    this.#options = { ...this.#options, ...options };
    this.#lookAgain();
  }

  /** Which side wins for one film; null as for all. */
  wish(movieId: number, winner: Winner | null): void {
    const others = Object.entries(this.#options.film_choices).filter(
      ([id]) => id !== String(movieId),
    );
    const own = winner === null ? [] : [[movieId, winner] as const];
    this.set({ film_choices: Object.fromEntries([...others, ...own]) });
  }

  /** Where films of a choice go, such as likes. */
  place(key: string, where: ListAs | 'skip'): void {
    this.set({ choices: { ...this.#options.choices, [key]: where } });
  }

  /** Which column of a file is what; null while no column names films. */
  map(file: string | null, mapping: ColumnMapping | null): void {
    if (file === null) return this.set({ mapping });
    const others = Object.entries(this.#options.mappings).filter(([name]) => name !== file);
    const own = mapping === null ? [] : [[file, mapping] as const];
    this.set({ mappings: Object.fromEntries([...others, ...own]) });
  }

  /** Says which film a row is about, or that the row is left out. */
  decide(decision: Decision): void {
    this.#decide([...this.#decisions.filter((made) => !isOf(decision)(made)), decision]);
  }

  revert(decision: Decision): void {
    this.#decide(this.#decisions.filter((made) => !isOf(decision)(made)));
  }

  async apply(): Promise<void> {
    clearTimeout(this.#later);
    await this.#run(false);
  }

  retry(): void {
    void this.#run(this.#report === null);
  }

  clear(): void {
    clearTimeout(this.#later);
    this.#turn += 1;
    this.#files = this.#decisions = this.#unknown = [];
    this.#options = NOTHING_CHOSEN;
    this.#report = this.#failure = this.#working = null;
  }

  #decide(decisions: readonly Decision[]): void {
    this.#decisions = decisions;
    const accepted = decisions.map(({ file, line, movie }) => ({
      file,
      line,
      movie_id: movie?.movie_id ?? null,
    }));
    this.set({ accepted });
  }

  /** What was asked about stays, so that it can be named otherwise. */
  #ask(layouts: readonly UnknownLayout[]): void {
    const asked = this.#unknown.map((layout) => layout.file);
    const others = layouts.filter((layout) => !asked.includes(layout.file));
    this.#unknown = [...this.#unknown, ...others];
  }

  #lookAgain(): void {
    if (this.#files.length === 0) return;
    clearTimeout(this.#later);
    // What is shown is not what would be imported now.
    this.#turn += 1;
    this.#working = 'reading';
    this.#later = setTimeout(() => void this.#run(true), SETTLED_MS);
  }

  async #run(dryRun: boolean): Promise<void> {
    if (this.#files.length === 0) return;
    const turn = (this.#turn += 1);
    if (dryRun) this.#key = newKey();
    this.#working = dryRun ? 'reading' : 'importing';
    this.#failure = null;
    try {
      const key = dryRun ? newKey() : this.#key;
      const report = await importFiles(this.#files, this.#options, dryRun, key);
      if (turn !== this.#turn) return;
      this.#report = report;
      this.#ask(report.unknown_layouts);
      if (!dryRun) libraryChanged();
    } catch (error) {
      if (turn !== this.#turn) return;
      if (!isFailure(error)) throw error;
      const layouts = error instanceof Problem ? error.members['layouts'] : undefined;
      if (Array.isArray(layouts)) {
        this.#ask(layouts as UnknownLayout[]);
        this.#report = null;
      } else this.#failure = error;
    } finally {
      if (turn === this.#turn) this.#working = null;
    }
  }
}
