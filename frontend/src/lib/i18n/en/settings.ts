/** The texts of Settings. */
import { dayOf } from '$lib/locale/format';

export const settings = {
  title: 'Settings',
  lead: (name: string) => `Signed in as ${name}.`,
  guest: 'Sign in to change how ordained knows you. Theme and language work without.',
  appearance: 'Appearance',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  language: 'Language',
  password: 'Password',
  passwordNote: 'All other sessions end, and all tokens.',
  currentPassword: 'Current password',
  newPassword: 'New password',
  changePassword: 'Change the password',
  passwordChanged: 'The password is changed.',
  wrongPassword: 'That is not your password.',
  tokens: 'Tokens',
  tokensNote:
    'For programs and assistants that act for you. No token can change your password, make tokens or delete the account.',
  tokenName: 'What it is for',
  tokenDays: 'Days until it ends',
  tokenDaysHint: 'Empty: it never ends.',
  scopes: 'What it may do',
  scopeNames: { read: 'Read', write: 'Write', admin: 'Administer' },
  scopesRule: 'Choose at least one thing that it may do.',
  tokenNameRule: 'Say what it is for, in up to 100 characters.',
  daysRule: 'A whole number of days, from 1 to 365.',
  makeToken: 'Make a token',
  tokenMade: 'Copy it now. It is shown this once only.',
  copy: 'Copy',
  copied: 'Copied.',
  tokenFacts: (
    scopes: readonly ('read' | 'write' | 'admin')[],
    ends: string | null,
    used: string | null,
  ) => {
    const names = { read: 'reads', write: 'writes', admin: 'administers' };
    const may = scopes.map((scope) => names[scope]).join(', ');
    const end = ends === null ? 'never ends' : `ends ${dayOf(ends)}`;
    return `${may}; ${end}, ${used === null ? 'never used' : `last used ${dayOf(used)}`}`;
  },
  noTokens: 'There are no tokens.',
  revoke: 'Revoke',
  revokeLabel: (name: string) => `Revoke: the token ${name}`,
  revoked: (name: string) => `The token ${name} no longer holds.`,
  export: 'Take it with you',
  exportNote: 'All you noted here, as a file. ordained reads it again; other services read theirs.',
  exports: {
    all: 'Everything, for ordained',
    letterboxd: 'Films seen, for Letterboxd',
    letterboxdWatchlist: 'Watchlist, for Letterboxd',
    imdb: 'Films seen, for IMDb',
  },
  remove: 'Delete the account',
  removeNote: 'Ratings, history, lists and tokens go with it, for good. Export them first.',
  removeConfirm: 'Your password, to confirm',
  removeAction: 'Delete my account',
  removed: 'Your account is deleted.',
  failed: 'That did not work. Try again in a moment.',
};
