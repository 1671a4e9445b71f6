/** The texts of the operator's page. */
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
  imdb_id: 'IMDb id',
  text_vector: 'Text vector',
  taste_vector: 'Taste vector',
  tag_vector: 'Tag vector',
  map_place: 'Place on the map',
  minimum_age: 'Minimum age',
};
const plain = (name: string) => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

interface ReleaseLine {
  dataset: string;
  encoder: string;
  movie_count: number;
  rating_count: number;
  simulated_ratings: boolean;
  created_at: string;
  live_at: string | null;
}
interface Grades {
  search: { mrr: number; hit_at_10: number; queries: number } | null;
  recommendations: { ndcg_at_100: number; popular_ndcg_at_100: number; people: number } | null;
  forced: boolean;
}

export const admin = {
  title: 'Operation',
  lead: 'What runs here, for administrators. Nothing on this page says what somebody rated.',
  count: number,
  day: dayOf,
  ms: (ms: number) => `${atMostTenth(ms)} ms`,
  share: (films: number, all: number) => percent(films / Math.max(1, all)),
  jobs: 'Jobs',
  jobsNote: 'Rebuilds under way; looked up every five seconds.',
  noJobs: 'No rebuild is under way.',
  job: (id: number, dataset: string) => `Release ${id}, ${dataset}`,
  since: (when: string) => `since ${dateAndTime(new Date(when))}`,
  deadJob: 'Its process has died. The next rebuild clears up and resumes what was encoded.',
  atStage: (stage: string, at: number, of: number) => `${stage}: stage ${at} of ${of}`,
  parts: (done: number, total: number) => `${number(done)} of ${number(total)}`,
  stage: plain,
  releases: 'Releases',
  releasesNote:
    'Each build of catalogue and vectors, with what was measured before it went live. The one before the live one is kept for a rollback.',
  release: (id: number) => `Release ${id}`,
  state: {
    building: 'building',
    live: 'live',
    retired: 'retired',
    failed: 'failed',
    refused: 'refused',
  },
  releaseFacts: (release: ReleaseLine) =>
    [
      release.dataset,
      counted(release.movie_count, 'film', 'films'),
      `${number(release.rating_count)} ${release.simulated_ratings ? 'simulated ratings' : 'ratings'}`,
      release.encoder,
      release.live_at === null
        ? `begun ${dateAndTime(new Date(release.created_at))}`
        : `went live ${dateAndTime(new Date(release.live_at))}`,
    ].join(' · '),
  grades: (grades: Grades | null, simulated: boolean) =>
    grades === null
      ? 'Not measured.'
      : [
          grades.search &&
            `Search: MRR ${threeDecimals(grades.search.mrr)}, hit@10 ${threeDecimals(grades.search.hit_at_10)} (${number(grades.search.queries)} queries)`,
          grades.recommendations &&
            `Recommendations: NDCG@100 ${threeDecimals(grades.recommendations.ndcg_at_100)}, by popularity ${threeDecimals(grades.recommendations.popular_ndcg_at_100)} (${number(grades.recommendations.people)} ${simulated ? 'simulated people' : 'people'})`,
          grades.forced && 'Went live by force.',
        ]
          .filter(Boolean)
          .join(' · '),
  stages: 'How long each stage took',
  stageTime: (stage: string, seconds: number) => `${stage} ${atMostTenth(seconds)} s`,
  rollBack: (id: number) => `Go back to release ${id}`,
  rollBackTitle: (id: number) => `Go back to release ${id}?`,
  rollBackText: (live: number | null, id: number) =>
    `Everybody's next answer comes from release ${id}${live === null ? '' : ` instead of ${live}`}. Ratings stay. You can go forward again in the same way. The log says who did it.`,
  rollBackConfirm: 'Go back',
  cancel: 'Leave it',
  rolledBack: (id: number) => `Release ${id} is live again.`,
  rolledBackWithout: (id: number) =>
    `Release ${id} is live again, without films that were added since; the log says why.`,
  coverage: 'Data and coverage',
  coverageNote: 'How many films of the live release have what an answer can use.',
  coverageOf: (dataset: string, films: number) => `${dataset}: ${counted(films, 'film', 'films')}`,
  coverageColumns: ['What', 'Films', 'Share'],
  part: (name: string) => parts[name] ?? plain(name),
  sources: 'Which source gave what',
  source: (name: string) => name,
  sourceColumns: ['Source', 'Field', 'Films'],
  people: 'People',
  peopleNote: 'Accounts, and how much each has marked.',
  accounts: (total: number, administrators: number) =>
    `${counted(total, 'account', 'accounts')}, ${counted(administrators, 'administrator', 'administrators')}`,
  administrator: 'administrator',
  peopleColumns: ['Name', 'Role', 'Since', 'Ratings', 'Seen', 'Watchlist', 'Hidden'],
  more: 'Show more',
  statements: 'Slow statements',
  statementsNote:
    "Timed by this service's own clock since its processes started, rows fetched; the most costly in all first. PostgreSQL's own statistics are not read.",
  statementColumns: ['Statement', 'Calls', 'Mean', '95 of 100 within'],
  beyond: 'more than 10 s',
  imports: 'Imports',
  importsNote: 'Reports of the last 30 days, as counts. Reasons are of the first rows of each.',
  noImports: 'Nobody has imported anything lately.',
  importColumns: ['Layout', 'Imports', 'Rows', 'Not matched', 'Uncertain', 'Reasons'],
  fault: (reason: string, rows: number) => `${reason}: ${number(rows)}`,
  noneRefused: 'No file was refused since the start.',
  refused: (counts: readonly string[]) =>
    `Files refused since the start, by status: ${listed(counts)}.`,
};
