/** What stands on the posters of films that everybody knows; and nothing cruel on any. */
import { chooseMotif } from '$lib/posters/choose';
import { Random } from '$lib/posters/drawing/random';
import type { Film } from '$lib/posters/layout';
import type { MotifName } from '$lib/posters/motifs';
import { calm, careFor, still } from '$lib/posters/sensitive';
import films from './known-films.json';
import { motifs } from './motifs';

const known = new Map(films.map((film) => [film.title, film]));
const film = (title: string): Film => {
  const found = known.get(title);
  if (!found) throw new Error(`no film ${title}`);
  return found;
};
/** Every motif that a film may get. */
const pool = (of: Film): MotifName[] => {
  const drawn = Array.from({ length: 80 }, (_, i) => chooseMotif(of, new Random(`${i}`)).motif);
  return [...new Set(drawn)].sort();
};

const acceptable: readonly (readonly [title: string, motifs: string])[] = [
  ['Forrest Gump', 'lanes road feather'],
  ['The Shawshank Redemption', 'bars keyhole'],
  ['Pulp Fiction', 'hat fan brim boxing'],
  ['The Godfather', 'hat fan brim'],
  ['Goodfellas', 'hat fan brim'],
  ['The Matrix', 'gridland codeRain'],
  ['The Social Network', 'gridland codeRain'],
  ['Blade Runner', 'gridland robot neon'],
  ['WALL·E', 'saturn orbits slab robot'],
  ['Star Wars: Episode IV - A New Hope', 'starship saturn orbits robot'],
  ['2001: A Space Odyssey', 'orbits saturn slab helmet eclipse'],
  ['Apollo 13', 'orbits helmet eclipse saturn'],
  ['Alien', 'orbits saturn starship helmet'],
  ['E.T. the Extra-Terrestrial', 'saucer signal'],
  ['Titanic', 'liner iceberg'],
  ['Das Boot', 'periscope bubbles sail'],
  ['Jaws', 'fin sail stillness lighthouse'],
  ['Free Willy', 'whale'],
  ['Finding Nemo', 'fish bubbles'],
  ['Jurassic Park', 'dinosaur'],
  ['Casablanca', 'suitcase plane letter lamp'],
  ['Psycho', 'hotelKey eye keyhole'],
  ['The Silence of the Lambs', 'keyhole eye butterfly'],
  ['Toy Story', 'blocks troupe'],
  ['Gladiator', 'columns'],
  ['Inception', 'labyrinth vortex'],
  ['The Dark Knight', 'bat cape bolt chevrons shield castle mask'],
  ['Spider-Man', 'web bolt cape chevrons'],
  ['Back to the Future', 'clock hourglass'],
  ['Groundhog Day', 'clock hourglass'],
  ['Raiders of the Lost Ark', 'compass contours arch'],
  ['Pirates of the Caribbean: The Curse of the Black Pearl', 'palm sail compass'],
  ['Seven Samurai', 'torii pagoda house fields village'],
  ['Crouching Tiger, Hidden Dragon', 'pagoda chevrons'],
  ['Rocky', 'boxing trophy lanes'],
  ['Ghostbusters', 'ghost'],
  ['The Sixth Sense', 'ghost'],
  ['Notting Hill', 'letter book iris bigHeart'],
  ['When Harry Met Sally...', 'skyline neon cup kiss bicycle flower'],
  ['The Grand Budapest Hotel', 'hotelKey'],
  ['Ratatouille', 'bowl plate'],
  ['12 Angry Men', 'balance'],
  ['Amistad', 'balance'],
  ['Lawrence of Arabia', 'dunes'],
  ['The Hurt Locker', 'dunes'],
  ['Once Upon a Time in the West', 'mesa badge cactus rails'],
  ['Thelma & Louise', 'mesa badge cactus road car'],
  ["Harry Potter and the Sorcerer's Stone", 'wand castle crescent'],
  ['Mary Poppins', 'wand castle crescent'],
  ['Home Alone', 'christmasTree snowfall'],
  ['Fargo', 'print badge snowfall'],
  ['Dead Poets Society', 'quill book pencil apple'],
  ['Black Swan', 'staff curtain'],
  ['La La Land', 'keys staff'],
  ['Whiplash', 'keys staff'],
  ['Rear Window', 'windows iris'],
  ["Singin' in the Rain", 'strip reel beam'],
  ["Ocean's Eleven", 'dice fan safe diamond'],
  ['Chinatown', 'blinds lamp'],
  ['Frozen', 'crown snowfall castle'],
  ['Apocalypse Now', 'river jungle'],
  ['Full Metal Jacket', 'newspaper typewriter'],
  ['Amour', 'keys staff'],
];

