/** How films close to one are to differ from it: sliders, the address and what the API is asked. */

/** A slider between two directions; each is a mood of the vocabulary, or less of the other. */
export interface Axis {
  key: AxisKey;
  /** The mood to the left; null where left is only less of the right one. */
  left: string | null;
  right: string;
}

export const axisKeys = ['light', 'pace', 'humour', 'violence', 'strangeness'] as const;
export type AxisKey = (typeof axisKeys)[number];

export const axes: readonly Axis[] = [
  { key: 'light', left: 'dark', right: 'feel-good' },
  { key: 'pace', left: 'slow', right: 'fast-paced' },
  { key: 'humour', left: null, right: 'funny' },
  { key: 'violence', left: null, right: 'violent' },
  { key: 'strangeness', left: 'realistic', right: 'weird' },
];

/** A slider's step, and how far it goes to either side. */
export const STEP = 0.25;
const FARTHEST = 1;

/** −1 is wholly to the left, 0 as the film is, 1 wholly to the right. */
export type Steering = Readonly<Record<AxisKey, number>>;

export const straight: Steering = { light: 0, pace: 0, humour: 0, violence: 0, strangeness: 0 };

export const isStraight = (steering: Steering): boolean =>
  axisKeys.every((key) => steering[key] === 0);

/** Reads the address; what is no position counts as none. */
export function parseSteering(search: string): Steering {
  const params = new URLSearchParams(search);
  const position = (key: AxisKey) => {
    const text = params.get(key) ?? '';
    if (!/^-?(0|1|0?\.\d{1,2}|1\.0{1,2})$/.test(text)) return 0;
    const value = Math.round(Number(text) / STEP) * STEP;
    return Math.max(-FARTHEST, Math.min(FARTHEST, value)) || 0;
  };
  return {
    light: position('light'),
    pace: position('pace'),
    humour: position('humour'),
    violence: position('violence'),
    strangeness: position('strangeness'),
  };
}

export function formatSteering(steering: Steering): string {
  const params = new URLSearchParams();
  for (const key of axisKeys) if (steering[key] !== 0) params.set(key, String(steering[key]));
  const text = params.toString();
  return text && `?${text}`;
}

/** What the API is asked for: moods with a strength, of which there is to be more or less. */
export function steps(steering: Steering): { more: string[]; less: string[] } {
  const more: string[] = [];
  const less: string[] = [];
  for (const { key, left, right } of axes) {
    const position = steering[key];
    if (position === 0) continue;
    const strength = Math.abs(position);
    const [towards, away] = position > 0 ? [right, left] : [left, right];
    if (towards !== null) more.push(`${towards}:${strength}`);
    if (away !== null) less.push(`${away}:${strength}`);
  }
  return { more, less };
}
