import type { RoughGenerator } from "roughjs/bin/generator.js";
import type { OpSet } from "roughjs/bin/core.js";
import { SKETCH_EXTENT_MAX } from "../limits.ts";
import type { Hatch } from "../style.ts";
import type { Path } from "./path.ts";

/** A hand-drawn style (roughjs). The id of a shape is the seed, so the shape always looks the same to everyone. */
let rough: RoughGenerator | undefined;
let loading: Promise<void> | undefined;

/** How far a hand-drawn line strays, board units. */
export const SKETCH_STRAY = 6;
/** Limit of the sides of a path times its extent in board units. A hatched fill then takes about a tenth of a second. */
const HATCH_STEPS_MAX = 1_000_000;

/** False until `loadSketch` has resolved. Until then, lines are straight and hatched fills are empty. */
export function isSketchReady(): boolean {
  return rough !== undefined;
}

/** Loads roughjs separately, as it would add a third to the code before the first stroke. @throws when loading fails */
export function loadSketch(): Promise<void> {
  return loading ??= import("roughjs").then(({ default: library }) => {
    // The types describe the ES module, but the entry for servers is CommonJS: its default import is the library
    // itself.
    rough = (library as unknown as typeof library.default).generator();
  }, (error) => {
    loading = undefined;
    throw error;
  });
}

/** @returns path data of the same line in a hand-drawn style */
export function sketched(
  path: Path,
  { id, width, isDashed = false, stray = 1 }: {
    id: string;
    width: number;
    isDashed?: boolean;
    stray?: number | undefined;
  },
): string {
  const options = {
    seed: seedOf(id),
    roughness: 1.6 * stray,
    bowing: 1.2 * stray,
    strokeWidth: width,
    preserveVertices: true,
  };
  // A second line would fill the gaps of the first.
  return drawn(path, { ...options, disableMultiStroke: isDashed || width > 6 || stray < 0.5 }, "path") ?? path.d;
}

interface HatchLook {
  readonly id: string;
  /** Between the lines, board units. */
  readonly gap: number;
  readonly fill: Hatch;
  /** How far the lines stray, 0…1. */
  readonly stray: number;
}

/** Lines across a closed path, as path data. */
export function hatched(path: Path, { id, gap, fill, stray }: HatchLook): string {
  const fillStyle = fill === "hatch" ? "hachure" : fill;
  const options = { seed: seedOf(id), roughness: stray, fill: "f", fillStyle, hachureGap: gap };
  return drawn(path, { ...options, disableMultiStrokeFill: true, stroke: "none" }, "fillSketch") ?? "";
}

/**
 * The factor by which the hatching of a path is enlarged. For each board unit, roughjs checks all sides of the path. So a
 * large path with many sides is hatched at a smaller size, and the result is enlarged.
 */
export function hatchFactor({ extent, size }: Path): number {
  return Math.max(1, extent / Math.min(SKETCH_EXTENT_MAX, HATCH_STEPS_MAX / size));
}

/** roughjs takes a step for each board unit of a path. A larger path is drawn smaller, so its cost stays bounded. */
function drawn(
  path: Path,
  options: Parameters<RoughGenerator["path"]>[1],
  type: "path" | "fillSketch",
): string | undefined {
  if (rough === undefined) return undefined;
  const factor = type === "path" ? Math.max(1, path.extent / SKETCH_EXTENT_MAX) : hatchFactor(path);
  const sets = rough.path(path.scaled(1 / factor), options).sets.filter((set) => set.type === type);
  return sets.map((set) => rough!.opsToPath(factor === 1 ? set : enlarged(set, factor), 2)).join(" ");
}

function enlarged(set: OpSet, factor: number): OpSet {
  return { ...set, ops: set.ops.map((op) => ({ ...op, data: op.data.map((value) => value * factor) })) };
}

/** FNV-1a hash (Fowler, Noll and Vo). Never 0, which roughjs replaces by a random seed. */
function seedOf(id: string): number {
  let hash = 2166136261;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16777619);
  return (hash >>> 1) + 1;
}
