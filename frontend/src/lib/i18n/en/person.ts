/** The texts about the person who reads them. */
import { atMostTenth, counted, dayOf, oneDecimal, monthOf } from '$lib/locale/format';
import { ordinal } from './ordinal';

export const account = {
  signIn: 'Sign in',
  signInLead: 'Your ratings, your list and your films wait where you left them.',
  register: 'Make an account',
  registrationClosed: 'New accounts are made by whoever runs this service.',
  invitationNeeded: 'A new account needs an invitation: open the link that you were sent.',
  invitationEnded: 'This invitation has ended or was used. Ask for another link.',
  registerLead: 'A name and a password, nothing else. It is kept on this server only.',
  username: 'Username',
  usernameHint:
    '3 to 64 letters from a to z or digits, without umlauts, accents or spaces. Dots, dashes and underscores may stand between.',
  usernameRule: (plain: string | null) =>
    `A username has 3 to 64 letters from a to z, digits, dots, dashes or underscores, and begins with a letter or digit.${plain === null ? '' : ` How about “${plain}”?`}`,
  password: 'Password',
  passwordHint: 'At least ten characters, and not easily guessed. A few odd words do well.',
  show: 'Show',
  hide: 'Hide',
  showPassword: 'Show the password',
  working: 'One moment',
  toRegister: 'Make an account',
  toSignIn: 'Sign in',
  newHere: 'New here?',
  haveOne: 'Been here before?',
  passwordShort: 'A password has at least ten characters.',
  passwordHasName: 'Your username is in it. Choose one without.',
  passwordRepeats: 'It repeats too few characters. Choose one with more variety.',
  passwordEasy:
    'This is easily guessed: well-known words, names, dates or runs. A few odd words in a row do well.',
  missingUsername: 'Type your username.',
  missingPassword: 'Type your password.',
  usernameTaken: 'Somebody else has this username.',
  wrong: 'There is no account with this username and password.',
  tooMany: (seconds: number | null) =>
    seconds === null
      ? 'Too many attempts. Wait a moment.'
      : `Too many attempts. Try again in ${counted(Math.ceil(seconds), 'second', 'seconds')}.`,
  unreachable: 'The server does not answer. Try again in a moment.',
  failed: 'That did not work. Try again in a moment.',
  welcome: (name: string) => `Signed in as ${name}.`,
  signedOut: 'Signed out.',
  signOutFailed: 'Signing out did not work. Try again in a moment.',
};

const stars = (value: number) =>
  `${atMostTenth(value)} ${value === 1 || value === 0.5 ? 'star' : 'stars'}`;

export const marks = {
  legend: (title: string) => `Your rating of ${title}`,
  stars,
  clear: (title: string) => `Remove your rating of ${title}`,
  /** How the stars are used by keyboard. */
  keys: 'Arrows choose, Enter keeps it, Escape takes it back, Delete removes your rating.',
  takenBack: (title: string, rating: number | null) =>
    rating === null
      ? `Taken back. ${title} is not rated.`
      : `Taken back. ${title} keeps ${stars(rating)}.`,
  signInToRate: (title: string) => `Sign in to rate ${title}`,
  signInLabel: 'Sign in to rate',
  watchlistLabel: 'Watchlist',
  watchlist: (title: string) => `${title}: on my watchlist`,
  toList: 'To a list',
  toListLabel: (title: string) => `To a list: ${title}`,
  hideLabel: 'Not interested',
  hide: (title: string) => `${title}: not interested`,
  seenLabel: 'Seen',
  seenIt: (title: string) => `${title}: seen`,
  seenOn: 'Seen on',
  seenOnOf: (title: string) => `Day on which you saw ${title}`,
  undo: 'Undo',
  undone: 'Taken back.',
  rated: (title: string, rating: number) => `${title}: ${stars(rating)}.`,
  unrated: (title: string) => `Rating of ${title} removed.`,
  watchlisted: (title: string, on: boolean) =>
    on ? `${title} is on your watchlist.` : `${title} is off your watchlist.`,
  hid: (title: string, on: boolean) =>
    on ? `${title} will not be suggested.` : `${title} may be suggested again.`,
  failed: (title: string) => `${title}: that could not be saved.`,
  signedOut: 'You were signed out. Sign in to keep that.',
  dismiss: 'Close this message',
};

