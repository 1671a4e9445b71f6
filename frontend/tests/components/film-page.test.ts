/** A film's page says how the film feels, from which age, and where all of it comes from. */
import { render, screen, within } from '@testing-library/svelte';
import { use } from '$lib/i18n';
import { release } from '$lib/state/release.svelte';
import Sheet from '$routes/film/Sheet.svelte';
import { provenance } from '$routes/film/provenance';
import { violations } from '../axe';
import { details, liveRelease } from '../make';

vi.hoisted(() => {
  window.matchMedia = () => new EventTarget() as MediaQueryList;
});

const mood = (name: string, strength: number) => ({ name, strength });
const moods = [
  mood('creepy', 3),
  mood('slow', 2),
  mood('quirky', 1),
  mood('sad ending', 1),
  ...['bleak', 'cool', 'dark', 'epic', 'poetic', 'weird'].map((name) => mood(name, 1)),
];

afterEach(async () => {
  release.set(null);
  await use('en');
});

it('shows the strongest moods, each a search, and not how it ends', async () => {
  const { container } = render(Sheet, { movie: details(7, { moods, tags: ['slow', 'sea'] }) });
  const links = within(screen.getByTestId('moods')).getAllByRole('link');
  expect(links.map((link) => link.textContent)).toEqual(
    ['creepy', 'slow', 'quirky', 'bleak', 'cool', 'dark', 'epic', 'poetic'], // eight at most
  );
  expect(links[0]).toHaveAttribute('href', '/?q=creepy');
  expect(links.slice(0, 3).map((link) => link.className.split(' ')[0])).toEqual([
    'strong',
    expect.not.stringMatching(/strong|slight/),
    'slight',
  ]);
  // A mood is no tag again.
  expect(screen.getAllByRole('link', { name: 'slow' })).toHaveLength(1);
  expect(screen.getByRole('link', { name: 'sea' })).toBeInTheDocument();
  expect(await violations(container)).toEqual([]);
});

it('has among the tags neither its genres nor its people again', () => {
  const movie = details(7, {
    genres: ['Sci-Fi'],
    directors: [{ id: 1, name: 'Ridley Scott' }],
    tags: ['sci-fi', 'ridley scott', 'sea'],
  });
  render(Sheet, { movie });
  const links = within(screen.getByTestId('tags')).getAllByRole('link');
  expect(links.map((link) => link.textContent)).toEqual(['sea']);
});

it('names moods in German, and searches for them in English', async () => {
  await use('de');
  render(Sheet, { movie: details(7, { moods }) });
  expect(screen.getByRole('link', { name: 'gruselig' })).toHaveAttribute('href', '/?q=creepy');
});

it.each([
  [12, 'suitable from age 12', 'geeignet ab 12'],
  [0, 'suitable for all ages', 'geeignet für jedes Alter'],
])('says from which age it is: %i', async (minimum_age, english, german) => {
  const movie = details(7, { minimum_age, certificate: 'PG' });
  const { unmount } = render(Sheet, { movie });
  expect(screen.getByTestId('age')).toHaveTextContent(english);
  unmount();
  await use('de');
  render(Sheet, { movie });
  expect(screen.getByTestId('age')).toHaveTextContent(german);
});

it('leaves out what is not known', () => {
  render(Sheet, { movie: details(7) });
  for (const testid of ['moods', 'age', 'provenance']) {
    expect(screen.queryByTestId(testid)).toBeNull();
  }
});

it('says what is estimated apart from what is known, and that it is', async () => {
  const movie = details(7, {
    moods: [mood('creepy', 3)],
    tags: ['sea'],
    estimated_moods: ['tender', 'sad ending'],
    estimated_tags: ['fishing village', 'tender'],
  });
  const { container } = render(Sheet, { movie });
  const section = within(screen.getByTestId('estimated'));
  expect(section.getByRole('heading', { name: 'Estimated' })).toBeInTheDocument();
  expect(section.getAllByRole('link').map((link) => link.textContent)).toEqual([
    'tender', // How it ends is not given away, and nothing is said twice.
    'fishing village',
  ]);
  expect(section.getByRole('link', { name: 'tender' })).toHaveAttribute('href', '/?q=tender');
  for (const testid of ['moods', 'tags']) {
    expect(within(screen.getByTestId(testid)).queryByText('tender')).toBeNull();
  }
  expect(await violations(container)).toEqual([]);
});

