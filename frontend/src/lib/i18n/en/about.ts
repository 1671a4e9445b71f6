/** The texts of About. */
import { dateAndTime, number, threeDecimals } from '$lib/locale/format';

/** A share as a count out of a hundred. */
const inHundred = (share: number) => number(100 * share);

export const about = {
  title: 'About ordained',
  documentTitle: 'About',
  lead: 'Say what you are in the mood for, in your own words, and ordained finds the films that come closest.',
  how: 'How it works',
  howText: [
    'Every film is turned into a point: from its plot, tags, genres and year, and from the ratings people gave. What you type becomes a point in the same space, and the answer is a question to the database: which films are nearest?',
    'So nothing is decided in the dark. Each result shows the words that matched, each filter that was read out of your sentence stands there to be removed, and similar films say what they share.',
    'The posters are drawn, not downloaded: a motif for a genre, chosen and varied by the film’s own number, the same on every machine.',
  ],
  release: 'What is on',
  dataset: 'Data set',
  filmsLabel: 'Films',
  ratingsLabel: 'Ratings',
  years: 'Years',
  yearRange: (from: number, to: number) => `${from}–${to}`,
  encoder: 'Text encoder',
  revision: 'Revision',
  dimension: 'Numbers per text',
  liveSince: 'Live since',
  edition: 'Release',
  number,
  simulated: (count: number) => `${number(count)}, simulated`,
  simulatedNote:
    'The ratings of this data set are simulated from a documented model. They show how ordained works and are no opinion of real people, so pages say how well known a film is and show no mean.',
  date: dateAndTime,
  attribution: 'Source',
  quality: 'How good it is',
  qualityNone: 'This release has not been measured.',
  found: (queries: number, share: number) =>
    `${number(queries)} films were described in plain words. In ${inHundred(share)} of 100 searches the film meant was among the first ten.`,
  foundLater: (share: number) => `In ${inHundred(share)} of 100 it was among the first hundred.`,
  foundNone: 'No search with a known answer fits these films, so search was not measured.',
  guessed: (people: number, share: number) =>
    `For ${number(people)} people some films they love were hidden, and ordained guessed from their other ratings. Its first twenty held ${inHundred(share)} in 100 of what could be found.`,
  guessedAgainst: (popular: number) =>
    `Simply showing what is popular finds ${inHundred(popular)}.`,
  guessedNone: 'Too few people rated these films, so recommendations were not measured.',
  guessedSimulated: 'These people are simulated, as their ratings are; real ones may differ.',
  measuredOn: (dataset: string, when: Date) => `Measured: ${dataset}, ${dateAndTime(when)}.`,
  qualityForced:
    'One of these figures is worse than in the release before; it was put on all the same.',
  figures: 'The same in the usual measures',
  threeDecimals,
  measure: {
    mrr: 'Search, mean reciprocal rank',
    hit: 'Search, hit rate at 10',
    recallSearch: 'Search, recall at 100',
    everydayNdcg: 'Everyday queries, NDCG at 10',
    everydayPrecision: 'Everyday queries, precision at 10',
    everydayFirst: 'Everyday queries, first film good',
    ndcg: 'Recommendations, NDCG at 100',
    ndcgPopular: 'the same of popularity',
    recall: 'Recommendations, recall at 20',
    recallPopular: 'the same of popularity, at 20',
  },
  tmdbTitle: 'Poster pictures',
  tmdb: 'Where a film has a printed poster, its picture comes from TMDB. This product uses the TMDB API but is not endorsed or certified by TMDB.',
  tmdbLink: 'The Movie Database',
  forMakers: 'For makers',
  apiText: 'Everything on these pages comes from an open HTTP interface.',
  apiLink: 'Read its documentation',
};
