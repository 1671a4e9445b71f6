/** Die Texte über Filme: sie suchen, und einer von ihnen. */
import type * as en from '../en/films';
import { moods } from './moods';
import { collection } from './collections';
import { country, tongue } from './places';
import { counted, listed, number, oneDecimal, runtimeIn } from '$lib/locale/format';

const genres: Readonly<Record<string, string>> = {
  Adventure: 'Abenteuer',
  Animation: 'Animation',
  Biography: 'Filmbiografie',
  Children: 'Kinderfilm',
  Comedy: 'Komödie',
  Crime: 'Krimi',
  Documentary: 'Dokumentarfilm',
  Family: 'Familienfilm',
  'Film-Noir': 'Film noir',
  History: 'Historienfilm',
  Music: 'Musikfilm',
  Mystery: 'Mystery',
  Romance: 'Liebesfilm',
  'Sci-Fi': 'Science-Fiction',
  'Science Fiction': 'Science-Fiction',
  'TV Movie': 'Fernsehfilm',
  War: 'Kriegsfilm',
};

export const genre: typeof en.genre = (name) => genres[name] ?? name;

const films = (count: number) => counted(count, 'Film', 'Filme');

const runtime = (minutes: number) => runtimeIn(minutes, 'Std.', 'Min.');

export const search: typeof en.search = {
  label: 'Worauf hast du Lust?',
  documentTitle: 'Suchen',
  titleFor: (q) => `„${q}“`,
  clear: 'Suche leeren',
  anywhere: 'Filme und Menschen',
  close: 'Suche schließen',
  suggestions: 'Vorschläge',
  found: (count) => `${counted(count, 'Vorschlag', 'Vorschläge')}. Pfeil nach unten führt hin.`,
  try: 'Zum Beispiel',
  hint: 'Genres, Stimmungen, Länder und Namen gehen auf Deutsch, ganze Beschreibungen besser auf Englisch. / springt ins Feld.',
  // What is read as genre, mood, country, name or time is understood in German.
  examples: [
    'langsames japanisches Familiendrama',
    'französische Komödie vor 1970',
    'Filme wie Alien',
    'Western mit Rache',
    'traurige Liebesfilme',
    'Horrorfilm der 80er',
    'spannender Thriller aus Südkorea',
    'Komödie mit schwarzem Humor',
    'Stummfilm',
    'Krimi von Alfred Hitchcock',
    'Science-Fiction aus den 70ern',
    'düsterer Thriller aus den 90ern',
    'italienischer Western',
    'Musical aus den 50ern',
  ],
};

export const results: typeof en.results = {
  heading: 'Kommt dem am nächsten',
  sortedHeading: 'Was dem nahe kommt',
  sort: 'Sortieren nach',
  sorts: {
    relevance: 'Nähe',
    year: 'Neueste zuerst',
    rating: 'Bewertung',
    predicted: 'Für dich',
    length: 'Kürzeste zuerst',
  },
  popular: 'Auf dem Spielplan',
  popularNote: 'Filme, die viele kennen, und keine zwei gleich.',
  popularFiltered: 'Auf dem Spielplan, nach deiner Wahl',
  popularFilteredNote: 'Die bekanntesten, die zu deinen Filtern passen.',
  films,
  shown: (count) => `${films(count)} zu sehen`,
  announce: (count, more) =>
    more ? `${films(count)} zu sehen, und es gibt mehr` : `${films(count)} gefunden`,
  announceNone: 'Kein Film gefunden',
  nothingFits: 'Kein Film hier passt dazu',
  nothingFitsAdvice: 'Sag es mit anderen Worten, oder sieh nach, wie es geschrieben wird.',
  nearest: 'Am nächsten sind noch diese, und sie sind weit weg',
  restFits: 'Von hier an weniger nah',
  corrected: (text) => `Gesucht wurde „${text}“.`,
  verbatim: (text) => `Genau „${text}“ suchen`,
  understoodNothing: 'Deine Worte wurden genommen, wie sie sind.',
  readWords: 'Filter wieder aus den Worten lesen',
  otherReading: (name) => `Oder meinst du den Menschen ${name}?`,
  otherReadings: 'Oder meinst du einen von diesen Menschen?',
  tonight: 'Für dich heute Abend',
  tonightNote: 'Nach deinen Bewertungen.',
  allForYou: 'Alles für dich',
  more: 'Mehr zeigen',
  loadingMore: 'Holt mehr',
  end: 'Das sind alle.',
  label: 'Filme',
};

