/** Sliders of a film's page: the address holds them, and the API is asked for moods. */
import {
  formatSteering,
  isStraight,
  parseSteering,
  steps,
  straight,
  type Steering,
} from '$lib/state/steering';

const steering = (fields: Partial<Steering>): Steering => ({ ...straight, ...fields });

it('is nothing where no slider was moved', () => {
  expect(isStraight(straight)).toBe(true);
  expect(formatSteering(straight)).toBe('');
  expect(steps(straight)).toEqual({ more: [], less: [] });
});

it.each([steering({ light: 0.5 }), steering({ pace: -1, violence: -0.25, strangeness: 0.75 })])(
  'stands in the address and is read back',
  (positions) => {
    expect(isStraight(positions)).toBe(false);
    expect(parseSteering(formatSteering(positions))).toEqual(positions);
  },
);

it.each(['?light=2', '?light=much', '?light=', '?light=-', '?light=1e1', '?other=1'])(
  'takes %s for no position',
  (search) => {
    expect(parseSteering(search)).toEqual(straight);
  },
);

it('goes to the nearest step', () => {
  expect(parseSteering('?pace=-0.3').pace).toBe(-0.25);
});

it('asks for more of one end and less of the other', () => {
  expect(steps(steering({ light: 0.5, pace: -1 }))).toEqual({
    more: ['feel-good:0.5', 'slow:1'],
    less: ['dark:0.5', 'fast-paced:1'],
  });
});

it('asks only for less where the left end is nothing but that', () => {
  expect(steps(steering({ violence: -0.75 }))).toEqual({ more: [], less: ['violent:0.75'] });
  expect(steps(steering({ humour: 1 }))).toEqual({ more: ['funny:1'], less: [] });
});
