/** The sliders on a film's page, as keyboards, screen readers and readers of German have them. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import { use } from '$lib/i18n';
import { straight, type Steering } from '$lib/state/steering';
import SteeringSliders from '$routes/film/Steering.svelte';
import { violations } from '../axe';

beforeEach(() => vi.useFakeTimers());

afterEach(async () => {
  vi.useRealTimers();
  await use('en');
});

const slider = (name: string | RegExp) => screen.getByRole('slider', { name, hidden: true });

it('is closed until it is wanted, and open where the address has positions', () => {
  const { unmount } = render(SteeringSliders, { value: straight, change: () => undefined });
  expect(screen.getByTestId('steering')).not.toHaveAttribute('open');
  unmount();
  render(SteeringSliders, { value: { ...straight, pace: 0.5 }, change: () => undefined });
  expect(screen.getByTestId('steering')).toHaveAttribute('open');
});

it('reports once after a pause, however often it moved', async () => {
  const changes: Steering[] = [];
  render(SteeringSliders, { value: straight, change: (to: Steering) => changes.push(to) });
  for (const value of ['0.25', '0.5']) {
    await fireEvent.input(slider('Slower or faster'), { target: { value } });
  }
  await fireEvent.input(slider('Darker or lighter'), { target: { value: '-1' } });
  expect(changes).toEqual([]);
  vi.advanceTimersByTime(300);
  expect(changes).toEqual([{ ...straight, pace: 0.5, light: -1 }]);
});

it('says positions in words, and that they are estimated', async () => {
  const value = { ...straight, light: -0.25, pace: 1, violence: -0.5 };
  render(SteeringSliders, { value, change: () => undefined });
  const words = (name: string) => slider(name).getAttribute('aria-valuetext');
  expect(words('Darker or lighter')).toBe('a little darker');
  expect(words('Slower or faster')).toBe('as far as it goes: faster');
  expect(words('Gentler or more violent')).toBe('gentler');
  expect(words('More serious or funnier')).toBe('as it is');
  expect(screen.getByText(/^Estimated/)).toBeInTheDocument();
});

it('goes back to the film as it is', async () => {
  const changes: Steering[] = [];
  const value = { ...straight, pace: 1 };
  render(SteeringSliders, { value, change: (to: Steering) => changes.push(to) });
  await fireEvent.click(screen.getByRole('button', { name: 'As it is' }));
  expect(changes).toEqual([straight]);
});

it('is accessible, in German too', async () => {
  vi.useRealTimers();
  await use('de');
  const { container } = render(SteeringSliders, {
    value: { ...straight, humour: 0.5 },
    change: () => undefined,
  });
  expect(slider(/^Ernster/).getAttribute('aria-valuetext')).toBe('lustiger');
  expect(await violations(container)).toEqual([]);
});
