/** The sentence for a film, the stars of each, answering films, and links into lists and rooms. */
import type { ForPerson, RoomMovie, TonightHere, WhyPart } from '$lib/api/models';
import StarsByPerson from '$lib/components/tonight/StarsByPerson.svelte';
import { invitationIn } from '$lib/components/tonight/invitation';
import { sentenceFor } from '$lib/components/tonight/why';
import { t, use } from '$lib/i18n';
import Deck from '$routes/room/Deck.svelte';
import { choiceOfSwipe, FAR_PX } from '$routes/room/answers';
import { keptLink, linkIn } from '$routes/list/link';
import { fireEvent, render, screen } from '@testing-library/svelte';
import { violations } from '../axe';
import { movie } from '../make';

const here = (person: number, fields: Partial<TonightHere> = {}): TonightHere => ({
  person,
  name: ['ann', 'Ben', 'Cleo'][person] ?? 'somebody',
  kind: person === 0 ? 'me' : 'guest',
  has_say: true,
  shows_reasons: false,
  ...fields,
});
const part = (kind: WhyPart['kind'], fields: Partial<WhyPart> = {}): WhyPart => ({
  kind,
  people: [],
  name: null,
  estimated: false,
  movie_id: null,
  title: null,
  shared: [],
  minutes: null,
  share: null,
  stars: null,
  ...fields,
});
const forPerson = (person: number, fields: Partial<ForPerson> = {}): ForPerson =>
  ({
    person,
    name: `person ${person}`,
    predicted_rating: 4.1,
    predicted_low: 3.2,
    predicted_high: 4.8,
    too_early: false,
    satisfaction: 0.9,
    because: [],
    seen: false,
    on_watchlist: false,
    ...fields,
  }) as ForPerson;

it('names the least happy only where somebody is less happy', async () => {
  expect(t.tonight.balance(0.9, 0.7, 'Ben')).toMatch(/ on average 90%.* least for Ben, at 70%\.$/);
  expect(t.tonight.balance(0.904, 0.9, null)).toBe(
    'This film is 90% as good as the best for each of you.',
  );
  await use('de');
  expect(t.tonight.balance(1, 1, null)).toMatch(/^Dieser Film ist für jeden von euch zu 100\s?%/);
  await use('en');
});

it('gives no range where the range is one number', () => {
  expect(t.companions.comparison.interval(1, 1, 34)).toBe('From 34 films that both rated.');
  expect(t.companions.comparison.interval(0.2, 0.6, 34)).toMatch(/from \+0\.20 to \+0\.60\.$/);
});

describe('the sentence', () => {
  const people = [here(0), here(1)];

  it('names who loves what, and says no more than three things', () => {
    const why = [
      part('for-all', { share: 0.9 }),
      part('loved', { people: [0, 1], title: 'Heat' }),
      part('minutes', { minutes: 92 }),
      part('popular'),
    ];
    expect(sentenceFor({ why }, people)).toBe(
      'It is close to the best for each of you, is like Heat, which you and Ben love, and takes 92 minutes.',
    );
  });

  it.each([
    [[0], 'It is like Heat, which you love.'],
    [[1], 'It is like Heat, which Ben loves.'],
  ])('says whose film it is: %j', (who, sentence) => {
    expect(sentenceFor({ why: [part('loved', { people: who, title: 'Heat' })] }, people)).toBe(
      sentence,
    );
  });

  it('is whole in German too', async () => {
    await use('de');
    const why = [
      part('loved', { people: [0], title: 'Heat' }),
      part('mood', { name: 'funny', estimated: true }),
    ];
    expect(sentenceFor({ why }, people)).toBe(
      'Er ist wie Heat, den du liebst, und passt wohl zu „lustig“.',
    );
    await use('en');
  });

  it('says moods in one breath, and what is known rather than what is estimated', () => {
    const why = [
      part('mood', { name: 'sad', estimated: true }),
      part('mood', { name: 'funny' }),
      part('mood', { name: 'cosy' }),
      part('mood', { name: 'weird', estimated: true }),
      part('tag', { name: 'heist', estimated: true }),
    ];
    expect(sentenceFor({ why }, people)).toBe(
      'It is funny and cosy and probably has to do with heist.',
    );
  });

  it('says stars of those alone of whom something can be said', async () => {
    const why = (...who: number[]) => [part('stars', { stars: 4.2, people: who })];
    expect(sentenceFor({ why: why(0, 1, 2) }, people)).toBe(
      'It might get at least 4.2 stars from everybody.',
    );
    expect(sentenceFor({ why: why(0) }, people)).toBe('It might get 4.2 stars from you.');
    await use('de');
    expect(sentenceFor({ why: why(0) }, people)).toBe('Er bekäme von dir wohl 4,2 Sterne.');
    await use('en');
  });

  it('is none where nothing can be said', () => {
    expect(sentenceFor({ why: [] }, people)).toBeNull();
    expect(sentenceFor({ why: [part('mood')] }, people)).toBeNull();
  });
});

