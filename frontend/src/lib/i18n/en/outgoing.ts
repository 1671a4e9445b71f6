/** The texts of feeds, webhooks and shared links. */
import { dayOf } from '$lib/locale/format';

const hookFailures = {
  silent: 'it did not answer',
  address: 'nothing may be sent to this address',
};

export const outgoing = {
  feeds: 'Feeds',
  feedsNote:
    'Your watchlist and diary in a calendar or feed reader. Whoever knows an address can read it, without an account.',
  feedNames: {
    watchlist_atom: 'Watchlist, for feed readers',
    watchlist_ics: 'Watchlist, as tasks in a calendar',
    diary_atom: 'Diary, for feed readers',
    diary_ics: 'Diary, in a calendar',
  },
  noFeed: 'There are no addresses.',
  feedFacts: (made: string, read: string | null) =>
    `Addresses made ${dayOf(made)}, ${read === null ? 'never read' : `last read ${dayOf(read)}`}.`,
  makeFeed: 'Make addresses',
  renewFeed: 'Make new addresses',
  feedMade: 'Copy them now. They are shown this once only; older ones hold no longer.',
  revokeFeed: 'Revoke the addresses',
  feedRevoked: 'The addresses hold no longer.',
  copyFeed: (name: string) => `Copy: ${name}`,
  webhooks: 'Webhooks',
  webhooksNote: 'Addresses of other programs that are told at once what you rate, see or plan.',
  hookUrl: 'Address',
  hookUrlHint: 'Begins with https:// and is in the public internet.',
  hookUrlRule: 'Enter an address such as https://example.org/hook.',
  hookEvents: 'Tell it what I',
  hookEventNames: { rated: 'rate', seen: 'have seen', watchlisted: 'put on my watchlist' },
  hookEventsRule: 'Choose at least one thing to tell.',
  makeHook: 'Add the webhook',
  hookMade: 'This secret signs what is sent. Copy it now; it is shown this once only.',
  hooksOff: 'Whoever runs this service allows no webhooks.',
  noHooks: 'There are no webhooks.',
  hookFacts: (delivered: string | null, failure: number | keyof typeof hookFailures | null) =>
    failure !== null
      ? `Last attempt failed: ${typeof failure === 'number' ? `it answered ${failure}` : hookFailures[failure]}`
      : delivered === null
        ? 'Nothing sent yet'
        : `Last sent ${dayOf(delivered)}`,
  hookGivenUp: (day: string) => `Given up on ${dayOf(day)}, after twenty failures in a row`,
  resumeHook: 'Take it up again',
  hookResumed: 'It is told again.',
  removeHook: 'Remove',
  removeHookLabel: (url: string) => `Remove: the webhook ${url}`,
  hookRemoved: 'The webhook is removed.',
};

/** A link that another program shares with this one. */
export const share = {
  none: 'The film of this link is not here.',
  title: 'A shared film',
  looking: 'Looking for the film.',
};

/** The offer to install the app. */
export const install = {
  title: 'As an app',
  note: 'With an icon of its own; the last lists can be read without a network.',
  take: 'Install the app',
};
