/** Media servers: connecting, reading and disconnecting an account, and an administrator's servers. */
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { useAll } from '$lib/i18n';
import { Problem, Unreachable } from '$lib/api/problem';
import * as remote from '$lib/api/remote';
import MediaServers from '../../src/routes/admin/MediaServers.svelte';
import RemoteAccounts from '../../src/routes/settings/RemoteAccounts.svelte';
import { violations } from '../axe';

vi.mock('$lib/api/remote', { spy: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const account = (fields: Partial<remote.RemoteAccount> = {}): remote.RemoteAccount => ({
  id: 3,
  service: 'jellyfin',
  server: 'House',
  name: 'ann',
  writes_back: false,
  waiting: 0,
  synced_at: null,
  result: null,
  ...fields,
});
const house: remote.Connectable = {
  service: 'jellyfin',
  server_id: 7,
  name: 'House',
  by_code: false,
};
const letterboxd: remote.Connectable = {
  service: 'letterboxd',
  server_id: null,
  name: 'Letterboxd',
  by_code: false,
};
const trakt: remote.Connectable = {
  service: 'trakt',
  server_id: null,
  name: 'Trakt',
  by_code: true,
};
const code: remote.RemoteCode = {
  code: '5055CC52',
  url: 'https://trakt.tv/activate',
  ticket: 'a ticket',
  expires_in_s: 600,
  wait_s: 5,
};
const type = (testid: string, value: string) =>
  fireEvent.input(screen.getByTestId(testid), { target: { value } });
const has = (items: remote.RemoteAccount[], connectable: remote.Connectable[] = []) =>
  vi.mocked(remote.getRemoteAccounts).mockResolvedValue({ items, connectable });

beforeAll(useAll);

test('an account is connected by name and password, which the form forgets', async () => {
  has([], [house, letterboxd]);
  vi.mocked(remote.connectAccount).mockResolvedValue(account());
  const { container } = render(RemoteAccounts);
  await settle();
  expect(await violations(container)).toEqual([]);
  await fireEvent.click(screen.getByTestId('connect'));
  expect(screen.getByTestId('remote-name-error')).toBeTruthy();
  expect(remote.connectAccount).not.toHaveBeenCalled();
  await type('remote-name', ' ann ');
  await type('remote-secret', 'a password');
  await fireEvent.click(screen.getByTestId('connect'));
  await settle();
  expect(remote.connectAccount).toHaveBeenCalledWith({
    server_id: 7,
    name: 'ann',
    password: 'a password',
  });
  expect(screen.getByTestId<HTMLInputElement>('remote-secret').value).toBe('');
});

test('a public feed needs a name alone', async () => {
  has([], [house, letterboxd]);
  vi.mocked(remote.connectAccount).mockResolvedValue(account());
  render(RemoteAccounts);
  await settle();
  await fireEvent.change(screen.getByTestId('connect-to'), { target: { value: '1' } });
  expect(screen.queryByTestId('remote-secret')).toBeNull();
  await type('remote-name', 'ann');
  await fireEvent.click(screen.getByTestId('connect'));
  await settle();
  expect(remote.connectAccount).toHaveBeenCalledWith({ service: 'letterboxd', name: 'ann' });
});

describe('a code', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.mocked(remote.beginCode).mockResolvedValue(code);
    vi.mocked(remote.checkCode).mockReset();
  });
  afterEach(() => vi.useRealTimers());

  const waiting = { state: 'waiting', wait_s: 10, account: null } as const;
  const show = async () => {
    has([], [trakt]);
    const shown = render(RemoteAccounts);
    await vi.advanceTimersByTimeAsync(0);
    await fireEvent.click(screen.getByTestId('get-code'));
    await vi.advanceTimersByTimeAsync(0);
    return shown;
  };

  test('is shown with where it is typed, and asked about until the account is there', async () => {
    vi.mocked(remote.checkCode)
      .mockResolvedValueOnce(waiting)
      .mockRejectedValueOnce(new Unreachable('no answer'))
      .mockResolvedValueOnce({ state: 'connected', wait_s: null, account: account() });
    await show();
    expect(screen.getByTestId('remote-code').textContent).toBe('5055CC52');
    const link = screen.getByRole('link', { name: /trakt\.tv\/activate/ });
    expect(link.getAttribute('href')).toBe('https://trakt.tv/activate');
    await vi.advanceTimersByTimeAsync(5000);
    expect(remote.checkCode).toHaveBeenCalledWith('a ticket');
    await vi.advanceTimersByTimeAsync(9000);
    expect(remote.checkCode).toHaveBeenCalledTimes(1);
    has([account({ service: 'trakt', server: null })]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(remote.checkCode).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(screen.getByRole('heading', { name: 'Trakt, as ann' })).toBeTruthy();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(remote.checkCode).toHaveBeenCalledTimes(3);
  });

  test.each(['denied', 'ended'] as const)(
    'that is %s is told, and another can be got',
    async (state) => {
      vi.mocked(remote.checkCode).mockResolvedValue({ state, wait_s: null, account: null });
      await show();
      await vi.advanceTimersByTimeAsync(5000);
      expect(screen.getByTestId('remote-code-error').textContent).toBeTruthy();
      await fireEvent.click(screen.getByTestId('get-code'));
      await vi.advanceTimersByTimeAsync(0);
      expect(screen.queryByTestId('remote-code-error')).toBeNull();
      expect(screen.getByTestId('remote-code')).toBeTruthy();
    },
  );

  test('is asked about no more once it is cancelled or the page is left', async () => {
    vi.mocked(remote.checkCode).mockResolvedValue(waiting);
    const { unmount } = await show();
    await fireEvent.click(screen.getByTestId('cancel-code'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(remote.checkCode).not.toHaveBeenCalled();
    await fireEvent.click(screen.getByTestId('get-code'));
    await vi.advanceTimersByTimeAsync(0);
    unmount();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(remote.checkCode).not.toHaveBeenCalled();
  });

  test('is not needed by who has a token', async () => {
    has([], [trakt]);
    vi.mocked(remote.connectAccount).mockResolvedValue(account());
    render(RemoteAccounts);
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.queryByTestId('connect')).toBeNull();
    await fireEvent.click(screen.getByTestId('by-token'));
    await type('remote-name', 'ann');
    await type('remote-secret', 'a token');
    await fireEvent.click(screen.getByTestId('connect'));
    await vi.advanceTimersByTimeAsync(0);
    expect(remote.connectAccount).toHaveBeenCalledWith({
      service: 'trakt',
      name: 'ann',
      token: 'a token',
    });
  });
});

test('a refusal stands at the password', async () => {
  has([], [house]);
  const refused = { type: '/api/docs#remote-refused', status: 409, title: 'Refused elsewhere' };
  vi.mocked(remote.connectAccount).mockRejectedValue(new Problem(refused));
  render(RemoteAccounts);
  await settle();
  await type('remote-name', 'ann');
  await type('remote-secret', 'wrong');
  await fireEvent.click(screen.getByTestId('connect'));
  await settle();
  expect(screen.getByTestId('remote-secret-error').textContent).toContain('does not take');
});

test('what came of a reading is told, and marks are written back on wish', async () => {
  has([account()]);
  const read = account({
    synced_at: '2026-11-29T20:00:00Z',
    waiting: 2,
    writes_back: true,
    result: {
      failure: null,
      detail: null,
      films: 12,
      changed: 3,
      kept: 1,
      not_matched: 1,
      titles: ['Our holidays (1987)'],
      import_id: 5,
    },
  });
  vi.mocked(remote.syncAccount).mockResolvedValue(read);
  vi.mocked(remote.setWriteBack).mockResolvedValue(read);
  vi.mocked(remote.disconnectAccount).mockResolvedValue();
  render(RemoteAccounts);
  await settle();
  has([read]);
  await fireEvent.click(screen.getByTestId('sync-account'));
  await settle();
  expect(screen.getByTestId('remote-result').textContent).toContain('12 films, 3 changed here');
  expect(screen.getByText(/Our holidays/)).toBeTruthy();
  expect(screen.getByText(/2 marks wait/)).toBeTruthy();
  await fireEvent.click(screen.getByTestId('write-back'));
  await settle();
  expect(remote.setWriteBack).toHaveBeenCalledWith(3, false);
  has([], [house]);
  await fireEvent.click(screen.getByTestId('disconnect'));
  await settle();
  expect(remote.disconnectAccount).toHaveBeenCalledWith(3);
  expect(screen.queryByTestId('remote-account')).toBeNull();
});

test('why a reading failed is told in the language of the page', async () => {
  const failed: remote.RemoteAccount['result'] = {
    failure: 'away',
    detail: 'It cannot answer now (status 503).',
    films: 0,
    changed: 0,
    kept: 0,
    not_matched: 0,
    titles: [],
    import_id: null,
  };
  has([account({ synced_at: '2026-11-29T20:00:00Z', result: failed })]);
  render(RemoteAccounts);
  await settle();
  expect(screen.getByTestId('remote-result').textContent).toContain('not read. It does not answer');
  expect(screen.getByTestId('remote-result').textContent).not.toContain('503');
});

test('a server is added, and its webhook is told once', async () => {
  const server: remote.MediaServer = {
    id: 7,
    kind: 'jellyfin',
    name: 'House',
    url: 'http://house:8096',
    play_url: 'http://house:8096',
    films: 5,
    matched: 4,
    synced_at: null,
    result: null,
    webhook: null,
  };
  vi.mocked(remote.getMediaServers).mockResolvedValue({ items: [] });
  vi.mocked(remote.addMediaServer).mockResolvedValue({ ...server, webhook: '/api/v1/x?secret=s' });
  vi.mocked(remote.getNotMatched).mockResolvedValue({
    items: [{ title: 'Our holidays', year: 1987, reason: 'It is not here.' }],
  });
  const { container } = render(MediaServers);
  await settle();
  await type('server-name', 'House');
  await type('server-url', 'house:8096');
  await type('server-token', 'a key');
  await fireEvent.click(screen.getByTestId('add-server'));
  expect(screen.getByTestId('server-url-error')).toBeTruthy();
  await type('server-url', 'http://house:8096');
  vi.mocked(remote.getMediaServers).mockResolvedValue({ items: [server] });
  await fireEvent.click(screen.getByTestId('add-server'));
  await settle();
  const shown = within(screen.getByTestId('media-server'));
  expect(shown.getByText(/x\?secret=s/)).toBeTruthy();
  expect(await violations(container)).toEqual([]);
});
