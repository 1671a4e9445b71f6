/** The operator's page: for administrators only, and a rollback only after a confirmation. */
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import * as admin from '$lib/api/admin';
import * as api from '$lib/api/me';
import * as remote from '$lib/api/remote';
import { Problem } from '$lib/api/problem';
import Footer from '$lib/components/Footer.svelte';
import { use } from '$lib/i18n';
import { session } from '$lib/state/session.svelte';
import { toast } from '$lib/state/toast.svelte';
import Admin from '../../src/routes/admin/Admin.svelte';
import { violations } from '../axe';

vi.mock('$lib/api/me', { spy: true });
vi.mock('$lib/api/admin', { spy: true });
vi.mock('$lib/api/remote', { spy: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const release = (id: number, fields: Partial<admin.ReleaseRecord>): admin.ReleaseRecord => ({
  id,
  state: 'retired',
  dataset: 'sample',
  encoder: 'all-MiniLM-L6-v2',
  movie_count: 3715,
  rating_count: 90_000,
  simulated_ratings: true,
  created_at: '2026-11-20T10:00:00Z',
  live_at: '2026-11-20T11:00:00Z',
  quality: null,
  failure: null,
  stages: [],
  rollback: false,
  ...fields,
});

beforeEach(() => {
  // jsdom has no dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  vi.mocked(remote.getMediaServers).mockResolvedValue({ items: [] });
  vi.mocked(admin.getReleases).mockResolvedValue({
    items: [
      release(3, {
        state: 'live',
        quality: {
          measured_at: '2026-11-20T10:30:00Z',
          everyday: null,
          search: { queries: 140, mrr: 0.94, hit_at_10: 0.99, recall_at_100: 1 },
          recommendations: null,
          forced: true,
        },
        stages: [{ stage: 'map', seconds: 9.4 }],
      }),
      release(2, { rollback: true }),
      release(1, { state: 'refused', live_at: null, failure: 'MRR of search fell' }),
    ],
  });
  vi.mocked(admin.getJobs).mockResolvedValue({
    items: [
      {
        release_id: 4,
        dataset: 'ml-32m',
        started_at: '2026-11-29T08:00:00Z',
        alive: true,
        stage: 'text vectors',
        number: 1,
        stages: 7,
        done: 3000,
        total: 12_000,
      },
    ],
  });
  vi.mocked(admin.getCoverage).mockResolvedValue({
    release_id: 3,
    dataset: 'sample',
    films: 4000,
    parts: [{ name: 'plot', films: 1000 }],
    sources: [{ source: 'knowledge pack', field: 'plot', films: 900 }],
  });
  vi.mocked(admin.getAccounts).mockResolvedValue({
    total: 1,
    administrators: 1,
    items: [
      {
        ...{ id: 1, username: 'bea', is_admin: true, created_at: '2026-01-02T00:00:00Z' },
        ...{ ratings: 12, viewings: 3, watchlist: 4, hidden: 5 },
      },
    ],
    next_after: null,
  });
  vi.mocked(admin.getStatements).mockResolvedValue({
    items: [{ statement: 'search', count: 20, mean_ms: 41.25, within_ms: null }],
  });
  vi.mocked(admin.getImportCounts).mockResolvedValue({
    items: [
      {
        ...{ format: 'letterboxd', imports: 2, rows: 500, not_matched: 7, uncertain: 1 },
        reasons: [{ reason: 'not_in_catalogue', rows: 7 }],
      },
    ],
    refused: [{ status: 422, requests: 3 }],
  });
});

async function someone(is_admin: boolean) {
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: { id: Math.random(), username: 'bea', is_admin },
    registration: 'open',
    csrf_token: 'token',
  });
  await session.signIn({ username: 'bea', password: 'x' });
}

it('does not exist for others, who see no link either', async () => {
  await someone(false);
  render(Admin);
  render(Footer);
  await settle();
  expect(screen.getByTestId('not-found')).toBeInTheDocument();
  expect(screen.queryByTestId('admin-link')).toBeNull();
  expect(admin.getReleases).not.toHaveBeenCalled();
});

