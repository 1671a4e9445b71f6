import { render, screen } from '@testing-library/svelte';
import Chips from '$lib/components/Chips.svelte';
import FailureNotice from '$lib/components/FailureNotice.svelte';
import Poster from '$lib/components/Poster.svelte';
import ResultRow from '$lib/components/ResultRow.svelte';
import SearchField from '$lib/components/SearchField.svelte';
import { Problem, Unreachable } from '$lib/api/problem';
import type { Chip } from '$lib/state/chips';
import { movie } from '../make';

describe('Chips', () => {
  it('name what they remove and report it', () => {
    const chips: Chip[] = ['Crime', 'not War'].map((label) => ({
      key: label,
      label,
      understood: label === 'Crime',
      without: (query) => query,
    }));
    const remove = vi.fn();
    render(Chips, { chips, remove });
    screen.getByRole('button', { name: 'Remove filter: not War' }).click();
    expect(remove).toHaveBeenCalledExactlyOnceWith(chips[1]);
  });
});

describe('Poster', () => {
  it('is decoration without inline styles, which the CSP would refuse', async () => {
    const { container } = render(Poster, { film: movie(1) });
    await vi.waitFor(() => expect(container.querySelector('svg')).not.toBeNull());
    expect(container.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
    expect(container.querySelectorAll('[style]')).toHaveLength(0);
    expect(container.querySelector('img')).toBeNull();
  });

  it('covers the drawing with a picture until that fails', async () => {
    const { container } = render(Poster, { film: movie(1, { poster_url: '/p.jpg' }) });
    const image = container.querySelector('img');
    expect(image).toHaveAttribute('src', '/p.jpg');
    image?.dispatchEvent(new Event('error'));
    await vi.waitFor(() => expect(container.querySelector('img')).toBeNull());
    await vi.waitFor(() => expect(container.querySelector('svg')).not.toBeNull());
  });
});

describe('ResultRow', () => {
  const why = {
    kind: 'plot' as const,
    text: 'A heist goes wrong.',
    highlights: [[2, 7]] as [number, number][],
  };

  it('leads to the film and says why', () => {
    render(ResultRow, { result: { movie: movie(7, { title: 'Rififi' }), why, fits: true } });
    expect(screen.getByRole('link', { name: 'Rififi' })).toHaveAttribute('href', '/film/7');
    expect(screen.getByTestId('result-why').querySelector('mark')).toHaveTextContent('heist');
    expect(screen.getByTestId('result')).toHaveAttribute('data-movie-id', '7');
  });

  it('shows the plot unless the plot is the reason', () => {
    const plot = 'Four men rob a jeweller.';
    const { unmount } = render(ResultRow, {
      result: { movie: movie(7, { plot }), why: null, fits: true },
    });
    expect(screen.getByText(plot)).toBeInTheDocument();
    unmount();
    render(ResultRow, { result: { movie: movie(7, { plot }), why, fits: true } });
    expect(screen.queryByText(plot)).toBeNull();
  });

  it('shows markup in data as text', () => {
    const title = '<img src=x onerror=alert(1)>';
    const { container } = render(ResultRow, {
      result: { movie: movie(7, { title }), why: null, fits: true },
    });
    expect(screen.getByRole('link', { name: title })).toBeInTheDocument();
    expect(container.querySelector('img')).toBeNull();
  });
});

describe('SearchField', () => {
  const props = { label: 'Search', oninput: vi.fn(), onenter: vi.fn(), onclear: vi.fn() };
  const escape = () =>
    new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });

  it('clears on Escape, then lets go', () => {
    const { unmount } = render(SearchField, { ...props, value: 'noir' });
    screen.getByTestId('search-input').dispatchEvent(escape());
    expect(props.onclear).toHaveBeenCalledTimes(1);
    unmount();
    render(SearchField, { ...props, value: '' });
    const field = screen.getByTestId('search-input');
    field.focus();
    field.dispatchEvent(escape());
    expect(field).not.toHaveFocus();
    expect(props.onclear).toHaveBeenCalledTimes(1);
  });
});

describe('FailureNotice', () => {
  it.each([
    [new Unreachable('x'), 'The server does not answer.'],
    [new Problem({ status: 503, title: 'x' }), 'The catalogue is being prepared.'],
    [
      new Problem({ status: 500, title: 'x', detail: 'pool exhausted' }),
      'The server had a problem with this request.',
    ],
    [
      new Problem({ status: 422, title: 'x', errors: [{ pointer: '/q', detail: 'too long' }] }),
      'The server did not understand this request.',
    ],
  ])('explains %s', (failure, text) => {
    render(FailureNotice, { failure, retry: () => undefined });
    expect(screen.getByTestId('error-state')).toHaveTextContent(text);
    expect(screen.getByTestId('error-state')).not.toHaveTextContent(/too long|pool/);
  });
});
