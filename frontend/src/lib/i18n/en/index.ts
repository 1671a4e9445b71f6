import { about } from './about';
import { admin } from './admin';
import * as diary from './diary';
import { filmPage } from './film-page';
import * as films from './films';
import * as frame from './frame';
import { imports } from './imports';
import { map } from './map';
import * as people from './people';
import * as person from './person';
import * as reasons from './reasons';
import type { rest } from './rest';
import * as settings from './settings';
import { shelf } from './shelves';
import { isOwnTag, tag } from './tags';
import * as taste from './taste';

export const en = {
  ...diary,
  ...frame,
  ...films,
  ...people,
  ...person,
  ...reasons,
  ...settings,
  ...taste,
  about,
  admin,
  filmPage,
  imports,
  isOwnTag,
  map,
  shelf,
  tag,
};

/** The texts that every language must have. */
export type Messages = typeof en & typeof rest;
