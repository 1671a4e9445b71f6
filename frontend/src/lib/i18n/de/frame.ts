/** Die Texte des Rahmens um jede Seite, und was auf jeder schiefgehen kann. */
import type * as en from '../en/frame';

export const app: typeof en.app = {
  name: 'ordained',
  home: 'ordained, zum Anfang',
  skip: 'Zum Inhalt springen',
  title: (screen) => `${screen} · ordained`,
  navigation: 'Hauptmenü',
  loading: 'Wird geladen',
  close: 'Schließen',
};

export const nav: typeof en.nav = {
  discover: 'Suchen',
  tonight: 'Heute',
  forYou: 'Für dich',
  map: 'Karte',
  taste: 'Geschmack',
  library: 'Filmbuch',
  settings: 'Einstellungen',
  signIn: 'Anmelden',
  signOut: 'Abmelden',
  settingsOf: (name) => `Einstellungen von ${name}`,
  about: 'Über',
  api: 'API',
  admin: 'Betrieb',
};

export const theme: typeof en.theme = {
  system: 'Farben: wie das System',
  light: 'Farben: hell',
  dark: 'Farben: dunkel',
  next: { system: 'zu hell wechseln', light: 'zu dunkel wechseln', dark: 'dem System folgen' },
};

export const footer: typeof en.footer = {
  line: 'Empfehlungen aus deiner Hand. Alles läuft hier, und was du sagst, bleibt hier.',
  navigation: 'Mehr',
  language: 'Sprache',
  dataset: (name) => (name === 'sample' ? 'Mitgelieferter Katalog' : name),
};

export const connection: typeof en.connection = {
  lost: 'Der Server ist nicht zu erreichen. Es wird von selbst weiter versucht.',
  retry: 'Jetzt versuchen',
  waiting: (count) =>
    count === 1
      ? 'Eine Änderung wartet aufs Speichern.'
      : `${count} Änderungen warten aufs Speichern.`,
};

export const error: typeof en.error = {
  title: 'Das ging nicht',
  unreachable: 'Der Server antwortet nicht. ordained versucht es von selbst weiter.',
  preparing: 'Der Katalog wird vorbereitet. Diese Seite füllt sich, sobald er fertig ist.',
  preparingTitle: 'Das Programm ist noch im Druck',
  invalid: 'Der Server hat diese Anfrage nicht verstanden.',
  fallback: 'Der Server hatte ein Problem mit dieser Anfrage.',
  tooMany: 'Das war dem Server zu schnell. Warte einen Moment.',
  said: (words) => `Der Server sagt dazu auf Englisch: „${words}“`,
  reference: (id) => `Kennung ${id}`,
  retry: 'Noch einmal',
};

export const notFound: typeof en.notFound = {
  title: 'Diese Seite gibt es nicht',
  text: 'Unter dieser Adresse steht nichts. Vielleicht ist sie vertippt oder umgezogen.',
  home: 'Zum Anfang',
};

export const failure: typeof en.failure = {
  title: 'Diese Seite ist gerissen',
  text: 'Etwas darin ging schief. Was du gespeichert hast, ist noch da.',
  reload: 'Neu laden',
  home: 'Zum Anfang',
};