it('says what runs', async () => {
  await someone(true);
  const { container } = render(Admin);
  await settle();
  const job = within(screen.getByTestId('admin-job'));
  expect(job.getByText('Text vectors: stage 1 of 7')).toBeInTheDocument();
  expect(job.getByRole('progressbar')).toHaveAttribute('value', '3000');
  const releases = screen.getAllByTestId('admin-release').map((node) => node.textContent);
  expect(releases[0]).toMatch(/Release 3 live.*MRR 0\.940.*Went live by force/s);
  expect(releases[1]).toContain('Not measured.');
  expect(releases[2]).toContain('MRR of search fell');
  const rows = [...container.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
  expect(rows).toContainEqual(['Plot', '1,000', '25%']);
  expect(rows).toContainEqual(['knowledge pack', 'Plot', '900']);
  expect(rows.find(([name]) => name === 'bea')?.slice(3)).toEqual(['12', '3', '4', '5']);
  expect(rows).toContainEqual(['search', '20', '41.3 ms', 'more than 10 s']);
  expect(rows).toContainEqual(['Letterboxd', '2', '500', '7', '1', 'not in this catalogue: 7']);
  expect(screen.getByText(/by status: 422: 3/)).toBeInTheDocument();
  render(Footer);
  expect(screen.getByTestId('admin-link')).toHaveAttribute('href', '/admin');
});

it('can be read by those who do not see it', { timeout: 20_000 }, async () => {
  await someone(true);
  const { container } = render(Admin);
  await settle();
  expect(await violations(container)).toEqual([]);
});

it('goes back to the release before only when that is confirmed', async () => {
  await someone(true);
  vi.mocked(admin.rollBack).mockResolvedValue({ release_id: 2, missing: null });
  render(Admin);
  await settle();
  const buttons = screen.getAllByTestId('roll-back');
  expect(buttons.map((node) => node.textContent)).toEqual(['Go back to release 2']);
  await fireEvent.click(buttons[0] as HTMLElement);
  await fireEvent.click(screen.getByText('Leave it'));
  expect(admin.rollBack).not.toHaveBeenCalled();
  await fireEvent.click(buttons[0] as HTMLElement);
  expect(screen.getByText(/comes from release 2 instead of 3/)).toBeInTheDocument();
  await fireEvent.click(screen.getByTestId('roll-back-confirm'));
  await settle();
  expect(admin.rollBack).toHaveBeenCalledExactlyOnceWith(2);
  expect(toast.note?.text).toBe('Release 2 is live again.');
});

it('says why a rollback was refused', async () => {
  await someone(true);
  vi.mocked(admin.rollBack).mockRejectedValue(
    new Problem({ status: 409, title: 'Rollback refused', detail: 'A rebuild is running.' }),
  );
  render(Admin);
  await settle();
  await fireEvent.click(screen.getByTestId('roll-back'));
  await fireEvent.click(screen.getByTestId('roll-back-confirm'));
  await settle();
  expect(toast.note).toMatchObject({ outcome: 'failed', text: 'A rebuild is running.' });
});

it('is German throughout, and says so of what the server says in English', async () => {
  await use('de');
  await someone(true);
  vi.mocked(admin.rollBack).mockRejectedValue(
    new Problem({ status: 409, title: 'Rollback refused', detail: 'A rebuild is running.' }),
  );
  const { container } = render(Admin);
  await settle();
  expect(container).toHaveTextContent('Letterboxd');
  expect(container).toHaveTextContent('nicht in diesem Katalog: 7');
  expect(container).toHaveTextContent('Der Server sagt dazu auf Englisch: „MRR of search fell“');
  await fireEvent.click(screen.getByTestId('roll-back'));
  await fireEvent.click(screen.getByTestId('roll-back-confirm'));
  await settle();
  expect(toast.note?.text).toBe('Der Server sagt dazu auf Englisch: „A rebuild is running.“');
  await use('en');
});
