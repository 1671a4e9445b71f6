/**
 * A name of a request that is to count once: sent again with the same key, it changes nothing. Without
 * `crypto.randomUUID`, which browsers have over TLS only; nobody gains by guessing it.
 */
export const newKey = (): string =>
  Array.from({ length: 4 }, () => Math.random().toString(36).slice(2)).join('');
