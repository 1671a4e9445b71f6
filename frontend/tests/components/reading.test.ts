/** Other readings of the words are offered; the order of results is chosen beside their heading. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import type { OtherReading } from '$lib/api/models';
import { Discover, type FetchPage } from '$lib/state/discover.svelte';
import { emptyQuery } from '$lib/state/query';
import Reading from '$routes/discover/Reading.svelte';
import Results from '$routes/discover/Results.svelte';
import { page } from '../make';

vi.hoisted(() => {
  window.matchMedia = () => new EventTarget() as MediaQueryList;
});

const chaplin: OtherReading = {
  field: 'people',
  value: '12',
  label: 'Charlie Chaplin',
  phrase: 'chaplin',
};
const reading = {
  corrected: null,
  typed: 'chaplin',
  plain: false,
  others: [chaplin],
  verbatim: vi.fn(),
  read: vi.fn(),
  readAs: vi.fn(),
};

describe('another reading', () => {
  it('is offered by the name of the person', async () => {
    render(Reading, reading);
    await fireEvent.click(
      screen.getByRole('button', { name: 'Or did you mean the person Charlie Chaplin?' }),
    );
    expect(reading.readAs).toHaveBeenCalledExactlyOnceWith(chaplin);
    expect(screen.queryByTestId('read-again')).toBeNull();
  });

  it('is one of several people of that name', () => {
    render(Reading, {
      ...reading,
      others: [chaplin, { ...chaplin, value: '13', label: 'Geraldine Chaplin' }],
    });
    expect(screen.getByText('Or did you mean one of these people?')).toBeInTheDocument();
    expect(screen.getAllByTestId('other-reading').map((button) => button.textContent)).toEqual([
      'Charlie Chaplin',
      'Geraldine Chaplin',
    ]);
  });

  it('stands beside the spelling that was searched for', () => {
    render(Reading, { ...reading, corrected: 'chaplain' });
    expect(screen.getByText('Searched for “chaplain”.')).toBeInTheDocument();
    expect(screen.getByTestId('other-reading')).toBeInTheDocument();
  });
});

describe('the order of results', () => {
  const far = page([1, 2]);
  far.items = far.items.map((item, i) => ({ ...item, fits: i === 0 }));

  async function results(sort: 'relevance' | 'year', found = far) {
    const fetch = vi.fn<FetchPage>().mockResolvedValue(found);
    const discover = new Discover(fetch);
    await discover.show({ ...emptyQuery, q: 'heist', sort });
    const change = vi.fn();
    render(Results, { discover, sort: change, clearFilters: vi.fn(), startOver: vi.fn() });
    await vi.waitFor(() => expect(screen.getAllByTestId('result')).toHaveLength(2));
    return change;
  }

  it('is that of closeness until another one is chosen', async () => {
    const change = await results('relevance');
    const choice = screen.getByLabelText<HTMLSelectElement>('Sort by');
    expect(choice).toHaveValue('relevance');
    expect([...choice.options].map(({ value }) => value)).not.toContain('predicted'); // a guest
    expect(screen.getByText('Less close, from here on')).toBeInTheDocument();
    await fireEvent.change(choice, { target: { value: 'length' } });
    expect(change).toHaveBeenCalledExactlyOnceWith('length');
  });

  it('draws no line between near and far films where they are mixed', async () => {
    await results('year');
    expect(screen.getByRole('heading', { name: 'What comes close to that' })).toBeInTheDocument();
    expect(screen.queryByText('Less close, from here on')).toBeNull();
  });

  it('draws no line above the first film', async () => {
    const moods = page([1, 2]);
    moods.items = moods.items.map((item, i) => ({ ...item, fits: i === 1 }));
    await results('relevance', moods);
    expect(screen.queryByText('Less close, from here on')).toBeNull();
  });
});

it('says that nothing fits, shows three films apart, and leads on', async () => {
  const found = { ...page([1, 2, 3, 4, 5]), nothing_fits: true, next_cursor: 'more' };
  const discover = new Discover(vi.fn<FetchPage>().mockResolvedValue(found));
  await discover.show({ ...emptyQuery, q: 'qqxzzv' });
  const startOver = vi.fn();
  render(Results, { discover, sort: vi.fn(), clearFilters: vi.fn(), startOver });
  expect(screen.getByTestId('nothing-fits')).toHaveTextContent('No film here fits that');
  await vi.waitFor(() => expect(screen.getAllByTestId('result')).toHaveLength(3));
  expect(screen.getByText('The nearest there are, and they are far')).toBeInTheDocument();
  expect(screen.queryByLabelText('Sort by')).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'Start over' }));
  expect(startOver).toHaveBeenCalledOnce();
});
