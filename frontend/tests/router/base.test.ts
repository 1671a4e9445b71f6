/** Addresses under a path that the service shares a host by. */
async function under(path: string) {
  document.documentElement.dataset['base'] = path;
  vi.resetModules();
  return {
    ...(await import('$lib/router/routes')),
    ...(await import('$lib/components/sign-in-here')),
    BASE: (await import('$lib/api/http')).BASE,
  };
}

afterEach(() => {
  delete document.documentElement.dataset['base'];
  vi.resetModules();
});

it('puts every address under the path', async () => {
  const { href, match, BASE } = await under('/films');
  expect(href('discover')).toBe('/films/');
  expect(href('film', { id: 7 })).toBe('/films/film/7');
  expect(BASE).toBe('/films/api/v1');
  expect(match('/films/film/7')).toEqual({ name: 'film', params: { id: '7' } });
  expect(match('/films')).toEqual({ name: 'discover', params: {} });
});

it('takes addresses of others on the host for none of its own', async () => {
  const { match, nextOf } = await under('/films');
  expect(match('/film/7')).toBeNull();
  expect(match('/filmsy/film/7')).toBeNull();
  expect(nextOf('?next=/admin-of-another-service')).toBe('/films/');
  expect(nextOf('?next=/films/library')).toBe('/films/library');
});
