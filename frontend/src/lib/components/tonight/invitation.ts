/** The token of a link to a room; it stands in the fragment, which no server and no log sees. */
export const invitationIn = (hash: string): string | null =>
  /^#join=([A-Za-z0-9_-]{10,80})$/.exec(hash)?.[1] ?? null;
