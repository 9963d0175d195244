import type { Dash, Font } from "../../../board/style.ts";
import { GROUP_DEPTH_MAX } from "../../../board/limits.ts";
import { type Json, list, numberOr, records, textOr } from "../json.ts";

/** An element of Excalidraw with the properties that all kinds share, repaired as Excalidraw repairs them. */
export interface Element {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Clockwise, radians, −π…π. */
  readonly angle: number;
  /** Everything that the file says of it. */
  readonly source: Json;
}

/** @returns undefined for a deleted element, and for one that has no place */
export function readElement(source: Json): Element | undefined {
  const x = numberOr(source.x, undefined), y = numberOr(source.y, undefined);
  if (source.isDeleted === true || x === undefined || y === undefined) return undefined;
  const w = numberOr(source.width, 0), h = numberOr(source.height, 0);
  const angle = numberOr(source.angle, 0);
  return {
    id: textOr(source.id, ""),
    type: textOr(source.type, ""),
    x: Math.min(x, x + w),
    y: Math.min(y, y + h),
    w: Math.abs(w),
    h: Math.abs(h),
    angle: Math.atan2(Math.sin(angle), Math.cos(angle)),
    source,
  };
}

/** Corners are rounded and lines are smooth: since 2022 in `roundness`, before in `strokeSharpness`. */
export function isRound({ source }: Element): boolean {
  if (source.roundness !== undefined) return source.roundness !== null;
  return source.strokeSharpness === "round";
}

export function dashOf({ source: { strokeStyle } }: Element): Dash | undefined {
  return strokeStyle === "dashed" || strokeStyle === "dotted" ? strokeStyle : undefined;
}

/** Fonts by number: Virgil, Helvetica, Cascadia, none, Excalifont, Nunito, Lilita One, Comic Shanns, Liberation Sans … */
const FONTS: readonly (Font | undefined)[] = [
  ,
  "hand",
  "sans",
  "mono",
  ,
  "hand",
  "sans",
  "sans",
  "mono",
  "sans",
  "sans",
];

/** Font and size. Files of early 2020 have one property for both: `"20px Virgil"`. */
export function faceOf(source: Json): { font: Font; fontSize: number } {
  const [, size, family = ""] = /^([\d.]+)px\s+(.*)$/.exec(textOr(source.font, "")) ?? [];
  const old: Font = /cascadia|mono/i.test(family) ? "mono" : /helvetica|arial|sans/i.test(family) ? "sans" : "hand";
  const fontSize = numberOr(source.fontSize, numberOr(Number(size), 20));
  return { font: FONTS[numberOr(source.fontFamily, 0)] ?? old, fontSize: fontSize > 0 ? fontSize : 20 };
}

/** Groups, outermost first. */
export function groupsOf({ source }: Element): readonly string[] {
  return list(source.groupIds).filter((id) => typeof id === "string").slice(-GROUP_DEPTH_MAX).reverse();
}

/** The element that an end of an arrow is bound to. */
export function boundTo(value: unknown): string | undefined {
  return textOr((Object(value ?? {}) as Json).elementId, undefined);
}

/** The text that an element names as its own; it says so since 2021. */
export function ownTextId({ source }: Element): string | undefined {
  return textOr(records(source.boundElements).find(({ type }) => type === "text")?.id, undefined);
}

/** Points of a line, relative to x and y of the file. A line without any goes across its box. */
export function pointsOf({ source }: Element): { x: number; y: number; pressure: number }[] {
  const left = numberOr(source.x, 0), top = numberOr(source.y, 0);
  const pressures = list(source.pressures);
  const points = list(source.points).flatMap((point, i) => {
    const at = (index: number, name: string) =>
      numberOr(Array.isArray(point) ? point[index] : (Object(point ?? {}) as Json)[name], undefined);
    const x = at(0, "x"), y = at(1, "y");
    const pressure = numberOr(pressures[i], 0.5);
    return x === undefined || y === undefined ? [] : [{ x: left + x, y: top + y, pressure }];
  });
  if (points.length > 0) return points;
  const end = { x: left + numberOr(source.width, 0), y: top + numberOr(source.height, 0), pressure: 0.5 };
  return [{ x: left, y: top, pressure: 0.5 }, end];
}
