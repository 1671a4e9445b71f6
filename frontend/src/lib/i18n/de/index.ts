import type { Messages } from '../en';
import { about } from './about';
import { admin } from './admin';
import * as backups from './backups';
import * as diary from './diary';
import { filmPage } from './film-page';
import * as films from './films';
import * as frame from './frame';
import { imports } from './imports';
import * as lists from './lists';
import { map } from './map';
import * as people from './people';
import * as person from './person';
import * as reasons from './reasons';
import * as outgoing from './outgoing';
import * as settings from './settings';
import * as remote from './remote-accounts';
import { shelf } from './shelves';
import * as signOn from './sign-on';
import { isOwnTag, tag } from './tags';
import * as taste from './taste';
import * as tonight from './tonight';

export const de: Messages = {
  ...backups,
  ...diary,
  ...frame,
  ...films,
  ...lists,
  ...people,
  ...person,
  ...reasons,
  ...outgoing,
  ...remote,
  ...settings,
  ...signOn,
  ...taste,
  ...tonight,
  about,
  admin,
  filmPage,
  imports,
  isOwnTag,
  map,
  shelf,
  tag,
};
