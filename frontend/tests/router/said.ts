/** What the screens of a test have read, in order. */
export const said: string[] = [];
