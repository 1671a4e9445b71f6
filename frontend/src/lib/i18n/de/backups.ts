/** Die Texte der Sicherungen auf der Seite für den Betrieb. */
import type * as en from '../en/backups';
import { atMostTenth, counted, dateAndTime } from '$lib/locale/format';

const moment = (when: string) => dateAndTime(new Date(when));
const size = (bytes: number) =>
  bytes < 1e9 ? `${atMostTenth(bytes / 1e6)} MB` : `${atMostTenth(bytes / 1e9)} GB`;

export const backups: typeof en.backups = {
  title: 'Sicherungen',
  note: 'Jede ist eine Datei mit allem: Konten, Bewertungen, Filme und Vektoren. Sie enthält Hashes von Passwörtern und gehört entsprechend verwahrt. SECRET_KEY enthält sie nicht.',
  none: 'Noch gibt es keine Sicherung.',
  unavailable:
    'Dieser Server hat kein pg_dump oder keinen Ordner zum Schreiben. Auf seinem Rechner: make backup.',
  restoreElsewhere:
    'Die Datenbank läuft anderswo und wird dort wiederhergestellt, nicht von dieser Seite aus: make restore.',
  make: 'Sicherung anlegen',
  upload: 'Sicherung hochladen',
  uploading: 'Wird hochgeladen…',
  kind: {
    made: 'Sicherung',
    uploaded: 'Hochgeladen',
    'before-upgrade': 'Vor einem Versionswechsel',
    'before-restore': 'Vor einer Wiederherstellung',
  },
  facts: (bytes, when) => `${moment(when)} · ${size(bytes)}`,
  found: ({ people, ratings, viewings, dataset, films }, when) =>
    `Ausprobiert am ${moment(when)}: ${counted(people, 'Konto', 'Konten')}, ${counted(ratings, 'Bewertung', 'Bewertungen')}, ${counted(viewings, 'Tagebucheintrag', 'Tagebucheinträge')}, ${dataset === null ? 'keine Filme in Betrieb' : `${counted(films, 'Film', 'Filme')} (${dataset})`}.`,
  broken: (reason) => `Lässt sich nicht wiederherstellen: ${reason}`,
  download: 'Herunterladen',
  downloadLabel: (when) => `Sicherung vom ${moment(when)} herunterladen`,
  check: 'Ausprobieren',
  checkLabel: (when) => `Sicherung vom ${moment(when)} ausprobieren`,
  restore: 'Wiederherstellen…',
  restoreLabel: (when) => `Sicherung vom ${moment(when)} wiederherstellen`,
  remove: 'Löschen',
  removeLabel: (when) => `Sicherung vom ${moment(when)} löschen`,
  running: {
    backup: 'Eine Sicherung wird angelegt. Diese Seite kann verlassen werden.',
    check:
      'Eine Sicherung wird in einer eigenen Datenbank ausprobiert. Am laufenden Betrieb ändert sich nichts.',
    restore: 'Eine Sicherung wird wiederhergestellt. Bis sie ganz da ist, läuft alles wie bisher.',
  },
  done: {
    backup: 'Die Sicherung ist angelegt.',
    check: 'Die Sicherung lässt sich wiederherstellen.',
    restore:
      'Die Sicherung ist wiederhergestellt. Wen sie nicht als angemeldet kennt, der meldet sich neu an.',
  },
  failed: (reason) => `Das ist gescheitert, und nichts wurde geändert: ${reason}`,
  died: 'Der letzte Auftrag endete vorzeitig. Am laufenden Betrieb hat sich nichts geändert.',
  restoreTitle: 'Diese Sicherung wiederherstellen?',
  restoreText: (when) =>
    `Alles wird so, wie es am ${moment(when)} war. Was seither bewertet, gesehen und geschrieben wurde, ist hier dann weg. Die Sicherung wird zuerst ausprobiert, und der jetzige Stand bleibt als Sicherung in dieser Liste.`,
  confirm: 'Dein Passwort',
  restoreConfirm: 'Wiederherstellen',
  noBackup: 'Diese Datei ist keine Sicherung von ordained, oder sie brach ab.',
  tooLarge: 'Für diese Datei ist auf der Platte kein Platz.',
  busy: 'Eine andere Sicherung, Prüfung oder Wiederherstellung läuft gerade.',
};
