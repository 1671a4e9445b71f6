import type { Motif } from '../drawing/stage';
import * as calm from './calm';
import * as city from './city';
import * as comedy from './comedy';
import * as creatures from './creatures';
import * as crime from './crime';
import * as drama from './drama';
import * as fantastic from './fantastic';
import * as fantasy from './fantasy';
import * as far from './far';
import * as horror from './horror';
import * as land from './land';
import * as loud from './loud';
import * as musical from './musical';
import * as noir from './noir';
import * as objects from './objects';
import * as romance from './romance';
import * as science from './science';
import * as screen from './screen';
import * as sea from './sea';
import * as space from './space';
import * as table from './table';
import * as things from './things';
import * as travel from './travel';
import * as young from './young';

/** Everything that can be drawn. What would hurt to look at is not among it. */
export const motifs = {
  ...calm,
  ...city,
  ...comedy,
  ...creatures,
  ...crime,
  ...drama,
  ...fantastic,
  ...fantasy,
  ...far,
  ...horror,
  ...land,
  ...loud,
  ...musical,
  ...noir,
  ...objects,
  ...romance,
  ...science,
  ...screen,
  ...sea,
  ...space,
  ...table,
  ...things,
  ...travel,
  ...young,
} satisfies Readonly<Record<string, Motif>>;

export type MotifName = keyof typeof motifs;
