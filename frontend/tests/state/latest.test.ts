import { Latest } from '$lib/state/latest';
import { deferred } from '../make';

describe('Latest', () => {
  it('lets only the last call win, whatever order the answers come in', async () => {
    const latest = new Latest();
    const [slow, fast] = [deferred<{ n: number }>(), deferred<{ n: number }>()];
    const first = latest.run(() => slow.promise);
    const second = latest.run(() => fast.promise);
    fast.resolve({ n: 2 });
    slow.resolve({ n: 1 });
    expect(await second).toEqual({ n: 2 });
    expect(await first).toBeNull();
  });

  it('aborts the call before', async () => {
    const latest = new Latest();
    let aborted = false;
    void latest.run((signal) => {
      signal.addEventListener('abort', () => (aborted = true));
      return new Promise<object>(() => undefined);
    });
    expect(aborted).toBe(false);
    void latest.run(() => Promise.resolve({}));
    expect(aborted).toBe(true);
  });

  it('swallows the error of an overtaken call and throws that of the last', async () => {
    const latest = new Latest();
    const [old, last] = [deferred<object>(), deferred<object>()];
    const first = latest.run(() => old.promise);
    const second = latest.run(() => last.promise);
    old.reject(new Error('old'));
    last.reject(new Error('last'));
    expect(await first).toBeNull();
    await expect(second).rejects.toThrow('last');
  });

  it('gives nothing after cancel', async () => {
    const latest = new Latest();
    const call = deferred<object>();
    const run = latest.run(() => call.promise);
    latest.cancel();
    call.resolve({});
    expect(await run).toBeNull();
  });
});
