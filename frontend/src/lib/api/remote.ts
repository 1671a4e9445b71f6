/** The calls about media servers and accounts elsewhere. */
import { get, send } from './http';
import type { components } from './types';

type Schemas = components['schemas'];
export type RemoteAccount = Schemas['RemoteAccount'];
export type RemoteAccounts = Schemas['RemoteAccounts'];
export type Connectable = Schemas['Connectable'];
/** What is left out is null. */
export type NewRemoteAccount = Partial<Schemas['RemoteAccountIn']> & { name: string };
export type RemoteCode = Schemas['RemoteCode'];
export type RemoteCodeState = Schemas['RemoteCodeState'];
export type MediaServer = Schemas['MediaServer'];
export type MediaServers = Schemas['MediaServers'];
export type NewMediaServer = Schemas['MediaServerIn'];
export type PlayLinks = Schemas['PlayLinks'];
export type NotMatchedFilms = Schemas['NotMatchedFilms'];

const accounts = '/me/remote-accounts';
const servers = '/admin/media-servers';

export const getRemoteAccounts = (signal: AbortSignal) => get<RemoteAccounts>(accounts, {}, signal);
export const connectAccount = (account: NewRemoteAccount) =>
  send<RemoteAccount>('POST', accounts, account);
export const beginCode = (service: 'trakt' | 'simkl') =>
  send<RemoteCode>('POST', `${accounts}/code`, { service });
export const checkCode = (ticket: string) =>
  send<RemoteCodeState>('POST', `${accounts}/code/check`, { ticket });
export const syncAccount = (id: number) => send<RemoteAccount>('POST', `${accounts}/${id}/sync`);
export const setWriteBack = (id: number, on: boolean) =>
  send<RemoteAccount>('PUT', `${accounts}/${id}`, { writes_back: on });
export const disconnectAccount = (id: number) => send('DELETE', `${accounts}/${id}`);

export const getPlayLinks = (movie: number, signal: AbortSignal) =>
  get<PlayLinks>(`/me/play/${movie}`, {}, signal);

export const getMediaServers = (signal: AbortSignal) => get<MediaServers>(servers, {}, signal);
export const addMediaServer = (server: NewMediaServer) =>
  send<MediaServer>('POST', servers, server);
export const renewWebhook = (id: number) =>
  send<MediaServer>('PUT', `${servers}/${id}`, { new_webhook: true });
export const syncMediaServer = (id: number) => send<MediaServer>('POST', `${servers}/${id}/sync`);
export const removeMediaServer = (id: number) => send('DELETE', `${servers}/${id}`);
export const getNotMatched = (id: number, signal: AbortSignal) =>
  get<NotMatchedFilms>(`${servers}/${id}/not-matched`, {}, signal);
