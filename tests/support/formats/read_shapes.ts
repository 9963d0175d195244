import assert from "node:assert/strict";
import type { Shape } from "../../../board/shape.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";

/** The shapes of a file of another program, as they are stored. @param file its text, or what its JSON says */
export async function shapesOf(file: unknown): Promise<readonly Shape[]> {
  return (await readDrawing(new TextEncoder().encode(typeof file === "string" ? file : JSON.stringify(file)))).shapes;
}

export function isNear(actual: number, expected: number, most = 0.5): void {
  assert(Math.abs(actual - expected) < most, `${actual} is not near ${expected}`);
}
