import type * as en from '../en/shelves';
import { countryName, listed } from '$lib/locale/format';
import { behind, moods, styles } from './shelf-words';

const genres: Readonly<Record<string, string>> = {
  Drama: 'Dramen',
  Comedy: 'Komödien',
  'Sci-Fi': 'Science-Fiction',
  Horror: 'Horrorfilme',
  Thriller: 'Thriller',
  Action: 'Actionfilme',
  Adventure: 'Abenteuerfilme',
  Animation: 'Animationsfilme',
  Children: 'Kinderfilme',
  Crime: 'Krimis',
  Documentary: 'Dokumentarfilme',
  Fantasy: 'Fantasyfilme',
  'Film-Noir': 'Films noirs',
  Musical: 'Musicals',
  Mystery: 'Mysteryfilme',
  Romance: 'Liebesfilme',
  War: 'Kriegsfilme',
  Western: 'Western',
};

const countries: Readonly<Record<string, string>> = {
  Argentina: 'argentinische',
  Australia: 'australische',
  Austria: 'österreichische',
  Belgium: 'belgische',
  Brazil: 'brasilianische',
  Canada: 'kanadische',
  China: 'chinesische',
  Czechoslovakia: 'tschechoslowakische',
  Denmark: 'dänische',
  Finland: 'finnische',
  France: 'französische',
  Germany: 'deutsche',
  Greece: 'griechische',
  Hungary: 'ungarische',
  Iceland: 'isländische',
  India: 'indische',
  Iran: 'iranische',
  Ireland: 'irische',
  Israel: 'israelische',
  Italy: 'italienische',
  Japan: 'japanische',
  Mexico: 'mexikanische',
  Netherlands: 'niederländische',
  'New Zealand': 'neuseeländische',
  Norway: 'norwegische',
  Poland: 'polnische',
  Portugal: 'portugiesische',
  Romania: 'rumänische',
  Russia: 'russische',
  Senegal: 'senegalesische',
  'South Africa': 'südafrikanische',
  'South Korea': 'südkoreanische',
  'Soviet Union': 'sowjetische',
  Spain: 'spanische',
  Sweden: 'schwedische',
  Switzerland: 'schweizerische',
  Taiwan: 'taiwanische',
  Thailand: 'thailändische',
  Turkey: 'türkische',
  UK: 'britische',
  USA: 'amerikanische',
  Vietnam: 'vietnamesische',
  'West Germany': 'westdeutsche',
  'Hong Kong': 'Hongkonger',
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** „Langsame japanische Dramen über Rache“: was für jeden Film eines Regals gilt. */
function named(ideas: readonly en.Idea[]): string {
  const before: string[] = [];
  const after: string[] = [];
  let noun = 'Filme';
  for (const { kind, name } of ideas) {
    if (kind === 'genre') noun = genres[name] ?? name;
    else if (kind === 'style') noun = styles[name] ?? name;
    else if (kind === 'decade') after.push(`der ${name.replace('s', 'er')}`);
    else if (kind === 'country' && name in countries) before.push(countries[name] ?? name);
    else if (kind === 'country') after.push(`aus ${countryName(name)}`);
    else if (name in moods) before.push(moods[name] ?? name);
    else after.push(behind[name] ?? `mit ${name}`);
  }
  return capital([...before, noun, ...after].join(' '));
}

export const shelf: typeof en.shelf = {
  named,
  ofWords: 'Worum du gebeten hast',
  words: 'Nach deinen eigenen Worten',
  because: (titles) => `Weil du ${listed(titles)} mochtest`,
};
