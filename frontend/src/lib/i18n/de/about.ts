/** Die Texte der Seite über ordained. */
import type * as en from '../en/about';
import { dateAndTime, number } from '../format';

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
    'Die Bewertungen dieses Datensatzes sind nach einem beschriebenen Modell simuliert. Sie zeigen, wie ordained arbeitet, und sind keine Meinung wirklicher Menschen.',
  date: dateAndTime,
  attribution: 'Quelle',
  forMakers: 'Für alle, die bauen',
  apiText: 'Alles auf diesen Seiten kommt aus einer offenen HTTP-Schnittstelle.',
  apiLink: 'Ihre Beschreibung lesen',
};
