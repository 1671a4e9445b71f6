import { en } from './en';

export type Messages = typeof en;

/** Every text a reader sees. A second language is a second object of the type Messages. */
export const t: Messages = en;
