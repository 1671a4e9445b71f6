import { render, screen } from '@testing-library/svelte';
import type { Release } from '$lib/api/models';
import Quality from '$routes/about/Quality.svelte';
import { liveRelease } from '../make';

const measured: Release['quality'] = {
  measured_at: '2026-11-24T12:00:00Z',
  everyday: null,
  search: { queries: 200, mrr: 0.712, hit_at_10: 0.93, recall_at_100: 0.985 },
  recommendations: {
    people: 150,
    ndcg_at_100: 0.391,
    recall_at_20: 0.363,
    popular_ndcg_at_100: 0.215,
    popular_recall_at_20: 0.181,
  },
  forced: false,
};

const told = (part: Partial<Release>) => {
  render(Quality, { release: { ...liveRelease, ...part } });
  return screen.getByTestId('quality').textContent.replace(/\s+/g, ' ');
};

it('says in words what was measured, on which data, and against what', () => {
  const text = told({ quality: measured, simulated_ratings: false });
  expect(text).toContain('200 films were described in plain words. In 93 of 100 searches');
  expect(text).toContain('For 150 people');
  expect(text).toContain('Its first twenty held 36 in 100');
  expect(text).toContain('Simply showing what is popular finds 18.');
  expect(text).toContain('Measured: Bundled catalogue, ');
  expect(text).toContain('0.391');
  expect(text).not.toContain('simulated');
  expect(text).not.toContain('worse');
});

it('calls simulated people simulated, and a release that was forced worse', () => {
  const text = told({
    quality: { ...measured, forced: true } as Release['quality'],
    simulated_ratings: true,
  });
  expect(text).toContain('These people are simulated');
  expect(text).toContain('worse than in the release before');
});

it('says so where a part, or nothing, was measured', () => {
  const part = { ...measured, recommendations: null } as Release['quality'];
  expect(told({ quality: part })).toContain('recommendations were not measured');
  document.body.replaceChildren();
  expect(told({ quality: null })).toContain('has not been measured');
});
