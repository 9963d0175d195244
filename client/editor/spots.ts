import * as Y from "yjs";
import type { Spot } from "../../board/presence.ts";

/**
 * Places in a text that stay where they are while others type. A place holds on to the character before it: what
 * somebody else inserts at the same place comes behind, so that two people at one end do not shuffle their letters.
 */
export function spotOf(text: Y.Text, index: number): Spot {
  const item = Y.createRelativePositionFromTypeIndex(text, index, -1).item;
  return item && index > 0 ? [item.client, item.clock] : null;
}

/** @returns undefined when the text is not, or not yet, as it was when the spot was taken */
export function indexOf(text: Y.Text, spot: Spot): number | undefined {
  if (spot === null) return 0;
  const { doc } = text;
  if (doc === null) return undefined;
  const position = new Y.RelativePosition(null, null, Y.createID(...spot), -1);
  const place = Y.createAbsolutePositionFromRelativePosition(position, doc);
  return place?.type === text ? place.index : undefined;
}
