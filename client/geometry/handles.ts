/** Which sides of a box a handle pulls: −1 left or top, 1 right or bottom, 0 neither. */
export interface Pull {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** A spot that a selected box is resized or turned by. */
export interface Handle {
  /** Undefined for the one that turns it. */
  readonly pull: Pull | undefined;
  /** From the box's own top left corner, board units. */
  readonly x: number;
  readonly y: number;
}

/** Sizes on the screen, CSS pixels. */
export interface HandleSizes {
  /** Edge of a handle. */
  readonly edge: number;
  /** How far from its middle a press still takes it. */
  readonly reach: number;
  /** From the box up to the handle that turns it. */
  readonly stalk: number;
  /** A side shorter than this has no handle in its middle, … */
  readonly sideMin: number;
  /** … and a box smaller than this is surrounded by its handles, so that there is something left to move it by. */
  readonly boxMin: number;
}

const FINE: HandleSizes = { edge: 8, reach: 8, stalk: 22, sideMin: 56, boxMin: 28 };
/** Fingers are thick: larger handles, and fewer. */
const COARSE: HandleSizes = { edge: 12, reach: 20, stalk: 34, sideMin: 240, boxMin: 56 };

export function handleSizes(isCoarse: boolean): HandleSizes {
  return isCoarse ? COARSE : FINE;
}

const CORNERS: readonly Pull[] = [{ x: -1, y: -1 }, { x: 1, y: -1 }, { x: 1, y: 1 }, { x: -1, y: 1 }];
const SIDES: readonly Pull[] = [{ x: 0, y: -1 }, { x: 1, y: 0 }, { x: 0, y: 1 }, { x: -1, y: 0 }];

/**
 * The handles of a box, in the order in which a press looks for them.
 *
 * @param box its size, board units
 * @param zoom CSS pixels per board unit
 */
export function handlesOf(
  { w, h }: { readonly w: number; readonly h: number },
  { zoom, isCoarse }: { readonly zoom: number; readonly isCoarse: boolean },
): Handle[] {
  const { stalk, sideMin, boxMin } = handleSizes(isCoarse);
  // A small box is surrounded: its handles stand as far out as it lacks in size.
  const outX = Math.max(0, boxMin / zoom - w) / 2, outY = Math.max(0, boxMin / zoom - h) / 2;
  const at = (pull: Pull): Handle => ({
    pull,
    x: w / 2 + pull.x * (w / 2 + outX),
    y: h / 2 + pull.y * (h / 2 + outY),
  });
  const sides = SIDES.filter(({ x }) => (x === 0 ? w : h) * zoom >= sideMin);
  return [
    { pull: undefined, x: w / 2, y: -outY - stalk / zoom },
    ...CORNERS.map(at),
    ...sides.map(at),
  ];
}

/** The handle that a press takes: the nearest one within reach. @param own the place, from the box's own corner */
export function handleAt(
  own: { readonly x: number; readonly y: number },
  size: { readonly w: number; readonly h: number },
  view: { readonly zoom: number; readonly isCoarse: boolean },
): Handle | undefined {
  let found: Handle | undefined;
  let nearest = handleSizes(view.isCoarse).reach / view.zoom;
  for (const handle of handlesOf(size, view)) {
    const distance = Math.max(Math.abs(handle.x - own.x), Math.abs(handle.y - own.y));
    if (distance < nearest) [found, nearest] = [handle, distance];
  }
  return found;
}

const RESIZE_CURSORS = ["ew-resize", "nwse-resize", "ns-resize", "nesw-resize"] as const;

/** The cursor over a handle. @param angle of the box, radians */
export function handleCursor({ pull }: Handle, angle: number): string {
  if (pull === undefined) return "grab";
  const turn = Math.round((Math.atan2(pull.y, pull.x) + angle) / (Math.PI / 4));
  return RESIZE_CURSORS[((turn % 4) + 4) % 4];
}
