/** Die Texte der Einstellungen. */
import type * as en from '../en/settings';
import { dayOf } from '$lib/locale/format';

export const settings: typeof en.settings = {
  title: 'Einstellungen',
  lead: (name) => `Angemeldet als ${name}.`,
  guest: 'Melde dich an, um zu ändern, wie ordained dich kennt. Farben und Sprache gehen auch so.',
  appearance: 'Aussehen',
  theme: 'Farben',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  password: 'Passwort',
  passwordNote: 'Alle anderen Sitzungen enden, und alle Schlüssel.',
  currentPassword: 'Jetziges Passwort',
  newPassword: 'Neues Passwort',
  changePassword: 'Passwort ändern',
  passwordChanged: 'Das Passwort ist geändert.',
  wrongPassword: 'Das ist nicht dein Passwort.',
  tokens: 'Schlüssel',
  tokensNote:
    'Für Programme und Assistenten, die für dich handeln. Kein Schlüssel kann dein Passwort ändern, Schlüssel anlegen oder das Konto löschen.',
  tokenName: 'Wofür er ist',
  tokenDays: 'Tage, bis er endet',
  tokenDaysHint: 'Leer: Er endet nie.',
  scopes: 'Was er darf',
  scopeNames: { read: 'Lesen', write: 'Schreiben', admin: 'Verwalten' },
  scopesRule: 'Wähle wenigstens eines, das er darf.',
  tokenNameRule: 'Sag in bis zu 100 Zeichen, wofür er ist.',
  daysRule: 'Eine ganze Zahl von Tagen, 1 bis 365.',
  makeToken: 'Schlüssel anlegen',
  tokenMade: 'Kopiere ihn jetzt. Er wird nur dieses eine Mal gezeigt.',
  copy: 'Kopieren',
  copied: 'Kopiert.',
  tokenFacts: (scopes, ends, used) => {
    const names = { read: 'liest', write: 'schreibt', admin: 'verwaltet' };
    const may = scopes.map((scope) => names[scope]).join(', ');
    const end = ends === null ? 'endet nie' : `endet am ${dayOf(ends)}`;
    return `${may}; ${end}, ${used === null ? 'nie benutzt' : `zuletzt benutzt am ${dayOf(used)}`}`;
  },
  noTokens: 'Es gibt keine Schlüssel.',
  revoke: 'Widerrufen',
  revokeLabel: (name) => `Widerrufen: den Schlüssel ${name}`,
  revoked: (name) => `Der Schlüssel ${name} gilt nicht mehr.`,
  export: 'Nimm es mit',
  exportNote:
    'Alles, was du hier notiert hast, als Datei. ordained liest sie wieder ein, andere Dienste ihre.',
  exports: {
    all: 'Alles, für ordained',
    letterboxd: 'Gesehenes, für Letterboxd',
    letterboxdWatchlist: 'Merkliste, für Letterboxd',
    imdb: 'Gesehenes, für IMDb',
  },
  remove: 'Konto löschen',
  removeNote:
    'Bewertungen, Tagebuch, Listen und Schlüssel gehen mit, endgültig. Nimm sie vorher mit.',
  removeConfirm: 'Dein Passwort, zur Bestätigung',
  removeAction: 'Mein Konto löschen',
  removed: 'Dein Konto ist gelöscht.',
  failed: 'Das ging nicht. Versuch es gleich noch einmal.',
};
