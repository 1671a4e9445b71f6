/** Die Texte der Medienserver und Konten anderswo, in den Einstellungen und auf der Betriebsseite. */
import type { Messages } from '../en';
import { counted, dateAndTime, listed, number } from '$lib/locale/format';

const failures = {
  remote: 'Die Anmeldung dort passt nicht mehr zu diesem Konto; trenne es und verbinde es neu.',
  away: 'Von dort kommt keine Antwort, oder gerade nicht.',
  refused: 'Name, Passwort oder Schlüssel werden dort nicht angenommen.',
  missing: 'Unter dieser Adresse gibt es nichts.',
  unreadable: 'Die Antwort von dort ist nicht lesbar.',
};

export const remoteAccounts: Messages['remoteAccounts'] = {
  title: 'Medienserver',
  note: 'Was du auf Jellyfin, Emby oder Plex und bei Letterboxd, Trakt oder Simkl bewertet und gesehen hast. Eine Bewertung von hier gilt; weggenommen wird nie etwas.',
  none: 'Es ist kein Konto verbunden.',
  nothing:
    'Es gibt nichts zu verbinden. Medienserver trägt die Verwaltung auf der Seite Betrieb ein.',
  service: 'Verbinden mit',
  name: 'Dein Name dort',
  password: 'Dein Passwort dort',
  passwordHint: 'Es wird einmal für einen Schlüssel dorthin gesendet und nicht behalten.',
  token: 'Ein Schlüssel (Token) von dort',
  tokenHint: 'Er wird verschlüsselt behalten und nie wieder gezeigt.',
  plexName: 'Dein Name bei Plex, wie er dort steht',
  nameRule: 'Sag, wer du dort bist.',
  secretRule: 'Das wird gebraucht, um dein Konto zu lesen.',
  connect: 'Verbinden',
  byToken: 'Ich habe einen Schlüssel (Token)',
  byCode: 'Mit einem Code verbinden',
  codeNote: (name) => `Du bekommst einen Code, gibst ihn bei ${name} ein und stimmst dort zu.`,
  codeGet: 'Code holen',
  codeShown: (name, minutes) =>
    `Gib diesen Code bei ${name} ein und stimm dort zu, binnen ${counted(minutes, 'Minute', 'Minuten')}:`,
  codeWaits: 'Diese Seite merkt von selbst, wenn du zugestimmt hast.',
  codeCancel: 'Abbrechen',
  codeFailures: {
    denied: 'Du hast dort abgelehnt. Es wurde nichts verbunden.',
    ended: 'Der Code gilt nicht mehr. Hol einen neuen.',
    refused: 'Dieser Dienst bekommt dort keinen Code; wer ihn betreibt, kann dem nachgehen.',
    away: 'Von dort kommt keine Antwort. Versuch es später noch einmal.',
    exists: 'Dort hast du schon ein Konto verbunden.',
    failed: 'Das ging nicht. Versuch es gleich noch einmal.',
  },
  connected: (name) => `${name} ist verbunden.`,
  refused: 'Name, Passwort oder Schlüssel werden dort nicht angenommen.',
  away: 'Von dort kommt keine Antwort. Versuch es später noch einmal.',
  exists: 'Dort hast du schon ein Konto verbunden.',
  at: (server, name) => `${server}, als ${name}`,
  syncNow: 'Jetzt lesen',
  syncLabel: (name) => `Jetzt lesen: ${name}`,
  syncing: 'Wird gelesen …',
  never: 'Noch nicht gelesen.',
  read: (when, { failure, films, changed, kept, not_matched: missed }) =>
    `${dateAndTime(new Date(when))}: ` +
    (failure === null
      ? [
          counted(films, 'Film', 'Filme'),
          changed === 0 ? 'nichts Neues' : `${number(changed)} hier geändert`,
          ...(kept === 0
            ? []
            : [`${counted(kept, 'deiner Bewertungen', 'deiner Bewertungen')} behalten`]),
          ...(missed === 0 ? [] : [`${number(missed)} hier nicht gefunden`]),
        ].join(', ') + '.'
      : `nicht gelesen. ${failures[failure]}`),
  missed: (titles) => `Hier nicht gefunden: ${listed(titles)}`,
  undo: 'Zurücknehmen kannst du es bei den früheren Übernahmen.',
  writeBack: 'Was ich hier bewerte und sehe, auch dort eintragen',
  waiting: (count) =>
    count === 1
      ? 'Eine Angabe wartet darauf, dort eingetragen zu werden.'
      : `${number(count)} Angaben warten darauf, dort eingetragen zu werden.`,
  disconnect: 'Trennen',
  disconnectLabel: (name) => `Trennen: ${name}`,
  disconnected: (name) => `${name} ist getrennt. Was von dort kam, bleibt.`,
  failed: 'Das ging nicht. Versuch es gleich noch einmal.',
  servers: 'Medienserver',
  serversNote:
    'Was es im Haus gibt. Nach ihren Filmen lässt sich filtern, und wer hier ein Konto hat, kann sein Konto dort verbinden.',
  noServers: 'Es gibt noch keinen Medienserver.',
  kind: 'Art',
  serverName: 'Name',
  url: 'Adresse, unter der dieser Dienst ihn erreicht',
  playUrl: 'Adresse, unter der Browser ihn erreichen; darf fehlen',
  key: 'API-Schlüssel, bei Plex der Token des Besitzers',
  nameNeeded: 'Gib ihm einen Namen.',
  urlRule: 'Eine Adresse wie http://192.168.1.5:8096.',
  keyRule: 'Er wird gebraucht, um die Bibliothek zu lesen.',
  add: 'Server hinzufügen',
  added: (name) => `${name} ist eingetragen.`,
  facts: (films, matched) =>
    `${counted(films, 'Film', 'Filme')}, davon ${number(matched)} in diesem Katalog`,
  serverRead: (when, failure) =>
    when === null
      ? 'Noch nicht gelesen.'
      : failure === null
        ? `Gelesen ${dateAndTime(new Date(when))}.`
        : `Versucht ${dateAndTime(new Date(when))}. ${failures[failure]}`,
  readLibrary: 'Bibliothek lesen',
  readLibraryLabel: (name) => `Bibliothek von ${name} lesen`,
  webhook: 'Die Adresse für seinen Webhook. Sie wird nur dieses eine Mal gezeigt:',
  newWebhook: 'Neue Webhook-Adresse',
  newWebhookLabel: (name) => `Neue Webhook-Adresse für ${name}`,
  remove: 'Entfernen',
  removeLabel: (name) => `${name} entfernen`,
  removed: (name) => `${name} ist entfernt. Bewertungen und Gesehenes bleiben.`,
  notMatched: (count) => `Filme, die dieser Katalog nicht hat: ${number(count)}`,
  filmLine: (title, year, reason) =>
    `${title}${year === null ? '' : ` (${year})`}${reason === null ? '' : `: ${reason}`}`,
};
