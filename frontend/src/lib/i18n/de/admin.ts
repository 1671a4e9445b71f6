/** Die Texte der Seite für den Betrieb. */
import type * as en from '../en/admin';
import {
  atMostTenth,
  counted,
  dateAndTime,
  dayOf,
  listed,
  number,
  percent,
  threeDecimals,
} from '$lib/locale/format';

const parts: Readonly<Record<string, string>> = {
  imdb_id: 'IMDb-Nummer',
  tmdb_id: 'TMDB-Nummer',
  title: 'Titel',
  original_title: 'Originaltitel',
  year: 'Jahr',
  genres: 'Genres',
  collections: 'Sammlungen',
  ratings: 'Bewertungen',
  plot: 'Handlung',
  directors: 'Regie',
  writers: 'Drehbuch',
  composers: 'Musik',
  cast: 'Besetzung',
  runtime: 'Laufzeit',
  certificate: 'Freigabe',
  countries: 'Länder',
  languages: 'Sprachen',
  tags: 'Schlagwörter',
  moods: 'Stimmungen',
  minimum_age: 'Mindestalter',
  phrases: 'Suchwendungen',
  text_vector: 'Textvektor',
  taste_vector: 'Geschmacksvektor',
  tag_vector: 'Schlagwortvektor',
  map_place: 'Ort auf der Karte',
  alternative_titles: 'Weitere Titel',
  title_languages: 'Sprachen der Titel',
};
const stages: Readonly<Record<string, string>> = {
  catalogue: 'Katalog',
  'text vectors': 'Textvektoren',
  'taste vectors': 'Geschmacksvektoren',
  tags: 'Schlagwörter',
  map: 'Karte',
  load: 'Laden',
  index: 'Index',
  quality: 'Messung',
};
const films = (count: number) => counted(count, 'Film', 'Filme');

