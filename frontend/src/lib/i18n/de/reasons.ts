import type * as en from '../en/reasons';
import {
  atMostTenth,
  counted,
  listed,
  number,
  oneDecimal,
  signed,
  twoDecimals,
} from '$lib/locale/format';

const stars = (value: number) => `${atMostTenth(value)} ${value === 1 ? 'Stern' : 'Sterne'}`;
const place = (rank: number) => `Platz ${number(rank)}`;

export const reasons: typeof en.reasons = {
  like: (title, shared) => `Wie ${title}: ${shared}.`,
  goesWith: (title) => `Gefällt denen, denen ${title} gefällt.`,
  estimated: (names) => `geschätzt: ${names}`,
  by: { director: (name) => `auch von ${name}`, cast: (name) => `auch mit ${name}` },
  forYou: 'Für dich',
  /** How many of the films it is only estimated of. */
  estimatedOf: (estimated, count) =>
    estimated === count ? 'geschätzt' : `bei ${number(estimated)} von ${number(count)} geschätzt`,
  tooEarly: 'Noch zu früh',
  range: (low, high) => `${oneDecimal(low)}–${oneDecimal(high)}`,
  label: (rating) => `Für dich etwa ${oneDecimal(rating)} von 5`,
  rangeLabel: (low, high) =>
    `in vier von fünf Fällen zwischen ${oneDecimal(low)} und ${oneDecimal(high)}`,
};

export const order: typeof en.order = {
  all: 'Alles, das Passendste zuerst',
  note: 'Geordnet danach, wie gut die Filme zu dem passen, was du magst. Die Sterne sagen, was du geben könntest.',
  familiar: 'Geordnet danach, wie gut die Filme zu dem passen, was du magst; bekannte vor anderen.',
  adventurous:
    'Geordnet danach, wie gut die Filme zu dem passen, was du magst; wenig bekannte vor anderen.',
};

export const receipt: typeof en.receipt = {
  title: 'Warum dieser Film',
  close: 'Beleg schließen',
  loading: 'Wird zusammengerechnet',
  none: 'Nichts von dir spricht bisher dafür oder dagegen.',
  amount: signed,
  rated: (rating) => stars(rating),
  seen: 'gesehen',
  planned: 'auf deiner Merkliste',
  unlike: 'anders als dieser Film',
  lessThanExpected: 'weniger Sterne, als zu erwarten war',
  average: 'Dein Durchschnitt',
  others: 'Was andere von ihm halten, verglichen mit den Filmen, die du bewertet hast',
  othersSimulated:
    'Was die simulierten Bewertungen ergeben, verglichen mit den Filmen, die du bewertet hast',
  caution: 'Zum Üblichen hin, bei so wenigen Bewertungen',
  clipped: 'Mehr als fünf Sterne gibt es nicht',
  clippedLow: 'Weniger als einen halben Stern gibt es nicht',
  unlikeLow: (count) => `Anders als ${counted(count, 'Film', 'Filme')} mit wenigen Sternen von dir`,
  for: 'Dafür',
  against: 'Dagegen',
  said: 'Was du als Vorlieben nennst',
  rest: 'Alles andere',
  more: (count) => `und ${counted(count, 'weiterer Film', 'weitere Filme')}`,
  total: 'Was du geben könntest',
  fit: 'Wie gut er passt',
  plain: twoDecimals,
  value: (rating) => `${twoDecimals(rating)} Sterne`,
  range: (low, high) =>
    `In vier von fünf Fällen läge es zwischen ${oneDecimal(low)} und ${oneDecimal(high)}.`,
  strike: 'Durchstreichen',
  strikeHint: 'Streich Zeilen durch, um die Sterne und deine Liste ohne sie zu sehen.',
  counting: 'Wird ohne sie gerechnet',
  without: (titles) => `Ohne ${listed(titles)}:`,
  withoutMany: (count) => `Ohne diese ${number(count)} Filme:`,
  starsMove: (from, to) =>
    from.toFixed(1) === to.toFixed(1)
      ? `weiterhin etwa ${oneDecimal(to)} Sterne;`
      : `etwa ${oneDecimal(to)} Sterne statt ${oneDecimal(from)};`,
  noStars: 'es bleibt keine Bewertung, nach der man gehen kann;',
  place: (from, to, depth) => {
    if (from === null && to === null) {
      return `er bleibt hinter den ersten ${number(depth)} deiner Liste.`;
    }
    if (from === null) return `er kommt auf ${place(to ?? depth)} deiner Liste.`;
    if (to === null) return `er fällt von ${place(from)} hinter die ersten ${number(depth)}.`;
    if (from === to) return `er bleibt auf ${place(to)} deiner Liste.`;
    return from > to
      ? `er steigt von ${place(from)} auf ${place(to)}.`
      : `er fällt von ${place(from)} auf ${place(to)}.`;
  },
  items: 'Woraus sich die Sterne zusammensetzen',
  first: 'Dann zuerst auf deiner Liste',
  failed: 'Das ließ sich nicht zusammenrechnen.',
};
