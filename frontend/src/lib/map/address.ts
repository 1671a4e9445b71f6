/** Where the map is looked at; the address holds it: `?at=0.12,-0.3,4&genre=Horror`. */
export interface MapView {
  x: number;
  y: number;
  zoom: number;
  genre: string | null;
}

export const wholeMap: MapView = { x: 0, y: 0, zoom: 1, genre: null };

export function parseMapView(search: string): MapView {
  const params = new URLSearchParams(search);
  const numbers = (params.get('at') ?? '').split(',').map(Number);
  const [x, y, zoom] = numbers;
  const genre = params.get('genre');
  if (numbers.length !== 3 || !numbers.every(Number.isFinite)) return { ...wholeMap, genre };
  return { x: x ?? 0, y: y ?? 0, zoom: zoom ?? 1, genre };
}

const short = (value: number) => String(Number(value.toFixed(3)));

export function formatMapView({ x, y, zoom, genre }: MapView): string {
  const params = new URLSearchParams();
  if (zoom > 1.005 || Math.abs(x) > 0.005 || Math.abs(y) > 0.005) {
    params.set('at', [x, y, zoom].map(short).join(','));
  }
  if (genre !== null) params.set('genre', genre);
  const text = params.toString();
  return text && `?${text}`;
}
