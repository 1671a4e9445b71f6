/** The day of a viewing, its note, and posters on a canvas. */
import DayField from '$lib/components/DayField.svelte';
import NoteField from '$lib/components/NoteField.svelte';
import { posterOf } from '$lib/posters/poster';
import { paintPoster } from '$lib/posters/paint';
import { today } from '$lib/state/days';
import { fireEvent, render, screen } from '@testing-library/svelte';

describe('a day', () => {
  function shown(day: string | null) {
    const change = vi.fn();
    render(DayField, { title: 'Heat', day, change });
    return { change, field: screen.getByTestId<HTMLInputElement>('seen-on') };
  }

  it('that is picked counts at once', async () => {
    const { change, field } = shown('2025-03-01');
    await fireEvent.pointerDown(field);
    await fireEvent.change(field, { target: { value: '2025-03-02' } });
    expect(change.mock.calls).toEqual([['2025-03-02']]);
  });

  it('that is typed counts when it is done', async () => {
    const { change, field } = shown('2025-03-01');
    await fireEvent.keyDown(field, { key: '1' });
    await fireEvent.change(field, { target: { value: '2025-01-01' } });
    await fireEvent.keyDown(field, { key: '2' });
    await fireEvent.change(field, { target: { value: '2025-12-01' } });
    expect(change).not.toHaveBeenCalled();
    await fireEvent.keyDown(field, { key: 'Enter' });
    await fireEvent.blur(field);
    expect(change.mock.calls[0]).toEqual(['2025-12-01']);
  });

  it.each(['1887-12-31', '2999-01-01', '0002-01-01'])('such as %s is none', async (odd) => {
    const { change, field } = shown('2025-03-01');
    await fireEvent.change(field, { target: { value: odd } });
    expect(change).not.toHaveBeenCalled();
  });

  it('can be none, and today', async () => {
    const dated = shown('2025-03-01');
    await fireEvent.click(screen.getByTestId('no-day'));
    expect(dated.change.mock.calls).toEqual([[null]]);
    document.body.replaceChildren();
    const open = shown(null);
    await fireEvent.click(screen.getByTestId('seen-today'));
    expect(open.change.mock.calls).toEqual([[today()]]);
  });
});

describe('a note', () => {
  const opened = async (note: string, kept = true) => {
    const save = vi.fn().mockResolvedValue(kept);
    render(NoteField, { title: 'Heat', note, save });
    await fireEvent.click(screen.getByTestId('note-edit'));
    return { save, field: screen.getByTestId<HTMLTextAreaElement>('note-field') };
  };

  it('is saved by keyboard, without white space at its ends', async () => {
    const { save, field } = await opened('');
    expect(document.activeElement).toBe(field);
    await fireEvent.input(field, { target: { value: ' Better. \n' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(save).not.toHaveBeenCalled(); // a line break
    await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    expect(save.mock.calls).toEqual([['Better.']]);
    await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('note-edit')));
  });

  it('stays as it was after Escape, and open where it was not saved', async () => {
    const { save, field } = await opened('Good.', false);
    await fireEvent.input(field, { target: { value: 'Bad.' } });
    await fireEvent.click(screen.getByTestId('note-save'));
    expect(screen.getByTestId<HTMLTextAreaElement>('note-field').value).toBe('Bad.');
    await fireEvent.keyDown(field, { key: 'Escape' });
    expect(save).toHaveBeenCalledTimes(1);
    expect(screen.getByTestId('note').textContent).toBe('Good.');
  });

  it('has room for two thousand characters, and says what is left', async () => {
    const { field } = await opened('');
    expect(field.maxLength).toBe(2000);
    await fireEvent.input(field, { target: { value: 'x'.repeat(1999) } });
    expect(screen.getByRole('status').textContent).toBe('1 character left');
  });
});

it('a poster is painted with every shape and line that is drawn', async () => {
  vi.stubGlobal('Path2D', vi.fn());
  const calls: string[] = [];
  const context = new Proxy({} as Record<string, unknown>, {
    get: (_, name) =>
      name === 'measureText'
        ? () => ({ width: 10 })
        : (first: unknown) =>
            calls.push(name === 'fillText' ? `text ${String(first)}` : `${String(name)}`),
    set: () => true,
  });
  const poster = await posterOf({ id: 6, title: 'Heat', year: 1995, genres: ['Crime'] });
  if (!poster) throw new Error('no poster');
  paintPoster(context as unknown as CanvasRenderingContext2D, poster, 0, 0, 100);
  const shapes = [...poster.art.shapes, ...poster.plates];
  const planes = shapes.filter(({ stroke }) => stroke === 'none').length;
  expect(calls.filter((name) => name === 'fill')).toHaveLength(planes);
  expect(calls.filter((name) => name === 'stroke')).toHaveLength(shapes.length - planes);
  const texts = calls.filter((name) => name.startsWith('text '));
  expect(texts).toEqual(poster.lines.map(({ text }) => `text ${text}`));
  const count = (name: string) => calls.filter((call) => call === name).length;
  expect(count('save')).toBe(count('restore'));
  vi.unstubAllGlobals();
});
