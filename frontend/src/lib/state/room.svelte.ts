import * as api from '$lib/api/rooms';
import type { Choice, Room, RoomMovie, RoomRules, Voted } from '$lib/api/models';
import { isFailure, Unreachable } from '$lib/api/problem';
import { t } from '$lib/i18n';
import { announcer } from './announcer.svelte';
import { connection } from './connection.svelte';
import { Loader } from './loader.svelte';
import { RoomStream } from './room-stream';
import { RoomVotes } from './room-votes.svelte';

/** What happens in a row is read once. */
const PAUSE_MS = 250;

/**
 * A room as one member sees it: read when it is opened, and again whenever its stream says that it has
 * changed. Votes count at once on the page; they wait here while the network is gone.
 */
export class RoomState {
  readonly room = new Loader<Room>();
  readonly votes: RoomVotes;
  #stream: RoomStream;
  #held = $state<number | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #forget: (() => void) | null = null;
  #stopped = false;

  constructor(readonly id: number) {
    this.votes = new RoomVotes(
      id,
      (voted) => this.#receiveVote(voted),
      () => this.refresh(),
    );
    this.#stream = new RoomStream(
      (after) => api.eventsUrl(id, after),
      () => this.#refreshSoon(),
      () => this.#lost(),
    );
  }

  get value(): Room | null {
    return this.room.value;
  }

  /** Films that the reader has not answered yet, the best first; one that is on show stays in front. */
  get deck(): readonly RoomMovie[] {
    const open = (this.value?.movies ?? []).filter((film) => this.votes.of(film) === null);
    const held = open.find(({ movie }) => movie.id === this.#held);
    return held ? [held, ...open.filter((film) => film !== held)] : open;
  }

  /** Keeps a film in front, whatever others say meanwhile. */
  hold(id: number | null): void {
    this.#held = id;
  }

  async open(): Promise<void> {
    const found = await this.room.load(async (signal) => {
      const room = await api.getRoom(this.id, null, signal);
      if (room === undefined) throw new Unreachable('an empty answer');
      return room;
    });
    if (found && !this.#stopped) this.#follow(found);
  }

  vote(film: RoomMovie, choice: Choice): void {
    this.#held = null;
    this.votes.give(film.movie.id, choice);
  }

  /** Takes the last answer back, and shows its film again. */
  takeBack(): void {
    this.#held = this.votes.takeBack();
  }

  /** Reads what is newer than what is shown. */
  async refresh(): Promise<void> {
    const now = this.value;
    if (now === null || this.#stopped) return;
    try {
      const found = await api.getRoom(this.id, now.version, new AbortController().signal);
      if (this.#stopped) return;
      if (found) this.receive(found);
      else this.#follow(now);
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (error instanceof Unreachable) this.#lost();
      else void this.room.retry(); // The room has ended, or one was removed: that failure is shown.
    }
  }

  async change(rules: RoomRules): Promise<void> {
    this.receive(await api.changeRoom(this.id, rules));
  }

  async goOn(): Promise<void> {
    this.receive(await api.setWinnerAside(this.id));
  }

  /** Takes in an answer, unless a newer one is here; says who came and went. */
  receive(room: Room): void {
    const before = this.value;
    if (before && room.version < before.version) return;
    this.room.set(room);
    this.#say(before, room);
    this.#follow(room);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#forget?.();
    this.#stream.close();
    this.votes.stop();
    this.room.stop();
  }

  #follow(room: Room): void {
    if (room.state === 'ended') this.#stream.close();
    else this.#stream.follow(room.version);
  }

  #refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), PAUSE_MS);
  }

  #lost(): void {
    this.#forget?.();
    this.#forget = connection.lost(() => {
      this.#forget = null;
      announcer.say(t.room.connectedAgain);
      void this.refresh();
      this.#stream.again(this.value?.version ?? 0);
      this.votes.send();
    });
  }

  #receiveVote(voted: Voted): void {
    const room = this.value;
    if (room === null) return;
    const movies = room.movies.map((film) =>
      film.movie.id === voted.movie_id ? { ...film, votes: voted.votes } : film,
    );
    // The version stays, so that the rest of what the vote changed is read.
    this.room.set({ ...room, movies });
    this.#refreshSoon();
  }

  #say(before: Room | null, now: Room): void {
    if (before === null) return;
    const came = now.members.filter(({ id }) => !before.members.some((member) => member.id === id));
    const went = before.members.filter(({ id }) => !now.members.some((member) => member.id === id));
    if (now.winner && now.winner.movie.id !== before.winner?.movie.id) {
      announcer.say(`${t.room.winner}: ${now.winner.movie.title}`);
    } else if (came[0]) announcer.say(t.room.joined(came[0].name));
    else if (went[0]) announcer.say(t.room.left(went[0].name));
  }
}
