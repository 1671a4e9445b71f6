import type { Credentials } from '$lib/api/me';
import { Problem, type Failure } from '$lib/api/problem';
import { t } from '$lib/i18n';
import { passwordFault, usernameFault } from '$lib/state/wants';

/** The faults of a form: of its fields, or of the whole form. */
export interface Faults {
  username?: string;
  password?: string;
  code?: string;
  form?: string;
}

/** What a page can tell by itself; the rules of new names and passwords hold only for those. */
export function faultsOf(who: Credentials, registering: boolean): Faults | null {
  const username = registering
    ? usernameFault(who.username)
    : who.username === '' && t.account.missingUsername;
  const password = registering
    ? passwordFault(who.password, who.username)
    : who.password === '' && t.account.missingPassword;
  if (!username && !password) return null;
  return { ...(username ? { username } : {}), ...(password ? { password } : {}) };
}

/** Assigns the errors of the server to fields, in the words of the page. */
export function explain(failure: Failure): Faults {
  if (!(failure instanceof Problem)) return { form: t.account.unreachable };
  if (failure.status === 409) return { username: t.account.usernameTaken };
  if (failure.type.endsWith('#invitation-needed')) return { form: t.account.invitationEnded };
  if (failure.type.endsWith('#registration-closed')) return { form: t.account.registrationClosed };
  if (failure.type.endsWith('#second-factor-needed')) return { code: t.signOn.codeNeeded };
  if (failure.type.endsWith('#wrong-code')) return { code: t.signOn.codeWrong };
  if (failure.type.endsWith('#password-login-off')) return { form: t.signOn.passwordsOff };
  if (failure.status === 401) return { form: t.account.wrong };
  if (failure.status === 429) return { form: t.account.tooMany(failure.retryAfterS) };
  const fields = failure.errors.map(({ pointer }) => pointer.split('/').at(-1));
  const faults: Faults = {
    ...(fields.includes('username') ? { username: t.account.usernameRule(null) } : {}),
    ...(fields.includes('password') ? { password: t.account.passwordEasy } : {}),
  };
  return Object.keys(faults).length > 0 ? faults : { form: t.account.failed };
}
