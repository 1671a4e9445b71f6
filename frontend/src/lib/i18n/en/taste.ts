/** The texts about what ordained believes about a person. */
import { atMostTenth, counted, listed } from '$lib/locale/format';

const films = (count: number) => counted(count, 'film', 'films');

export const taste = {
  title: 'Your taste',
  guestTitle: 'Nothing is known about you',
  guest: 'Sign in, and this page says what ordained believes about your taste. You can correct it.',
  emptyTitle: 'Nothing to go by yet',
  empty:
    'Rate a few films, or say in a sentence what you like. This page then tells what was made of it.',
  start: 'Begin with films you know',
  words: 'In your words',
  /** How the words were read. */
  wordsWanted: (names: string) => `Read as: ${names}.`,
  wordsUnwanted: (names: string) => `Never recommended: ${names}.`,
  wordsNote: 'What you say here counts at once.',
  wordsPlaceholder: 'Slow science fiction with a heart, dry comedies, nothing with ghosts',
  save: 'Keep that',
  saved: 'Kept.',
  sentence: (likes: readonly string[], tags: readonly string[], dislikes: readonly string[]) =>
    [
      likes.length > 0 ? `You lean towards ${listed(likes)}` : '',
      tags.length > 0
        ? `${likes.length > 0 ? ', above all' : 'You lean towards films of'} ${listed(tags)}`
        : '',
      likes.length + tags.length > 0 ? '.' : '',
      dislikes.length > 0
        ? ` ${listed(dislikes)} ${dislikes.length === 1 ? 'tends' : 'tend'} to leave you cold.`
        : '',
    ].join(''),
  plain: 'No clear lean yet: what you like comes from many corners.',
  /** In the place of both lines, where little is marked and nothing stands out. */
  tooFew: (marks: number) =>
    `Too early to say where you lean: ${films(marks)} of yours ${marks === 1 ? 'is' : 'are'} too little to go by.`,
  sure: (marks: number) =>
    marks < 5
      ? `That rests on ${films(marks)} of yours, so it is a first guess.`
      : marks < 20
        ? `That rests on ${films(marks)} of yours: a fair idea, no more.`
        : `That rests on ${films(marks)} of yours, enough to be fairly sure.`,
  genres: 'Genres',
  tags: 'Tags',
  barsNote: 'Right of the line you like it, left of it you do not. Correct what is wrong.',
  weight: (weight: number) =>
    weight > 0.02
      ? `${atMostTenth(weight)} liked`
      : weight < -0.02
        ? `${atMostTenth(-weight)} disliked`
        : 'neither',
  count: films,
  more: 'More of it',
  less: 'Never',
  moreLabel: (name: string) => `More of ${name}`,
  lessLabel: (name: string) => `Never ${name}`,
  corrections: 'What you corrected',
  wantsMore: (name: string) => `more of ${name}`,
  wantsLess: (name: string) => `never ${name}`,
  takeBack: (label: string) => `Take back: ${label}`,
  corrected: (label: string) => `Noted: ${label}.`,
  nearest: 'Closest to you',
  nearestNote: 'Not marked by you yet.',
  farthest: 'Farthest from you',
  farthestNote: 'Well-known films that should suit you least. Rate one, and it is weighed.',
  map: 'Where you are',
  mapNote: 'Every film is a star; what is alike stands close together. You are the amber one.',
  openMap: 'Open the map',
};
