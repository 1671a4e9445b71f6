import * as lists from './lists';
import * as signOn from './sign-on';
import * as tonight from './tonight';

/** English texts of screens that nobody sees first; they come with the first of these screens. */
export const rest = { ...lists, ...signOn, ...tonight };
