/** Die Texte von Feeds, Webhooks und geteilten Links. */
import type * as en from '../en/outgoing';
import { dayOf } from '$lib/locale/format';

const hookFailures = {
  silent: 'keine Antwort',
  address: 'an diese Adresse darf nichts gesendet werden',
};

export const outgoing: typeof en.outgoing = {
  feeds: 'Abonnements',
  feedsNote:
    'Merkliste und Tagebuch im Kalender oder Feedreader. Wer eine Adresse kennt, kann sie lesen, auch ohne Konto.',
  feedNames: {
    watchlist_atom: 'Merkliste, für Feedreader',
    watchlist_ics: 'Merkliste, als Aufgaben im Kalender',
    diary_atom: 'Tagebuch, für Feedreader',
    diary_ics: 'Tagebuch, im Kalender',
  },
  noFeed: 'Es gibt keine Adressen.',
  feedFacts: (made, read) =>
    `Adressen vom ${dayOf(made)}, ${read === null ? 'nie gelesen' : `zuletzt gelesen am ${dayOf(read)}`}.`,
  makeFeed: 'Adressen anlegen',
  renewFeed: 'Neue Adressen anlegen',
  feedMade: 'Kopiere sie jetzt. Sie werden nur dieses eine Mal gezeigt; ältere gelten nicht mehr.',
  revokeFeed: 'Adressen widerrufen',
  feedRevoked: 'Die Adressen gelten nicht mehr.',
  copyFeed: (name) => `Kopieren: ${name}`,
  webhooks: 'Benachrichtigte Adressen',
  webhooksNote:
    'Adressen anderer Programme (Webhooks), die sofort erfahren, was du bewertest, siehst oder dir merkst.',
  hookUrl: 'Adresse',
  hookUrlHint: 'Beginnt mit https:// und liegt im öffentlichen Netz.',
  hookUrlRule: 'Gib eine Adresse an wie https://example.org/hook.',
  hookEvents: 'Erfahren soll sie, was ich',
  hookEventNames: { rated: 'bewerte', seen: 'gesehen habe', watchlisted: 'mir merke' },
  hookEventsRule: 'Wähle wenigstens eines, das sie erfahren soll.',
  makeHook: 'Adresse hinzufügen',
  hookMade:
    'Mit diesem Geheimnis ist signiert, was gesendet wird. Kopiere es jetzt; es wird nur dieses eine Mal gezeigt.',
  hooksOff: 'Wer diesen Dienst betreibt, erlaubt keine Webhooks.',
  noHooks: 'Es gibt keine.',
  hookFacts: (delivered, failure) =>
    failure !== null
      ? `Letzter Versuch misslungen: ${typeof failure === 'number' ? `Antwort ${failure}` : hookFailures[failure]}`
      : delivered === null
        ? 'Noch nichts gesendet'
        : `Zuletzt gesendet am ${dayOf(delivered)}`,
  hookGivenUp: (day) => `Aufgegeben am ${dayOf(day)}, nach zwanzig Fehlschlägen nacheinander`,
  resumeHook: 'Wieder aufnehmen',
  hookResumed: 'Sie erfährt wieder davon.',
  removeHook: 'Entfernen',
  removeHookLabel: (url) => `Entfernen: die Adresse ${url}`,
  hookRemoved: 'Die Adresse ist entfernt.',
};

export const share: typeof en.share = {
  none: 'Den Film dieses Links gibt es hier nicht.',
  title: 'Ein geteilter Film',
  looking: 'Der Film wird gesucht.',
};

export const install: typeof en.install = {
  title: 'Als App',
  note: 'Mit eigenem Symbol; die letzten Listen lassen sich ohne Netz lesen.',
  take: 'App installieren',
};
