/** The calls about an account: its password, its tokens, its end. */
import { BASE, encode, get, send } from './http';
import type { NewToken, TokensPage } from './models';

export const changePassword = (current: string, next: string) =>
  send('PUT', '/me/password', { current_password: current, new_password: next });

export const getTokens = (signal: AbortSignal) => get<TokensPage>('/tokens', {}, signal);

export const createToken = (name: string, days: number) =>
  send<NewToken>('POST', '/tokens', { name, expires_in_days: days });

export const revokeToken = (id: number) => send('DELETE', `/tokens/${id}`);

export const deleteAccount = (password: string) => send('DELETE', '/me', { password });

/** What one noted here, as a file; the browser fetches it itself. */
export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportAddress = (format: ExportFormat) => `${BASE}/me/export${encode({ format })}`;
