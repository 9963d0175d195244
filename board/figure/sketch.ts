import roughjs from "roughjs";

/** A hand-drawn look (roughjs). The same shape looks the same to everybody and each time, as its id is the seed. */
// Its types describe the ES module, its entry for servers is CommonJS: the default import is the library itself.
const rough = (roughjs as unknown as typeof roughjs.default).generator();

/** @param d SVG path data @returns the same line, as a hand would have drawn it */
export function sketched(d: string, { id, width }: { id: string; width: number }): string {
  const options = { seed: seedOf(id), roughness: 1.6, bowing: 1.2, strokeWidth: width, preserveVertices: true };
  return join(rough.path(d, { ...options, disableMultiStroke: width > 6 }), "path");
}

/** Parallel lines across a closed path. @param gap between them, board units */
export function hatched(d: string, { id, gap, sketch = false }: { id: string; gap: number; sketch?: boolean }): string {
  const options = { seed: seedOf(id), roughness: sketch ? 1 : 0, fill: "f", fillStyle: "hachure", hachureGap: gap };
  return join(rough.path(d, { ...options, disableMultiStrokeFill: true, stroke: "none" }), "fillSketch");
}

function join({ sets }: ReturnType<typeof rough.path>, type: "path" | "fillSketch"): string {
  return sets.filter((set) => set.type === type).map((set) => rough.opsToPath(set, 2)).join(" ");
}

/** Positive, as 0 means "another one each time" (FNV-1a, Fowler, Noll and Vo). */
function seedOf(id: string): number {
  let hash = 2166136261;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16777619);
  return (hash >>> 1) + 1;
}
