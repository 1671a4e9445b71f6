/** The texts of media servers and accounts elsewhere, in Settings and on the operator's page. */
import { counted, dateAndTime, listed, number } from '$lib/locale/format';

/** Why a code connected nothing. */
export type CodeFailure = 'denied' | 'ended' | 'refused' | 'away' | 'exists' | 'failed';

/** Kinds of failure; the words beside them in the API's `detail` are English only. */
type ReadingFailure = 'remote' | 'away' | 'refused' | 'missing' | 'unreadable';

interface Reading {
  failure: ReadingFailure | null;
  films: number;
  changed: number;
  kept: number;
  not_matched: number;
}

const failures: Record<ReadingFailure, string> = {
  remote: 'The sign-in there no longer fits this account; disconnect it and connect it again.',
  away: 'It does not answer, or cannot now.',
  refused: 'It does not take the token, or the name and password.',
  missing: 'It has nothing at this address.',
  unreadable: 'Its answer cannot be read.',
};

export const remoteAccounts = {
  title: 'Media servers',
  note: 'What you rated and saw on Jellyfin, Emby or Plex, and at Letterboxd, Trakt or Simkl. A rating made here wins; nothing is ever taken away.',
  none: 'No account is connected.',
  nothing:
    'There is nothing to connect to. An administrator adds media servers on the page Operation.',
  service: 'Connect to',
  name: 'Your name there',
  password: 'Your password there',
  passwordHint: 'Sent there once for a token, and not kept.',
  token: 'A token from there',
  tokenHint: 'Kept encrypted, and never shown again.',
  plexName: 'Your name on Plex, as it is shown there',
  nameRule: 'Say who you are there.',
  secretRule: 'This is needed to read your account.',
  connect: 'Connect',
  byToken: 'I have a token',
  byCode: 'Connect by a code',
  codeNote: (name: string) => `You get a code, type it at ${name} and agree there.`,
  codeGet: 'Get a code',
  codeShown: (name: string, minutes: number) =>
    `Type this code at ${name} and agree there, within ${counted(minutes, 'minute', 'minutes')}:`,
  codeWaits: 'This page notices by itself when you have agreed.',
  codeCancel: 'Cancel',
  codeFailures: {
    denied: 'You said no there. Nothing was connected.',
    ended: 'The code is over. Get another.',
    refused: 'It gives no code to this service; whoever runs it can look into that.',
    away: 'It does not answer. Try again later.',
    exists: 'You have connected an account there already.',
    failed: 'That did not work. Try again in a moment.',
  } satisfies Record<CodeFailure, string>,
  connected: (name: string) => `${name} is connected.`,
  refused: 'It does not take the name, password or token.',
  away: 'It does not answer. Try again later.',
  exists: 'You have connected an account there already.',
  at: (server: string, name: string) => `${server}, as ${name}`,
  syncNow: 'Read now',
  syncLabel: (name: string) => `Read now: ${name}`,
  syncing: 'Being read …',
  never: 'Not read yet.',
  read: (when: string, { failure, films, changed, kept, not_matched: missed }: Reading) =>
    `${dateAndTime(new Date(when))}: ` +
    (failure === null
      ? [
          counted(films, 'film', 'films'),
          changed === 0 ? 'nothing new' : `${number(changed)} changed here`,
          ...(kept === 0 ? [] : [`${counted(kept, 'rating', 'ratings')} of yours kept`]),
          ...(missed === 0 ? [] : [`${number(missed)} not found here`]),
        ].join(', ') + '.'
      : `not read. ${failures[failure]}`),
  missed: (titles: readonly string[]) => `Not found here: ${listed(titles)}`,
  undo: 'Undo it among the past imports.',
  writeBack: 'Write what I rate and see here back there',
  waiting: (count: number) => `${counted(count, 'mark waits', 'marks wait')} to be written there.`,
  disconnect: 'Disconnect',
  disconnectLabel: (name: string) => `Disconnect: ${name}`,
  disconnected: (name: string) => `${name} is disconnected. What came from there stays.`,
  failed: 'That did not work. Try again in a moment.',
  servers: 'Media servers',
  serversNote:
    'What the house has. Their films can be filtered by, and people can connect their accounts on them.',
  noServers: 'There is no media server yet.',
  kind: 'Kind',
  serverName: 'Name',
  url: 'Address, as this service reaches it',
  playUrl: 'Address, as browsers reach it; may be left out',
  key: 'API key, or for Plex the token of its owner',
  nameNeeded: 'Give it a name.',
  urlRule: 'An address such as http://192.168.1.5:8096.',
  keyRule: 'It is needed to read the library.',
  add: 'Add the server',
  added: (name: string) => `${name} is added.`,
  facts: (films: number, matched: number) =>
    `${counted(films, 'film', 'films')}, ${number(matched)} of them in this catalogue`,
  serverRead: (when: string | null, failure: ReadingFailure | null) =>
    when === null
      ? 'Not read yet.'
      : failure === null
        ? `Read ${dateAndTime(new Date(when))}.`
        : `Tried ${dateAndTime(new Date(when))}. ${failures[failure]}`,
  readLibrary: 'Read the library',
  readLibraryLabel: (name: string) => `Read the library of ${name}`,
  webhook: 'The address for its webhook. It is shown this once only:',
  newWebhook: 'New webhook address',
  newWebhookLabel: (name: string) => `New webhook address for ${name}`,
  remove: 'Remove',
  removeLabel: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} is removed. Ratings and viewings stay.`,
  notMatched: (count: number) => `Films not in this catalogue: ${number(count)}`,
  filmLine: (title: string, year: number | null, reason: string | null) =>
    `${title}${year === null ? '' : ` (${year})`}${reason === null ? '' : `: ${reason}`}`,
};
