import type { Role } from '$lib/api/models';

/** The roles of people, as a film's page names them one after the other. */
export const roles: readonly Role[] = ['director', 'writer', 'cast', 'composer'];

/** A person of a filter, in one role or in any (null). The API writes `12:director` and `12`. */
export interface PersonChoice {
  id: number;
  role: Role | null;
}

export function parsePersonToken(token: string): PersonChoice | null {
  const [, id, role = null] = /^(\d{1,9})(?::(\w+))?$/.exec(token) ?? [];
  if (id === undefined) return null;
  const known = roles.find((name) => name === role) ?? null;
  return role !== null && known === null ? null : { id: Number(id), role: known };
}

export const isPersonToken = (token: string): boolean => parsePersonToken(token) !== null;

export const personToken = ({ id, role }: PersonChoice): string =>
  role === null ? String(id) : `${id}:${role}`;
