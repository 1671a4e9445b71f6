import { Theme } from '$lib/state/theme.svelte';

beforeEach(() => {
  localStorage.clear();
  delete document.documentElement.dataset['theme'];
});

describe('Theme', () => {
  it('goes round and is remembered', () => {
    const theme = new Theme();
    const seen = [theme.current];
    for (let i = 0; i < 3; i += 1) {
      theme.next();
      seen.push(theme.current);
      expect(new Theme().current).toBe(theme.current);
    }
    expect(seen).toEqual(['system', 'light', 'dark', 'system']);
  });

  it('marks the page, and leaves it alone for the system', () => {
    const theme = new Theme();
    theme.set('dark');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    theme.set('system');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  it('ignores what it does not know', () => {
    localStorage.setItem('ordained.theme', 'purple');
    expect(new Theme().current).toBe('system');
  });
});
