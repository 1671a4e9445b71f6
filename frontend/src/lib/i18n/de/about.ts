/** Die Texte der Seite über ordained. */
import type * as en from '../en/about';
import { dateAndTime, number, threeDecimals } from '$lib/locale/format';

const inHundred = (share: number) => number(100 * share);

export const about: typeof en.about = {
  title: 'Über ordained',
  documentTitle: 'Über',
  lead: 'Sag in eigenen Worten, worauf du Lust hast, und ordained findet die Filme, die dem am nächsten kommen.',
  how: 'Wie es geht',
  howText: [
    'Jeder Film wird zu einem Punkt: aus Handlung, Schlagwörtern, Genres und Jahr, und aus den Bewertungen, die Menschen gaben. Was du tippst, wird ein Punkt im selben Raum, und die Antwort ist eine Frage an die Datenbank: Welche Filme liegen am nächsten?',
    'So wird nichts im Dunkeln entschieden. Jedes Ergebnis zeigt die Worte, die passten, jeder Filter, der aus deinem Satz gelesen wurde, steht da und lässt sich entfernen, und ähnliche Filme sagen, was sie teilen.',
    'Die Plakate sind gezeichnet, nicht heruntergeladen: ein Motiv für ein Genre, gewählt und abgewandelt durch die Nummer des Films, auf jedem Rechner gleich.',
  ],
  release: 'Was gespielt wird',
  dataset: 'Datensatz',
  filmsLabel: 'Filme',
  ratingsLabel: 'Bewertungen',
  years: 'Jahre',
  yearRange: (from, to) => `${from}–${to}`,
  encoder: 'Textmodell',
  revision: 'Stand',
  dimension: 'Zahlen je Text',
  liveSince: 'Im Programm seit',
  edition: 'Ausgabe',
  number,
  simulated: (count) => `${number(count)}, simuliert`,
  simulatedNote:
    'Die Bewertungen dieses Datensatzes sind nach einem beschriebenen Modell simuliert. Sie zeigen, wie ordained arbeitet, und sind keine Meinung wirklicher Menschen; darum sagen die Seiten, wie bekannt ein Film ist, und zeigen keinen Mittelwert.',
  date: dateAndTime,
  attribution: 'Quelle',
  quality: 'Wie gut es ist',
  qualityNone: 'Diese Ausgabe wurde nicht gemessen.',
  found: (queries, share) =>
    `${number(queries)} Filme wurden in eigenen Worten beschrieben. Bei ${inHundred(share)} von 100 Suchen war der gemeinte Film unter den ersten zehn.`,
  foundLater: (share) => `Bei ${inHundred(share)} von 100 war er unter den ersten hundert.`,
  foundNone:
    'Keine Suche, deren Antwort bekannt ist, passt zu diesen Filmen; die Suche wurde nicht gemessen.',
  guessed: (people, share) =>
    `Für ${number(people)} Menschen wurden Filme, die sie lieben, verborgen, und ordained riet aus ihren übrigen Bewertungen. Von dem, was zu finden war, standen ${inHundred(share)} von 100 unter seinen ersten zwanzig.`,
  guessedAgainst: (popular) => `Wer nur zeigt, was beliebt ist, findet ${inHundred(popular)}.`,
  guessedNone: 'Zu wenige haben diese Filme bewertet; die Empfehlungen wurden nicht gemessen.',
  guessedSimulated:
    'Diese Menschen sind simuliert wie ihre Bewertungen; bei wirklichen kann es anders sein.',
  measuredOn: (dataset, when) => `Gemessen: ${dataset}, ${dateAndTime(when)}.`,
  qualityForced:
    'Eine dieser Zahlen ist schlechter als in der Ausgabe davor; sie wurde trotzdem ins Programm genommen.',
  figures: 'Dasselbe in den üblichen Maßen',
  threeDecimals,
  measure: {
    mrr: 'Suche, mittlerer reziproker Rang',
    hit: 'Suche, Trefferquote bei 10',
    recallSearch: 'Suche, Recall bei 100',
    everydayNdcg: 'Alltägliche Suchen, NDCG bei 10',
    everydayPrecision: 'Alltägliche Suchen, Precision bei 10',
    everydayFirst: 'Alltägliche Suchen, erster Film passt',
    ndcg: 'Empfehlungen, NDCG bei 100',
    ndcgPopular: 'dasselbe für Beliebtheit',
    recall: 'Empfehlungen, Recall bei 20',
    recallPopular: 'dasselbe für Beliebtheit, bei 20',
  },
  tmdbTitle: 'Bilder der Plakate',
  tmdb: 'Wo es zu einem Film ein gedrucktes Plakat gibt, kommt sein Bild von TMDB. Dieses Produkt nutzt die Schnittstelle von TMDB, wird von TMDB aber weder unterstützt noch geprüft.',
  tmdbLink: 'The Movie Database',
  forMakers: 'Für alle, die bauen',
  apiText: 'Alles auf diesen Seiten kommt aus einer offenen HTTP-Schnittstelle.',
  apiLink: 'Ihre Beschreibung lesen',
};
