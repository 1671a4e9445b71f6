/** The texts about films: looking for them, and one of them. */
import { counted, listed, number, oneDecimal, runtimeIn } from '$lib/locale/format';

/** The server names genres in English. */
export const genre = (name: string) => name;

const films = (count: number) => counted(count, 'film', 'films');

/** 1 h 46 min. */
const runtime = (minutes: number) => runtimeIn(minutes, 'h', 'min');

export const search = {
  label: 'What are you in the mood for?',
  documentTitle: 'Discover',
  titleFor: (q: string) => `“${q}”`,
  clear: 'Clear the search',
  /** In the header of the other screens. */
  anywhere: 'Search films and people',
  close: 'Close the search',
  suggestions: 'Suggestions',
  found: (count: number) =>
    `${counted(count, 'suggestion', 'suggestions')}. Down arrow leads to them.`,
  try: 'Try',
  hint: 'Press / to search, arrows to walk through the films.',
  examples: [
    'slow Japanese family drama',
    'heist that goes wrong',
    'a thief who steals secrets by entering people’s dreams',
    'French comedy before 1970',
    'alone in space',
    'detective, rain and neon',
    'an unlikely friendship across generations',
    'black-and-white courtroom drama',
    'revenge western',
    'forbidden love, bittersweet',
    'animated film about growing up',
    '80s horror in an isolated place',
    'journalists uncover a scandal',
    'musical with sad songs',
  ],
};

export const results = {
  heading: 'Closest to that',
  sortedHeading: 'What comes close to that',
  sort: 'Sort by',
  sorts: {
    relevance: 'Closeness',
    year: 'Newest first',
    rating: 'Rating',
    predicted: 'For you',
    length: 'Shortest first',
  },
  popular: 'On the bill',
  popularNote: 'Films that many people know, and no two alike.',
  popularFiltered: 'On the bill, as you narrowed it',
  popularFilteredNote: 'The best known that fit your filters.',
  films,
  shown: (count: number) => `${films(count)} shown`,
  announce: (count: number, more: boolean) =>
    more ? `${films(count)} shown, and there are more` : `${films(count)} found`,
  announceNone: 'No film found',
  nothingFits: 'No film here fits that',
  nothingFitsAdvice: 'Say it in other words, or look at the spelling.',
  nearest: 'The nearest there are, and they are far',
  restFits: 'Less close, from here on',
  corrected: (text: string) => `Searched for “${text}”.`,
  verbatim: (text: string) => `Search for exactly “${text}”`,
  understoodNothing: 'Your words were taken as they stand.',
  readWords: 'Read filters out of my words again',
  otherReading: (name: string) => `Or did you mean the person ${name}?`,
  otherReadings: 'Or did you mean one of these people?',
  tonight: 'For you tonight',
  tonightNote: 'From what you rated.',
  allForYou: 'All that is for you',
  more: 'Show more',
  loadingMore: 'Fetching more',
  end: 'That is all of them.',
  label: 'Films',
};

export const why = {
  plot: 'From the plot',
  tag: 'Tagged',
  genre: 'Genre',
  title: 'In the title',
};

export const empty = {
  title: 'Nothing fits that',
  search: (q: string) => `No film here comes close to “${q}”. Fewer or plainer words often help.`,
  filtered: (q: string) => `No film comes close to “${q}” within your filters.`,
  filters: 'No film fits all of these filters.',
  clearFilters: 'Remove the filters',
  startOver: 'Start over',
};

export const filters = {
  open: 'Filters',
  openCount: (count: number) => `Filters, ${counted(count, 'active', 'active')}`,
  title: 'Filters',
  close: 'Close the filters',
  genres: 'Genres',
  genresNote: 'Plus keeps only films of that genre, minus leaves them out.',
  countries: 'Countries',
  languages: 'Languages',
  anyNote: 'Of several with a plus, one is enough.',
  collections: 'Collections',
  collectionsNote: 'Studios, series, awards and movements. Of several of a kind, one is enough.',
  find: (what: string) => `Find in ${what}`,
  all: (count: number) => `All ${number(count)}`,
  fewer: 'Fewer',
  include: (name: string) => `Only ${name}`,
  exclude: (name: string) => `No ${name}`,
  people: 'People',
  peopleField: 'A name: director, actor, writer, composer',
  clearPeople: 'Clear the name',
  noPeople: 'Nobody of that name is in this catalogue.',
  chosenPeople: 'Chosen people',
  roleOf: (name: string) => `What ${name} did`,
  with: (name: string) => `Only films with ${name}`,
  without: (name: string) => `No films with ${name}`,
  years: 'Years',
  from: 'From',
  to: 'To',
  decades: 'Decades',
  decade: (start: number) => `${start}s`,
  yearHint: 'Four digits, such as 1968.',
  yearOrder: 'The first year is after the last, so nothing can fit.',
  runtime: 'Running time',
  runtimeFrom: 'From, in minutes',
  runtimeTo: 'To, in minutes',
  runtimes: 'Usual running times',
  runtimeHint: 'Whole minutes, such as 95.',
  runtimeOrder: 'The shortest is longer than the longest, so nothing can fit.',
  certificate: 'Certificate at most',
  certificateNote: 'As rated in the USA. Films whose certificate is not known are left out.',
  clear: 'Remove all',
  done: 'Show the films',
};

