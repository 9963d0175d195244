import type { AssetId, DrawnAsset } from "../../board/asset/asset.ts";
import { turnOf } from "../../board/asset/jpeg_turn.ts";
import { namedAssets } from "../../board/asset/named_assets.ts";
import { boundsOf } from "../../board/figure/bounds.ts";
import { uprightOf } from "../../board/figure/point.ts";
import { sceneOfUpdate } from "../../board/figure/scene.ts";
import { loadSketch } from "../../board/figure/sketch.ts";
import { groundOf, svgLines, type SvgTheme } from "../../board/figure/svg.ts";
import type { Theme } from "../../board/palette.ts";
import { isContainer } from "../../board/kinds/kinds.ts";
import { portableLines } from "../../board/portable/portable.ts";
import type { Shape } from "../../board/shape.ts";
import { compacted } from "../document/compacted.ts";

/** A part of a board, board units. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Heavy work on a board, done in a worker if there is one. The board is passed as Yjs updates. */
export type Job =
  | {
    readonly kind: "svg";
    readonly update: Uint8Array;
    readonly theme: SvgTheme;
    readonly assets: readonly DrawnAsset[];
  }
  | {
    /** A picture of pixels: of all, or of a part of the board. */
    readonly kind: "png";
    readonly update: Uint8Array;
    readonly theme: Theme;
    readonly assets: readonly DrawnAsset[];
    readonly region?: Region | undefined;
  }
  | { readonly kind: "json"; readonly update: Uint8Array }
  /** Merges several updates into one: see `compacted`. */
  | { readonly kind: "compact"; readonly updates: readonly Uint8Array[] }
  /** Lists the assets that shapes name, one a line. */
  | { readonly kind: "assets"; readonly updates: readonly Uint8Array[] }
  /** Reads a Mermaid diagram: see `DiagramLine`. */
  | { readonly kind: "diagram"; readonly text: string };

/** Margin around the drawing, board units: lines and arrowheads extend beyond their boxes. */
const ROOM = 32;
/** Shapes beyond it are not in a PNG: its renderer has numbers of 32 bits, with which dashes far away never end. */
const PNG_PLACES: Box = { minX: -100_000, minY: -100_000, maxX: 100_000, maxY: 100_000 };
/** Characters in one piece. */
const PIECE_CHARS = 64 * 1024;

/** The output of a job, in pieces. There is little work between two pieces, except before the first. */
export async function* piecesOf(job: Job): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  switch (job.kind) {
    case "svg": {
      await loadSketch();
      const scene = sceneOfUpdate(job.update);
      const { theme } = job;
      const options = { box: boxOf(scene), theme, ground: groundOf(theme), pictures: sourcesOf(scene, job.assets) };
      return yield* inPieces(svgLines(copiesOf(scene), options));
    }
    case "png": {
      await loadSketch();
      // Nothing else needs the renderer.
      const { DRAWN_TYPES, pngPieces } = await import("../raster/board_png.ts");
      const scene = sceneOfUpdate(job.update).filter((shape) => isWithin(uprightOf(shape), PNG_PLACES));
      const { theme, region } = job;
      const box = region ? boxAround(region) : boxOf(scene);
      const isSeen = (shape: Shape) => isContainer(shape) || touches(uprightOf(shape), box);
      const assets = job.assets.filter(({ type }) => DRAWN_TYPES.has(type));
      const turns = new Map(assets.map(({ id, type, bytes }) => [id, type === "image/jpeg" ? turnOf(bytes) ?? 1 : 1]));
      const pictures = sourcesOf(scene, assets);
      return yield* pngPieces(copiesOf(scene.filter(isSeen)), { box, theme, pictures, turns });
    }
    case "compact":
      return yield compacted(job.updates);
    case "assets":
      return yield* inPieces(namedAssets(job.updates));
    case "diagram":
      return yield* inPieces([await diagramLine(job.text)]);
    case "json":
      return yield* inPieces(portableLines(sceneOfUpdate(job.update)));
  }
}

async function diagramLine(text: string): Promise<string> {
  const { diagramText } = await import("../../client/formats/mermaid/statements.ts");
  const { readMermaid } = await import("../../client/formats/mermaid/mermaid_file.ts");
  const { DrawingError } = await import("../../client/formats/drawing.ts");
  const diagram = diagramText(text.trim());
  if (diagram === undefined) return JSON.stringify({ refusal: "unknown" });
  try {
    const { shapes, missed } = readMermaid(diagram);
    return JSON.stringify({ shapes, missed });
  } catch (error) {
    if (error instanceof DrawingError) return JSON.stringify({ refusal: error.problem });
    throw error;
  }
}

/** Those of the assets that shapes show, as addresses. Later kinds may name assets too. */
function sourcesOf(scene: readonly Shape[], assets: readonly DrawnAsset[]): Map<AssetId, string> {
  const named = new Set(scene.map((shape) => (shape as { readonly asset?: unknown }).asset));
  const shown = assets.filter(({ id }) => named.has(id));
  return new Map(
    shown.map(({ id, type, bytes }) => [id, `data:${type};base64,${bytes.toBase64()}`]),
  );
}

function* inPieces(lines: Iterable<string>): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let text = "";
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < PIECE_CHARS) continue;
    yield encoder.encode(text);
    text = "";
  }
  if (text !== "") yield encoder.encode(text);
}

/** Text layouts are cached for as long as the shape object lives. Copies let each layout be freed after drawing. */
function copiesOf(scene: readonly Shape[]): Iterable<Shape> {
  return {
    *[Symbol.iterator]() {
      for (const shape of scene) yield { ...shape };
    },
  };
}

function boxAround({ x, y, w, h }: Region) {
  return { minX: x, minY: y, maxX: x + w, maxY: y + h };
}

type Box = ReturnType<typeof boundsOf>;

function isWithin({ minX, minY, maxX, maxY }: Box, box: Box): boolean {
  return minX >= box.minX && maxX <= box.maxX && minY >= box.minY && maxY <= box.maxY;
}

function touches({ minX, minY, maxX, maxY }: Box, box: Box): boolean {
  return minX < box.maxX + ROOM && maxX > box.minX - ROOM && minY < box.maxY + ROOM && maxY > box.minY - ROOM;
}

function boxOf(scene: readonly Shape[]) {
  const { minX, minY, maxX, maxY } = boundsOf(scene.length > 0 ? scene.flatMap(sidesOf) : [0, 0]);
  return { minX: minX - ROOM, minY: minY - ROOM, maxX: maxX + ROOM, maxY: maxY + ROOM };
}

function sidesOf(shape: Shape): number[] {
  const { minX, minY, maxX, maxY } = uprightOf(shape);
  return [minX, minY, maxX, maxY];
}