describe('the motif of a film that everybody knows', () => {
  it.each(acceptable)('%s: %s', (title, motifs) => {
    const allowed = motifs.split(' ');
    expect(pool(film(title)).filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

const grave = [
  "Schindler's List",
  'Life Is Beautiful',
  'The Pianist',
  'Son of Saul',
  'Shoah',
  'Night and Fog',
  '12 Years a Slave',
  'Hotel Rwanda',
  'The Killing Fields',
  'Come and See',
  'Philadelphia',
  'Room',
  'Dead Man Walking',
  'Spotlight',
];

describe('films about grave things', () => {
  it.each(grave)('%s has a calm motif', (title) => {
    expect(pool(film(title)).filter((name) => !calm.includes(name))).toEqual([]);
    expect(pool(film(title)).length).toBeGreaterThan(6); // No one thing stands for all of them.
  });

  it.each(['Saving Private Ryan', 'Platoon', 'Grave of the Fireflies', 'Forrest Gump'])(
    '%s, which has a war in it, has a quiet place or thing at most',
    (title) => {
      expect(pool(film(title)).filter((name) => !still.has(name))).toEqual([]);
    },
  );

  it.each([
    [['Drama'], ['Holocaust'], null],
    [['Comedy'], ['concentration camp'], null],
    [['Documentary'], [], 'Survivors of the genocide speak.'],
    [['Drama'], ['school shooting'], null],
    [['Action'], ['child abuse'], null],
    [['Drama'], ['9/11'], null],
    [['Drama', 'Horror'], ['rape'], null],
  ])('%j %j %j are grave', (genres, tags, plot) => {
    expect(careFor(genres, tags, plot)).toBe('grave');
  });

  it.each([
    [['Action', 'Thriller'], ['terrorism', 'christmas'], null],
    [['Comedy'], ['jazz'], 'Two musicians see a massacre and flee in dresses.'],
    [['Drama'], ['friendship'], 'A warm summer; he is rapt with awe.'],
    [['Children'], ['grief'], 'An award for a soldierly ant.'],
  ])('%j %j %j are not', (genres, tags, plot) => {
    expect(careFor(genres, tags, plot)).toBe('none');
  });

  it('never show weapons, blood, wire or bombs', () => {
    const cruel = /bomb|^fall|wire|gun|knife|blood|drip|claw|teeth|grave|skull|noose|target|shard/i;
    expect(Object.keys(motifs).filter((name) => cruel.test(name))).toEqual([]);
  });
});

describe('little known', () => {
  const bare = { id: 1, title: 'Untitled', year: 1990, genres: ['Western'] };

  it('is drawn by genre alone', () => {
    expect(pool(bare).every((name) => ['mesa', 'cactus', 'badge', 'rails'].includes(name))).toBe(
      true,
    );
    expect(pool({ ...bare, genres: [] })).toEqual(['beam', 'reel', 'seats']);
  });

  it('is drawn by its plot or its title where there are no tags', () => {
    expect(pool({ ...bare, genres: ['Drama'], plot: 'Monks cross the Sahara.' })).toContain(
      'dunes',
    );
    expect(pool({ ...bare, genres: ['Drama'], title: 'The Lighthouse' })).toEqual(['lighthouse']);
  });

  it('takes a word as it is mostly meant', () => {
    const boxer = { ...bare, genres: ['Drama'], plot: 'He must train for the court of the king.' };
    for (const name of ['train', 'balance', 'crown']) expect(pool(boxer)).not.toContain(name);
  });
});
