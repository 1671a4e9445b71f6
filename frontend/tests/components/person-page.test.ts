/** The page of somebody who makes films: what they did, their films, and what the reader gave. */
import { render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import * as client from '$lib/api/client';
import * as api from '$lib/api/me';
import type { Person as PersonAnswer } from '$lib/api/models';
import { Problem } from '$lib/api/problem';
import { router } from '$lib/router/router.svelte';
import { marks } from '$lib/state/marks.svelte';
import { personPage } from '$lib/state/person-page.svelte';
import { session } from '$lib/state/session.svelte';
import Person from '$routes/person/Person.svelte';
import { violations } from '../axe';
import { movie, person } from '../make';

vi.mock('$lib/api/client', { spy: true });
vi.mock('$lib/api/me', { spy: true });

// jsdom lacks what `animate:flip` calls; Svelte reads matchMedia while it is imported.
vi.hoisted(() => {
  window.matchMedia = () => new EventTarget() as MediaQueryList;
  Element.prototype.getAnimations = () => [];
});

const get = vi.mocked(client.getPerson);
const show = (search = '', id = '12') => {
  router.replace(`/people/${id}${search}`);
  router.show();
  return render(Person, { params: { id } });
};
const films = () =>
  screen.queryAllByTestId('person-film').map((node) => Number(node.dataset['movieId']));
const row = (id: number) => {
  const found = screen.getAllByTestId('person-film');
  return within(found.find((node) => node.dataset['movieId'] === String(id)) as HTMLElement);
};

async function signIn() {
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: { id: Math.random(), username: 'ann', is_admin: false },
    registration: 'open',
    csrf_token: 'token',
  });
  vi.mocked(api.getMarks).mockResolvedValue({ items: [] });
  await session.signIn({ username: 'ann', password: 'x' });
}

async function signOut() {
  vi.mocked(api.signOut).mockResolvedValueOnce(undefined);
  vi.mocked(api.getSession).mockResolvedValueOnce({
    user: null,
    registration: 'open',
    csrf_token: 'token',
  });
  await session.signOut();
}

beforeEach(() => {
  personPage.person.set(null); // Or Back would find what the test before has left.
  get.mockReset();
  get.mockResolvedValue(person(12, [1, 2, 3], { name: 'Agnès Varda' }));
});
afterEach(() => {
  router.stop();
  marks.reset();
});

it('says what somebody did, and which part they had', async () => {
  const { container } = show();
  await vi.waitFor(() => expect(films()).toEqual([1, 2, 3]));
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Agnès Varda');
  expect(document.title).toBe('Agnès Varda · ordained');
  expect(row(1).getByTestId('part')).toHaveTextContent('director');
  expect(row(2).getByTestId('part')).toHaveTextContent(/^as Cléo$/);
  expect(row(3).getByTestId('part')).toHaveTextContent('actor');
  expect(row(1).getByRole('link', { name: 'Film 1' })).toHaveAttribute('href', '/film/1');
  expect(screen.queryByTestId('seen-count')).toBeNull(); // a guest
  expect(screen.queryByRole('link', { name: /IMDb/ })).toBeNull();
  expect(await violations(container)).toEqual([]);
});

it('says it in a sentence where there is one role, and leads to IMDb', async () => {
  get.mockResolvedValue(
    person(12, [1], { roles: [{ role: 'director', count: 1 }], imdb_id: 'nm0889513' }),
  );
  show();
  await vi.waitFor(() => expect(films()).toEqual([1]));
  expect(screen.getByTestId('only-role')).toHaveTextContent('Directed 1 film here.');
  expect(screen.queryByTestId('role')).toBeNull();
  expect(row(1).queryByTestId('part')).toBeNull(); // said above
  expect(screen.getByRole('link', { name: /IMDb/ })).toHaveAttribute(
    'href',
    'https://www.imdb.com/name/nm0889513/',
  );
});

it('shows the films of a role, and all where the role is not theirs', async () => {
  show('?role=director');
  await vi.waitFor(() => expect(films()).toEqual([1]));
  const role = screen.getByRole('link', { name: 'Director 1 film' });
  expect(role).toHaveAttribute('aria-current', 'true');
  screen.getByRole('link', { name: 'Actor 2 films' }).click();
  await vi.waitFor(() => expect(films()).toEqual([2, 3]));
  expect(location.search).toBe('?role=cast');
  router.replace('/people/12?role=composer');
  router.show();
  await vi.waitFor(() => expect(films()).toEqual([1, 2, 3]));
});

it('keeps the order in the address and asks for it', async () => {
  show('?sort=rating');
  await vi.waitFor(() => expect(films()).toHaveLength(3));
  expect(get.mock.calls[0]?.slice(0, 2)).toEqual([12, 'rating']);
  const sort = screen.getByTestId<HTMLSelectElement>('sort');
  expect([...sort.options].map(({ value }) => value)).toEqual(['year', 'rating']); // a guest
  get.mockResolvedValue(person(12, [3, 2, 1]));
  sort.value = 'year';
  sort.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() => expect(films()).toEqual([3, 2, 1]));
  expect(location.search).toBe('');
});

it('says to a reader what they have seen and would give, and asks again after a rating', async () => {
  await signIn();
  get.mockResolvedValue(person(12, [1, 2, 3], { seen_count: 1 }));
  vi.mocked(api.putRating).mockResolvedValue(undefined);
  show();
  await vi.waitFor(() => expect(films()).toHaveLength(3));
  expect(screen.getByTestId('seen-count')).toHaveTextContent('You have seen 1 of 3.');
  expect(row(1).getByTestId('predicted')).toHaveTextContent('For you 4.3 of 5');
  get.mockResolvedValue(person(12, [1, 2, 3], { seen_count: 2 }));
  marks.rate(movie(1), 4);
  await tick();
  expect(row(1).queryByTestId('predicted')).toBeNull(); // it needs no guess
  await vi.waitFor(() =>
    expect(screen.getByTestId('seen-count')).toHaveTextContent('You have seen 2 of 3.'),
  );
  await signOut();
});

it('says that there is nobody, and what went wrong', async () => {
  get.mockRejectedValue(new Problem({ status: 404, title: 'x' }));
  const { unmount } = show('', '99');
  await vi.waitFor(() => expect(screen.getByTestId('not-found')).toBeInTheDocument());
  expect(document.title).toBe('No such person · ordained');
  unmount();
  const other = show('', 'varda');
  expect(screen.getByTestId('not-found')).toBeInTheDocument();
  other.unmount();

  get.mockRejectedValue(new Problem({ status: 500, title: 'x', detail: 'It broke.' }));
  show('', '98');
  await vi.waitFor(() =>
    expect(screen.getByTestId('error-state')).toHaveTextContent('That did not work'),
  );
  get.mockResolvedValue(person(98, [5]));
  screen.getByRole('button', { name: 'Try again' }).click();
  await vi.waitFor(() => expect(films()).toEqual([5]));
});

it('shows its outline while the answer is on its way', () => {
  get.mockReturnValue(new Promise<PersonAnswer>(() => undefined));
  show('', '97');
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Loading the person');
  expect(screen.getByRole('img', { name: 'Loading' })).toBeInTheDocument();
});
