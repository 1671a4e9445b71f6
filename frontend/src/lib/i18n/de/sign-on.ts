/** Die Texte der Anmeldung über einen Anbieter und des zweiten Faktors. */
import type * as en from '../en/sign-on';
import { counted, dayOf } from '$lib/locale/format';

export const signOn: typeof en.signOn = {
  with: (name) => `Mit ${name} anmelden`,
  or: 'oder mit einem Passwort',
  unreachable: (name) => `${name} hat nicht geantwortet. Versuch es gleich noch einmal.`,
  title: (name) => `Anmeldung mit ${name}`,
  working: 'Einen Moment. ordained fragt, wer du bist.',
  failedTitle: 'Du bist nicht angemeldet',
  notLinkedTitle: 'Das Konto ist nicht verknüpft',
  back: 'Zurück zur Anmeldung',
  toSettings: 'Zurück zu den Einstellungen',
  cancelled: 'Der Anbieter hat dich nicht durchgelassen, oder du bist umgekehrt.',
  lost: 'Diese Anmeldung begann in einem anderen Tab oder vor zu langer Zeit. Beginn sie noch einmal.',
  refused:
    'Die Antwort des Anbieters zeigt nicht, wer du bist. Wer diesen Dienst betreibt, findet den Grund im Protokoll.',
  noAccount:
    'Der Anbieter kennt dich, aber kein Konto hier ist mit dir verknüpft. Wer eines bekommt, entscheidet, wer diesen Dienst betreibt.',
  taken: 'Mit diesem Konto des Anbieters ist hier ein anderes Konto verknüpft.',
  insecure:
    'Diese Seite kam über einfaches http, und Sitzungen gibt es hier nur über https: So kann sich niemand anmelden. Öffne ihre https-Adresse; wer den Dienst betreibt, findet mehr im Protokoll.',
  code: 'Code',
  codeHint: 'Aus deiner Authenticator-App, oder einer deiner Ersatzcodes.',
  codeNeeded: 'Das Passwort stimmt. Nun noch der Code deiner Authenticator-App.',
  codeWrong: 'Dieser Code ist falsch, schon benutzt oder zu alt. Warte auf den nächsten.',
  passwordsOff: 'Passwörter sind hier ausgeschaltet. Melde dich mit einem der Anbieter an.',
  again: 'Um das zu bestätigen, melde dich ab, wieder an, und tu es innerhalb von zehn Minuten.',
  identities: 'Anmeldung mit einem Anbieter',
  identitiesNote: 'Konten anderswo, mit denen du hier hereinkommst.',
  linkedTo: (email, since, used) =>
    `${email === null ? '' : `${email}, `}verknüpft am ${dayOf(since)}, ${used === null ? 'noch nicht benutzt' : `zuletzt benutzt am ${dayOf(used)}`}`,
  link: (name) => `${name} verknüpfen`,
  linked: 'Verknüpft. Ab jetzt kannst du dich damit anmelden.',
  unlink: 'Lösen',
  unlinkLabel: (name) => `Verknüpfung mit ${name} lösen`,
  unlinked: (name) => `Die Verknüpfung mit ${name} ist gelöst.`,
  lastWayIn: 'Ohne sie könntest du dich nicht mehr anmelden. Leg vorher ein Passwort fest.',
  gone: 'Ein Anbieter, den es hier nicht mehr gibt',
  confirm: 'Dein Passwort, zur Bestätigung',
  setPassword: 'Passwort festlegen',
  setPasswordNote:
    'Du hast keines: Du meldest dich mit einem Anbieter an. Mit einem musst du nicht.',
  passwordSet: 'Das Passwort ist festgelegt.',
  factor: 'Zweiter Faktor',
  factorNote:
    'Ein Code aus einer App auf deinem Telefon, nach dem Passwort gefragt. Wer nur das Passwort erfährt, bleibt draußen.',
  factorSetUp: 'Einrichten',
  factorScan: 'Scanne dies mit einer Authenticator-App, oder tippe den Schlüssel ab:',
  factorQr: 'QR-Bild des Schlüssels für die Authenticator-App',
  factorCode: 'Der Code, den die App zeigt',
  factorSwitchOn: 'Einschalten',
  factorOn: 'Er ist eingeschaltet.',
  factorOnNow: 'Der zweite Faktor ist an. Alle anderen Sitzungen sind beendet, und alle Schlüssel.',
  factorOff: 'Der zweite Faktor ist aus.',
  factorSwitchOff: 'Ausschalten',
  codesLeft: (count) => `${counted(count, 'Ersatzcode ist', 'Ersatzcodes sind')} übrig.`,
  codesNew: 'Neue Ersatzcodes',
  codesTitle: 'Ersatzcodes',
  codesShown:
    'Jeder ersetzt einmal die App, wenn das Telefon weg ist. Sie werden nur dieses eine Mal gezeigt: Heb sie dort auf, wo das Telefon nicht ist.',
};
