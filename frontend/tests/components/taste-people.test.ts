/** Taste shows whom a person likes, and lets them leave somebody out. */
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import * as api from '$lib/api/me';
import type { Preferences, WeighedPerson } from '$lib/api/models';
import { preferences } from '$lib/state/preferences.svelte';
import { session } from '$lib/state/session.svelte';
import Corrections from '$routes/taste/Corrections.svelte';
import People from '$routes/taste/People.svelte';
import { violations } from '../axe';

vi.mock('$lib/api/me', { spy: true });

const stated: Preferences = {
  genres: [],
  exclude_genres: [],
  tags: [],
  exclude_tags: [],
  exclude_people: [],
  year_min: null,
  year_max: null,
  adventurousness: 0.3,
  onboarding_text: '',
  read: [],
};
const people: WeighedPerson[] = [
  { id: 12, name: 'Agnès Varda', role: 'director', weight: 0.4, count: 3 },
  { id: 13, name: 'Claire Denis', role: 'director', weight: 0.8, count: 2 },
  { id: 14, name: 'Tom Hanks', role: 'cast', weight: -0.3, count: 4 },
];

beforeEach(async () => {
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: { id: Math.random(), username: 'ann', is_admin: false },
    registration: 'open',
    csrf_token: 'token',
  });
  vi.mocked(api.getPreferences).mockResolvedValue(stated);
  vi.mocked(api.putPreferences).mockImplementation((kept) => Promise.resolve(kept));
  await session.signIn({ username: 'ann', password: 'x' });
  preferences.ensure();
  await vi.waitFor(() => expect(preferences.value).toEqual(stated));
});

const rows = () => screen.getAllByTestId('taste-person');

it('ranks directors and actors, each a link to their page', async () => {
  const { container } = render(People, { people });
  expect(screen.getAllByRole('heading').map((node) => node.textContent)).toEqual([
    'Directors',
    'Actors',
  ]);
  expect(rows().map((row) => row.dataset['name'])).toEqual([
    'Claire Denis',
    'Agnès Varda',
    'Tom Hanks',
  ]);
  expect(screen.getByRole('link', { name: 'Tom Hanks' })).toHaveAttribute('href', '/people/14');
  expect(rows()[2]).toHaveTextContent('0.3 disliked');
  expect(await violations(container)).toEqual([]);
});

it('leaves somebody out, and takes that back', async () => {
  render(People, { people });
  const never = within(rows()[2] as HTMLElement).getByRole('button', { name: 'Never Tom Hanks' });
  await fireEvent.click(never);
  expect(never).toHaveAttribute('aria-pressed', 'true');
  await vi.waitFor(() =>
    expect(vi.mocked(api.putPreferences).mock.lastCall?.[0].exclude_people).toEqual([14]),
  );
  const corrections = render(Corrections, { stated: preferences.value ?? stated });
  await fireEvent.click(screen.getByRole('button', { name: 'Take back: never Tom Hanks' }));
  expect(preferences.value?.exclude_people).toEqual([]);
  corrections.unmount();
  expect(never).toHaveAttribute('aria-pressed', 'false');
});
