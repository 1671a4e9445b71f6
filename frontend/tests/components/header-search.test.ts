/** The search of the header: a field, or a button that lays one over the header. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import * as client from '$lib/api/client';
import Header from '$lib/components/Header.svelte';
import HeaderSearch from '$lib/components/HeaderSearch.svelte';
import { router } from '$lib/router/router.svelte';
import { violations } from '../axe';
import { foundPerson, movie } from '../make';

vi.mock('$lib/api/client', { spy: true });

const field = () => screen.getByTestId('header-search-input');
const noField = () => screen.queryByTestId('header-search-input');
const button = () => screen.getByTestId('header-search-open');
const options = () => screen.queryAllByRole('option');
const press = (key: string, on: Element = field()) => fireEvent.keyDown(on, { key });
const type = (value: string) => fireEvent.input(field(), { target: { value } });
let go: ReturnType<typeof vi.spyOn>;

/** jsdom has no media queries. */
function windowIs(wide: boolean) {
  vi.stubGlobal('matchMedia', () => ({
    matches: wide,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
}

beforeEach(() => {
  windowIs(true);
  go = vi.spyOn(router, 'go').mockReturnValue();
  vi.mocked(client.findPeople).mockResolvedValue({ items: [foundPerson(12, 'Heath Ledger')] });
  vi.mocked(client.searchMovies).mockResolvedValue({
    items: [
      {
        movie: movie(7, {
          title: 'Heat',
          year: 1995,
          directors: [{ id: 3, name: 'Michael Mann' }],
        }),
        why: { kind: 'title', text: 'Heat', highlights: [[0, 4]] },
        fits: true,
        score: 1,
      },
    ],
    next_cursor: null,
    nothing_fits: false,
    understood: {
      text: '',
      corrected: null,
      filters: [],
      excluded: [],
      like: null,
      likes: [],
      wishes: [],
      preferences: [],
      also: [],
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

it('searches on Discover with Enter, but not for nothing', async () => {
  const { container } = render(HeaderSearch);
  expect(await violations(container)).toEqual([]);
  await type('  ');
  await fireEvent.submit(screen.getByRole('search'));
  expect(go).not.toHaveBeenCalled();
  await type('a slow  drama');
  await fireEvent.submit(screen.getByRole('search'));
  expect(go).toHaveBeenCalledExactlyOnceWith('/?q=a+slow+drama');
});

it('suggests films and people, whose pages Enter opens', async () => {
  render(HeaderSearch);
  field().focus();
  await type('heat');
  await vi.waitFor(() => expect(options()).toHaveLength(2));
  expect(options()[0]).toHaveTextContent('Heat 1995 · Michael Mann');
  expect(options()[1]).toHaveTextContent('Heath Ledger');
  expect(await violations(document.body)).toEqual([]);
  await press('ArrowDown');
  expect(field()).toHaveAttribute('aria-activedescendant', options()[0]?.id);
  await press('Enter');
  expect(go).toHaveBeenLastCalledWith('/film/7');
  await type('heath');
  await vi.waitFor(() => expect(options().length).toBeGreaterThan(0));
  await fireEvent.click(options().at(-1) as Element);
  expect(go).toHaveBeenLastCalledWith('/people/12');
});

it('is reached with /, unless one types already', async () => {
  render(HeaderSearch);
  await press('/', document.body);
  await vi.waitFor(() => expect(field()).toHaveFocus());
  expect(await press('/')).toBe(true); // it is typed
  field().blur();
  expect(await fireEvent.keyDown(document.body, { key: '/', ctrlKey: true })).toBe(true);
  expect(field()).not.toHaveFocus();
});

it('lies over a narrow header while it is open', async () => {
  windowIs(false);
  render(HeaderSearch);
  expect(noField()).toBeNull();
  await fireEvent.click(button());
  await vi.waitFor(() => expect(field()).toHaveFocus());
  await type('alien');
  await press('Escape');
  await vi.waitFor(() => expect(button()).toHaveFocus());
  expect(noField()).toBeNull();

  await press('/', document.body);
  await vi.waitFor(() => expect(field()).toHaveValue(''));
  await fireEvent.click(screen.getByRole('button', { name: 'Close the search' }));
  await vi.waitFor(() => expect(button()).toHaveFocus());

  await fireEvent.click(button());
  await vi.waitFor(() => expect(field()).toHaveFocus());
  field().blur(); // a tap beside it
  await vi.waitFor(() => expect(noField()).toBeNull());
});

it('is in the header of every screen but Discover, which has a field', async () => {
  go.mockRestore();
  history.replaceState(null, '', '/about');
  const stop = router.start();
  render(Header);
  expect(field()).toBeVisible();
  await type('alien');
  router.go('/people/12');
  await vi.waitFor(() => expect(field()).toHaveValue(''));
  router.go('/?q=alien');
  await vi.waitFor(() => expect(noField()).toBeNull());
  stop();
});
