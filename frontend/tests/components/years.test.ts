/** The years of the diary are there whenever the person is, also where the session comes late. */
import { render, screen, waitFor } from '@testing-library/svelte';
import * as api from '$lib/api/me';
import { session } from '$lib/state/session.svelte';
import Years from '$routes/library/Years.svelte';

vi.mock('$lib/api/me', { spy: true });

it('reads the years again once it is known who is here', async () => {
  vi.mocked(api.getYears).mockResolvedValue({
    items: [{ year: 2026, films: 1, viewings: 2 }],
    undated: 0,
  });
  render(Years, {
    view: { list: 'history', sort: 'newest', filter: '', year: null },
    address: () => '/library',
  });
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: { id: 1, username: 'ann', is_admin: false },
    registration: 'open',
    csrf_token: 'token',
  });
  await session.signIn({ username: 'ann', password: 'x' });
  await waitFor(() => expect(screen.getByTestId('diary-year')).toHaveTextContent('2026'));
});
