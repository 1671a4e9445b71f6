import { base } from '../base';

/** Every address of the app, without the path that the service is under. A screen is added here, in screens.ts, and nowhere else. */
export const routes = {
  discover: '/',
  film: '/film/:id',
  person: '/people/:id',
  about: '/about',
  forYou: '/for-you',
  map: '/map',
  taste: '/taste',
  library: '/library',
  year: '/year/:id',
  tonight: '/tonight',
  join: '/tonight/join',
  joinCode: '/tonight/join/:code',
  room: '/tonight/room/:id',
  lists: '/lists',
  sharedList: '/lists/shared',
  list: '/lists/:id',
  companions: '/companions',
  compare: '/companions/:id',
  share: '/share',
  settings: '/settings',
  admin: '/admin',
  signIn: '/sign-in',
  register: '/register',
  signOn: '/sign-on/:provider',
} as const;

export type RouteName = keyof typeof routes;

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

export type RouteParams<Name extends RouteName> = Record<
  ParamNames<(typeof routes)[Name]>,
  string | number
>;

/** The address of a screen: `href('film', { id: 7 })` is `/film/7`, after the service's own path. */
export function href<Name extends RouteName>(
  name: Name,
  ...rest: ParamNames<(typeof routes)[Name]> extends never
    ? [params?: Record<string, never>, search?: string]
    : [params: RouteParams<Name>, search?: string]
): string {
  const [params = {}, search = ''] = rest;
  const values = params as Record<string, string | number>;
  return (
    base +
    routes[name].replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(values[key]))) +
    search
  );
}

export interface Match {
  name: RouteName;
  params: Readonly<Record<string, string>>;
}

const patterns = Object.entries(routes).map(([name, path]) => ({
  name: name as RouteName,
  pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`),
}));

/** A path below the service's own; null for those of others on this host. */
const inside = (address: string): string | null =>
  address === base ? '/' : address.startsWith(`${base}/`) ? address.slice(base.length) : null;

/** The screen at an address's path, or null where there is none. */
export function match(address: string): Match | null {
  const path = base === '' ? address : inside(address);
  if (path === null) return null;
  for (const { name, pattern } of patterns) {
    const found = pattern.exec(path);
    if (!found) continue;
    try {
      const params = Object.entries(found.groups ?? {}).map(([key, value]) => [
        key,
        decodeURIComponent(value),
      ]);
      return { name, params: Object.fromEntries(params) as Record<string, string> };
    } catch {
      return null; // A broken percent sequence.
    }
  }
  return null;
}

/** The id in the parameters of an address; null where there is none. */
export function idOf({ id = '' }: Match['params']): number | null {
  return /^\d{1,9}$/.test(id) ? Number(id) : null;
}
