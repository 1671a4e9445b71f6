import { tick } from 'svelte';
import { isFailure, Problem } from '$lib/api/problem';
import { t } from '$lib/i18n';

/** Faults by name of the field; `form` holds a fault of no single field. */
export type Faults = Readonly<Record<string, string | undefined>>;

/** A form: whether it is being sent, and the faults that the server reported. */
export class Form {
  #faults = $state.raw<Faults>({});
  #working = $state(false);
  #node: HTMLElement | null = null;

  constructor(private readonly fields: readonly string[]) {}

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
   * Runs `call` unless one is under way; resolves to whether it succeeded. A fault gets the focus.
   */
  async send(call: () => Promise<unknown>): Promise<boolean> {
    if (this.#working) return false;
    this.#working = true;
    this.#faults = {};
    try {
      await call();
      return true;
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.#faults = this.#explain(error);
    } finally {
      this.#working = false;
    }
    await tick();
    this.#node?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
    return false;
  }

  #explain(failure: Error): Faults {
    if (!(failure instanceof Problem)) return { form: t.account.unreachable };
    if (failure.status === 429) return { form: t.account.tooMany(failure.retryAfterS) };
    if (failure.type.endsWith('#wrong-password')) {
      return { [this.fields[0] ?? 'form']: t.settings.wrongPassword };
    }
    const faults: Record<string, string> = {};
    for (const { pointer, detail } of failure.errors) {
      const field = pointer.split('/').at(-1) ?? '';
      faults[this.fields.includes(field) ? field : 'form'] ??= detail;
    }
    return Object.keys(faults).length > 0 ? faults : { form: failure.detail ?? t.settings.failed };
  }
}