it('says beside the plot where it is from, and that it is English', async () => {
  const movie = details(7, { plot: 'A boat comes back.', sources: { plot: 'ordained' } });
  const { unmount } = render(Sheet, { movie });
  expect(screen.getByTestId('plot-source')).toHaveTextContent('Plot: ordained, CC0 1.0');
  unmount();
  await use('de');
  render(Sheet, { movie });
  expect(screen.getByText('A boat comes back.')).toHaveAttribute('lang', 'en');
  expect(screen.getByTestId('plot-source')).toHaveTextContent(
    'Handlung, auf Englisch: ordained, CC0 1.0',
  );
});

it.each([
  ['PG-13', 'under 13 better with parents', 'unter 13 besser mit den Eltern'],
  ['Not Rated', 'never rated in the USA', 'in den USA nie eingestuft'],
])('says what the certificate %s means', async (certificate, english, german) => {
  const movie = details(7, { certificate });
  const { unmount } = render(Sheet, { movie });
  expect(screen.getByTestId('certificate')).toHaveTextContent(english);
  unmount();
  await use('de');
  render(Sheet, { movie });
  expect(screen.getByTestId('certificate')).toHaveTextContent(german);
});

it('leaves the meaning of a certificate open that it does not know', () => {
  render(Sheet, { movie: details(7, { certificate: 'FSK 12' }) });
  expect(screen.getByTestId('certificate')).toHaveTextContent(/FSK 12$/);
});

describe('where it comes from', () => {
  const sources = {
    plot: 'ordained',
    moods: 'ordained',
    minimum_age: 'ordained',
    tags: 'ml-latest-small, ordained',
    directors: 'credits.csv',
    cast: 'credits.csv',
    runtime: 'credits.csv',
    genres: 'ml-latest-small',
    year: 'ml-latest-small',
  };

  it('is one line at the foot, by source, with the licence of the pack, once', () => {
    release.set({ ...liveRelease, dataset: 'ml-latest-small' });
    render(Sheet, { movie: details(7, { sources }) });
    expect(screen.getByTestId('provenance')).toHaveTextContent(
      'plot, moods, and age: ordained, CC0 1.0 · tags: ml-latest-small and ordained · ' +
        'people and facts: credits.csv · the rest: ml-latest-small',
    );
  });

  it('is German for Germans', async () => {
    await use('de');
    expect(provenance(sources, 'ml-latest-small')).toBe(
      'Handlung, Stimmungen und Alter: ordained, CC0 1.0 · ' +
        'Schlagwörter: ml-latest-small und ordained · ' +
        'Mitwirkende und Angaben: credits.csv · der Rest: ml-latest-small',
    );
  });

  it('names what two sources give of one kind with both', () => {
    const given = { ...sources, composers: 'ordained', cast: 'ordained' };
    expect(provenance(given, 'ml-latest-small')).toContain(
      'people: credits.csv and ordained · facts: credits.csv',
    );
  });

  it('is short where all is of one source, and counts fields it does not know as facts', () => {
    expect(provenance({ plot: 'ordained', budget: 'ordained' }, 'sample')).toBe(
      'texts and facts: ordained, CC0 1.0',
    );
    expect(provenance({ plot: 'ordained', budget: 'money.csv' }, 'sample')).toBe(
      'plot: ordained, CC0 1.0 · facts: money.csv',
    );
    expect(provenance({}, 'sample')).toBe('');
  });
});

it('says tags in German, and that what nobody translated is English', async () => {
  await use('de');
  const { unmount } = render(Sheet, { movie: details(7, { tags: ['twist ending', 'sea'] }) });
  expect(screen.getByRole('link', { name: 'überraschendes Ende' })).not.toHaveAttribute('lang');
  expect(screen.queryByTestId('foreign-tags')).toBeNull();
  unmount();

  render(Sheet, { movie: details(7, { tags: ['twist ending', 'reciprocal spectator'] }) });
  expect(screen.getByRole('link', { name: 'reciprocal spectator' })).toHaveAttribute('lang', 'en');
  expect(screen.getByTestId('foreign-tags')).toHaveTextContent('Englische Schlagwörter');
});
