/** Ways to answer a film that are not buttons. */
import type { Choice } from '$lib/api/models';

/** How far a card is moved sideways before it counts, in pixels. */
export const FAR_PX = 90;

const keys: Readonly<Record<string, Choice>> = {
  ArrowRight: 'yes',
  ArrowLeft: 'no',
  ArrowDown: 'seen',
};

export const choiceOfKey = (key: string): Choice | null => keys[key] ?? null;

export const choiceOfSwipe = (dx: number): 'yes' | 'no' | null =>
  dx >= FAR_PX ? 'yes' : dx <= -FAR_PX ? 'no' : null;
