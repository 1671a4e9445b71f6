/** Die Texte der Filmseite, die sonst nirgends stehen. */
import type * as en from '../en/film-page';
import { number, oneDecimal } from '$lib/locale/format';

const meanings: Readonly<Record<string, string>> = {
  G: 'für alle',
  PG: 'manches nichts für kleine Kinder',
  'PG-13': 'unter 13 besser mit den Eltern',
  R: 'unter 17 nur mit Erwachsenen',
  'NC-17': 'nur für Erwachsene',
  X: 'nur für Erwachsene',
  M: 'für reifes Publikum',
  GP: 'manches nichts für kleine Kinder',
  Approved: 'zugelassen, bevor es 1968 Altersstufen gab',
  Passed: 'zugelassen, bevor es 1968 Altersstufen gab',
  'Not Rated': 'in den USA nie eingestuft',
  Unrated: 'in den USA nie eingestuft',
};

export const filmPage: typeof en.filmPage = {
  viewings: 'In deinem Tagebuch',
  meaning: (certificate) => meanings[certificate] ?? null,
  plotIn: (source) => `Handlung, auf Englisch: ${source}`,
  foreignTags: 'Englische Schlagwörter stehen da, wie Leute sie schrieben.',
  estimated: 'Geschätzt',
  estimatedNote:
    'Niemand hat das über ihn gesagt; es ist aus der Handlung geschätzt und daraus, wem er gefällt.',
  stars: (rating) => `Für dich etwa ${oneDecimal(rating)} von 5`,
  between: (low, high) => `am ehesten ${oneDecimal(low)} bis ${oneDecimal(high)}`,
  tooEarly: 'Noch zu früh, um zu sagen, was du ihm geben würdest: Bewerte ein paar Filme mehr.',
  rank: (rank) => `Platz ${number(rank)} auf deiner Liste`,
};
