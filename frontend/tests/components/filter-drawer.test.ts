/** The drawer of filters: each change is reported at once. */
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import * as client from '$lib/api/client';
import FilterDrawer from '$lib/components/filters/FilterDrawer.svelte';
import { peopleNames } from '$lib/state/people-names.svelte';
import { emptyQuery, type Query } from '$lib/state/query';
import { release } from '$lib/state/release.svelte';
import { violations } from '../axe';
import { foundPerson, liveRelease } from '../make';

vi.mock('$lib/api/client', { spy: true });

const counts = (names: readonly string[]) => names.map((name, i) => ({ name, count: 90 - i }));
const countries = ['USA', 'France', 'UK', 'Germany', 'Japan', 'Italy', 'Spain', 'Iran', 'Peru'];

beforeEach(() => {
  // jsdom has no dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  release.set({
    ...liveRelease,
    countries: counts(countries),
    languages: counts(['English', 'French']),
    collections: counts([...'ABCDEFGHIJ'].map((name) => `Series ${name}`).concat('Golden Lion')),
    certificates: counts(['R', 'PG']),
    runtime_min: 60,
    runtime_max: 320,
  });
});

/** Shows the drawer, which then shows what it was changed to. */
function open(query: Partial<Query> = {}) {
  const change = vi.fn<(to: Query) => void>();
  const close = vi.fn();
  const given = { open: true, query: { ...emptyQuery, ...query }, change, close };
  const shown = render(FilterDrawer, given);
  change.mockImplementation((to) => void shown.rerender({ query: to }));
  return { change, close, container: shown.container };
}
const last = (change: ReturnType<typeof open>['change']) => change.mock.lastCall?.[0];
const part = (kind: string) => within(screen.getByTestId(`filter-${kind}`));

it('chooses countries and languages in and out', async () => {
  const { change } = open({ q: 'heist' });
  await fireEvent.click(screen.getByRole('button', { name: 'Only France' }));
  expect(last(change)).toEqual({ ...emptyQuery, q: 'heist', countries: ['France'] });
  await fireEvent.click(screen.getByRole('button', { name: 'No France' }));
  expect(last(change)).toMatchObject({ countries: [], excludeCountries: ['France'] });
  await fireEvent.click(screen.getByRole('button', { name: 'Only French' }));
  expect(last(change)).toMatchObject({ languages: ['French'] });
});

it('shows the most frequent of many, and what is chosen, by name', async () => {
  open({ countries: ['Peru'] });
  const names = () =>
    part('country')
      .getAllByRole('listitem')
      .map((item) => item.querySelector('.name')?.textContent);
  expect(names()).toEqual(['France', 'Germany', 'Italy', 'Japan', 'Peru', 'UK', 'USA']);
  const all = part('country').getByRole('button', { name: 'All 9' });
  await fireEvent.click(all);
  await vi.waitFor(() => expect(names()).toHaveLength(9));
  expect(screen.getByRole('button', { name: 'Only Iran' })).toHaveFocus(); // the first new name
  await fireEvent.click(part('country').getByRole('button', { name: 'Fewer' }));
  expect(names()).toHaveLength(7);
  expect(part('language').queryByTestId('more-language')).toBeNull();
});

it('finds a collection by its name', async () => {
  const { change } = open();
  const names = () => part('collection').getAllByRole('listitem').length;
  expect(names()).toBe(6);
  const field = part('collection').getByRole('searchbox', { name: 'Find in Collections' });
  await fireEvent.input(field, { target: { value: 'lion' } });
  expect(names()).toBe(1);
  expect(part('collection').queryByTestId('more-collection')).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'No Golden Lion' }));
  expect(last(change)).toMatchObject({ excludeCollections: ['Golden Lion'] });
});

