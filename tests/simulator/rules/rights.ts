import type { Situation } from "../situation.ts";

/** Everything that a peer without the right to draw sends contains this. */
export const FORBIDDEN = "forbidden";

/** Nobody has shapes of another board, or shapes of a peer that may not draw (PROTOCOL.md 4.3). */
export function rightsAreKept({ people }: Situation): string | undefined {
  for (const { page, board } of people) {
    for (const id of page?.board.shapes.keys() ?? []) {
      if (id.includes(FORBIDDEN)) return `${page!.name} received a shape of a peer that may not draw`;
      if (!id.startsWith(`${board}_`) && /^b\d_/.test(id)) return `${page!.name} received ${id} of another board`;
    }
  }
  return undefined;
}
