import { DrawingError } from "./drawing.ts";

/** Deeper values are none of drawings: their deepest are texts, with lists in lists. */
const DEPTH_MAX = 200;
/** Objects and lists: 100,000 strokes of 30 points. More of them take the memory of the whole page. */
const CONTAINERS_MAX = 3_000_000;
/** Values: several for each of them. */
const VALUES_MAX = 15_000_000;

const QUOTE = 34, COMMA = 44, OPEN_LIST = 91, BACKSLASH = 92, CLOSE_LIST = 93, OPEN_OBJECT = 123, CLOSE_OBJECT = 125;

/**
 * Refuses JSON that is nested too deep or has too many values, before it is parsed: the parser of a browser cannot be
 * stopped, and takes a hundred times the memory of a hostile file.
 *
 * @throws {DrawingError}
 */
export function refuseBoundless(json: string): void {
  let depth = 0, containers = 0, values = 0;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) {
      for (i++; i < json.length && json.charCodeAt(i) !== QUOTE; i++) if (json.charCodeAt(i) === BACKSLASH) i++;
    } else if (code === COMMA) {
      if (++values > VALUES_MAX) throw new DrawingError("tooMany");
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++containers > CONTAINERS_MAX) throw new DrawingError("tooMany");
      if (++depth > DEPTH_MAX) throw new DrawingError("broken");
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
}
