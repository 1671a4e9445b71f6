/** The diary of a film on its page: each viewing, changed where it stands. */
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import * as api from '$lib/api/me';
import type { Viewing } from '$lib/api/models';
import Viewings from '$routes/film/Viewings.svelte';
import { violations } from '../axe';
import { deferred, movie } from '../make';

vi.mock('$lib/api/me', { spy: true });

const heat = movie(6, { title: 'Heat' });
const viewing = (number: number, watched_on: string, note = ''): Viewing => ({
  id: 10 + number,
  movie: heat,
  watched_on,
  note,
  number,
  rating: null,
  added_at: '2025-01-01T00:00:00Z',
});
const first = viewing(1, '2024-01-05', 'In a full house.');
const second = viewing(2, '2025-02-06');

beforeEach(() => {
  vi.mocked(api.getMarks).mockResolvedValue({ items: [] });
});

it('shows every viewing with its note, the latest first', async () => {
  vi.mocked(api.getViewingsOf).mockResolvedValue([second, first]);
  const { container } = render(Viewings, { film: heat, day: '2025-02-06' });
  await waitFor(() => expect(screen.getAllByTestId('film-viewing')).toHaveLength(2));
  const lines = screen.getAllByTestId('film-viewing').map((line) => within(line));
  expect(lines[0]?.getByTestId('seen-on')).toHaveValue('2025-02-06');
  expect(lines[0]?.getByTestId('viewing-number')).toHaveTextContent('For the second time');
  expect(lines[1]?.getByTestId('note')).toHaveTextContent('In a full house.');
  expect(await violations(container)).toEqual([]);
});

it('keeps a note of the viewing that it stands beside', async () => {
  vi.mocked(api.getViewingsOf).mockResolvedValue([second, first]);
  const put = vi.mocked(api.putViewing).mockResolvedValue(second);
  render(Viewings, { film: heat, day: '2025-02-06' });
  await waitFor(() => expect(screen.getAllByTestId('film-viewing')).toHaveLength(2));
  await fireEvent.click(screen.getAllByTestId('note-edit')[0] as HTMLElement);
  await fireEvent.input(screen.getByTestId('note-field'), { target: { value: 'Again.' } });
  await fireEvent.click(screen.getByTestId('note-save'));
  await waitFor(() =>
    expect(put).toHaveBeenCalledWith(12, { watched_on: '2025-02-06', note: 'Again.' }),
  );
  // What the server has then is read again.
  await waitFor(() => expect(vi.mocked(api.getViewingsOf).mock.calls.length).toBeGreaterThan(1));
});

it('keeps the field of the day in its place when the viewings arrive', async () => {
  const answer = deferred<Viewing[]>();
  vi.mocked(api.getViewingsOf).mockReturnValue(answer.promise);
  render(Viewings, { film: heat, day: '2024-01-05' });
  const field = screen.getByTestId('seen-on');
  expect(field).toHaveValue('2024-01-05');
  expect(screen.queryByTestId('note-edit')).toBeNull();
  answer.resolve([first]);
  await screen.findByTestId('note-edit');
  expect(screen.getByTestId('seen-on')).toBe(field);
  // The only viewing is taken off by the switch of the film.
  expect(screen.queryByTestId('viewing-remove')).toBeNull();
});

it('forgets the viewings of the film before', async () => {
  vi.mocked(api.getViewingsOf).mockResolvedValueOnce([second, first]);
  const { rerender } = render(Viewings, { film: heat, day: '2025-02-06' });
  await waitFor(() => expect(screen.getAllByTestId('film-viewing')).toHaveLength(2));
  vi.mocked(api.getViewingsOf).mockReturnValueOnce(new Promise(() => undefined));
  await rerender({ film: movie(7, { title: 'Ran' }), day: null });
  expect(screen.getAllByTestId('film-viewing')).toHaveLength(1);
  expect(screen.queryByTestId('note')).toBeNull();
});
