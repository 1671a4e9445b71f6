/** The calls about what leaves to other programs: feeds and webhooks. */
import { get, send } from './http';
import type { FeedAddresses, FeedState, NewWebhook, Webhook, WebhooksPage } from './models';

export type HookEvent = Webhook['events'][number];

export const getFeed = (signal: AbortSignal) => get<FeedState>('/me/feed', {}, signal);

/**
 * Why a message did not arrive: the status that was answered, `silent` where nothing was, `address`
 * where nothing was sent. The API says it in English words only.
 */
export function hookFailure(error: string | null): number | 'silent' | 'address' | null {
  if (error === null) return null;
  const answered = /answered (\d{3})$/.exec(error);
  if (answered) return Number(answered[1]);
  return error.endsWith('no answer') ? 'silent' : 'address';
}

/** Gives the feeds a new address; an older one holds no longer. */
export const makeFeed = () => send<FeedAddresses>('PUT', '/me/feed');

export const revokeFeed = () => send('DELETE', '/me/feed');

export const getWebhooks = (signal: AbortSignal) => get<WebhooksPage>('/me/webhooks', {}, signal);

export const makeWebhook = (url: string, events: readonly HookEvent[]) =>
  send<NewWebhook>('POST', '/me/webhooks', { url, events });

/** Takes a webhook that was given up on up again. */
export const resumeWebhook = ({ id, url, events }: Webhook) =>
  send<Webhook>('PUT', `/me/webhooks/${id}`, { url, events });

export const removeWebhook = (id: number) => send('DELETE', `/me/webhooks/${id}`);
