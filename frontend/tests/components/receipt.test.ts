import { render, screen, within } from '@testing-library/svelte';
import type { Contribution, Explained } from '$lib/api/models';
import { fold, MORE, STRONGEST, sumOf, type Line } from '$lib/components/receipt/sum';
import Lines from '$lib/components/receipt/Lines.svelte';
import WhatIf from '$lib/components/receipt/WhatIf.svelte';
import * as api from '$lib/api/me';
import { emptyForYou } from '$lib/state/addresses';
import { Receipt } from '$lib/state/receipt.svelte';
import { t } from '$lib/i18n';
import { movie } from '../make';

vi.mock('$lib/api/me');

const reason = (id: number, stars: number, fields: Partial<Contribution> = {}): Contribution => ({
  movie_id: id,
  title: `Film ${id}`,
  rating: 4,
  mark: 'rating',
  contribution: stars,
  speaks: stars > 0 ? 'for' : 'against',
  stars,
  people: [],
  shared: [],
  ...fields,
});
const reasons = (amounts: number[]) => amounts.map((amount, i) => reason(i + 1, amount));
const lines = (amounts: number[]): Line[] =>
  reasons(amounts).map((reason) => ({ reason, amount: reason.stars }));
const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);

const PARTS = { average: 3.6, others: 0.2, caution: -0.1, clipped: 0 };
const explained = (because: Contribution[], fields: Partial<Explained> = {}): Explained => ({
  movie: movie(99),
  score: 1,
  predicted_rating: sum(Object.values(PARTS)) + sum(because.map(({ stars }) => stars)),
  predicted_low: 3,
  predicted_high: 5,
  too_early: false,
  because,
  said: 0,
  rest: 0,
  star_sum: PARTS,
  rank: 3,
  ...fields,
});
const draw = (found: Explained) => render(Lines, { receipt: new Receipt(), found, shown: found });

describe('fold', () => {
  it('shows the strongest and sums up the others', () => {
    const folded = fold(lines([0.01, -0.5, 0.3, -0.02, 0.04]), 2);
    expect(folded.lines.map((line) => line.reason.movie_id)).toEqual([2, 3]);
    expect(folded.count).toBe(3);
    expect(folded.amount).toBeCloseTo(0.03);
  });

  it('hides nothing where a fold would hide one', () => {
    expect(fold(lines([0.3, 0.2, 0.1]), 2)).toMatchObject({ count: 0, amount: 0 });
  });
});

describe('the sum', () => {
  it.each([0, 1, 2, 50])('goes from the average to the stars, whatever is folded: %d', (most) => {
    const low = reason(9, 0.12, { rating: 1.5, speaks: 'neither' });
    const found = explained([...reasons([0.31, -0.07, 0.11, 0.02, -0.4]), low]);
    const made = sumOf(found, most);
    const parts = [
      ...[...made.base, ...made.after].map(({ amount }) => amount),
      ...[made.for, made.against].flatMap((side) => [
        side.amount,
        ...side.lines.map(({ amount }) => amount),
      ]),
      made.unlike.amount,
    ];
    expect(made.base[0]).toEqual({ of: 'average', amount: 3.6 });
    expect(sum(parts)).toBeCloseTo(made.total);
    expect(made.total).toBe(found.predicted_rating);
  });

  it('has a film that was rated low never for it', () => {
    const low = reason(9, 0.12, { rating: 1.5, speaks: 'neither' });
    const made = sumOf(explained([reason(1, 0.3), low]), 8);
    expect(made.for.lines.map(({ reason: { movie_id } }) => movie_id)).toEqual([1]);
    expect(made.unlike).toEqual({ count: 1, amount: 0.12 });
  });
});

