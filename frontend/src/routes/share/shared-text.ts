const LONGEST = 2000;

/**
 * What another program shared, from the address that the manifest's share target makes of it: of
 * title, text and link, whichever there are, each once.
 */
export function sharedText(search: string): string {
  const given = new URLSearchParams(search);
  const parts = ['title', 'text', 'url'].map((name) => given.get(name)?.trim() ?? '');
  const [title = '', text = '', url = ''] = parts;
  const rest = [title, url].filter((part) => part !== '' && !text.includes(part));
  return [text, ...rest]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, LONGEST);
}
