/** The drawer of filters is fetched when it is first opened. */
import { render, screen } from '@testing-library/svelte';
import LazyDrawer from '$lib/components/filters/LazyDrawer.svelte';
import { emptyQuery } from '$lib/state/query';
import { toast } from '$lib/state/toast.svelte';

const given = { open: false, query: emptyQuery, change: vi.fn(), close: vi.fn() };

beforeEach(() => {
  given.close.mockReset();
  // jsdom has no dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});

it('closes again and says so where the server is gone', async () => {
  vi.doMock('$lib/components/filters/FilterDrawer.svelte', () => {
    throw new Error('offline');
  });
  render(LazyDrawer, { ...given, open: true });
  await vi.waitFor(() => expect(given.close).toHaveBeenCalledTimes(1));
  expect(toast.note).toMatchObject({ outcome: 'failed' });
  toast.clear();
  vi.doUnmock('$lib/components/filters/FilterDrawer.svelte');
});

it('is not there before, and then opens', async () => {
  const { rerender } = render(LazyDrawer, given);
  expect(screen.queryByRole('dialog', { hidden: true })).toBeNull();
  await rerender({ open: true });
  const drawer = () => expect(screen.getByRole('dialog')).toHaveAttribute('open');
  await vi.waitFor(drawer, { timeout: 10_000 }); // Vitest compiles the drawer first.
  expect(given.close).not.toHaveBeenCalled();
});