describe('the lines of a receipt', () => {
  it('says what a film shares with the one that is recommended', () => {
    const shared = reason(1, 0.3, {
      shared: [
        { kind: 'mood', name: 'tense', estimated: false, role: null, id: null },
        { kind: 'person', name: 'Al Pacino', estimated: false, role: 'cast', id: 5 },
      ],
    });
    draw(explained([shared, reason(2, -0.1, { rating: 1.5 })]));
    const [first, second] = screen.getAllByTestId('receipt-line');
    expect(first).toHaveTextContent('tense, also with Al Pacino');
    expect(second).not.toHaveTextContent('also');
    expect(screen.getByText('For it')).toBeVisible();
    expect(screen.getByText('Against it')).toBeVisible();
  });

  it('says so where a liked film takes away', () => {
    draw(explained([reason(1, -0.1, { contribution: 0.4, speaks: 'for' })]));
    expect(screen.getByTestId('receipt-line')).toHaveTextContent(
      'fewer stars than was to be expected',
    );
  });

  it('says of little knowledge what is true of either sign', () => {
    draw(explained([reason(1, 0.3)], { star_sum: { ...PARTS, caution: 0.35 } }));
    expect(screen.getByText('Towards what is usual, with so few ratings')).toBeVisible();
    expect(screen.getByText('+0.35')).toBeVisible();
  });

  it('brings more with each press, and the focus to the first of them', async () => {
    const many = reasons(Array.from({ length: STRONGEST + MORE + 3 }, (_, i) => 1 / (i + 1)));
    draw(explained(many));
    expect(screen.getAllByTestId('receipt-line')).toHaveLength(STRONGEST);

    screen.getByRole('button', { name: /^and 43 more films/ }).click();
    await vi.waitFor(() =>
      expect(screen.getAllByTestId('receipt-line')).toHaveLength(STRONGEST + MORE),
    );
    const brought = screen.getAllByTestId('receipt-line')[STRONGEST];
    await vi.waitFor(() => expect(brought && within(brought).getByRole('button')).toHaveFocus());

    screen.getByRole('button', { name: /^and 3 more films/ }).click();
    await vi.waitFor(() => expect(screen.queryByTestId('receipt-more')).toBeNull());
    expect(screen.getAllByTestId('receipt-line')).toHaveLength(many.length);
  });
});

describe('striking lines', () => {
  it('takes several at once, and moves the stars and the place', async () => {
    const all = reasons([0.3, 0.2, -0.1]);
    const left = explained([all[2] as Contribution], { predicted_rating: 3.6, rank: 12 });
    vi.mocked(api.recommendation).mockImplementation((_id, _signal, _filters, without) =>
      Promise.resolve(without?.length ? left : explained(all, { predicted_rating: 4.1 })),
    );
    vi.mocked(api.recommendationsWithout).mockResolvedValue({
      items: [{ ...left, movie: movie(7) }],
      next_cursor: null,
      release: 1,
      basis: 'ratings',
    });
    const receipt = new Receipt();
    receipt.open(movie(99), emptyForYou);
    await vi.waitFor(() => expect(receipt.recommendation.value).not.toBeNull());
    render(WhatIf, { receipt });
    receipt.strike(1);
    receipt.strike(2);
    await vi.waitFor(() => expect(receipt.shown?.rank).toBe(12));
    expect(vi.mocked(api.recommendation).mock.lastCall?.[3]).toEqual([1, 2]);
    expect(screen.getByTestId('what-if')).toHaveTextContent(
      'Without Film 1 and Film 2: about 3.6 stars instead of 4.1; it falls from 3rd to 12th.',
    );
    receipt.strike(1);
    receipt.strike(2);
    expect(receipt.struck.size).toBe(0);
    expect(receipt.shown?.rank).toBe(3);
  });

  it.each([
    [3, 2, 'it moves up from 3rd to 2nd.'],
    [2, 3, 'it falls from 2nd to 3rd.'],
    [3, 3, 'it stays 3rd on your list.'],
    [null, 40, 'it comes in at 40th on your list.'],
    [4, null, 'it falls from 4th to beyond the first 100.'],
    [null, null, 'it stays beyond the first 100 of your list.'],
  ])('says where it stands then: %s, %s', (from, to, said) => {
    expect(t.receipt.place(from, to, 100)).toBe(said);
  });
});
