/** The calls about choosing a film together: the answer for an evening, and companions. */
import { get, send } from './http';
import type { Companion, Companions, Comparison, Tonight, TonightRequest } from './models';

export const chooseTonight = (request: TonightRequest) =>
  send<Tonight>('POST', '/tonight', request);

export const getCompanions = (signal: AbortSignal) => get<Companions>('/me/companions', {}, signal);

export const askCompanion = (username: string) =>
  send<Companion>('POST', '/me/companions', { username });

/** Agrees to what they asked, or changes what they may see. */
export const agreeCompanion = (id: number, showsReasons: boolean) =>
  send<Companion>('PUT', `/me/companions/${id}`, { shows_reasons: showsReasons });

export const endCompanion = (id: number) => send('DELETE', `/me/companions/${id}`);

/** Compares tastes, and a year of both diaries: by default the last in which both saw a film. */
export const compareWith = (id: number, year: number | null, signal: AbortSignal) =>
  get<Comparison>(`/me/companions/${id}/comparison`, { year }, signal);
