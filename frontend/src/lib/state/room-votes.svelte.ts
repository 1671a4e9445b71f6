import { SvelteMap } from 'svelte/reactivity';
import * as api from '$lib/api/rooms';
import type { Choice, RoomMovie, Voted } from '$lib/api/models';
import { isFailure, Unreachable } from '$lib/api/problem';
import { t } from '$lib/i18n';
import { connection } from './connection.svelte';
import { toast } from './toast.svelte';

interface Waiting {
  id: number;
  choice: Choice | null;
}

/** The reader's votes in a room, in the order given; each is sent until the server has it. */
export class RoomVotes {
  readonly #given = new SvelteMap<number, Choice | null>();
  #queue = $state.raw<readonly Waiting[]>([]);
  #last = $state.raw<readonly number[]>([]);
  #sending = false;
  #forget: (() => void) | null = null;

  constructor(
    private readonly room: number,
    private readonly kept: (voted: Voted) => void,
    private readonly refused: () => void,
  ) {}

  /** How many votes the server does not have yet. */
  get waiting(): number {
    return this.#queue.length;
  }

  get canTakeBack(): boolean {
    return this.#last.length > 0;
  }

  of({ movie, my_vote }: Pick<RoomMovie, 'movie' | 'my_vote'>): Choice | null {
    return this.#given.has(movie.id) ? (this.#given.get(movie.id) ?? null) : my_vote;
  }

  give(id: number, choice: Choice): void {
    this.#last = [...this.#last.filter((other) => other !== id), id];
    this.#put(id, choice);
  }

  /** Takes the last vote back; returns its film. */
  takeBack(): number | null {
    const id = this.#last.at(-1);
    if (id === undefined) return null;
    this.#last = this.#last.slice(0, -1);
    this.#put(id, null);
    return id;
  }

  send(): void {
    void this.#send();
  }

  stop(): void {
    this.#forget?.();
    this.#queue = [];
  }

  #put(id: number, choice: Choice | null): void {
    this.#given.set(id, choice);
    // What is being sent stays; of what waits, the last vote on a film is the one that holds.
    const [first, ...rest] = this.#queue;
    const others = rest.filter((film) => film.id !== id);
    const kept = first && (this.#sending || first.id !== id) ? [first, ...others] : others;
    this.#queue = [...kept, { id, choice }];
    this.send();
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    this.#forget?.();
    this.#forget = null;
    try {
      for (let next = this.#queue[0]; next; next = this.#queue[0]) {
        const voted = await api.voteInRoom(this.room, next.id, next.choice);
        this.#queue = this.#queue.slice(1);
        this.kept(voted);
      }
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (error instanceof Unreachable) this.#forget = connection.lost(() => this.send());
      else {
        // A room that has decided or ended takes no more votes; what it came to is read.
        const refused = this.#queue[0];
        this.#queue = [];
        if (refused) this.#given.delete(refused.id);
        if (error.status === 429) {
          toast.show({ text: t.error.tooMany, outcome: 'failed', action: null });
        }
        this.refused();
      }
    } finally {
      this.#sending = false;
    }
  }
}
