/** The texts of backups, on the operator's page. */
import { atMostTenth, counted, dateAndTime } from '$lib/locale/format';

interface Content {
  people: number;
  ratings: number;
  viewings: number;
  dataset: string | null;
  films: number;
}
const moment = (when: string) => dateAndTime(new Date(when));
const size = (bytes: number) =>
  bytes < 1e9 ? `${atMostTenth(bytes / 1e6)} MB` : `${atMostTenth(bytes / 1e9)} GB`;

export const backups = {
  title: 'Backups',
  note: 'Each is one file with everything: accounts, ratings, films and vectors. It holds hashes of passwords, so keep it as you would those. It does not hold SECRET_KEY.',
  none: 'There is no backup yet.',
  unavailable: 'This server has no pg_dump or no folder to write to. On its machine: make backup.',
  restoreElsewhere:
    'The database runs elsewhere, so it is restored there, and not from this page: make restore.',
  make: 'Make a backup',
  upload: 'Upload a backup',
  uploading: 'Uploading…',
  kind: {
    made: 'Backup',
    uploaded: 'Uploaded',
    'before-upgrade': 'Before an upgrade',
    'before-restore': 'Before a restore',
  },
  facts: (bytes: number, when: string) => `${moment(when)} · ${size(bytes)}`,
  found: ({ people, ratings, viewings, dataset, films }: Content, when: string) =>
    `Tried out ${moment(when)}: ${counted(people, 'account', 'accounts')}, ${counted(ratings, 'rating', 'ratings')}, ${counted(viewings, 'diary entry', 'diary entries')}, ${dataset === null ? 'no live films' : `${counted(films, 'film', 'films')} (${dataset})`}.`,
  broken: (reason: string) => `Cannot be restored: ${reason}`,
  download: 'Download',
  downloadLabel: (when: string) => `Download the backup of ${moment(when)}`,
  check: 'Try it out',
  checkLabel: (when: string) => `Try out the backup of ${moment(when)}`,
  restore: 'Restore…',
  restoreLabel: (when: string) => `Restore the backup of ${moment(when)}`,
  remove: 'Delete',
  removeLabel: (when: string) => `Delete the backup of ${moment(when)}`,
  running: {
    backup: 'A backup is being made. You can leave this page.',
    check: 'A backup is being tried out in a database of its own. Nothing that is served changes.',
    restore: 'A backup is being restored. Until it is whole, everything is served as before.',
  },
  done: {
    backup: 'The backup is made.',
    check: 'The backup can be restored.',
    restore: 'The backup is restored. Whoever it does not know as signed in signs in again.',
  },
  failed: (reason: string) => `That failed, and nothing was changed: ${reason}`,
  died: 'The last job ended before it was done. Nothing that is served was changed.',
  restoreTitle: 'Restore this backup?',
  restoreText: (when: string) =>
    `Everything is served as it was on ${moment(when)}. What people have rated, seen and written since then is gone from here. It is tried out first, and a backup of now is kept in this list.`,
  confirm: 'Your password',
  restoreConfirm: 'Restore',
  noBackup: 'This file is no backup of ordained, or it broke off.',
  tooLarge: 'There is no room for this file on the disk.',
  busy: 'Another backup, check or restore is under way.',
};
