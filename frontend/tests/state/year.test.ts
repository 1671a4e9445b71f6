/** What a year shows of its films: the best, the first and the last, and all in one picture. */
import { bestOf, endsOf } from '$routes/year/highlights';
import { wallIn } from '$routes/year/picture';
import { movie } from '../make';

describe('a year', () => {
  const film = (id: number, rating: number | null, ...days: string[]) => ({
    movie: movie(id),
    rating,
    days,
  });

  it('has its best, and none that was not liked', () => {
    const items = [film(1, 3, '1'), film(2, 4, '2'), film(3, null, '3'), film(4, 4, '4', '5')];
    expect(bestOf(items).map((item) => item.movie.id)).toEqual([4, 2]);
  });

  it('has a first and a last day, of one film or of two', () => {
    const kept = film(1, null, '2025-01-01', '2025-12-31');
    const two = film(2, null, '2025-06-01');
    expect(endsOf([])).toEqual([]);
    expect(endsOf([two]).map(({ day }) => day)).toEqual(['2025-06-01']);
    const ends = endsOf([kept, two]).map(({ item, day }) => [item.movie.id, day]);
    expect(ends).toEqual([
      [1, '2025-01-01'],
      [1, '2025-12-31'],
    ]);
  });

  it.each([1, 2, 3, 7, 11, 64, 365, 1000])('has room for %i posters in its picture', (count) => {
    const { columns, width, height, left, above } = wallIn(960, 984, count, 8);
    const rows = Math.ceil(count / columns);
    // In the middle of the picture, and to its edges in at least one direction.
    expect(2 * left + columns * (width + 8) - 8).toBeCloseTo(960);
    expect(2 * above + rows * (height + 8) - 8).toBeCloseTo(984);
    expect(Math.min(left, above)).toBeCloseTo(0);
    expect(columns).toBeLessThanOrEqual(count);
    expect(width).toBeGreaterThan(10);
  });

  it('shows a single film as large as the picture has room for', () => {
    expect(wallIn(960, 984, 1, 8)).toMatchObject({ columns: 1, width: 656, left: 152 });
  });
});