export const admin: typeof en.admin = {
  title: 'Betrieb',
  lead: 'Was hier läuft, für Verwalter. Nichts auf dieser Seite sagt, was jemand bewertet hat.',
  count: number,
  day: dayOf,
  ms: (ms) => `${atMostTenth(ms)} ms`,
  share: (count, all) => percent(count / Math.max(1, all)),
  jobs: 'Aufträge',
  jobsNote: 'Neubauten, die laufen; alle fünf Sekunden nachgesehen.',
  noJobs: 'Gerade läuft kein Neubau.',
  job: (id, dataset) => `Ausgabe ${id}, ${dataset}`,
  since: (when) => `seit ${dateAndTime(new Date(when))}`,
  deadJob:
    'Der Prozess ist gestorben. Der nächste Neubau räumt auf und fährt mit dem fort, was kodiert ist.',
  atStage: (stage, at, of) => `${stage}: Abschnitt ${at} von ${of}`,
  parts: (done, total) => `${number(done)} von ${number(total)}`,
  stage: (name) => stages[name] ?? name,
  releases: 'Ausgaben',
  releasesNote:
    'Jeder Bau von Katalog und Vektoren, mit dem, was vor dem Start gemessen wurde. Die Ausgabe vor der jetzigen bleibt, damit man zurückkehren kann.',
  release: (id) => `Ausgabe ${id}`,
  state: {
    building: 'im Bau',
    live: 'in Betrieb',
    retired: 'abgelöst',
    failed: 'gescheitert',
    refused: 'abgelehnt',
  },
  releaseFacts: (release) =>
    [
      release.dataset,
      films(release.movie_count),
      `${number(release.rating_count)} ${release.simulated_ratings ? 'simulierte Bewertungen' : 'Bewertungen'}`,
      release.encoder,
      release.live_at === null
        ? `begonnen ${dateAndTime(new Date(release.created_at))}`
        : `in Betrieb genommen ${dateAndTime(new Date(release.live_at))}`,
    ].join(' · '),
  grades: (grades, simulated) =>
    grades === null
      ? 'Nicht gemessen.'
      : [
          grades.search &&
            `Suche: MRR ${threeDecimals(grades.search.mrr)}, Treffer@10 ${threeDecimals(grades.search.hit_at_10)} (${number(grades.search.queries)} Anfragen)`,
          grades.recommendations &&
            `Empfehlungen: NDCG@100 ${threeDecimals(grades.recommendations.ndcg_at_100)}, nach Beliebtheit ${threeDecimals(grades.recommendations.popular_ndcg_at_100)} (${number(grades.recommendations.people)} ${simulated ? 'simulierte Menschen' : 'Menschen'})`,
          grades.forced && 'Auf Verlangen in Betrieb genommen.',
        ]
          .filter(Boolean)
          .join(' · '),
  stages: 'Wie lange jeder Abschnitt dauerte',
  stageTime: (stage, seconds) => `${stage} ${atMostTenth(seconds)} s`,
  rollBack: (id) => `Zurück zu Ausgabe ${id}`,
  rollBackTitle: (id) => `Zurück zu Ausgabe ${id}?`,
  rollBackText: (live, id) =>
    `Die nächste Antwort kommt für alle aus Ausgabe ${id}${live === null ? '' : ` statt aus ${live}`}. Bewertungen bleiben. Auf demselben Weg geht es wieder vorwärts. Das Protokoll sagt, wer es war.`,
  rollBackConfirm: 'Zurückkehren',
  cancel: 'Lassen',
  rolledBack: (id) => `Ausgabe ${id} ist wieder in Betrieb.`,
  rolledBackWithout: (id) =>
    `Ausgabe ${id} ist wieder in Betrieb, ohne seither hinzugefügte Filme; das Protokoll sagt, warum.`,
  coverage: 'Daten und Abdeckung',
  coverageNote: 'Wie viele Filme der jetzigen Ausgabe haben, was eine Antwort brauchen kann.',
  coverageOf: (dataset, count) => `${dataset}: ${films(count)}`,
  coverageColumns: ['Was', 'Filme', 'Anteil'],
  part: (name) => parts[name] ?? name.replaceAll('_', ' '),
  sources: 'Welche Quelle was gab',
  source: (name) => (name === 'data set' ? 'Datensatz' : name),
  sourceColumns: ['Quelle', 'Feld', 'Filme'],
  people: 'Menschen',
  peopleNote: 'Konten, und wie viel jedes festgehalten hat.',
  accounts: (total, administrators) =>
    `${counted(total, 'Konto', 'Konten')}, ${number(administrators)} mit Verwaltung`,
  administrator: 'Verwaltung',
  peopleColumns: ['Name', 'Rolle', 'Seit', 'Bewertet', 'Gesehen', 'Merkliste', 'Ausgeblendet'],
  more: 'Mehr zeigen',
  statements: 'Langsame Abfragen',
  statementsNote:
    'Von diesem Dienst selbst gemessen, seit seine Prozesse laufen, samt Lesen der Zeilen; die insgesamt teuersten zuerst. Die Statistik von PostgreSQL wird nicht gelesen.',
  statementColumns: ['Abfrage', 'Aufrufe', 'Mittel', '95 von 100 in'],
  beyond: 'mehr als 10 s',
  imports: 'Importe',
  importsNote:
    'Berichte der letzten 30 Tage, als Zahlen. Gründe stehen bei den ersten Zeilen jedes Berichts.',
  noImports: 'In letzter Zeit hat niemand etwas importiert.',
  importColumns: ['Format', 'Importe', 'Zeilen', 'Nicht erkannt', 'Unsicher', 'Gründe'],
  fault: (reason, rows) => `${reason}: ${number(rows)}`,
  noneRefused: 'Seit dem Start wurde keine Datei abgelehnt.',
  refused: (counts) => `Seit dem Start abgelehnte Dateien, nach Status: ${listed(counts)}.`,
};
