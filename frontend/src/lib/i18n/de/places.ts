/** Länder und Sprachen; die Namen nennt der Server auf Englisch. */
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

export const country = (name: string) => countries[name] ?? countryName(name);

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
export const tongue = (name: string) => tongues[name] ?? languageName(name);
