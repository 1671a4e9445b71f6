/** The events after which a room is read again. */
const EVENTS = [
  'member-joined',
  'member-left',
  'member-back',
  'member-away',
  'member-changed',
  'vote',
  'list',
  'rules',
  'winner',
  'winner-aside',
  'ended',
  'state',
] as const;
/** A stream that is not back by then is lost; a server without streams is back after two seconds. */
const PATIENCE_MS = 6000;
/** Where there is no stream, the room is read so often instead. */
const PAUSE_MS = 5000;

/** Follows what happens in a room by server-sent events. */
export class RoomStream {
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: (after: number) => string,
    private readonly changed: () => void,
    private readonly lost: () => void,
  ) {}

  /** Opens the stream, unless it is open. */
  follow(after: number): void {
    if (this.#source !== null || typeof EventSource === 'undefined') return;
    const source = new EventSource(this.url(after));
    this.#source = source;
    for (const name of EVENTS) source.addEventListener(name, this.changed);
    source.onopen = () => clearTimeout(this.#timer);
    source.onerror = () => {
      if (source !== this.#source) return;
      clearTimeout(this.#timer);
      // The browser connects again by itself, but not after an answer that is no stream.
      if (source.readyState === EventSource.CLOSED) {
        this.close();
        this.#timer = setTimeout(this.changed, PAUSE_MS);
      } else this.#timer = setTimeout(this.#giveUp, PATIENCE_MS);
    };
    window.addEventListener('offline', this.#giveUp);
  }

  /** Opens it anew, once the server can be reached again. */
  again(after: number): void {
    this.close();
    this.follow(after);
  }

  close(): void {
    clearTimeout(this.#timer);
    window.removeEventListener('offline', this.#giveUp);
    this.#source?.close();
    this.#source = null;
  }

  readonly #giveUp = (): void => {
    this.close();
    this.lost();
  };
}
