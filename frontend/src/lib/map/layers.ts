/** What lights films of the map: a genre, mood, decade or country, or the hits of a search. */
export const layerKinds = ['genre', 'mood', 'decade', 'country'] as const;
export type LayerKind = (typeof layerKinds)[number];

export interface Layer {
  kind: LayerKind | 'search';
  /** As the server has it; a decade by its first year; what was searched for. */
  name: string;
}

/** How many layers are lit at once: more colours could not be told apart. */
export const MOST_LIT = 4;

/** The shape of each slot, beside its colour `--map-lit-1` and so on. */
export const shapes = ['disc', 'square', 'triangle', 'diamond'] as const;
export type Shape = (typeof shapes)[number];

/** A lit layer: which colour and shape it has, and which films, best or best known first. */
export interface LitLayer {
  layer: Layer;
  slot: number;
  /** Indices of films; empty while they are on their way. */
  films: readonly number[];
  state: 'loading' | 'lit' | 'failed';
}

export const layerKey = ({ kind, name }: Layer): string => `${kind}:${name}`;

export function parseLayer(text: string): Layer | null {
  const at = text.indexOf(':');
  const [kind, name] = [text.slice(0, at), text.slice(at + 1)];
  const known = kind === 'search' || layerKinds.some((layerKind) => layerKind === kind);
  if (at < 0 || !known || name === '') return null;
  if (kind === 'decade' && !/^\d{3}0$/.test(name)) return null;
  return { kind: kind as Layer['kind'], name };
}

/** The filters by which the server knows the films of a layer. */
export function layerParams({ kind, name }: Layer): Record<string, string | number> {
  if (kind === 'genre') return { genres: name };
  if (kind === 'mood') return { moods: name };
  if (kind === 'country') return { countries: name };
  return { year_min: Number(name), year_max: Number(name) + 9 };
}

/** Lights a layer, or puts it out; the one that was lit first makes room where all are taken. */
export function toggled(lit: readonly Layer[], layer: Layer): Layer[] {
  const key = layerKey(layer);
  const others = lit.filter((other) => layerKey(other) !== key);
  return others.length < lit.length ? others : [...others, layer].slice(-MOST_LIT);
}
