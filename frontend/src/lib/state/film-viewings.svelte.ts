import { getViewingsOf } from '$lib/api/me';
import type { Viewing } from '$lib/api/models';
import { Loader } from './loader.svelte';
import { marks } from './marks.svelte';
import { viewings } from './viewings.svelte';

/** The viewings of the film whose page is open, the latest first; read again when one changes. */
export class FilmViewings {
  readonly list = new Loader<Viewing[]>();
  readonly #stops: (() => void)[];
  #id: number | null = null;

  constructor() {
    this.#stops = [
      viewings.onChange(() => this.#read()),
      marks.onChange(({ id, field, phase }) => {
        if (id === this.#id && field === 'watched' && phase === 'kept') this.#read();
      }),
    ];
  }

  show(id: number): void {
    if (id !== this.#id) this.list.set(null);
    this.#id = id;
    this.#read();
  }

  /** Ends what the page began. */
  stop(): void {
    this.#id = null;
    for (const stop of this.#stops) stop();
    this.list.set(null);
  }

  #read(): void {
    const id = this.#id;
    if (id !== null) void this.list.load((signal) => getViewingsOf(id, signal));
  }
}
