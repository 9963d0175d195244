/** A position on the board, board units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle that may be rotated about its centre. */
export interface TurnedBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Clockwise, radians. */
  readonly angle?: number;
}

export function middleOf({ x, y, w, h }: TurnedBox): Point {
  return { x: x + w / 2, y: y + h / 2 };
}

/** Rotates a point about another. @param angle clockwise (y points down), radians */
export function turned(place: Point, about: Point, angle: number): Point {
  if (angle === 0) return place;
  const sin = Math.sin(angle), cos = Math.cos(angle);
  const dx = place.x - about.x, dy = place.y - about.y;
  return { x: about.x + dx * cos - dy * sin, y: about.y + dx * sin + dy * cos };
}

/** From board coordinates to those of a box, whose origin is its unrotated top left corner. */
export function toOwn(box: TurnedBox, place: Point): Point {
  const { x, y } = turned(place, middleOf(box), -(box.angle ?? 0));
  return { x: x - box.x, y: y - box.y };
}

/** From the coordinates of a box to board coordinates. */
export function toBoard(box: TurnedBox, { x, y }: Point): Point {
  return turned({ x: x + box.x, y: y + box.y }, middleOf(box), box.angle ?? 0);
}

/** The corners on the board, clockwise from the top left one. */
export function cornersOf(box: TurnedBox): Point[] {
  const { w, h } = box;
  return [{ x: 0, y: 0 }, { x: w, y: 0 }, { x: w, y: h }, { x: 0, y: h }].map((place) => toBoard(box, place));
}

/** The axis-parallel bounding box of a rotated box: minX, minY, maxX, maxY. */
export function uprightOf(box: TurnedBox): { minX: number; minY: number; maxX: number; maxY: number } {
  const { x, y, w, h, angle = 0 } = box;
  if (angle === 0) return { minX: x, minY: y, maxX: x + w, maxY: y + h };
  const sin = Math.abs(Math.sin(angle)), cos = Math.abs(Math.cos(angle));
  const halfW = (w * cos + h * sin) / 2, halfH = (w * sin + h * cos) / 2;
  const middle = middleOf(box);
  return { minX: middle.x - halfW, minY: middle.y - halfH, maxX: middle.x + halfW, maxY: middle.y + halfH };
}
