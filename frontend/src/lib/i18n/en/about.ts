/** The texts of About. */
import { dateAndTime, number } from '../format';

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
    'The ratings of this data set are simulated from a documented model. They show how ordained works and are no opinion of real people.',
  date: dateAndTime,
  attribution: 'Source',
  forMakers: 'For makers',
  apiText: 'Everything on these pages comes from an open HTTP interface.',
  apiLink: 'Read its documentation',
};
