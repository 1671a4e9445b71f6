import { Connection } from '$lib/state/connection.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Connection', () => {
  it('asks with growing pauses and then runs what waits', async () => {
    const fetched = vi
      .spyOn(globalThis, 'fetch')
      .mockRejectedValueOnce(new TypeError('no'))
      .mockResolvedValueOnce(new Response('', { status: 502 }))
      .mockResolvedValue(new Response('{}'));
    const connection = new Connection();
    const retry = vi.fn();
    connection.lost(retry);
    expect(connection.down).toBe(true);
    await vi.advanceTimersByTimeAsync(1200);
    expect(fetched).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1200);
    expect(fetched).toHaveBeenCalledTimes(1); // the second pause is twice as long
    await vi.advanceTimersByTimeAsync(1200);
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(retry).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(4500);
    expect(connection.down).toBe(false);
    expect(retry).toHaveBeenCalledTimes(1);
  });

  it('counts a server that is not ready as reachable', async () => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('', { status: 503 }));
    const connection = new Connection();
    connection.lost(() => undefined);
    await vi.advanceTimersByTimeAsync(1200);
    expect(connection.down).toBe(false);
  });

  it('forgets those who went away', async () => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}'));
    const connection = new Connection();
    const retry = vi.fn();
    connection.lost(retry)();
    await vi.advanceTimersByTimeAsync(1200);
    expect(retry).not.toHaveBeenCalled();
  });
});
