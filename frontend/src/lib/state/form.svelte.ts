import { tick } from 'svelte';
import { isFailure, Problem } from '$lib/api/problem';
import { t } from '$lib/i18n';

/** Faults by name of the field; `form` holds a fault of no single field. */
export type Faults = Readonly<Record<string, string | undefined>>;

/** What each field wants, in the order of the form; said where the server refuses what it holds. */
export type Wants = Readonly<Record<string, () => string>>;

/** A form: whether it is being sent, and what is wrong with its fields. */
export class Form {
  #faults = $state.raw<Faults>({});
  #working = $state(false);
  #node: HTMLElement | null = null;

  /** @param kinds the field that a kind of problem is about, and what is said there. */
  constructor(
    private readonly wants: Wants,
    private readonly kinds: Readonly<Record<string, readonly [string, () => string]>> = {},
  ) {}

  get faults(): Faults {
    return this.#faults;
  }

  get working(): boolean {
    return this.#working;
  }

  /** An attachment: remembers the element in which the focus moves to a fault. */
  readonly watch = (node: HTMLElement): (() => void) => {
    this.#node = node;
    return () => (this.#node = null);
  };

  /**
   * Runs `call` unless one is under way, or the page finds faults by itself; resolves to whether it
   * succeeded. A fault gets the focus.
   */
  async send(
    call: () => Promise<unknown>,
    found: Readonly<Record<string, string | null>> = {},
  ): Promise<boolean> {
    if (this.#working) return false;
    const wrong = Object.entries(found).filter(
      (pair): pair is [string, string] => pair[1] !== null,
    );
    this.#faults = Object.fromEntries(wrong);
    if (wrong.length === 0) {
      this.#working = true;
      try {
        await call();
        return true;
      } catch (error) {
        if (!isFailure(error)) throw error;
        this.#faults = this.#explain(error);
      } finally {
        this.#working = false;
      }
    }
    await tick();
    this.#node?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
    return false;
  }

  #explain(failure: Error): Faults {
    if (!(failure instanceof Problem)) return { form: t.account.unreachable };
    if (failure.status === 429) return { form: t.account.tooMany(failure.retryAfterS) };
    if (failure.type.endsWith('#wrong-password')) {
      return { [Object.keys(this.wants)[0] ?? 'form']: t.settings.wrongPassword };
    }
    const kind = this.kinds[failure.type.split('#').at(-1) ?? ''];
    if (kind) return { [kind[0]]: kind[1]() };
    const faults: Record<string, string> = {};
    for (const { pointer } of failure.errors) {
      const field = pointer.split('/').at(-1) ?? '';
      const want = this.wants[field];
      if (want) faults[field] = want();
    }
    return Object.keys(faults).length > 0 ? faults : { form: t.settings.failed };
  }
}
