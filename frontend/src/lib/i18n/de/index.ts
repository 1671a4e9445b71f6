import type { Messages } from '../en';
import { about } from './about';
import * as diary from './diary';
import { filmPage } from './film-page';
import * as films from './films';
import * as frame from './frame';
import { imports } from './imports';
import * as people from './people';
import * as person from './person';
import * as settings from './settings';
import * as taste from './taste';

export const de: Messages = {
  ...diary,
  ...frame,
  ...films,
  ...people,
  ...person,
  ...settings,
  ...taste,
  imports,
  about,
  filmPage,
};
