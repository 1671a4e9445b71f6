/** A film's page says who made it, who is in it, and what else it is called. */
import { render, screen, within } from '@testing-library/svelte';
import Sheet from '$routes/film/Sheet.svelte';
import { violations } from '../axe';
import { details } from '../make';

vi.hoisted(() => {
  window.matchMedia = () => new EventTarget() as MediaQueryList;
});

const name = (id: number) => ({ id, name: `Person ${id}` });
const cast = [1, 2, 3, 4, 5, 6].map(name);
const film = details(7, {
  title: 'Vagabond',
  original_title: 'Sans toit ni loi',
  year: 1985,
  runtime: 106,
  certificate: 'R',
  countries: ['France', 'UK'],
  languages: ['French'],
  collections: ['Golden Lion', 'Three Colours'],
  directors: [name(12)],
  writers: [name(12), name(13)],
  composers: [name(14)],
  cast,
  full_cast: [...cast, name(7), name(8)].map((person, i) => ({
    ...person,
    character: i === 0 ? 'Mona' : null,
  })),
  alternative_titles: [
    { title: 'Sans toit ni loi', language: 'French' },
    { title: 'Vogelfrei', language: 'German' },
    ...['A', 'B', 'C', 'D', 'E'].map((title) => ({ title, language: null })),
  ],
});
const show = () => render(Sheet, { movie: film });
const credit = (testid: string) => within(screen.getByTestId(testid));

it('names who made it, each a link to their page', async () => {
  const { container } = show();
  expect(credit('directors').getByRole('link', { name: 'Person 12' })).toHaveAttribute(
    'href',
    '/people/12',
  );
  expect(credit('writers').getAllByRole('link')).toHaveLength(2);
  expect(credit('composers').getByRole('link')).toHaveAttribute('href', '/people/14');
  expect(await violations(container)).toEqual([]);
});

it('says how long it is, where it comes from and who may see it', () => {
  show();
  const facts = credit('film-facts');
  expect(facts.getByText('1 h 46 min')).toBeInTheDocument();
  expect(credit('certificate').getByText('under 17 only with an adult')).toBeInTheDocument();
  expect(screen.getByTestId('certificate')).toHaveTextContent(/^Certificate\s*R/);
  expect(facts.getByRole('link', { name: 'France' })).toHaveAttribute('href', '/?countries=France');
  expect(facts.getByRole('link', { name: 'French' })).toHaveAttribute('href', '/?languages=French');
});

it('names six of the cast, and all with their parts when asked', async () => {
  show();
  expect(credit('cast').getAllByRole('link')).toHaveLength(6);
  const all = screen.getByRole('button', { name: 'All 8, with their parts' });
  expect(all).toHaveAttribute('aria-expanded', 'false');
  all.click();
  await vi.waitFor(() => expect(credit('full-cast').getAllByRole('link')).toHaveLength(8));
  expect(credit('full-cast').getAllByRole('listitem')[0]).toHaveTextContent(/Person 1.*Mona/);
  expect(credit('full-cast').getByRole('link', { name: 'Person 1' })).toHaveFocus();
  screen.getByRole('button', { name: 'Only the first' }).click();
  await vi.waitFor(() => expect(credit('cast').getAllByRole('link')).toHaveLength(6));
});

it('gives its other titles with their language, a few at first', async () => {
  show();
  const titles = () => credit('other-titles').getAllByRole('listitem');
  expect(titles().map((item) => item.textContent?.trim())).toEqual([
    expect.stringMatching(/^Vogelfrei\s+German$/), // what stands above is not repeated
    'A',
    'B',
    'C',
  ]);
  screen.getByTestId('more-titles').click();
  await vi.waitFor(() => expect(titles()).toHaveLength(6));
});

it('leaves out what is not known', () => {
  render(Sheet, { movie: details(7) });
  for (const testid of ['directors', 'credits']) expect(screen.queryByTestId(testid)).toBeNull();
});

it('says what it is part of, each a link to films of that collection', () => {
  show();
  const list = credit('film-collections');
  expect(screen.getByRole('list', { name: 'Part of:' })).toBeVisible();
  expect(list.getByRole('link', { name: 'Golden Lion' })).toHaveAttribute(
    'href',
    expect.stringContaining('collections=Golden+Lion'),
  );
});