it('tells each person’s stars with their width, and who it is too early for', async () => {
  const { container } = render(StarsByPerson, {
    predictions: [forPerson(0), forPerson(1, { too_early: true }), forPerson(2)],
    people: [here(0), here(1), here(2, { has_say: false })],
  });
  expect(
    screen
      .getAllByTestId('person-stars')
      .map((row) => row.querySelector('.hidden-text')?.textContent),
  ).toEqual([
    'You: about 4.1 of 5, four times in five between 3.2 and 4.8',
    'Ben: too early to say',
    'Cleo: too early to say',
  ]);
  expect(await violations(container)).toEqual([]);
});

describe('a film to answer', () => {
  const film: RoomMovie = {
    movie: movie(7, { title: 'Heat' }),
    score: 1,
    satisfaction: null,
    for_people: [],
    why: [],
    votes: { yes: 0, no: 0, seen: 0 },
    my_vote: null,
  };
  function shown() {
    const vote = vi.fn();
    const { container } = render(Deck, { film, people: [], takeBack: null, vote });
    return { vote, container };
  }

  it('has a button for each answer', async () => {
    const { vote, container } = shown();
    for (const choice of ['no', 'seen', 'yes']) {
      await fireEvent.click(screen.getByTestId(`vote-${choice}`));
    }
    expect(vote.mock.calls).toEqual([['no'], ['seen'], ['yes']]);
    expect(screen.getByRole('button', { name: 'Seen it: Heat' })).toBeVisible();
    expect(await violations(container)).toEqual([]);
  });

  it('takes arrow keys, but leaves the page its own way down', async () => {
    const { vote } = shown();
    await fireEvent.keyDown(document.body, { key: 'ArrowRight' });
    await fireEvent.keyDown(document.body, { key: 'ArrowDown' });
    await fireEvent.keyDown(document.body, { key: 'ArrowLeft', ctrlKey: true });
    expect(vote.mock.calls).toEqual([['yes']]);
    screen.getByTestId('vote-no').focus();
    await fireEvent.keyDown(screen.getByTestId('vote-no'), { key: 'ArrowDown' });
    expect(vote.mock.calls).toEqual([['yes'], ['seen']]);
  });

  it('takes no arrow of a field that has the focus', async () => {
    const { vote } = shown();
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    await fireEvent.keyDown(field, { key: 'ArrowRight' });
    expect(vote).not.toHaveBeenCalled();
    field.remove();
  });

  it.each([
    [FAR_PX, 'yes'],
    [-FAR_PX, 'no'],
    [FAR_PX - 1, null],
    [0, null],
  ])('moved by %i px is %s', (dx, choice) => {
    expect(choiceOfSwipe(dx)).toBe(choice);
  });
});

describe('a link', () => {
  afterEach(() => sessionStorage.clear());

  it('has its token in the fragment', () => {
    expect(invitationIn('#join=12-aFq0cN3Yk5vO2d1R8xZt')).toBe('12-aFq0cN3Yk5vO2d1R8xZt');
    expect(linkIn('#edit=7-1-aFq0cN3Yk5vO')).toEqual({ kind: 'edit', token: '7-1-aFq0cN3Yk5vO' });
    expect([invitationIn('#join=<a>'), linkIn('#read=x'), linkIn('')]).toEqual([null, null, null]);
  });

  it('is kept while one signs in, and gives way to another', () => {
    expect(keptLink('')).toBeNull();
    keptLink('#edit=7-1-aFq0cN3Yk5vO');
    expect(keptLink('')?.kind).toBe('edit');
    expect(keptLink('#read=8-1-aFq0cN3Yk5vO')?.token).toBe('8-1-aFq0cN3Yk5vO');
  });
});
