import { t } from '$lib/i18n';
import { announcer } from '$lib/state/announcer.svelte';
import { toast } from '$lib/state/toast.svelte';

/** Puts a text into the clipboard and says so; where there is none, shows the text to be copied. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announcer.say(said);
    toast.show({ text: said, outcome: 'done', action: null });
  } catch {
    toast.show({ text: t.lists.copyByHand(text), outcome: 'failed', action: null });
  }
}
