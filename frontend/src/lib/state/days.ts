/** Days as the API writes them, such as 2025-11-20. */

export const FIRST_FILM = '1888-01-01';

const pad = (value: number) => String(value).padStart(2, '0');

/** The present day where the reader is. */
export function today(now = new Date()): string {
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