it('takes running times that make sense', async () => {
  const { change, container } = open();
  const to = container.querySelector<HTMLInputElement>('[name=runtime-to]');
  expect(to).toHaveAttribute('placeholder', '320');
  await fireEvent.change(to as HTMLInputElement, { target: { value: 'long' } });
  expect(change).not.toHaveBeenCalled();
  expect(screen.getByRole('alert')).toHaveTextContent('Whole minutes');
  await fireEvent.change(to as HTMLInputElement, { target: { value: '95' } });
  expect(last(change)).toMatchObject({ runtimeMin: null, runtimeMax: 95 });
  await fireEvent.click(screen.getByRole('button', { name: '90–120 min' }));
  expect(last(change)).toMatchObject({ runtimeMin: 90, runtimeMax: 120 });
  await fireEvent.click(screen.getByRole('button', { name: '90–120 min' }));
  expect(last(change)).toMatchObject({ runtimeMin: null, runtimeMax: null });
});

it('takes a certificate, and lets it go', async () => {
  const { change } = open();
  const bound = screen.getByRole('button', { name: 'PG-13 at most' });
  await fireEvent.click(bound);
  expect(last(change)).toMatchObject({ certificateMax: 'PG-13' });
  expect(bound).toHaveAttribute('aria-pressed', 'true');
  await fireEvent.click(bound);
  expect(last(change)).toMatchObject({ certificateMax: null });
});

it('has no part for what the release does not know', () => {
  release.set(liveRelease);
  open();
  for (const id of ['filters-runtime', 'filters-certificate', 'filters-country']) {
    expect(document.getElementById(id)).toBeNull();
  }
});

describe('people', () => {
  const field = () => screen.getByTestId('people-field');
  const type = async (text: string) => {
    field().focus();
    await fireEvent.input(field(), { target: { value: text } });
  };

  it('are found by name and chosen', async () => {
    vi.mocked(client.findPeople).mockResolvedValue({ items: [foundPerson(12, 'Agnès Varda')] });
    const { change, container } = open();
    await type('varda');
    await vi.waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(await violations(container)).toEqual([]);
    await fireEvent.keyDown(field(), { key: 'ArrowDown' });
    await fireEvent.keyDown(field(), { key: 'Enter' });
    expect(last(change)).toEqual({ ...emptyQuery, people: ['12'] });
    expect(field()).toHaveValue('');
    expect(screen.getByTestId('chosen-person')).toHaveTextContent('Agnès Varda');
  });

  it('may be nobody', async () => {
    vi.mocked(client.findPeople).mockResolvedValue({ items: [] });
    open();
    await type('zzzz');
    await vi.waitFor(() => expect(screen.getByText(/^Nobody of that name/)).toBeInTheDocument());
  });

  it('have a role, are kept or left out, and leave', async () => {
    peopleNames.learn({ id: 12, name: 'Agnès Varda' });
    peopleNames.learn({ id: 7, name: 'Tom Hanks' });
    const { change } = open({ people: ['12', '7:cast'] });
    await fireEvent.change(screen.getByLabelText('What Agnès Varda did'), {
      target: { value: 'director' },
    });
    expect(last(change)?.people).toEqual(['12:director', '7:cast']); // in their place
    await fireEvent.click(screen.getByRole('button', { name: 'No films with Tom Hanks' }));
    expect(last(change)).toMatchObject({ people: ['12:director'], excludePeople: ['7:cast'] });
    await fireEvent.click(screen.getByRole('button', { name: 'No films with Tom Hanks' }));
    expect(last(change)?.excludePeople).toEqual([]);
    expect(field()).toHaveFocus();
  });

  it('are cleared from the field by Escape before the drawer closes', async () => {
    open();
    await type('va');
    expect(await fireEvent.keyDown(field(), { key: 'Escape' })).toBe(false);
    expect(field()).toHaveValue('');
    expect(await fireEvent.keyDown(field(), { key: 'Escape' })).toBe(true);
  });
});

it('removes all filters and keeps the words', async () => {
  const { change } = open({ q: 'heist', verbatim: ['heist'], people: ['1'], runtimeMax: 90 });
  await fireEvent.click(screen.getByRole('button', { name: 'Remove all' }));
  expect(last(change)).toEqual({ ...emptyQuery, q: 'heist', verbatim: ['heist'] });
});
