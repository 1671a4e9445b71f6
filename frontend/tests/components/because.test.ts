import type { Contribution } from '$lib/api/models';
import { becauseOf } from '$routes/for-you/because';

const film = (title: string, contribution: number, fields: Partial<Contribution> = {}) => ({
  movie_id: contribution,
  title,
  rating: 4.5,
  mark: 'rating' as const,
  contribution,
  people: [],
  ...fields,
});
const director = (name: string) => ({ id: 1, name, role: 'director' as const });
const actor = (name: string) => ({ id: 2, name, role: 'cast' as const });

it.each([
  [[film('Heat', 2), film('Ronin', 3)], 'Because you rated Ronin 4.5 and Heat 4.5'],
  [
    [film('Heat', 3, { people: [actor('Al Pacino'), director('Michael Mann')] }), film('Ronin', 2)],
    'Because you rated Heat 4.5, also by Michael Mann',
  ],
  [
    [film('Heat', 3, { people: [actor('A'), actor('B'), actor('C')] })],
    'Because you rated Heat 4.5, also with A and B',
  ],
  [
    [film('Heat', 3, { rating: null, mark: 'seen', people: [director('Michael Mann')] })],
    'Because you saw Heat, also by Michael Mann',
  ],
  // Whom the second film shares is no reason of the first.
  [
    [film('Heat', 3), film('Ronin', 2, { people: [director('X')] })],
    'Because you rated Heat 4.5 and Ronin 4.5',
  ],
  [[film('Heat', -1, { people: [director('Michael Mann')] })], null],
])('says the strongest reason (%#)', (because, line) => {
  expect(becauseOf({ because })).toBe(line);
});
