/** The calls about signing in through providers, and about the second factor. */
import { get, send } from './http';
import type { Arrived, PreparedSecondFactor, WaysIn } from './models';

interface Location {
  location: string;
}

/** The address of the provider, at which the browser goes on. */
export const startSignOn = (provider: string, next: string) =>
  send<Location>('POST', '/sign-on', { provider, next });

export const finishSignOn = (provider: string, state: string, code: string) =>
  send<Arrived>('POST', '/sign-on/answer', { provider, state, code });

export const getWaysIn = (signal: AbortSignal) => get<WaysIn>('/me/ways-in', {}, signal);

/** `password` is null for who has none. */
export const startLinking = (provider: string, password: string | null) =>
  send<Location>('POST', '/me/identities', { provider, password });

export const unlink = (id: number) => send('DELETE', `/me/identities/${id}`);

interface Codes {
  recovery_codes: string[];
}

export const prepareSecondFactor = (password: string) =>
  send<PreparedSecondFactor>('POST', '/me/second-factor', { password });

export const switchSecondFactorOn = (code: string) =>
  send<Codes>('PUT', '/me/second-factor', { code });

export const renewRecoveryCodes = (password: string) =>
  send<Codes>('POST', '/me/second-factor/recovery-codes', { password });

export const switchSecondFactorOff = (password: string) =>
  send('DELETE', '/me/second-factor', { password });
