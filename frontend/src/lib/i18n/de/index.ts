import type { Messages } from '../en';
import { about } from './about';
import { admin } from './admin';
import * as films from './films';
import * as frame from './frame';
import { map } from './map';
import * as people from './people';
import * as person from './person';
import * as settings from './settings';
import * as taste from './taste';

export const de: Messages = {
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
