/** Why a film is recommended, how sure its stars are, and how they add up. */
import {
  atMostTenth,
  counted,
  listed,
  number,
  oneDecimal,
  signed,
  twoDecimals,
} from '$lib/locale/format';
import { ordinal } from './ordinal';

const stars = (value: number) =>
  `${atMostTenth(value)} ${value === 1 || value === 0.5 ? 'star' : 'stars'}`;

export const reasons = {
  like: (title: string, shared: string) => `Like ${title}: ${shared}.`,
  /** Where nothing is known that both films share. */
  goesWith: (title: string) => `Liked by those who like ${title}.`,
  estimated: (names: string) => `estimated: ${names}`,
  by: {
    director: (name: string) => `also by ${name}`,
    cast: (name: string) => `also with ${name}`,
  },
  forYou: 'For you',
  /** How many of the films it is only estimated of. */
  estimatedOf: (estimated: number, count: number) =>
    estimated === count ? 'estimated' : `estimated for ${number(estimated)} of ${number(count)}`,
  tooEarly: 'Too early to say',
  range: (low: number, high: number) => `${oneDecimal(low)}–${oneDecimal(high)}`,
  label: (rating: number) => `For you about ${oneDecimal(rating)} of 5`,
  rangeLabel: (low: number, high: number) =>
    `four times in five between ${oneDecimal(low)} and ${oneDecimal(high)}`,
};

export const order = {
  all: 'All of it, best fit first',
  note: 'In the order in which films fit what you like. The stars say what you might give them.',
  familiar: 'In the order in which films fit what you like, well-known ones before others.',
  adventurous: 'In the order in which films fit what you like, little-known ones before others.',
};

export const receipt = {
  title: 'Why this film',
  close: 'Close the receipt',
  loading: 'Adding it up',
  none: 'Nothing of yours speaks for or against it yet.',
  amount: signed,
  rated: (rating: number) => stars(rating),
  seen: 'seen',
  planned: 'on your watchlist',
  unlike: 'unlike this film',
  lessThanExpected: 'fewer stars than was to be expected',
  average: 'Your average',
  others: 'What others make of it, against the films you rated',
  othersSimulated: 'What the simulated ratings make of it, against the films you rated',
  caution: 'Towards what is usual, with so few ratings',
  clipped: 'Five stars are the most',
  clippedLow: 'Half a star is the least',
  unlikeLow: (count: number) => `Unlike ${counted(count, 'film', 'films')} that you rated low`,
  for: 'For it',
  against: 'Against it',
  said: 'What you said you like',
  rest: 'All else',
  more: (count: number) => `and ${counted(count, 'more film', 'more films')}`,
  total: 'What you might give it',
  fit: 'Fit',
  plain: twoDecimals,
  value: (rating: number) => `${twoDecimals(rating)} stars`,
  range: (low: number, high: number) =>
    `Four times in five it would be between ${oneDecimal(low)} and ${oneDecimal(high)}.`,
  strike: 'Strike it through',
  strikeHint: 'Strike lines through to see the stars and your list without them.',
  counting: 'Adding up without',
  without: (titles: readonly string[]) => `Without ${listed(titles)}:`,
  withoutMany: (count: number) => `Without these ${count} films:`,
  starsMove: (from: number, to: number) =>
    from.toFixed(1) === to.toFixed(1)
      ? `still about ${oneDecimal(to)} stars;`
      : `about ${oneDecimal(to)} stars instead of ${oneDecimal(from)};`,
  noStars: 'no ratings are left to go by;',
  place: (from: number | null, to: number | null, depth: number) => {
    if (from === null && to === null) return `it stays beyond the first ${depth} of your list.`;
    if (from === null) return `it comes in at ${ordinal(to ?? depth)} on your list.`;
    if (to === null) return `it falls from ${ordinal(from)} to beyond the first ${depth}.`;
    if (from === to) return `it stays ${ordinal(to)} on your list.`;
    return from > to
      ? `it moves up from ${ordinal(from)} to ${ordinal(to)}.`
      : `it falls from ${ordinal(from)} to ${ordinal(to)}.`;
  },
  items: 'What the stars are made of',
  first: 'First on your list then',
  failed: 'This could not be added up.',
};
