/** What the link of a list opens: the list to read, or the list to write in. */
export interface ListAccess {
  kind: 'read' | 'edit';
  token: string;
}

const KEY = 'ordained.list-link';
const PATTERN = /^#(read|edit)=([A-Za-z0-9_-]{10,80})$/;

export function linkIn(hash: string): ListAccess | null {
  const found = PATTERN.exec(hash);
  const [, kind, token] = found ?? [];
  return kind && token ? { kind: kind as ListAccess['kind'], token } : null;
}

/** The link in the fragment; without one that of this tab, since signing in loses the fragment. */
export function keptLink(hash: string): ListAccess | null {
  const link = linkIn(hash);
  try {
    if (link) sessionStorage.setItem(KEY, hash);
    return link ?? linkIn(sessionStorage.getItem(KEY) ?? '');
  } catch {
    return link; // Storage may be refused.
  }
}
