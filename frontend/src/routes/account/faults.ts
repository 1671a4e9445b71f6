import type { Credentials } from '$lib/api/me';
import { Problem, type Failure } from '$lib/api/problem';
import { t } from '$lib/i18n';

/** The faults of a form: of its fields, or of the whole form. */
export interface Faults {
  username?: string;
  password?: string;
  form?: string;
}

export function missing(who: Credentials): Faults | null {
  if (who.username === '') return { username: t.account.missingUsername };
  if (who.password === '') return { password: t.account.missingPassword };
  return null;
}

/** Assigns the errors of the server to fields; pointers end in the name of the field. */
export function explain(failure: Failure): Faults {
  if (!(failure instanceof Problem)) return { form: t.account.unreachable };
  if (failure.status === 409) return { username: t.account.usernameTaken };
  if (failure.status === 401) return { form: t.account.wrong };
  if (failure.status === 429) return { form: t.account.tooMany(failure.retryAfterS) };
  const faults: Faults = {};
  for (const { pointer, detail } of failure.errors) {
    const field = pointer.split('/').at(-1);
    if (field === 'username' || field === 'password') faults[field] ??= detail;
    else faults.form ??= detail;
  }
  return Object.keys(faults).length > 0 ? faults : { form: failure.detail ?? t.account.failed };
}
