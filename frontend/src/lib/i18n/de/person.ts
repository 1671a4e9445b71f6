/** Die Texte über den Menschen, der sie liest. */
import type * as en from '../en/person';
import { atMostTenth, counted, dayOf, monthOf, number, oneDecimal } from '$lib/locale/format';

export const account: typeof en.account = {
  signIn: 'Anmelden',
  signInLead: 'Deine Bewertungen, deine Liste und deine Filme warten, wo du sie gelassen hast.',
  register: 'Konto anlegen',
  registrationClosed: 'Neue Konten legt an, wer diesen Dienst betreibt.',
  invitationNeeded:
    'Für ein neues Konto braucht es eine Einladung: Öffne den Link, den du bekommen hast.',
  invitationEnded: 'Diese Einladung ist abgelaufen oder schon benutzt. Bitte um einen neuen Link.',
  registerLead: 'Ein Name und ein Passwort, sonst nichts. Beides bleibt auf diesem Server.',
  username: 'Name',
  usernameHint:
    '3 bis 64 Buchstaben von a bis z oder Ziffern, ohne Umlaute, Akzente und Leerzeichen. Punkt, Strich und Unterstrich dürfen dazwischen stehen.',
  usernameRule: (plain) =>
    `Ein Name hat 3 bis 64 Buchstaben von a bis z, Ziffern, Punkte, Striche oder Unterstriche und beginnt mit Buchstabe oder Ziffer.${plain === null ? '' : ` Vielleicht „${plain}“?`}`,
  password: 'Passwort',
  passwordHint: 'Mindestens zehn Zeichen, nicht leicht zu raten. Ein paar schräge Wörter tun gut.',
  show: 'Zeigen',
  hide: 'Verbergen',
  showPassword: 'Passwort zeigen',
  working: 'Einen Moment',
  toRegister: 'Konto anlegen',
  toSignIn: 'Anmelden',
  newHere: 'Neu hier?',
  haveOne: 'Schon einmal hier gewesen?',
  passwordShort: 'Ein Passwort hat mindestens zehn Zeichen.',
  passwordHasName: 'Dein Name steht darin. Nimm eines ohne ihn.',
  passwordRepeats: 'Es wiederholt zu wenige Zeichen. Nimm eines mit mehr verschiedenen.',
  passwordEasy:
    'Das ist leicht zu raten: bekannte Wörter, Namen, Daten oder Reihen. Ein paar schräge Wörter hintereinander tun gut.',
  missingUsername: 'Gib deinen Namen ein.',
  missingPassword: 'Gib dein Passwort ein.',
  usernameTaken: 'Diesen Namen hat schon jemand.',
  wrong: 'Mit diesem Namen und Passwort gibt es kein Konto.',
  tooMany: (seconds) =>
    seconds === null
      ? 'Zu viele Versuche. Warte einen Moment.'
      : `Zu viele Versuche. Versuch es in ${counted(Math.ceil(seconds), 'Sekunde', 'Sekunden')} wieder.`,
  unreachable: 'Der Server antwortet nicht. Versuch es gleich noch einmal.',
  failed: 'Das ging nicht. Versuch es gleich noch einmal.',
  welcome: (name) => `Angemeldet als ${name}.`,
  signedOut: 'Abgemeldet.',
  signOutFailed: 'Das Abmelden ging nicht. Versuch es gleich noch einmal.',
};

const stars = (value: number) =>
  `${atMostTenth(value)} ${value === 1 || value === 0.5 ? 'Stern' : 'Sterne'}`;

