import { href, match } from '$lib/router/routes';

describe('routes', () => {
  it.each([
    ['/', { name: 'discover', params: {} }],
    ['/film/79132', { name: 'film', params: { id: '79132' } }],
    ['/film/79132/', { name: 'film', params: { id: '79132' } }],
    ['/people/12', { name: 'person', params: { id: '12' } }],
    ['/about', { name: 'about', params: {} }],
    ['/film/', null],
    ['/film/1/2', null],
    ['/nowhere', null],
    ['/film/%E0%A4%A', null], // a broken percent sequence
  ])('%s', (path, expected) => {
    expect(match(path)).toEqual(expected);
  });

  it('are written from their names', () => {
    expect(href('film', { id: 7 })).toBe('/film/7');
    expect(href('discover', {}, '?q=a')).toBe('/?q=a');
    expect(match(href('film', { id: 'ä/b' }))?.params['id']).toBe('ä/b');
  });
});
