import { Problem } from '$lib/api/problem';
import { Discover, type FetchPage, type Page } from '$lib/state/discover.svelte';
import { emptyQuery } from '$lib/state/query';
import { deferred, page } from '../make';

const ask = (q: string) => ({ ...emptyQuery, q });
const ids = (state: Discover) => state.list.items.map(({ movie }) => movie.id);
const broken = new Problem({ status: 500, title: 'Internal Server Error' });

/** A server whose answers the test gives, by the words asked for. */
function server() {
  const calls = new Map<
    string,
    ReturnType<typeof deferred<Page>> & { signal: AbortSignal; limit: number }
  >();
  const fetch = vi.fn<FetchPage>((query, { cursor, limit }, signal) => {
    const call = { ...deferred<Page>(), signal, limit };
    calls.set(query.q + (cursor ?? ''), call);
    return call.promise;
  });
  const call = (key: string) => {
    const found = calls.get(key);
    if (!found) throw new Error(`nobody asked for ${key}`);
    return found;
  };
  return { fetch, call };
}

describe('Discover', () => {
  it('never lets a stale answer win', async () => {
    const { fetch, call } = server();
    const state = new Discover(fetch);
    const first = state.show(ask('he'));
    const second = state.show(ask('heist'));
    expect(call('he').signal.aborted).toBe(true);
    call('heist').resolve(page([2]));
    await second;
    call('he').resolve(page([1]));
    await first;
    expect(ids(state)).toEqual([2]);
    expect(state.answered?.q).toBe('heist');
  });

  it('asks again after a rating where the answer depends on the person', async () => {
    const fetch = vi.fn<FetchPage>().mockResolvedValue(page([1]));
    const state = new Discover(fetch);
    const orders = [ask('a'), { ...ask('a'), sort: 'predicted' as const }];
    for (const query of orders) await state.show(query);
    state.forget(false);
    for (const query of orders) await state.show(query);
    expect(fetch.mock.calls.map(([{ sort }]) => sort)).toEqual([
      'relevance',
      'predicted',
      'predicted',
    ]);
  });

  it('keeps the old films until the new ones are there', async () => {
    const { fetch, call } = server();
    const state = new Discover(fetch);
    const first = state.show(ask('a'));
    expect(state.stale).toBe(false);
    call('a').resolve(page([1]));
    await first;
    const second = state.show(ask('b'));
    expect([state.stale, ids(state), state.answered?.q, state.query.q]).toEqual([
      true,
      [1],
      'a',
      'b',
    ]);
    call('b').resolve(page([2]));
    await second;
    expect([state.stale, ids(state)]).toEqual([false, [2]]);
  });

  it('knows an answer it has had', async () => {
    const state = new Discover(vi.fn<FetchPage>(async ({ q }) => page([q.length])));
    await state.show(ask('a'));
    await state.show(ask('bb'));
    void state.show(ask('a'));
    expect(ids(state)).toEqual([1]); // at once, without waiting
    expect(state.list.loading).toBe(false);
  });

  it('asks once for the same question', async () => {
    const fetch = vi.fn<FetchPage>(async () => page([1]));
    const state = new Discover(fetch);
    await state.show(ask('a'));
    await state.show(ask('a'));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('asks for as many films as were shown before, within the limit', async () => {
    const { fetch, call } = server();
    const state = new Discover(fetch);
    void state.show(ask('a'), 60);
    expect(call('a').limit).toBe(60);
    void state.show(ask('b'), 1000);
    expect(call('b').limit).toBe(100);
  });

  it('reports a failure and gets over it', async () => {
    const fetch = vi
      .fn<FetchPage>()
      .mockRejectedValueOnce(broken)
      .mockResolvedValue(page([1]));
    const state = new Discover(fetch);
    await state.show(ask('a'));
    expect(state.list.failure).toBe(broken);
    await state.show(ask('a'));
    expect([state.list.failure, ids(state)]).toEqual([null, [1]]);
  });
});

describe('more films', () => {
  it('follow the first ones, each film once', async () => {
    const pages = [page([1, 2, 2], 'c1'), page([2, 3])];
    const state = new Discover(async () => pages.shift() ?? page([]));
    await state.show(ask('a'));
    expect(ids(state)).toEqual([1, 2]);
    await state.list.more(true);
    expect(ids(state)).toEqual([1, 2, 3]);
    expect(state.list.hasMore).toBe(false);
  });

  it('come by themselves three times in a row', async () => {
    let n = 0;
    const state = new Discover(async () => page([(n += 1)], 'next'));
    await state.show(ask('a'));
    for (let i = 0; i < 3; i += 1) {
      expect(state.list.mayGrow).toBe(true);
      await state.list.more(false);
    }
    expect(state.list.mayGrow).toBe(false);
    await state.list.more(true);
    expect(state.list.mayGrow).toBe(true);
  });

  it('do not land in the answer to another question', async () => {
    const { fetch, call } = server();
    const state = new Discover(fetch);
    const first = state.show(ask('a'));
    call('a').resolve(page([1], 'c1'));
    await first;
    const more = state.list.more(true);
    const second = state.show(ask('b'));
    call('b').resolve(page([5], 'c9'));
    await second;
    call('ac1').resolve(page([2]));
    await more;
    expect(ids(state)).toEqual([5]);
    expect(state.list.loadingMore).toBe(false);
  });

  it('leave what is there when they fail', async () => {
    const fetch = vi
      .fn<FetchPage>()
      .mockResolvedValueOnce(page([1], 'c1'))
      .mockRejectedValueOnce(broken);
    const state = new Discover(fetch);
    await state.show(ask('a'));
    await state.list.more(false);
    expect([ids(state), state.list.moreFailure, state.list.mayGrow]).toEqual([[1], broken, false]);
  });
});
