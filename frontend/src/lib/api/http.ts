import { base } from '$lib/base';
import { readProblem, Problem, Unreachable } from './problem';

export const BASE = `${base}/api/v1`;

type Value = string | number | boolean | null | undefined;
export type Params = Readonly<Record<string, Value | readonly (string | number)[]>>;
export type Method = 'POST' | 'PUT' | 'DELETE';

/** A proxy answers with these when the server behind the proxy does not. */
const FROM_A_PROXY = new Set([502, 504]);

/** The token that every write with the session's cookie must carry; the session sets it. */
export const csrf: { token: string | null; renew: () => Promise<void> } = {
  token: null,
  renew: () => Promise.resolve(),
};

/** A query string: lists repeat their key, empty values are left out. */
export function encode(params: Params): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (Array.isArray(value)) {
      for (const item of value as (string | number)[]) pairs.append(key, String(item));
    } else if (value !== null && value !== undefined && value !== '') pairs.set(key, String(value));
  }
  const text = pairs.toString();
  return text && `?${text}`;
}

/**
 * Throws a Problem for an error the server reports, Unreachable where no server answers, and lets
 * the AbortError of the signal pass.
 */
async function answer<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`${BASE}${path}`, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Unreachable('no answer', { cause: error });
  }
  if (!response.ok) {
    const problem = await readProblem(response);
    const bare = problem.type === 'about:blank' && problem.detail === null;
    if (FROM_A_PROXY.has(response.status) && bare)
      throw new Unreachable('no answer behind a proxy');
    throw problem;
  }
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Unreachable('the answer broke off', { cause: error });
  }
}

const ACCEPT = 'application/json, application/problem+json';

export const get = <T>(path: string, params: Params, signal: AbortSignal): Promise<T> =>
  answer<T>(`${path}${encode(params)}`, { signal, headers: { Accept: ACCEPT } });

const isCsrf = (error: unknown) =>
  error instanceof Problem && error.status === 403 && error.type.endsWith('#csrf');

/**
 * The browser goes on sending what is at most this long after its page is left. All that is sent so
 * may have 64 KiB together, and a longer request is refused outright, so files go without.
 */
const OUTLIVES_PAGE = 8_000;

/** Retries once with a new token, because the session may have changed in another tab. */
async function write<T>(method: Method, path: string, body: BodyInit | null, headers: HeadersInit) {
  const attempt = () =>
    answer<T>(path, {
      method,
      body,
      keepalive: body === null || (typeof body === 'string' && body.length <= OUTLIVES_PAGE),
      headers: {
        Accept: ACCEPT,
        ...headers,
        ...(csrf.token === null ? {} : { 'X-CSRF-Token': csrf.token }),
      },
    });
  try {
    return await attempt();
  } catch (error) {
    if (!isCsrf(error)) throw error;
    await csrf.renew();
    return attempt();
  }
}

export const send = <T = void>(
  method: Method,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> =>
  body === undefined
    ? write<T>(method, path, null, headers)
    : write<T>(method, path, JSON.stringify(body), {
        'Content-Type': 'application/json',
        ...headers,
      });

/** Sends a file as it is, however large: the browser reads it from the disk as it goes. */
export const sendFile = <T>(path: string, file: File): Promise<T> =>
  write<T>('POST', path, file, { 'Content-Type': 'application/octet-stream' });

/** Sends a form with a file; the browser sets the Content-Type with its boundary. */
export const upload = <T>(path: string, form: FormData, headers: HeadersInit = {}): Promise<T> =>
  write<T>('POST', path, form, headers);
