import type { CodeFailure } from '$lib/i18n/en/remote-accounts';
import { beginCode, checkCode, type RemoteCode } from '$lib/api/remote';
import { isFailure, Problem } from '$lib/api/problem';

type Service = 'trakt' | 'simkl';

const kinds: Readonly<Record<string, CodeFailure>> = {
  'remote-refused': 'refused',
  'remote-away': 'away',
  'remote-exists': 'exists',
};

function why(error: unknown): CodeFailure {
  if (!isFailure(error)) throw error;
  if (!(error instanceof Problem)) return 'away';
  return kinds[error.type.split('#').at(-1) ?? ''] ?? (error.status < 500 ? 'failed' : 'away');
}

/**
 * A code that connects an account elsewhere once it is typed there: got, and asked about until the
 * person has agreed, has said no, or the code is over.
 */
export class CodeSignIn {
  #code = $state.raw<RemoteCode | null>(null);
  #failure = $state<CodeFailure | null>(null);
  #working = $state(false);
  #ends = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param connected is called once the account is there. */
  constructor(private readonly connected: () => void) {}

  /** The code that is to be typed; null where none waits. */
  get code(): RemoteCode | null {
    return this.#code;
  }

  get failure(): CodeFailure | null {
    return this.#failure;
  }

  get working(): boolean {
    return this.#working;
  }

  async begin(service: Service): Promise<void> {
    if (this.#working) return;
    this.stop();
    this.#working = true;
    try {
      const code = await beginCode(service);
      this.#code = code;
      this.#ends = Date.now() + code.expires_in_s * 1000;
      this.#askAfter(code.wait_s);
    } catch (error) {
      this.#failure = why(error);
    } finally {
      this.#working = false;
    }
  }

  /** Forgets the code and asks no more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#code = null;
    this.#failure = null;
  }

  #askAfter(seconds: number): void {
    this.#timer = setTimeout(() => void this.#ask(), seconds * 1000);
  }

  #fail(failure: CodeFailure): void {
    this.stop();
    this.#failure = failure;
  }

  async #ask(): Promise<void> {
    const code = this.#code;
    if (code === null) return;
    try {
      const { state, wait_s: wait } = await checkCode(code.ticket);
      // Another code, or none, waits by now.
      if (this.#code !== code) return;
      if (state === 'waiting') this.#askAfter(wait ?? code.wait_s);
      else if (state === 'connected') {
        this.stop();
        this.connected();
      } else this.#fail(state);
    } catch (error) {
      const failure = why(error);
      if (this.#code !== code) return;
      // A network that is gone for a moment, or too many questions, cost a pause and no code.
      const passes = failure === 'away' || (error instanceof Problem && error.status === 429);
      if (!passes) this.#fail(failure);
      else if (Date.now() > this.#ends) this.#fail('ended');
      else this.#askAfter(2 * code.wait_s);
    }
  }
}
