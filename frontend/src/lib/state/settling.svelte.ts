const PAUSE_MS = 250;

/** The position of a slider while somebody moves it; it is reported once it rests. */
export class Settling {
  #moving = $state<number | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #given: () => number;
  readonly #change: (value: number) => void;

  constructor(given: () => number, change: (value: number) => void) {
    this.#given = given;
    this.#change = change;
  }

  /** Where it is: as it was given, while nobody moves it. */
  get position(): number {
    return this.#moving ?? this.#given();
  }

  readonly move = (event: Event & { currentTarget: HTMLInputElement }): void => {
    this.#moving = Number(event.currentTarget.value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#settle, PAUSE_MS);
  };

  readonly #settle = (): void => {
    this.stop();
    const to = this.#moving;
    this.#moving = null;
    if (to !== null && to !== this.#given()) this.#change(to);
  };

  stop(): void {
    clearTimeout(this.#timer);
  }
}