export const why: typeof en.why = {
  plot: 'Aus der Handlung',
  tag: 'Schlagwort',
  genre: 'Genre',
  title: 'Im Titel',
};

export const empty: typeof en.empty = {
  title: 'Dazu passt nichts',
  search: (q) => `Kein Film kommt „${q}“ nahe. Weniger oder einfachere Worte helfen oft.`,
  filtered: (q) => `Kein Film kommt „${q}“ nahe und passt zu deinen Filtern.`,
  filters: 'Kein Film passt zu allen diesen Filtern.',
  clearFilters: 'Filter entfernen',
  startOver: 'Von vorn beginnen',
};

export const filters: typeof en.filters = {
  open: 'Filter',
  openCount: (count) => `Filter, ${number(count)} aktiv`,
  title: 'Filter',
  close: 'Filter schließen',
  genres: 'Genres',
  genresNote: 'Plus behält nur Filme dieses Genres, Minus lässt sie weg.',
  countries: 'Länder',
  languages: 'Sprachen',
  anyNote: 'Von mehreren mit Plus genügt eines.',
  collections: 'Sammlungen',
  collectionsNote: 'Studios, Reihen, Preise und Strömungen. Von mehreren einer Art genügt eine.',
  find: (what) => `In ${what} suchen`,
  all: (count) => `Alle ${number(count)}`,
  fewer: 'Weniger',
  include: (name) => `Nur ${name}`,
  exclude: (name) => `Kein ${name}`,
  people: 'Menschen',
  peopleField: 'Ein Name: Regie, Schauspiel, Buch, Musik',
  clearPeople: 'Name leeren',
  noPeople: 'Niemand in diesem Katalog heißt so.',
  chosenPeople: 'Gewählte Menschen',
  roleOf: (name) => `Was ${name} gemacht hat`,
  with: (name) => `Nur Filme mit ${name}`,
  without: (name) => `Keine Filme mit ${name}`,
  years: 'Jahre',
  from: 'Von',
  to: 'Bis',
  decades: 'Jahrzehnte',
  decade: (start) => `${start}er`,
  yearHint: 'Vier Ziffern, etwa 1968.',
  yearOrder: 'Das erste Jahr liegt nach dem letzten, so kann nichts passen.',
  runtime: 'Laufzeit',
  runtimeFrom: 'Von, in Minuten',
  runtimeTo: 'Bis, in Minuten',
  runtimes: 'Übliche Laufzeiten',
  runtimeHint: 'Ganze Minuten, etwa 95.',
  runtimeOrder: 'Die kürzeste ist länger als die längste, so kann nichts passen.',
  certificate: 'Freigabe höchstens',
  certificateNote: 'Wie in den USA eingestuft. Filme ohne bekannte Freigabe fallen weg.',
  clear: 'Alle entfernen',
  done: 'Filme zeigen',
};

export const chips: typeof en.chips = {
  label: 'Aktive Filter',
  not: (name) => `nicht ${name}`,
  preference: {
    rating: { high: 'gut bewertet', low: 'schlecht bewertet' },
    popularity: { high: 'bekannt', low: 'wenig bekannt' },
    year: { high: 'neuer', low: 'älter' },
  },
  country,
  collection,
  language: (name) => (name === 'None' ? tongue(name) : `auf ${tongue(name)}`),
  years: (from, to) =>
    from !== null && to !== null
      ? from === to
        ? String(from)
        : `${from}–${to}`
      : from !== null
        ? `ab ${from}`
        : `bis ${to ?? ''}`,
  runtime: (from, to) =>
    from !== null && to !== null
      ? `${number(from)}–${number(to)} Min.`
      : from !== null
        ? from % 5 === 1
          ? `über ${number(from - 1)} Min.`
          : `ab ${number(from)} Min.`
        : (to ?? 0) % 5 === 4
          ? `unter ${number((to ?? 0) + 1)} Min.`
          : `bis ${number(to ?? 0)} Min.`,
  certificate: (name) => `Freigabe ${name}`,
  certificateMax: (name) => `höchstens ${name}`,
  remove: (label) => `Filter entfernen: ${label}`,
  understood: 'aus deinen Worten gelesen',
  like: (title) => `wie ${title}`,
};