export const chips = {
  label: 'Active filters',
  not: (name: string) => `not ${name}`,
  /** What "best", "underrated" and "new" say. */
  preference: {
    rating: { high: 'well rated', low: 'badly rated' },
    popularity: { high: 'well known', low: 'little known' },
    year: { high: 'newer', low: 'older' },
  },
  /** The server names countries and languages in English. */
  country: (name: string) => name,
  /** The server names collections in English. */
  collection: (name: string) => name,
  language: (name: string) => (name === 'None' ? 'without words' : `in ${name}`),
  years: (from: number | null, to: number | null) =>
    from !== null && to !== null
      ? from === to
        ? String(from)
        : `${from}–${to}`
      : from !== null
        ? `from ${from}`
        : `up to ${to ?? ''}`,
  /** Whole minutes: at most 89 is under 90. */
  runtime: (from: number | null, to: number | null) =>
    from !== null && to !== null
      ? `${number(from)}–${number(to)} min`
      : from !== null
        ? from % 5 === 1
          ? `over ${number(from - 1)} min`
          : `at least ${number(from)} min`
        : (to ?? 0) % 5 === 4
          ? `under ${number((to ?? 0) + 1)} min`
          : `up to ${number(to ?? 0)} min`,
  certificate: (name: string) => `certificate ${name}`,
  certificateMax: (name: string) => `${name} at most`,
  remove: (label: string) => `Remove filter: ${label}`,
  understood: 'understood from your words',
  like: (title: string) => `like ${title}`,
};

export const film = {
  originalTitle: 'Original title',
  yearUnknown: 'Year unknown',
  runtime,
  certificate: 'Certificate',
  /** Beside the certificate: from which age one would show it. */
  age: (years: number) => (years === 0 ? 'suitable for all ages' : `suitable from age ${years}`),
  facts: 'Facts',
  /** The server names countries and languages in English. */
  language: (name: string) => name,
  partOf: 'Part of',
  credits: 'Credits',
  directedBy: 'Directed by',
  writtenBy: 'Written by',
  cast: 'With',
  musicBy: 'Music by',
  otherTitles: 'Also known as',
  wholeCast: (count: number) => `All ${number(count)}, with their parts`,
  firstOfCast: 'Only the first',
  moreTitles: (count: number) => `All ${number(count)} titles`,
  fewerTitles: 'Fewer titles',
  moods: 'How it feels',
  /** The server names moods in English. */
  mood: (name: string) => name,
  tags: 'Tags',
  provenance: {
    kinds: {
      plot: 'plot',
      moods: 'moods',
      age: 'age',
      phrases: 'search phrases',
      tags: 'tags',
      people: 'people',
      facts: 'facts',
      titles: 'other titles',
      genres: 'genres',
      year: 'year',
    },
    all: 'texts and facts',
    rest: 'the rest',
    cc0: (name: string) => `${name}, CC0 1.0`,
  },
  noPlot: 'No plot is known for this film.',
  mean: (mean: number) => oneDecimal(mean),
  ratings: (count: number) => `from ${counted(count, 'rating', 'ratings')}`,
  /** How well known a film is among those of the catalogue, from the least known to the best known. */
  popularity: [
    'Seldom seen',
    'Known to some',
    'Known to many',
    'Well known',
    'One of the best known',
  ],
  unrated: 'Not rated yet',
  external: 'Elsewhere',
  opensElsewhere: 'opens another site',
  similar: 'Close to it',
  similarNote: 'By what they tell, how they feel and who likes them.',
  shared: (names: readonly string[]) => `Both: ${listed(names)}`,
  steering: {
    open: 'Like it, but different',
    reset: 'As it is',
    estimated:
      'Estimated where nobody has said so: from plots, from who likes what, and from films that were described.',
    axes: {
      light: { name: 'Darker or lighter', left: 'darker', right: 'lighter' },
      pace: { name: 'Slower or faster', left: 'slower', right: 'faster' },
      humour: { name: 'More serious or funnier', left: 'more serious', right: 'funnier' },
      violence: { name: 'Gentler or more violent', left: 'gentler', right: 'more violent' },
      strangeness: { name: 'More real or stranger', left: 'more real', right: 'stranger' },
    },
    /** The position of a slider from −1 to 1, in words. */
    text: (ends: { left: string; right: string }, position: number) => {
      if (position === 0) return 'as it is';
      const word = position < 0 ? ends.left : ends.right;
      const far = Math.abs(position);
      return far < 0.4 ? `a little ${word}` : far > 0.9 ? `as far as it goes: ${word}` : word;
    },
  },
  noSimilar: 'Nothing else in this catalogue is close to it.',
  loading: 'Loading the film',
  missingTitle: 'No such film',
  missing: 'This catalogue has no film under that address.',
  find: 'Look for a film',
};

/** What the house has. */
export const remote = {
  owned: 'On your media server',
  onlyOwned: 'Only what we have',
  play: (server: string) => `Play on ${server}`,
  playLabel: 'Where to play it',
};
