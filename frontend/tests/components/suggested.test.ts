/** People are suggested beneath the search field, and the keys of the field reach them. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import * as client from '$lib/api/client';
import SearchField from '$lib/components/SearchField.svelte';
import { router } from '$lib/router/router.svelte';
import { violations } from '../axe';
import { foundPerson } from '../make';

vi.mock('$lib/api/client', { spy: true });

const props = {
  label: 'Search',
  value: 'va',
  oninput: vi.fn(),
  onenter: vi.fn(),
  onclear: vi.fn(),
};
const field = () => screen.getByTestId('search-input');
const options = () => screen.queryAllByRole('option');
const press = (key: string) => fireEvent.keyDown(field(), { key });
let go: ReturnType<typeof vi.spyOn>;

beforeEach(async () => {
  for (const call of [props.oninput, props.onenter, props.onclear]) call.mockReset();
  go = vi.spyOn(router, 'go').mockReturnValue();
  vi.mocked(client.findPeople).mockResolvedValue({
    items: [foundPerson(12, 'Agnès Varda'), foundPerson(13, 'Rosalie Varda')],
  });
  render(SearchField, props);
  field().focus();
  await fireEvent.input(field(), { target: { value: 'varda' } });
  await vi.waitFor(() => expect(options()).toHaveLength(2));
});

it('stands beneath the field as a list that the field names', async () => {
  expect(props.oninput).toHaveBeenCalledWith('varda');
  expect(field()).toHaveRole('textbox');
  expect(field()).toHaveAttribute('aria-autocomplete', 'list');
  expect(field()).toHaveAttribute('aria-controls', screen.getByRole('listbox').id);
  expect(field()).not.toHaveAttribute('aria-activedescendant');
  expect(options()[0]).toHaveTextContent('Agnès Varda');
  expect(options()[0]).toHaveTextContent('director, actor · Vagabond');
  expect(await violations(document.body)).toEqual([]);
});

it('is walked through with arrows, and Enter opens the page of a person', async () => {
  await press('ArrowDown');
  await press('ArrowDown');
  expect(field()).toHaveFocus();
  expect(field()).toHaveAttribute('aria-activedescendant', options()[1]?.id);
  expect(options()[1]).toHaveAttribute('aria-selected', 'true');
  await press('ArrowUp');
  await press('Enter');
  expect(go).toHaveBeenCalledExactlyOnceWith('/people/12');
  expect(options()).toHaveLength(0);
});

it('lets Enter search where nobody is chosen', async () => {
  await press('Enter');
  expect(props.onenter).toHaveBeenCalledOnce();
  expect(options()).toHaveLength(0);
  expect(go).not.toHaveBeenCalled();
});

it('lets arrows go on to the films from the last person', async () => {
  expect(await press('ArrowDown')).toBe(false);
  expect(await press('ArrowDown')).toBe(false);
  expect(await press('ArrowDown')).toBe(true);
  expect(options()).toHaveLength(0);
});

it('closes on Escape, which empties the field only after that', async () => {
  await press('Escape');
  expect(options()).toHaveLength(0);
  expect(props.onclear).not.toHaveBeenCalled();
  await press('Escape');
  expect(props.onclear).toHaveBeenCalledTimes(1);
});

it('opens the page of a person who is pressed', async () => {
  await fireEvent.click(options()[1] as HTMLElement);
  expect(go).toHaveBeenCalledExactlyOnceWith('/people/13');
});

it('closes when the field is left', async () => {
  await fireEvent.blur(field());
  expect(options()).toHaveLength(0);
});
