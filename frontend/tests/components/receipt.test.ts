import { render, screen, within } from '@testing-library/svelte';
import type { Contribution, Recommendation } from '$lib/api/models';
import { fold, MORE, STRONGEST } from '$lib/components/receipt/fold';
import Lines from '$lib/components/receipt/Lines.svelte';
import { Receipt } from '$lib/state/receipt.svelte';
import { movie } from '../make';

const line = (id: number, contribution: number): Contribution => ({
  movie_id: id,
  title: `Film ${id}`,
  rating: 4,
  mark: 'rating',
  contribution,
  people: [],
});
const lines = (amounts: number[]) => amounts.map((amount, i) => line(i + 1, amount));
const sum = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0);

describe('fold', () => {
  it('shows the strongest, for or against, and sums up the others', () => {
    const folded = fold(lines([0.01, -0.5, 0.3, -0.02, 0.04]), 2);
    expect(folded.lines.map((one) => one.movie_id)).toEqual([2, 3]);
    expect(folded.count).toBe(3);
    expect(folded.amount).toBeCloseTo(0.03);
  });

  it('hides nothing where a fold would hide one', () => {
    const folded = fold(lines([0.3, 0.2, 0.1]), 2);
    expect(folded).toMatchObject({ count: 0, amount: 0 });
    expect(folded.lines).toHaveLength(3);
  });

  it.each([0, 1, 2, 3, 50])('adds up, whatever is folded: %d', (most) => {
    const amounts = [0.31, -0.07, 0.11, 0.02, -0.4];
    const folded = fold(lines(amounts), most);
    const unfolded = folded.lines.map((line) => line.contribution);
    expect(sum(unfolded) + folded.amount).toBeCloseTo(sum(amounts));
    expect(folded.lines.length + folded.count).toBe(amounts.length);
  });
});

describe('the lines of a receipt', () => {
  const recommendation = (because: Contribution[]): Recommendation => ({
    movie: movie(99),
    score: 1,
    predicted_rating: 4,
    because,
    said: 0,
    rest: 0.001,
  });

  it('says whom a film shares with the one that is recommended', () => {
    const shared = {
      ...line(1, 0.3),
      people: [{ id: 5, name: 'Al Pacino', role: 'cast' as const }],
    };
    render(Lines, { receipt: new Receipt(), found: recommendation([shared, line(2, 0.1)]) });
    const [first, second] = screen.getAllByTestId('receipt-line');
    expect(first).toHaveTextContent('also with Al Pacino');
    expect(second).not.toHaveTextContent('also');
  });

  it('brings more with each press, and the focus to the first of them', async () => {
    const many = lines(Array.from({ length: STRONGEST + MORE + 3 }, (_, i) => 1 / (i + 1)));
    render(Lines, { receipt: new Receipt(), found: recommendation(many) });
    expect(screen.getAllByTestId('receipt-line')).toHaveLength(STRONGEST);

    screen.getByRole('button', { name: /^and 43 more films/ }).click();
    await vi.waitFor(() =>
      expect(screen.getAllByTestId('receipt-line')).toHaveLength(STRONGEST + MORE),
    );
    const brought = screen.getAllByTestId('receipt-line')[STRONGEST];
    expect(brought).toBeDefined();
    await vi.waitFor(() => expect(brought && within(brought).getByRole('button')).toHaveFocus());

    screen.getByRole('button', { name: /^and 3 more films/ }).click();
    await vi.waitFor(() => expect(screen.queryByTestId('receipt-more')).toBeNull());
    expect(screen.getAllByTestId('receipt-line')).toHaveLength(many.length);
  });

  it('has no line for what would be written as nothing', () => {
    render(Lines, { receipt: new Receipt(), found: recommendation(lines([0.5])) });
    expect(screen.queryByTestId('receipt-other')).toBeNull();
    expect(screen.queryByTestId('receipt-more')).toBeNull();
  });
});
