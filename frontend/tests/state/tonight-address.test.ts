import {
  anyEvening,
  formatEvening,
  parseEvening,
  toggleUnwanted,
  toggleWanted,
  type Evening,
} from '$lib/state/tonight-address';

const evening: Evening = {
  minutes: 90,
  moods: ['heartwarming', 'easy to watch'],
  without: ['violent'],
  fairness: 1,
  age: 8,
  novelty: 'some',
  watchlists: true,
  words: 'something with trains',
  companions: ['ben', 'cleo'],
};

it('reads what it writes', () => {
  expect(parseEvening(formatEvening(evening))).toEqual(evening);
  expect(formatEvening(anyEvening)).toBe('');
  expect(parseEvening('')).toEqual(anyEvening);
});

it.each([
  ['?minutes=5', { minutes: null }],
  ['?minutes=1e2', { minutes: null }],
  ['?age=99', { age: null }],
  ['?fairness=101', { fairness: 0.5 }],
  ['?mood=nonsense&mood=funny', { moods: ['funny'] }],
  ['?mood=dark&no=dark', { moods: ['dark'], without: [] }],
  ['?seen=never', { novelty: 'nobody' }],
  ['?with=ben&with=ben', { companions: ['ben'] }],
])('asks nothing impossible for %s', (search, part) => {
  expect(parseEvening(search)).toEqual({ ...anyEvening, ...part });
});

it('wants no mood that it rules out', () => {
  const wanted = toggleWanted(anyEvening, 'scary');
  expect(wanted.moods).toEqual(['scary']);
  const ruledOut = toggleUnwanted(wanted, 'scary');
  expect([ruledOut.moods, ruledOut.without]).toEqual([[], ['scary']]);
  expect(toggleWanted(ruledOut, 'scary').without).toEqual([]);
  expect(toggleUnwanted(ruledOut, 'scary')).toEqual(anyEvening);
});
