import { MOST_LIT } from './layers';
import type { Look } from './paint';

/**
 * Resolves the colour tokens for the canvas: sets each on a probe element and reads its computed
 * style.
 */
export function readLook(container: HTMLElement): Look {
  const probe = document.createElement('span');
  // A transition would report a colour between the last one and this one.
  probe.style.transitionProperty = 'none';
  container.append(probe);
  const style = getComputedStyle(probe);
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`;
    return style.color;
  };
  const family = (token: string) => {
    probe.style.fontFamily = `var(--${token})`;
    return style.fontFamily;
  };
  const look: Look = {
    ground: colour('map-ground'),
    ink: colour('ink'),
    plain: colour('map-plain'),
    accent: colour('accent-plane'),
    lit: Array.from({ length: MOST_LIT }, (_, slot) => colour(`map-lit-${slot + 1}`)),
    serif: family('serif'),
    sans: family('sans'),
  };
  probe.remove();
  return look;
}
