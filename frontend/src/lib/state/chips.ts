import type { Understood, UnderstoodFilter } from '$lib/api/models';
import { t } from '$lib/i18n';
import { peopleNames } from './people-names.svelte';
import { parsePersonToken } from './person-tokens';
import { choose, chosen, type ChoiceKind, type Query } from './query';

/** A filter that holds, and the query without it. */
export interface Chip {
  key: string;
  label: string;
  /** Whether ordained read it out of the words, rather than being told in the drawer. */
  understood: boolean;
  without: (query: Query) => Query;
}

/** A person of a filter; the server's label is their name, else it must be known from elsewhere. */
function personLabel(token: string, label: string | null): string {
  const person = parsePersonToken(token);
  const name = label ?? (person && peopleNames.of(person.id)) ?? t.people.unnamed;
  return person?.role ? t.people.inRole[person.role](name) : name;
}

const labels: Record<ChoiceKind, (name: string, label: string | null) => string> = {
  person: personLabel,
  genre: (name) => t.genre(name),
  country: (name) => t.chips.country(name),
  collection: (name) => t.chips.collection(name),
  language: (name) => t.chips.language(name),
};

/** The filters set in the drawer. */
export function filterChips(query: Query): Chip[] {
  const choices = (Object.keys(labels) as ChoiceKind[]).flatMap((kind) =>
    chosen(query, kind).map(({ name, choice }) => {
      const label = labels[kind](name, null);
      return {
        key: `${kind} ${name}`,
        label: choice === 'include' ? label : t.chips.not(label),
        without: (from: Query) => choose(from, kind, name, null),
      };
    }),
  );
  const { yearMin, yearMax, runtimeMin, runtimeMax, certificateMax, owned } = query;
  const bounds = [
    {
      key: 'years',
      label: yearMin !== null || yearMax !== null ? t.chips.years(yearMin, yearMax) : null,
      without: (from: Query) => ({ ...from, yearMin: null, yearMax: null }),
    },
    {
      key: 'runtime',
      label:
        runtimeMin !== null || runtimeMax !== null ? t.chips.runtime(runtimeMin, runtimeMax) : null,
      without: (from: Query) => ({ ...from, runtimeMin: null, runtimeMax: null }),
    },
    {
      key: 'certificate',
      label: certificateMax !== null ? t.chips.certificateMax(certificateMax) : null,
      without: (from: Query) => ({ ...from, certificateMax: null }),
    },
    {
      key: 'owned',
      label: owned ? t.remote.owned : null,
      without: (from: Query) => ({ ...from, owned: false }),
    },
  ].flatMap(({ label, ...chip }) => (label === null ? [] : [{ ...chip, label }]));
  return [...choices, ...bounds].map((chip) => ({ ...chip, understood: false }));
}

/** The names of the kinds in the API, for films to keep and for films to leave out. */
const kindOf: Readonly<Partial<Record<UnderstoodFilter['field'], [ChoiceKind, boolean]>>> = {
  genres: ['genre', true],
  exclude_genres: ['genre', false],
  countries: ['country', true],
  exclude_countries: ['country', false],
  collections: ['collection', true],
  exclude_collections: ['collection', false],
  languages: ['language', true],
  exclude_languages: ['language', false],
  people: ['person', true],
  exclude_people: ['person', false],
};

/** The bounds, which are named together. */
const BOUNDS: readonly UnderstoodFilter['field'][] = [
  'year_min',
  'year_max',
  'runtime_min',
  'runtime_max',
];

function describe(filters: readonly UnderstoodFilter[]): string {
  const bound = (field: UnderstoodFilter['field']) => {
    const value = filters.find((filter) => filter.field === field)?.value;
    return value === undefined ? null : Number(value);
  };
  const names = filters.flatMap(({ field, value, label, phrase }) => {
    const text = String(value);
    const [kind, included] = kindOf[field] ?? [];
    if (kind) {
      const name = labels[kind](text, label);
      return [included ? name : t.chips.not(name)];
    }
    if (BOUNDS.includes(field)) return [];
    if (field === 'certificate_max') return [t.chips.certificateMax(text)];
    if (field === 'certificates') return [t.chips.certificate(text)];
    if (field === 'exclude_certificates') return [t.chips.not(t.chips.certificate(text))];
    // A filter of a kind that a newer server knows is named by its own words.
    return [phrase];
  });
  const years = [bound('year_min'), bound('year_max')] as const;
  if (years.some((year) => year !== null)) names.push(t.chips.years(...years));
  const runtime = [bound('runtime_min'), bound('runtime_max')] as const;
  if (runtime.some((minutes) => minutes !== null)) names.push(t.chips.runtime(...runtime));
  return names.join(', ');
}

/** The wishes of one phrase stand on one chip, in the order of the words. */
function wished({ wishes, preferences }: Understood): { phrase: string; label: string }[] {
  const names = new Map<string, string[]>();
  const add = (phrase: string, name: string) =>
    names.set(phrase, [...(names.get(phrase) ?? []), name]);
  for (const { kind, name, label, wanted, phrase } of wishes) {
    const shown =
      kind === 'person'
        ? t.chips.like(label ?? name)
        : kind === 'genre'
          ? t.genre(name)
          : t.tag(name);
    add(phrase, wanted ? shown : t.chips.not(shown));
  }
  for (const { by, direction, phrase } of preferences)
    add(phrase, t.chips.preference[by][direction]);
  return [...names].map(([phrase, labels]) => ({ phrase, label: [...new Set(labels)].join(', ') }));
}

/**
 * What the server read out of the words; the filters of one phrase stand on one chip. Without it,
 * its phrase is searched for as words.
 */
export function understoodChips(understood: Understood | null): Chip[] {
  if (understood === null) return [];
  const phrases = new Map<string, UnderstoodFilter[]>();
  for (const filter of understood.filters) {
    phrases.set(filter.phrase, [...(phrases.get(filter.phrase) ?? []), filter]);
  }
  const { likes, excluded } = understood;
  const taken = new Set([...phrases.keys(), ...excluded]);
  const read = [
    ...[...phrases].map(([phrase, filters]) => ({ phrase, label: describe(filters) })),
    ...likes.map((like) => ({ phrase: like.phrase, label: t.chips.like(like.title) })),
    // The words as typed say that it is not wanted: "nothing with ghosts".
    ...excluded.map((phrase) => ({ phrase, label: phrase })),
    ...wished(understood).filter(({ phrase }) => !taken.has(phrase)),
  ];
  return read.map(({ phrase, label }) => ({
    key: `phrase ${phrase}`,
    label,
    understood: true,
    without: (from) => ({ ...from, verbatim: [...new Set([...from.verbatim, phrase])] }),
  }));
}
