import { about } from './about';
import { admin } from './admin';
import * as films from './films';
import * as frame from './frame';
import { map } from './map';
import * as people from './people';
import * as person from './person';
import * as settings from './settings';
import * as taste from './taste';

export const en = {
  ...frame,
  ...films,
  ...people,
  ...person,
  ...settings,
  ...taste,
  about,
  admin,
  map,
};

/** The texts that every language must have. */
export type Messages = typeof en;
