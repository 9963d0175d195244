/** A replacement of `removed` characters of a text at `at`. UTF-16 units. */
export interface Replacement {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** Maps a place in a text through a replacement. Text inserted exactly there comes after the place. */
export function shifted(place: number, { at, removed, inserted }: Replacement): number {
  if (place <= at) return place;
  return place < at + removed ? at : place + inserted.length - removed;
}
