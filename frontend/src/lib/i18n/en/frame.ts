/** The texts of the frame of every screen, and of what can go wrong with any. */

export const app = {
  name: 'ordained',
  home: 'ordained, to the start',
  skip: 'Skip to the content',
  title: (screen: string) => `${screen} · ordained`,
  navigation: 'Main',
  loading: 'Loading',
  close: 'Close',
};

export const nav = {
  discover: 'Discover',
  tonight: 'Tonight',
  forYou: 'For you',
  map: 'Map',
  taste: 'Taste',
  library: 'Library',
  settings: 'Settings',
  signIn: 'Sign in',
  signOut: 'Sign out',
  settingsOf: (name: string) => `Settings of ${name}`,
  about: 'About',
  api: 'API',
  admin: 'Operation',
};

export const theme = {
  system: 'Theme: as the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
  next: { system: 'switch to light', light: 'switch to dark', dark: 'follow the system' },
};

export const footer = {
  line: 'A recommender of your own. It runs here, and what you tell it stays here.',
  navigation: 'More',
  language: 'Language',
  /** The bundled catalogue is called `sample` where commands name it. */
  dataset: (name: string) => (name === 'sample' ? 'Bundled catalogue' : name),
};

export const connection = {
  lost: 'Cannot reach the server. Trying again by itself.',
  retry: 'Try now',
  waiting: (count: number) =>
    count === 1 ? 'One change waits to be saved.' : `${count} changes wait to be saved.`,
};

export const error = {
  title: 'That did not work',
  unreachable: 'The server does not answer. ordained tries again by itself.',
  preparing: 'The catalogue is being prepared. This page fills itself as soon as it is ready.',
  preparingTitle: 'The programme is at the printer',
  invalid: 'The server did not understand this request.',
  fallback: 'The server had a problem with this request.',
  tooMany: 'That was too fast for the server. Wait a moment.',
  /** Around what the server says in English: why a file cannot be read, or a release not go back. */
  said: (words: string) => words,
  reference: (id: string) => `Reference ${id}`,
  retry: 'Try again',
};

export const notFound = {
  title: 'No such page',
  text: 'There is nothing at this address. It may have been mistyped, or moved.',
  home: 'To the start',
};

export const failure = {
  title: 'This page broke',
  text: 'Something in it went wrong. Nothing you saved is lost.',
  reload: 'Load it again',
  home: 'To the start',
};
