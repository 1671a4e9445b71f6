import { getWaysIn } from '$lib/api/sign-on';
import type { WaysIn } from '$lib/api/models';
import { Loader } from './loader.svelte';
import { session } from './session.svelte';

/** How the signed-in person signs in. */
class Ways {
  readonly loader = new Loader<WaysIn>();

  constructor() {
    session.onChange(() => this.loader.set(null));
  }

  load(): void {
    void this.loader.load(getWaysIn);
  }

  /** Whether a password confirms what the person does; true while that is not known. */
  get byPassword(): boolean {
    return session.passwordLogin && (this.loader.value?.has_password ?? true);
  }

  get hasSecondFactor(): boolean {
    return this.loader.value?.second_factor.is_on ?? false;
  }
}

export const waysIn = new Ways();
