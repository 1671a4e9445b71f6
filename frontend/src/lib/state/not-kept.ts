import { Problem } from '$lib/api/problem';
import { t } from '$lib/i18n';
import { session } from './session.svelte';
import { toast } from './toast.svelte';

/** Says that what was done about a film could not be saved, and offers to try again. */
export function explain(title: string, error: unknown, retry: () => void): void {
  const signedOut = error instanceof Problem && error.status === 401;
  if (signedOut) session.expire();
  toast.show({
    text: signedOut ? t.marks.signedOut : t.marks.failed(title),
    outcome: 'failed',
    action: signedOut ? null : { label: t.error.retry, run: retry },
  });
}