export const marks: typeof en.marks = {
  legend: (title) => `Deine Bewertung von ${title}`,
  stars,
  clear: (title) => `Deine Bewertung von ${title} löschen`,
  keys: 'Pfeile wählen, Enter behält, Escape nimmt zurück, Entf löscht deine Bewertung.',
  takenBack: (title, rating) =>
    rating === null
      ? `Zurückgenommen. ${title} ist nicht bewertet.`
      : `Zurückgenommen. ${title} behält ${stars(rating)}.`,
  signInToRate: (title) => `Anmelden, um ${title} zu bewerten`,
  signInLabel: 'Zum Bewerten anmelden',
  watchlistLabel: 'Merkliste',
  watchlist: (title) => `${title}: auf meiner Merkliste`,
  toList: 'Auf eine Liste',
  toListLabel: (title) => `Auf eine Liste: ${title}`,
  hideLabel: 'Kein Interesse',
  hide: (title) => `${title}: kein Interesse`,
  seenLabel: 'Gesehen',
  seenIt: (title) => `${title}: gesehen`,
  seenOn: 'Gesehen am',
  seenOnOf: (title) => `Tag, an dem du ${title} gesehen hast`,
  undo: 'Rückgängig',
  undone: 'Zurückgenommen.',
  rated: (title, rating) => `${title}: ${stars(rating)}.`,
  unrated: (title) => `Bewertung von ${title} gelöscht.`,
  watchlisted: (title, on) =>
    on ? `${title} ist auf deiner Merkliste.` : `${title} ist nicht mehr auf der Merkliste.`,
  hid: (title, on) =>
    on ? `${title} wird nicht vorgeschlagen.` : `${title} darf wieder vorgeschlagen werden.`,
  failed: (title) => `${title}: Das ließ sich nicht speichern.`,
  signedOut: 'Du wurdest abgemeldet. Melde dich an, um das zu behalten.',
  dismiss: 'Meldung schließen',
};

export const forYou: typeof en.forYou = {
  title: 'Für dich',
  lead: 'Aus deinen Bewertungen gemacht. Bewerte einen Film, und die Liste ändert sich.',
  notYetText:
    'Das sind Filme, die viele kennen, und keine zwei gleich. Bewerte ein paar, und sie weichen deinen.',
  pick: 'Filme wählen, die du kennst',
  predicted: (rating) => oneDecimal(rating),
  predictedLabel: (rating) => `Für dich ${oneDecimal(rating)} von 5`,
  why: 'Warum',
  whyFor: (title) => `Warum ${title}`,
  slider: 'Wie weit weg von dem, was du kennst',
  familiar: 'Vertraut',
  adventurous: 'Abenteuerlich',
  sliderText: (value) => `${Math.round(value * 100)} von 100, Richtung abenteuerlich`,
  place: (rank) => `${number(rank)}.`,
  label: 'Filme für dich',
  words: 'Nach dem, was du gesagt hast.',
  scrollOn: (name) => `${name}: weiter`,
  scrollBack: (name) => `${name}: zurück`,
  shown: (count) => `${counted(count, 'Film', 'Filme')} für dich.`,
  move: (from, to) =>
    from === null
      ? `neu, jetzt auf Platz ${number(to)}`
      : `${from > to ? '↑' : '↓'} von Platz ${number(from)} auf ${number(to)}`,
  moved: (count) => `${counted(count, 'Film hat', 'Filme haben')} den Platz gewechselt.`,
  emptyTitle: 'Nichts mehr vorzuschlagen',
  emptyFiltered: 'Kein Film für dich passt zu allen diesen Filtern.',
  empty: 'Du hast alles bewertet, gesehen oder ausgeblendet, was hier ist.',
};

