/** Media servers: connecting, reading and disconnecting an account, and an administrator's servers. */
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { useAll } from '$lib/i18n';
import { Problem } from '$lib/api/problem';
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
const house: remote.Connectable = { service: 'jellyfin', server_id: 7, name: 'House' };
const letterboxd: remote.Connectable = {
  service: 'letterboxd',
  server_id: null,
  name: 'Letterboxd',
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
