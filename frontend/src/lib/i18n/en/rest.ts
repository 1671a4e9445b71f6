import * as backups from './backups';
import * as lists from './lists';
import * as outgoing from './outgoing';
import * as remote from './remote-accounts';
import * as signOn from './sign-on';
import * as tonight from './tonight';

/** English texts of screens that nobody sees first; they come with the first of these screens. */
export const rest = { ...backups, ...lists, ...outgoing, ...remote, ...signOn, ...tonight };
