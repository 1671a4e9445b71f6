/** The texts of the map. */
import { counted, number } from '$lib/locale/format';
import { chips, film, genre } from './films';

const films = (count: number) => counted(count, 'film', 'films');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const map = {
  title: 'Map',
  lead: (count: number) => `${films(count)}, each a star. What is alike stands close together.`,
  canvas: 'Map of all films',
  help: 'Drag to move, wheel or pinch to come closer. Arrow keys move, plus and minus zoom, 0 shows all. The list beside the map and the regions beneath it say the same in words.',
  closer: 'Closer',
  farther: 'Farther',
  whole: 'Show all',
  toMe: 'To me',
  you: 'You',
  films,
  count: number,
  layers: 'What is lit',
  lightBy: 'Light films by',
  kind: { genre: 'Genre', mood: 'Mood', decade: 'Decade', country: 'Country' },
  lightNote: (most: number) => `Up to ${number(most)} at once, each with a colour and a shape.`,
  moodNote: 'Moods are estimated where nobody said them, so some films will be wrong.',
  allLayers: (count: number) => `All ${number(count)}`,
  layer: ({ kind, name }: { kind: string; name: string }): string =>
    kind === 'genre'
      ? genre(name)
      : kind === 'mood'
        ? capital(film.mood(name))
        : kind === 'decade'
          ? `${name}s`
          : kind === 'country'
            ? chips.country(name)
            : `“${name}”`,
  lit: 'Lit on the map',
  nothingLit: 'Nothing is lit. Choose above, or search.',
  noHits: 'no film found',
  putOut: (name: string) => `Put out ${name}`,
  search: 'Find on the map',
  searchPlaceholder: 'A title, or what it is about',
  light: 'Light up',
  titled: 'Films with that title',
  here: 'Around here',
  me: 'Around you',
  listOf: 'Which films to list',
  inViewNote: (shown: number, all: number) =>
    shown < all ? `${number(shown)} of ${films(all)}, the best known first.` : `${films(all)}.`,
  nearNote: (shown: number) => `The ${films(shown)} nearest to you.`,
  hitsNote: (shown: number, all: number) =>
    shown < all ? `${number(shown)} of ${films(all)}, the best hits first.` : `${films(all)}.`,
  without: 'Without what you rated, saw or hid.',
  nothing: 'No film is in view.',
  nothingNew: 'You rated, saw or hid every film in view.',
  noneLit: 'Nothing that is lit is in view.',
  regions: 'Regions of the map',
  regionsNote: 'Each name holds for most of the films there. Press one to go there.',
  loading: 'Drawing the map',
  noMap: 'This release has no map yet.',
};
