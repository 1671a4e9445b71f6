/** Namen, die der Server auf Englisch nennt: Länder, Sprachen, Genres. */
import { countryName, languageName } from '$lib/locale/format';

/** Länder, die kein Browser kennt oder anders nennt. */
const countries: Readonly<Record<string, string>> = {
  USA: 'USA',
  UK: 'Großbritannien',
  'Hong Kong': 'Hongkong',
  'Soviet Union': 'Sowjetunion',
  'East Germany': 'DDR',
  'West Germany': 'BRD',
  Czechoslovakia: 'Tschechoslowakei',
  'Czech Republic': 'Tschechien',
  Yugoslavia: 'Jugoslawien',
  Turkey: 'Türkei',
  'Bosnia and Herzegovina': 'Bosnien und Herzegowina',
  Congo: 'Kongo',
  'Ivory Coast': 'Elfenbeinküste',
  Palestine: 'Palästina',
};

/** Sprachen, die kein Browser kennt oder anders nennt. */
const tongues: Readonly<Record<string, string>> = {
  'Aboriginal languages': 'Sprachen der Aborigines',
  Aramaic: 'Aramäisch',
  Bengali: 'Bengalisch',
  Cantonese: 'Kantonesisch',
  Farsi: 'Persisch',
  Greenlandic: 'Grönländisch',
  'Jamaican Patois': 'jamaikanisches Patois',
  Mayan: 'Maya',
  Mixtec: 'Mixtekisch',
  'Native American languages': 'Sprachen der Ureinwohner Amerikas',
  None: 'ohne Worte',
  Punjabi: 'Pandschabi',
  Sami: 'Samisch',
  'Sign language': 'Gebärdensprache',
};
export const language = (name: string): string => tongues[name] ?? languageName(name);

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

export const genre = (name: string): string => genres[name] ?? name;

export const country = (name: string): string => countries[name] ?? countryName(name);
