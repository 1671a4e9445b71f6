/** Die Texte über das, was ordained von einem Menschen glaubt. */
import type * as en from '../en/taste';
import { atMostTenth, counted, listed } from '$lib/locale/format';

const films = (count: number) => counted(count, 'Film', 'Filme');
const ofFilms = (count: number) => counted(count, 'Film', 'Filmen');

export const taste: typeof en.taste = {
  title: 'Dein Geschmack',
  guestTitle: 'Über dich ist nichts bekannt',
  guest:
    'Melde dich an, und diese Seite sagt, was ordained von deinem Geschmack glaubt. Du kannst es berichtigen.',
  emptyTitle: 'Noch kein Anhalt',
  empty:
    'Bewerte ein paar Filme, oder sag in einem Satz, was du magst. Diese Seite sagt dann, was daraus wurde.',
  start: 'Mit Filmen beginnen, die du kennst',
  words: 'In deinen Worten',
  wordsWanted: (names) => `Gelesen als: ${names}.`,
  wordsUnwanted: (names) => `Nie empfohlen: ${names}.`,
  wordsNote: 'Was du hier sagst, zählt sofort.',
  wordsPlaceholder: 'Langsame Science-Fiction, trockene Komödien, kein Horror',
  save: 'So behalten',
  saved: 'Behalten.',
  sentence: (likes, tags, dislikes) =>
    [
      likes.length > 0 ? `Dich zieht es zu ${listed(likes)}` : '',
      tags.length > 0
        ? `${likes.length > 0 ? ', vor allem' : 'Dich zieht es zu Filmen mit'} ${listed(tags)}`
        : '',
      likes.length + tags.length > 0 ? '.' : '',
      dislikes.length > 0
        ? ` ${listed(dislikes)} ${dislikes.length === 1 ? 'lässt' : 'lassen'} dich eher kalt.`
        : '',
    ].join(''),
  plain: 'Noch keine klare Richtung: Was du magst, kommt aus vielen Ecken.',
  tooFew: (marks) =>
    `Noch zu früh, um deine Richtung zu nennen: ${films(marks)} von dir ${marks === 1 ? 'ist' : 'sind'} zu wenig.`,
  sure: (marks) =>
    marks < 5
      ? `Das beruht auf ${ofFilms(marks)} von dir und ist erst eine Ahnung.`
      : marks < 20
        ? `Das beruht auf ${ofFilms(marks)} von dir: ein ungefähres Bild, mehr nicht.`
        : `Das beruht auf ${ofFilms(marks)} von dir, genug, um recht sicher zu sein.`,
  genres: 'Genres',
  tags: 'Schlagwörter',
  barsNote: 'Rechts der Linie magst du es, links nicht. Berichtige, was nicht stimmt.',
  weight: (weight) =>
    weight > 0.02
      ? `${atMostTenth(weight)} dafür`
      : weight < -0.02
        ? `${atMostTenth(-weight)} dagegen`
        : 'weder noch',
  count: films,
  more: 'Mehr davon',
  less: 'Nie davon',
  moreLabel: (name) => `Mehr ${name}`,
  lessLabel: (name) => `Nie ${name}`,
  corrections: 'Was du berichtigt hast',
  wantsMore: (name) => `mehr ${name}`,
  wantsLess: (name) => `nie ${name}`,
  takeBack: (label) => `Zurücknehmen: ${label}`,
  corrected: (label) => `Notiert: ${label}.`,
  nearest: 'Dir am nächsten',
  nearestNote: 'Von dir noch nicht bewertet.',
  farthest: 'Dir am fernsten',
  farthestNote: 'Bekannte Filme, die dir am wenigsten liegen dürften. Bewerte einen, und er zählt.',
  map: 'Wo du bist',
  mapNote:
    'Jeder Film ist ein Stern; was sich ähnelt, steht beieinander. Du bist der bernsteinfarbene.',
  openMap: 'Karte öffnen',
};