export const film: typeof en.film = {
  originalTitle: 'Originaltitel',
  yearUnknown: 'Jahr unbekannt',
  runtime,
  certificate: 'Freigabe',
  age: (years) => (years === 0 ? 'geeignet für jedes Alter' : `geeignet ab ${years}`),
  facts: 'Angaben',
  language: tongue,
  partOf: 'Gehört zu',
  credits: 'Mitwirkende',
  directedBy: 'Regie',
  writtenBy: 'Buch',
  cast: 'Mit',
  musicBy: 'Musik',
  otherTitles: 'Auch bekannt als',
  wholeCast: (count) => `Alle ${number(count)} mit ihren Rollen`,
  firstOfCast: 'Nur die ersten',
  moreTitles: (count) => `Alle ${number(count)} Titel`,
  fewerTitles: 'Weniger Titel',
  moods: 'Wie er sich anfühlt',
  mood: (name) => moods[name] ?? name,
  tags: 'Schlagwörter',
  provenance: {
    kinds: {
      plot: 'Handlung',
      moods: 'Stimmungen',
      age: 'Alter',
      phrases: 'Suchworte',
      tags: 'Schlagwörter',
      people: 'Mitwirkende',
      facts: 'Angaben',
      titles: 'andere Titel',
      genres: 'Genres',
      year: 'Jahr',
    },
    all: 'Texte und Angaben',
    rest: 'der Rest',
    cc0: (name) => `${name}, CC0 1.0`,
  },
  noPlot: 'Zu diesem Film ist keine Handlung bekannt.',
  mean: (mean) => oneDecimal(mean),
  ratings: (count) => `aus ${counted(count, 'Bewertung', 'Bewertungen')}`,
  popularity: [
    'Selten gesehen',
    'Manchen bekannt',
    'Vielen bekannt',
    'Weithin bekannt',
    'Einer der bekanntesten',
  ],
  unrated: 'Noch nicht bewertet',
  external: 'Anderswo',
  opensElsewhere: 'öffnet eine andere Website',
  similar: 'Ihm nah',
  similarNote: 'Nach dem, was sie erzählen, wie sie wirken und wem sie gefallen.',
  shared: (names) => `Beide: ${listed(names)}`,
  steering: {
    open: 'Wie er, aber anders',
    reset: 'So wie er ist',
    estimated:
      'Geschätzt, wo niemand es gesagt hat: aus Handlungen, daraus, wem was gefällt, und aus beschriebenen Filmen.',
    axes: {
      light: { name: 'Dunkler oder heller', left: 'dunkler', right: 'heller' },
      pace: { name: 'Langsamer oder schneller', left: 'langsamer', right: 'schneller' },
      humour: { name: 'Ernster oder lustiger', left: 'ernster', right: 'lustiger' },
      violence: { name: 'Sanfter oder gewaltsamer', left: 'sanfter', right: 'gewaltsamer' },
      strangeness: { name: 'Wirklicher oder seltsamer', left: 'wirklicher', right: 'seltsamer' },
    },
    text: (ends, position) => {
      if (position === 0) return 'so wie er ist';
      const word = position < 0 ? ends.left : ends.right;
      const far = Math.abs(position);
      return far < 0.4 ? `etwas ${word}` : far > 0.9 ? `so weit es geht: ${word}` : word;
    },
  },
  noSimilar: 'Sonst ist ihm in diesem Katalog nichts nah.',
  loading: 'Der Film wird geladen',
  missingTitle: 'Diesen Film gibt es nicht',
  missing: 'Unter dieser Adresse hat der Katalog keinen Film.',
  find: 'Einen Film suchen',
};

/** Was es im Haus gibt. */
export const remote = {
  owned: 'Auf dem Medienserver',
  onlyOwned: 'Nur was wir haben',
  play: (server: string) => `Auf ${server} abspielen`,
  playLabel: 'Wo man ihn abspielt',
};
