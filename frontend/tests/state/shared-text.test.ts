/** What a phone shares comes as title, text and link, in whatever mixture its programs like. */
import { sharedText } from '$routes/share/shared-text';

it.each([
  [
    '?url=https%3A%2F%2Fwww.imdb.com%2Ftitle%2Ftt0113277%2F',
    'https://www.imdb.com/title/tt0113277/',
  ],
  // Android puts the link into the text, and the title beside it.
  [
    '?title=Heat&text=Heat%20(1995)%20https%3A%2F%2Fboxd.it%2F2a9q',
    'Heat (1995) https://boxd.it/2a9q',
  ],
  ['?title=Heat&url=https%3A%2F%2Fx.example', 'Heat https://x.example'],
  ['?text=%20&title=', ''],
  ['', ''],
])('%s', (search, text) => {
  expect(sharedText(search)).toBe(text);
});

it('is no longer than the server takes', () => {
  expect(sharedText(`?text=${'a'.repeat(5000)}`)).toHaveLength(2000);
});