export const library: typeof en.library = {
  title: 'Filmbuch',
  tabs: 'Regale',
  lists: {
    ratings: 'Bewertungen',
    watchlist: 'Merkliste',
    history: 'Tagebuch',
    hidden: 'Kein Interesse',
  },
  sort: 'Ordnen nach',
  sorts: {
    newest: 'Neueste zuerst',
    oldest: 'Älteste zuerst',
    rating: 'Bewertung',
    title: 'Titel',
    year: 'Jahr',
  },
  rated: (moment) => `Bewertet am ${dayOf(moment)}`,
  added: (moment) => `Gemerkt am ${dayOf(moment)}`,
  hidden: (moment) => `Ausgeblendet am ${dayOf(moment)}`,
  remove: 'Entfernen',
  removeLabel: {
    ratings: (title) => `Entfernen: die Bewertung von ${title}`,
    watchlist: (title) => `Entfernen: ${title} von der Merkliste`,
    history: (title) => `Entfernen: ${title} aus dem Tagebuch`,
    hidden: (title) => `Wieder vorschlagen: ${title}`,
  },
  restore: 'Wieder vorschlagen',
  shown: (count) => counted(count, 'Film', 'Filme'),
  empty: {
    ratings: {
      title: 'Noch nichts bewertet',
      text: 'Gib Filmen, die du kennst, Sterne, auf jeder Liste und Seite. Jeder schärft, was für dich ist.',
    },
    watchlist: {
      title: 'Noch nichts vorgemerkt',
      text: 'Das Lesezeichen neben einem Film legt ihn hierher, für einen Abend, der kommt.',
    },
    history: {
      title: 'Noch kein Film gesehen',
      text: 'Die Kinokarte neben einem Film trägt ihn hier ein, mit dem Tag. Auch Notizen haben Platz.',
    },
    hidden: {
      title: 'Nichts abgewiesen',
      text: 'Filme, die dich nicht interessieren, liegen hier und können zurückkommen.',
    },
  },
  find: 'Filme finden',
  filter: 'Nach Titel, Name oder Genre filtern',
  clearFilter: 'Filter leeren',
  noneTitle: 'Nichts mit diesem Namen',
  none: (text) => `Kein Film in diesem Regal passt zu „${text}“.`,
  reading: 'Das ganze Regal wird gelesen',
  unknownDay: 'Irgendwann',
  month: monthOf,
  guestTitle: 'Dein Filmbuch liegt hinter einer Tür',
  guest: 'Melde dich an, um zu sehen, was du bewertet, gesehen und vorgemerkt hast.',
};

export const welcome: typeof en.welcome = {
  title: 'Filme, die du kennst',
  lead: 'Drück auf die Plakate der Filme, die du liebst. Sag, welche nichts für dich waren und welche du nicht kennst: An ihre Stelle tritt ein anderer.',
  ways: 'Wege, anzufangen',
  way: { pick: 'Filme wählen', words: 'In Worten sagen', file: 'Datei mitbringen' },
  wordsTitle: 'In deinen eigenen Worten',
  wordsLead: 'Was siehst du gern, und was nicht? Ein, zwei Sätze genügen.',
  wordsLabel: 'Was du magst',
  fileLead: 'Du hast anderswo eine Liste geführt? Bring sie mit.',
  fileGuest:
    'Die Datei wird in dein Konto gelesen, also leg zuerst eines an. Es braucht einen Namen und ein Passwort.',
  byName: 'Oder nenn einen Film, den du liebst',
  clearName: 'Namen leeren',
  foundTitle: 'Ist es einer von diesen?',
  keptTitle: 'Von dir genannt',
  answered: 'Was du schon gesagt hast',
  found: (count) =>
    count === 0 ? 'Kein Film gefunden.' : `${counted(count, 'Film', 'Filme')} gefunden.`,
  groups: {
    known: 'Vielen bekannt',
    recent: 'Aus den letzten Jahren',
    world: 'In anderen Sprachen',
    eighties: 'Achtziger und Neunziger',
    old: 'Vor 1970',
    laugh: 'Zum Lachen',
    far: 'Weit weg von hier',
    dark: 'Nach Einbruch der Nacht',
    heart: 'Fürs Herz',
    drawn: 'Gezeichnet und animiert',
    tension: 'Auf der Kante',
  },
  pick: ': den liebe ich',
  notForMe: 'Nicht meins',
  notForMeLabel: (title) => `${title}: gesehen, nichts für mich`,
  unseen: 'Unbekannt',
  unseenLabel: (title) => `${title}: nicht gesehen, einen anderen zeigen`,
  another: (title) => `${title} hat einem anderen Platz gemacht.`,
  picked: (count) =>
    count === 0
      ? 'Noch keiner gewählt. Fünf sind ein guter Anfang.'
      : count < 5
        ? `${counted(count, 'Film', 'Filme')} gewählt. Fünf sind ein guter Anfang.`
        : `${counted(count, 'Film', 'Filme')} gewählt.`,
  past: 'An den Filmen vorbei',
  show: 'Meine Filme zeigen',
  skip: 'Jetzt nicht',
  register: 'Konto anlegen und Filme sehen',
  signIn: 'Ich habe eines: anmelden',
};
