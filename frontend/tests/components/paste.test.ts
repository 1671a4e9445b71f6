import { fireEvent, render, screen } from '@testing-library/svelte';
import SearchField from '$lib/components/SearchField.svelte';
import SmallField from '$lib/components/SmallField.svelte';

const lines = 'a slow\r\nfamily\t drama\n';
const paste = (field: HTMLElement, text: string) =>
  fireEvent.paste(field, { clipboardData: { getData: () => text } });

it('pastes lines into the search as words', async () => {
  const oninput = vi.fn();
  render(SearchField, { label: 'a', value: 'Japan ', oninput, onenter: vi.fn(), onclear: vi.fn() });
  const field = screen.getByTestId<HTMLInputElement>('search-input');
  field.setSelectionRange(6, 6);
  await paste(field, lines);
  expect(oninput).toHaveBeenCalledExactlyOnceWith('Japan a slow family drama ');
});

it('leaves other text to the browser', async () => {
  render(SearchField, {
    label: 'a',
    value: '',
    oninput: vi.fn(),
    onenter: vi.fn(),
    onclear: vi.fn(),
  });
  const untouched = await paste(screen.getByTestId('search-input'), 'a slow drama');
  expect(untouched).toBe(true);
});

it('asks for what is pasted into a small field in single spaces', async () => {
  const change = vi.fn();
  render(SmallField, { value: '', label: 'a', clearLabel: 'b', testid: 'small', change });
  await paste(screen.getByTestId('small'), lines);
  expect(change).toHaveBeenCalledExactlyOnceWith('a slow family drama');
});
