import * as api from '$lib/api/me';
import { Problem, Unreachable } from '$lib/api/problem';
import { connection } from '$lib/state/connection.svelte';
import { marks } from '$lib/state/marks.svelte';
import { session } from '$lib/state/session.svelte';
import { toast } from '$lib/state/toast.svelte';
import { holdUnsaved, saveHeld } from '$lib/state/unsaved';
import { deferred } from '../make';

vi.mock('$lib/api/me', { spy: true });

const heat = { id: 6, title: 'Heat' };
const ann = { id: 1, username: 'ann', is_admin: false };
const leave = () => window.dispatchEvent(new Event('pagehide'));
let letGo: () => void;

beforeEach(async () => {
  localStorage.clear();
  toast.clear();
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: ann,
    registration: 'open',
    csrf_token: 'token',
  });
  await session.signIn({ username: 'ann', password: 'x' });
  marks.reset();
  vi.mocked(api.putRating).mockReset();
  letGo = holdUnsaved();
});
afterEach(() => letGo());

describe('marks on their way when the page is left', () => {
  const rateAndLeave = () => {
    vi.mocked(api.putRating).mockReturnValueOnce(deferred<undefined>().promise);
    marks.rate(heat, 4);
    marks.rate(heat, 4.5); // Waits for the one before.
    leave();
    toast.clear();
    vi.mocked(api.putRating).mockReset();
  };

  it('are sent by the next page, as they were last wanted', async () => {
    rateAndLeave();
    vi.mocked(api.putRating).mockResolvedValue(undefined);
    await saveHeld(ann);
    await saveHeld(ann); // Once is enough.
    expect(vi.mocked(api.putRating).mock.calls).toEqual([[6, 4.5]]);
  });

  it('are not sent for somebody else', async () => {
    rateAndLeave();
    await saveHeld({ id: 2 });
    expect(api.putRating).not.toHaveBeenCalled();
  });

  it('are sent again where the server is busy with what was under way', async () => {
    rateAndLeave();
    vi.mocked(api.putRating)
      .mockRejectedValueOnce(new Problem({ status: 503, title: 'Busy' }))
      .mockResolvedValue(undefined);
    await saveHeld(ann);
    expect(api.putRating).toHaveBeenCalledTimes(2);
    expect(toast.note).toBeNull();
  });

  it('say where they cannot be saved', async () => {
    rateAndLeave();
    vi.mocked(api.putRating).mockRejectedValue(new Problem({ status: 500, title: 'x' }));
    await saveHeld(ann);
    expect(toast.note?.outcome).toBe('failed');
  });

  it('wait for the server where it cannot be reached, and are sent once when it is back', async () => {
    rateAndLeave();
    vi.mocked(api.putRating).mockRejectedValueOnce(new Unreachable('no answer'));
    let back: () => void = () => undefined;
    vi.spyOn(connection, 'lost').mockImplementation((retry) => {
      back = retry;
      return () => true;
    });
    await saveHeld(ann);
    expect(toast.note).toBeNull();
    vi.mocked(api.putRating).mockReset().mockResolvedValue(undefined);
    back();
    await vi.waitFor(() => expect(localStorage.getItem('ordained.unsaved')).toBeNull());
    await saveHeld(ann);
    expect(vi.mocked(api.putRating).mock.calls).toEqual([[6, 4.5]]);
  });

  it('are none where the page itself comes back', async () => {
    rateAndLeave();
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await saveHeld(ann);
    expect(api.putRating).not.toHaveBeenCalled();
  });
});
