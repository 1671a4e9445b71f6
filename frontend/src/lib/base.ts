/**
 * The path that the service is under, without a slash at its end: '' or '/films'. One build serves under
 * any path; public/first.js reads it from its own address before the first script runs. The build
 * itself, which reads the routes too, has no document.
 */
export const base: string =
  typeof document === 'undefined' ? '' : (document.documentElement.dataset['base'] ?? '');
