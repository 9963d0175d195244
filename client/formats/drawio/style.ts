import type { Align, Dash, Font, Form, Head, Paint } from "../../../board/style.ts";
import { paintOf } from "../css_color.ts";
import { clamped } from "../json.ts";

/** The style of a cell: `name;key=value;key=value`. */
export class Style {
  readonly #values: ReadonlyMap<string, string>;
  readonly names: ReadonlySet<string>;

  constructor(values: ReadonlyMap<string, string>, names: ReadonlySet<string>) {
    this.#values = values;
    this.names = names;
  }

  text(key: string, otherwise = ""): string {
    return this.#values.get(key) ?? otherwise;
  }

  number(key: string, otherwise: number): number {
    const value = this.#values.get(key);
    const number = value === undefined || value === "" ? NaN : Number(value);
    return Number.isFinite(number) ? number : otherwise;
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  is(key: string): boolean {
    return this.#values.get(key) === "1";
  }

  /** The style with another value. @param value undefined for the usual one */
  with(key: string, value: string | undefined): Style {
    const values = new Map(this.#values);
    if (value === undefined) values.delete(key);
    else values.set(key, value);
    return new Style(values, this.names);
  }

  /** @returns undefined for no colour */
  paint(key: string, otherwise: Paint): Paint | undefined {
    return paintOf(/^light-dark\(((?:[^(),]|\([^()]*\))*)/.exec(this.text(key))?.[1] ?? this.text(key), otherwise);
  }
}

/** What a name at the start of a style stands for, as far as it can be shown. */
const NAMED: Readonly<Record<string, string>> = {
  text: "shape=text;fillColor=none;strokeColor=none;align=left;verticalAlign=top",
  edgeLabel: "shape=text;fillColor=none;strokeColor=none;fontSize=11",
  label: "shape=label;align=left;spacing=2;spacingLeft=52;rounded=1",
  icon: "shape=icon;verticalAlign=bottom",
  swimlane: "shape=swimlane;startSize=23",
  group: "shape=group;fillColor=none;strokeColor=none;verticalAlign=top",
  ellipse: "shape=ellipse",
  rhombus: "shape=rhombus",
  triangle: "shape=triangle",
  hexagon: "shape=hexagon",
  cloud: "shape=cloud",
  actor: "shape=actor",
  cylinder: "shape=cylinder",
  line: "shape=line;strokeWidth=4;verticalAlign=top;spacingTop=8",
  image: "shape=image;verticalAlign=top;verticalLabelPosition=bottom",
  roundImage: "shape=image;verticalAlign=top;verticalLabelPosition=bottom",
  rhombusImage: "shape=image;verticalAlign=top;verticalLabelPosition=bottom",
};

/** A style of more letters is none, besides a picture in it. */
const PARTS_MAX = 400;

export function readStyle(style: string): Style {
  const values = new Map<string, string>(), names = new Set<string>();
  for (const part of style.split(";", PARTS_MAX)) {
    const equals = part.indexOf("=");
    if (equals > 0) values.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
    else if (part !== "") names.add(part.trim());
  }
  for (const name of names) {
    if (!Object.hasOwn(NAMED, name)) continue;
    for (const part of NAMED[name].split(";")) {
      const [key, value] = part.split("=");
      if (!values.has(key)) values.set(key, value);
    }
  }
  return new Style(values, names);
}

/** The outline of a shape or a line. */
export function outlineStyle(style: Style): { width: number; dash?: Dash; sketch?: true } {
  const [dot] = style.text("dashPattern", "3").split(" ");
  return {
    width: clamped(style.number("strokeWidth", 1), 0.1, 512),
    ...(style.is("dashed") && { dash: Number(dot) <= 2 ? "dotted" : "dashed" }),
    ...((style.is("sketch") || style.is("comic")) && { sketch: true }),
  };
}

/** Rounded corners: in boxes `arcSize` may be a part of the shorter side, per cent; otherwise it is twice the radius. */
export function cornerOf(
  style: Style,
  { form, w, h }: { readonly form: Form; readonly w: number; readonly h: number },
): { rounded?: true; corner?: number } {
  if (!style.is("rounded")) return {};
  const isPart = form === "rectangle" && !style.is("absoluteArcSize");
  const size = Math.max(0, style.number("arcSize", isPart ? 15 : 20));
  return { rounded: true, corner: isPart ? Math.min(w, h) * size / 100 : size / 2 };
}

export function opacityOf(style: Style, key: "opacity" | "textOpacity" = "opacity"): { opacity?: number } {
  const opacity = clamped(style.number(key, 100) / 100, 0, 1);
  return opacity < 1 ? { opacity } : {};
}

/** Clockwise, radians, −π…π. */
export function angleOf(style: Style): { angle?: number } {
  const turn = style.number("rotation", 0) * Math.PI / 180;
  const angle = Math.atan2(Math.sin(turn), Math.cos(turn));
  return Math.abs(angle) > 1e-9 ? { angle } : {};
}

const ALIGNS: Readonly<Record<string, Align>> = {
  ...{ left: "start", center: "middle", right: "end" },
  ...{ top: "start", middle: "middle", bottom: "end" },
};

export function alignOf(style: Style, key: "align" | "verticalAlign"): Align {
  const name = style.text(key);
  return Object.hasOwn(ALIGNS, name) ? ALIGNS[name] : "middle";
}

export function fontOf(style: Style): Font {
  const family = style.text("fontFamily");
  if (/mono|courier|consol|code/i.test(family)) return "mono";
  if (/comic|hand|architect|caveat|kalam|patrick|virgil|indie/i.test(family)) return "hand";
  return /times|georgia|garamond|(?<!sans[ -]?)serif/i.test(family) ? "serif" : "sans";
}

/** Heads of draw.io and the head of ours that looks most like each. */
const HEADS: readonly (readonly [names: RegExp, head: Head])[] = [
  [/^(none|)$/, "none"],
  [/^(open|openThin|openAsync|async)$/, "arrow"],
  [/^(oval|circle|circlePlus|sysMLPackCont)$/, "dot"],
  [/^diamond/, "diamond"],
  [/^box$/, "square"],
  [/^ERone$/, "one"],
  [/^ERmandOne$/, "exactly-one"],
  [/^ERzeroToOne$/, "zero-or-one"],
  [/^ERmany$/, "many"],
  [/^ERoneToMany$/, "one-or-many"],
  [/^(ERzeroToMany|manyOptional)$/, "zero-or-many"],
  [/^(dash|baseDash|cross|halfCircle)$/, "bar"],
];
/** Heads that are hollow when the style says so. */
const HOLLOW = /^(triangle|dot|diamond|square)$/;

export function headOf(style: Style, key: "startArrow" | "endArrow"): Head {
  const name = style.text(key, key === "endArrow" ? "classic" : "none");
  const head = HEADS.find(([names]) => names.test(name))?.[1] ?? "triangle";
  const isHollow = HOLLOW.test(head) && style.text(key.replace("Arrow", "Fill"), "1") === "0";
  return isHollow ? `${head}-outline` as Head : head;
}

/** Lengths of our heads that look as long as one of draw.io, parts of that. Others are as long. */
const LENGTHS: Readonly<Record<string, number>> = { arrow: 1.1, triangle: 1.1, dot: 1.5, square: 1.25 };

/** The size of the heads of an edge, the larger one where they differ. */
export function headSizeOf(style: Style, startHead: Head, endHead: Head): { headSize?: number } {
  const width = style.number("strokeWidth", 1);
  const sizeOf = (head: Head, key: string) => {
    const name = head.replace("-outline", "");
    if (name === "none") return 0;
    return (LENGTHS[name] ?? 1) * (style.number(key, 6) + (name === "dot" ? 0 : width));
  };
  const size = Math.max(sizeOf(startHead, "startSize"), sizeOf(endHead, "endSize"));
  return size > 0 ? { headSize: clamped(Math.round(size * 100) / 100, 0.1, 512) } : {};
}