export const forYou = {
  title: 'For you',
  lead: 'Made from what you rated. Rate one, and the list changes.',
  notYetText:
    'These are films that many people know, and no two alike. Rate a few and they give way to yours.',
  pick: 'Pick films you know',
  predicted: (rating: number) => oneDecimal(rating),
  predictedLabel: (rating: number) => `For you ${oneDecimal(rating)} of 5`,
  why: 'Why',
  whyFor: (title: string) => `Why ${title}`,
  slider: 'How far from what you know',
  familiar: 'Familiar',
  adventurous: 'Adventurous',
  sliderText: (value: number) => `${Math.round(value * 100)} of 100, towards adventurous`,
  place: ordinal,
  label: 'Films for you',
  words: 'From what you said.',
  scrollOn: (name: string) => `Further along ${name}`,
  scrollBack: (name: string) => `Back along ${name}`,
  shown: (count: number) => `${counted(count, 'film', 'films')} for you.`,
  /** How a film came to its place when the list was sorted anew. */
  move: (from: number | null, to: number) =>
    from === null
      ? `new, now ${ordinal(to)}`
      : `${from > to ? '↑' : '↓'} from ${ordinal(from)} to ${ordinal(to)}`,
  moved: (count: number) => `${counted(count, 'film', 'films')} moved.`,
  emptyTitle: 'Nothing left to suggest',
  emptyFiltered: 'No film for you fits all of these filters.',
  empty: 'You have rated, seen or hidden everything that is here.',
};

export const library = {
  title: 'Library',
  tabs: 'Shelves',
  lists: {
    ratings: 'Ratings',
    watchlist: 'Watchlist',
    history: 'Diary',
    hidden: 'Not interested',
  },
  sort: 'Sort by',
  sorts: {
    newest: 'Newest first',
    oldest: 'Oldest first',
    rating: 'Rating',
    title: 'Title',
    year: 'Year',
  },
  rated: (moment: string) => `Rated ${dayOf(moment)}`,
  added: (moment: string) => `Added ${dayOf(moment)}`,
  hidden: (moment: string) => `Hidden ${dayOf(moment)}`,
  remove: 'Remove',
  removeLabel: {
    ratings: (title: string) => `Remove: the rating of ${title}`,
    watchlist: (title: string) => `Remove: ${title} from the watchlist`,
    history: (title: string) => `Remove: ${title} from the diary`,
    hidden: (title: string) => `Suggest again: ${title}`,
  },
  restore: 'Suggest again',
  shown: (count: number) => counted(count, 'film', 'films'),
  empty: {
    ratings: {
      title: 'Nothing rated yet',
      text: 'Give stars to films you know, on any list or page. Each one sharpens what is for you.',
    },
    watchlist: {
      title: 'Nothing to watch yet',
      text: 'The bookmark beside a film puts it here for an evening to come.',
    },
    history: {
      title: 'No film seen yet',
      text: 'The ticket beside a film enters it here, with the day. Notes have room, too.',
    },
    hidden: {
      title: 'Nothing turned away',
      text: 'Films you are not interested in are kept here, and can come back.',
    },
  },
  find: 'Find films',
  filter: 'Filter by title, name or genre',
  clearFilter: 'Clear the filter',
  noneTitle: 'Nothing of that name',
  none: (text: string) => `No film on this shelf fits “${text}”.`,
  reading: 'Reading the whole shelf',
  unknownDay: 'Some day',
  month: monthOf,
  guestTitle: 'Your library is behind a door',
  guest: 'Sign in to see what you rated, saw and wanted to see.',
};

export const welcome = {
  title: 'Films you know',
  lead: 'Press the posters of films you love. Say which were not for you, and which you have not seen: another takes their place.',
  ways: 'Ways to begin',
  way: { pick: 'Pick films', words: 'Say it in words', file: 'Bring a file' },
  wordsTitle: 'In your own words',
  wordsLead: 'What do you like to see, and what not? A sentence or two will do.',
  wordsLabel: 'What you like',
  fileLead: 'You have kept a list elsewhere? Bring it along.',
  fileGuest: 'A file is read into your account, so make one first. It takes a name and a password.',
  byName: 'Or name a film you love',
  clearName: 'Clear the name',
  foundTitle: 'Is it one of these?',
  keptTitle: 'Named by you',
  answered: 'What you said so far',
  found: (count: number) =>
    count === 0 ? 'No film found.' : `${counted(count, 'film', 'films')} found.`,
  groups: {
    known: 'Known to many',
    recent: 'Of the last years',
    world: 'In other languages',
    eighties: 'Eighties and nineties',
    old: 'Before 1970',
    laugh: 'To laugh',
    far: 'Far from here',
    dark: 'After dark',
    heart: 'For the heart',
    drawn: 'Drawn and animated',
    tension: 'On the edge',
  },
  pick: ': I love it',
  notForMe: 'Not for me',
  notForMeLabel: (title: string) => `${title}: seen, not for me`,
  unseen: 'Not seen',
  unseenLabel: (title: string) => `${title}: not seen, show another`,
  another: (title: string) => `${title} made room for another.`,
  picked: (count: number) =>
    count === 0
      ? 'None picked yet. Five make a good start.'
      : count < 5
        ? `${counted(count, 'film', 'films')} picked. Five make a good start.`
        : `${counted(count, 'film', 'films')} picked.`,
  past: 'Past the films',
  show: 'Show my films',
  skip: 'Not now',
  register: 'Make an account to see your films',
  signIn: 'I have one: sign in',
};
