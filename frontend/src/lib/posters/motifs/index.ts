import type { Motif } from '../drawing/stage';
import { comedy } from './comedy';
import { crime, thriller } from './crime';
import { drama } from './drama';
import { fantasy } from './fantasy';
import { adventure, western } from './far';
import { horror } from './horror';
import { action, war } from './loud';
import { musical } from './musical';
import { filmNoir, mystery } from './noir';
import { romance } from './romance';
import { documentary, imax, none } from './screen';
import { sciFi } from './space';
import { animation, children } from './young';

/** What can be drawn for a genre; any name that is not here is drawn as "none". */
export const motifs: Readonly<Record<string, readonly Motif[]>> = {
  Action: action,
  Adventure: adventure,
  Animation: animation,
  Children: children,
  Comedy: comedy,
  Crime: crime,
  Documentary: documentary,
  Drama: drama,
  Fantasy: fantasy,
  'Film-Noir': filmNoir,
  Horror: horror,
  IMAX: imax,
  Musical: musical,
  Mystery: mystery,
  Romance: romance,
  'Sci-Fi': sciFi,
  Thriller: thriller,
  War: war,
  Western: western,
};

export const plain: readonly Motif[] = none;
