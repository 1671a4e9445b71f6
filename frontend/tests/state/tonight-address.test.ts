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
  moods: { heartwarming: 2, 'easy to watch': 1 },
  without: { violent: 3, slow: 1 },
  fairness: 1,
  age: 8,
  novelty: 'some',
  watchlists: true,
  owned: true,
  shorts: true,
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
  ['?fairness=101', { fairness: 0.25 }],
  ['?mood=nonsense&mood=funny', { moods: { funny: 2 } }],
  ['?mood=dark&no=dark', { moods: { dark: 2 }, without: {} }],
  ['?mood=funny:3&no=violent:1', { moods: { funny: 3 }, without: { violent: 1 } }],
  ['?mood=funny:9&no=violent:-1', { moods: { funny: 2 }, without: { violent: 3 } }],
  ['?mood=toString&mood=__proto__', { moods: {} }],
  ['?seen=never', { novelty: 'nobody' }],
  ['?with=ben&with=ben', { companions: ['ben'] }],
])('asks nothing impossible for %s', (search, part) => {
  expect(parseEvening(search)).toEqual({ ...anyEvening, ...part });
});

it('wants no mood that it rules out', () => {
  const wanted = toggleWanted(anyEvening, 'scary');
  expect(wanted.moods).toEqual({ scary: 2 });
  const ruledOut = toggleUnwanted(wanted, 'scary');
  expect([ruledOut.moods, ruledOut.without]).toEqual([{}, { scary: 3 }]);
  expect(toggleWanted(ruledOut, 'scary').without).toEqual({});
  expect(toggleUnwanted(ruledOut, 'scary')).toEqual(anyEvening);
});
