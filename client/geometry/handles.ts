/** The sides of a box that a handle moves: −1 left or top, 1 right or bottom, 0 neither. */
export interface Pull {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** A handle that resizes or rotates a selected box. */
export interface Handle {
  /** Undefined for the rotation handle. */
  readonly pull: Pull | undefined;
  /** Relative to the box's own top left corner, board units. */
  readonly x: number;
  readonly y: number;
}

/** Sizes on the screen, CSS pixels. */
export interface HandleSizes {
  /** Edge length of a handle. */
  readonly edge: number;
  /** Distance from its centre within which a press takes it. */
  readonly reach: number;
  /** Distance of the rotation handle from the box. */
  readonly stalk: number;
  /** A shorter side has no handle in its middle. */
  readonly sideMin: number;
  /** The handles of a smaller box are placed outside it, so that the box itself can still be dragged. */
  readonly boxMin: number;
}

const FINE: HandleSizes = { edge: 8, reach: 8, stalk: 22, sideMin: 56, boxMin: 28 };
/** Touch needs larger and fewer handles. */
const COARSE: HandleSizes = { edge: 12, reach: 20, stalk: 34, sideMin: 240, boxMin: 56 };

export function handleSizes(isCoarse: boolean): HandleSizes {
  return isCoarse ? COARSE : FINE;
}

const CORNERS: readonly Pull[] = [{ x: -1, y: -1 }, { x: 1, y: -1 }, { x: 1, y: 1 }, { x: -1, y: 1 }];
const SIDES: readonly Pull[] = [{ x: 0, y: -1 }, { x: 1, y: 0 }, { x: 0, y: 1 }, { x: -1, y: 0 }];

/**
 * The handles of a box, in the order in which `handleAt` checks them.
 *
 * @param box its size, board units
 * @param zoom CSS pixels per board unit
 */
export function handlesOf(
  { w, h }: { readonly w: number; readonly h: number },
  { zoom, isCoarse }: { readonly zoom: number; readonly isCoarse: boolean },
): Handle[] {
  const { stalk, sideMin, boxMin } = handleSizes(isCoarse);
  // The handles of a small box are moved outwards to the minimum size.
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

/** The nearest handle within reach of a press. @param own the position relative to the box's own corner */
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
