/** Where names stand on the map: none touches another, and each stands whole in the picture. */

export interface Room {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Label {
  text: string;
  kind: 'you' | 'region' | 'film';
  /** The pixel that the label belongs to. */
  x: number;
  y: number;
  /** How far from it the label stands; 0: upon it. */
  gap: number;
}

export interface PlacedLabel extends Label {
  /** The pixel at the middle of the label's left edge. */
  at: { x: number; y: number };
  room: Room;
}

/** Pixels from a label to the next, and to the edge of the picture. */
const AIR = 4;

const touches = (a: Room, b: Room) =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

/** Corners of the places that a label may take, the best first, as its left middle. */
function* places({ x, y, gap, kind }: Label, width: number, height: number) {
  if (kind === 'region') {
    for (const up of [0, 1, -1]) yield { x: x - width / 2, y: y - up * height };
    return;
  }
  yield { x: x + gap, y };
  yield { x: x - gap - width, y };
  yield { x: x - width / 2, y: y - gap - height / 2 };
  yield { x: x - width / 2, y: y + gap + height / 2 };
}

/**
 * Places labels, the first ones first; a label for which there is no room is left out.
 *
 * `reserved` is what no label may cover, such as the map's buttons.
 */
export function placeLabels(
  labels: Iterable<Label>,
  picture: { width: number; height: number },
  reserved: readonly Room[],
  measure: (label: Label) => { width: number; height: number },
  most = Infinity,
): PlacedLabel[] {
  const taken: Room[] = [...reserved];
  const placed: PlacedLabel[] = [];
  for (const label of labels) {
    if (placed.length >= most) break;
    if (label.x < 0 || label.y < 0 || label.x > picture.width || label.y > picture.height) continue;
    const { width, height } = measure(label);
    for (const at of places(label, width, height)) {
      const room = {
        left: at.x - AIR,
        right: at.x + width + AIR,
        top: at.y - height / 2,
        bottom: at.y + height / 2,
      };
      const inside =
        room.left >= 0 &&
        room.top >= 0 &&
        room.right <= picture.width &&
        room.bottom <= picture.height;
      if (!inside || taken.some((other) => touches(room, other))) continue;
      taken.push(room);
      placed.push({ ...label, at, room });
      break;
    }
  }
  return placed;
}
