/** Tokens with scopes, feeds and webhooks in Settings. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import * as account from '$lib/api/account';
import * as outgoing from '$lib/api/outgoing';
import * as share from '$lib/api/share';
import type { Webhook } from '$lib/api/models';
import { t, useAll } from '$lib/i18n';
import { toast } from '$lib/state/toast.svelte';
import { router } from '$lib/router/router.svelte';
import Feeds from '$routes/settings/Feeds.svelte';
import Tokens from '$routes/settings/Tokens.svelte';
import Webhooks from '$routes/settings/Webhooks.svelte';
import Share from '$routes/share/Share.svelte';
import { violations } from '../axe';

vi.mock('$lib/api/account', { spy: true });
vi.mock('$lib/api/outgoing', { spy: true });
vi.mock('$lib/api/share', { spy: true });

const MADE = '2026-01-31T12:00:00Z';
const hook: Webhook = {
  id: 3,
  url: 'https://example.org/hook',
  events: ['rated'],
  created_at: MADE,
  disabled_at: null,
  last_delivered_at: null,
  last_error: null,
  waiting: 0,
};

beforeAll(() => useAll());

const type = (id: string, value: string) =>
  fireEvent.input(screen.getByTestId(id), { target: { value } });

describe('tokens', () => {
  const token = {
    id: 1,
    name: 'television',
    scopes: ['read' as const],
    created_at: MADE,
    expires_at: null,
    last_used_at: null,
  };

  it('are made with the scopes that are chosen, and without an end where none is given', async () => {
    vi.mocked(account.getTokens).mockResolvedValue({ items: [token], next_cursor: null });
    const make = vi.mocked(account.createToken).mockResolvedValue({ ...token, token: 'a.b.c' });
    const { container } = render(Tokens);
    expect(await screen.findByTestId('token')).toHaveTextContent(
      t.settings.tokenFacts(['read'], null, null),
    );
    // Only an administrator may let a program administer.
    expect(screen.queryByTestId('scope-admin')).toBeNull();
    await type('token-name', 'television');
    await type('token-days', '');
    await fireEvent.click(screen.getByTestId('scope-write'));
    expect(await violations(container)).toEqual([]);
    await fireEvent.click(screen.getByTestId('make-token'));
    expect(make).toHaveBeenCalledWith('television', ['read'], null, null);
    expect(await screen.findByTestId('new-token')).toHaveTextContent('a.b.c');
  });

  it('need a scope', async () => {
    vi.mocked(account.getTokens).mockResolvedValue({ items: [], next_cursor: null });
    const make = vi.mocked(account.createToken).mockClear();
    render(Tokens);
    await type('token-name', 'television');
    await fireEvent.click(screen.getByTestId('scope-read'));
    await fireEvent.click(screen.getByTestId('scope-write'));
    await fireEvent.click(screen.getByTestId('make-token'));
    expect(await screen.findByRole('alert')).toHaveTextContent(t.settings.scopesRule);
    expect(make).not.toHaveBeenCalled();
  });
});

describe('feeds', () => {
  it('show their addresses once, and are revoked', async () => {
    vi.mocked(outgoing.getFeed).mockResolvedValue({ created_at: MADE, last_read_at: null });
    vi.mocked(outgoing.makeFeed).mockResolvedValue({
      created_at: MADE,
      last_read_at: null,
      watchlist_atom: 'https://films.example/api/feeds/s/watchlist.atom',
      watchlist_ics: 'https://films.example/api/feeds/s/watchlist.ics',
      diary_atom: 'https://films.example/api/feeds/s/diary.atom',
      diary_ics: 'https://films.example/api/feeds/s/diary.ics',
    });
    const revoke = vi.mocked(outgoing.revokeFeed).mockResolvedValue(undefined);
    const { container } = render(Feeds);
    expect(await screen.findByText(t.outgoing.feedFacts(MADE, null))).toBeInTheDocument();
    await fireEvent.click(screen.getByTestId('make-feed'));
    expect(await screen.findByTestId('feed-diary_ics')).toHaveTextContent('/s/diary.ics');
    expect(await violations(container)).toEqual([]);
    vi.mocked(outgoing.getFeed).mockResolvedValue({ created_at: null, last_read_at: null });
    await fireEvent.click(screen.getByTestId('revoke-feed'));
    expect(revoke).toHaveBeenCalled();
    expect(await screen.findByText(t.outgoing.noFeed)).toBeInTheDocument();
    expect(screen.queryByTestId('feed-diary_ics')).toBeNull();
  });
});

describe('webhooks', () => {
  it('are added with a secret that is shown once', async () => {
    vi.mocked(outgoing.getWebhooks).mockResolvedValue({ items: [hook], next_cursor: null });
    const make = vi
      .mocked(outgoing.makeWebhook)
      .mockResolvedValue({ ...hook, secret: 'whsec_abc' });
    const { container } = render(Webhooks);
    expect(await screen.findByTestId('hook')).toHaveTextContent(t.outgoing.hookFacts(null, null));
    await type('hook-url', 'nonsense');
    await fireEvent.click(screen.getByTestId('make-hook'));
    expect(await screen.findByTestId('hook-url-error')).toHaveTextContent(t.outgoing.hookUrlRule);
    await type('hook-url', 'https://example.org/hook');
    await fireEvent.click(screen.getByTestId('hook-seen'));
    await fireEvent.click(screen.getByTestId('make-hook'));
    expect(make).toHaveBeenCalledWith('https://example.org/hook', ['rated', 'watchlisted']);
    expect(await screen.findByTestId('hook-secret')).toHaveTextContent('whsec_abc');
    expect(await violations(container)).toEqual([]);
  });

  it('that were given up say so, and are taken up again', async () => {
    const items = [{ ...hook, disabled_at: MADE, last_error: 'it answered 500' }];
    vi.mocked(outgoing.getWebhooks).mockResolvedValue({ items, next_cursor: null });
    const resume = vi.mocked(outgoing.resumeWebhook).mockResolvedValue(hook);
    render(Webhooks);
    expect(await screen.findByTestId('hook')).toHaveTextContent(t.outgoing.hookGivenUp(MADE));
    await fireEvent.click(screen.getByText(t.outgoing.resumeHook));
    expect(resume).toHaveBeenCalledWith(items[0]);
  });

  it.each([
    [null, 'Nothing sent yet'],
    ['it answered 502', 'it answered 502'],
    ['TimeoutError: no answer', 'it did not answer'],
    ['Its name has no address', 'nothing may be sent to this address'],
  ])('say in the language of the page why a message did not arrive: %s', async (error, said) => {
    const items = [{ ...hook, last_error: error }];
    vi.mocked(outgoing.getWebhooks).mockResolvedValue({ items, next_cursor: null });
    render(Webhooks);
    expect(await screen.findByTestId('hook')).toHaveTextContent(said);
  });
});

describe('a shared link', () => {
  const opened = (found: { movie_id: number | null; words: string }) => {
    vi.mocked(share.findShared).mockResolvedValue(found);
    history.replaceState(null, '', '/share?text=Heat%20(1995)');
    const replace = vi.spyOn(router, 'replace').mockImplementation(() => undefined);
    render(Share);
    return replace;
  };

  it('opens the film', async () => {
    const replace = opened({ movie_id: 7, words: '' });
    await vi.waitFor(() => expect(replace).toHaveBeenCalledWith('/film/7'));
    expect(vi.mocked(share.findShared).mock.calls[0]?.[0]).toBe('Heat (1995)');
  });

  it('says so where the film is not here, and opens the search', async () => {
    const replace = opened({ movie_id: null, words: '' });
    await vi.waitFor(() => expect(replace).toHaveBeenCalledWith('/'));
    expect(toast.note?.text).toBe(t.share.none);
  });

  it('searches for its words where no film is meant', async () => {
    const replace = opened({ movie_id: null, words: 'Heat (1995)' });
    await vi.waitFor(() => expect(replace).toHaveBeenCalledWith('/?q=Heat%20(1995)'));
  });
});
