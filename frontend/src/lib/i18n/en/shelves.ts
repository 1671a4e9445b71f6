/** The names of shelves, and what stands beside them. */
import { listed } from '$lib/locale/format';
import { behind, moods, styles } from './shelf-words';

/** What holds for every film on a shelf: a mood, tag, style, country, decade or genre. */
export interface Idea {
  kind: string;
  name: string;
}

const genres: Readonly<Record<string, string>> = {
  Drama: 'dramas',
  Comedy: 'comedies',
  'Sci-Fi': 'science fiction',
  Horror: 'horror',
  Thriller: 'thrillers',
  Action: 'action films',
  Adventure: 'adventures',
  Animation: 'animated films',
  Children: 'children’s films',
  Crime: 'crime films',
  Documentary: 'documentaries',
  Fantasy: 'fantasy',
  'Film-Noir': 'film noir',
  Musical: 'musicals',
  Mystery: 'mysteries',
  Romance: 'romances',
  War: 'war films',
  Western: 'westerns',
};

const countries: Readonly<Record<string, string>> = {
  Argentina: 'Argentine',
  Australia: 'Australian',
  Austria: 'Austrian',
  Belgium: 'Belgian',
  Brazil: 'Brazilian',
  Canada: 'Canadian',
  China: 'Chinese',
  Czechoslovakia: 'Czechoslovak',
  Denmark: 'Danish',
  Finland: 'Finnish',
  France: 'French',
  Germany: 'German',
  Greece: 'Greek',
  Hungary: 'Hungarian',
  Iceland: 'Icelandic',
  India: 'Indian',
  Iran: 'Iranian',
  Ireland: 'Irish',
  Israel: 'Israeli',
  Italy: 'Italian',
  Japan: 'Japanese',
  Mexico: 'Mexican',
  Netherlands: 'Dutch',
  'New Zealand': 'New Zealand',
  Norway: 'Norwegian',
  Poland: 'Polish',
  Portugal: 'Portuguese',
  Romania: 'Romanian',
  Russia: 'Russian',
  Senegal: 'Senegalese',
  'South Africa': 'South African',
  'South Korea': 'South Korean',
  'Soviet Union': 'Soviet',
  Spain: 'Spanish',
  Sweden: 'Swedish',
  Switzerland: 'Swiss',
  Taiwan: 'Taiwanese',
  Thailand: 'Thai',
  Turkey: 'Turkish',
  UK: 'British',
  USA: 'American',
  Vietnam: 'Vietnamese',
  'West Germany': 'West German',
  'Hong Kong': 'Hong Kong',
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "Slow-burning Japanese dramas about revenge": what holds for every film on a shelf. */
function named(ideas: readonly Idea[]): string {
  const before: string[] = [];
  const after: string[] = [];
  let noun = 'films';
  for (const { kind, name } of ideas) {
    if (kind === 'genre') noun = genres[name] ?? name;
    else if (kind === 'style') noun = styles[name] ?? name;
    else if (kind === 'decade') before.push(name);
    else if (kind === 'country' && name in countries) before.push(countries[name] ?? name);
    else if (kind === 'country') after.push(`from ${name}`);
    else if (name in moods) before.push(moods[name] ?? name);
    else after.push(behind[name] ?? `with ${name}`);
  }
  return capital([...before, noun, ...after].join(' '));
}

export const shelf = {
  named,
  ofWords: 'What you asked for',
  words: 'From your own words',
  because: (titles: readonly string[]) => `Because you liked ${listed(titles)}`,
};
