import { layerKey, MOST_LIT, parseLayer, type Layer } from './layers';

/** Where the map is looked at, and what is lit; the address holds both: `?at=0.1,-0.3,4&lit=…`. */
export interface MapView {
  x: number;
  y: number;
  zoom: number;
  lit: readonly Layer[];
}

export const wholeMap: MapView = { x: 0, y: 0, zoom: 1, lit: [] };

export function parseMapView(search: string): MapView {
  const params = new URLSearchParams(search);
  const numbers = (params.get('at') ?? '').split(',').map(Number);
  const [x, y, zoom] = numbers;
  const layers = params.getAll('lit').map(parseLayer);
  // Older addresses have one genre.
  const genre = params.get('genre');
  if (genre) layers.push({ kind: 'genre', name: genre });
  const lit: Layer[] = [];
  for (const layer of layers) {
    if (layer && !lit.some((other) => layerKey(other) === layerKey(layer))) lit.push(layer);
  }
  lit.splice(MOST_LIT);
  if (numbers.length !== 3 || !numbers.every(Number.isFinite)) return { ...wholeMap, lit };
  return { x: x ?? 0, y: y ?? 0, zoom: zoom ?? 1, lit };
}

const short = (value: number) => String(Number(value.toFixed(3)));

export function formatMapView({ x, y, zoom, lit }: MapView): string {
  const params = new URLSearchParams();
  if (zoom > 1.005 || Math.abs(x) > 0.005 || Math.abs(y) > 0.005) {
    params.set('at', [x, y, zoom].map(short).join(','));
  }
  for (const layer of lit) params.append('lit', layerKey(layer));
  const text = params.toString();
  return text && `?${text}`;
}
