/** The texts of a film's page that stand nowhere else. */
import { number, oneDecimal } from '$lib/locale/format';

/** What a certificate of the USA says, in words; one that is not here stands alone. */
const meanings: Readonly<Record<string, string>> = {
  G: 'for everyone',
  PG: 'some of it may not suit young children',
  'PG-13': 'under 13 better with parents',
  R: 'under 17 only with an adult',
  'NC-17': 'adults only',
  X: 'adults only',
  M: 'for mature audiences',
  GP: 'some of it may not suit young children',
  Approved: 'passed before ratings came, in 1968',
  Passed: 'passed before ratings came, in 1968',
  'Not Rated': 'never rated in the USA',
  Unrated: 'never rated in the USA',
};

export const filmPage = {
  viewings: 'In your diary',
  meaning: (certificate: string): string | null => meanings[certificate] ?? null,
  /** Said of a plot where the page is in another language. */
  plotIn: (source: string) => `Plot: ${source}`,
  /** Said of tags that the language of the page has no word for. */
  foreignTags: 'Some tags are as people wrote them, in English.',
  estimated: 'Estimated',
  estimatedNote: 'Nobody said this of it; it is guessed from its plot and from who likes it.',
  stars: (rating: number) => `For you about ${oneDecimal(rating)} of 5`,
  between: (low: number, high: number) => `most likely ${oneDecimal(low)} to ${oneDecimal(high)}`,
  tooEarly: 'Too early to say what you would give it: rate a few more films.',
  rank: (rank: number) => `number ${number(rank)} on your list`,
};
