import { computed, type ReadonlySignal, type Signal } from "@preact/signals-core";
import type { ShapeId } from "../../../board/id.ts";
import { isClosed, placesOf } from "../../../board/figure/line/line_points.ts";
import { findKind, isFreehand, isPolyline, kindOf } from "../../../board/kinds/kinds.ts";
import { type ArrowShape, type GeoShape, type Kind, NIBS, type Shape } from "../../../board/shape.ts";
import { isPropertyOf } from "../../../board/shape_reader.ts";
import type { Paint } from "../../../board/style.ts";
import type { ShapeStyle, ToolName } from "../../tools/tool.ts";
import { findTool } from "../../tools/tool_registry.ts";
import type { Drafts } from "../shapes/drafts.ts";
import { DEFAULT_STYLE, STYLE_PROPERTIES, type StyleProperty } from "./shape_defaults.ts";
import type { NibStyles } from "./nib_styles.ts";
import type { Selection } from "../selection/selection.ts";
import { HIGHLIGHTER_FACTOR, sizeOf, STROKE_WIDTH } from "./style.ts";
import type { Writer } from "../shapes/shape_writer.ts";

/** The value of a property that differs between the selected shapes. */
export const MIXED = Symbol("mixed");

/** The properties that can be set now, with their values. A property that applies to no shape is absent. */
export interface Styled {
  readonly values: { readonly [P in StyleProperty]?: ShapeStyle[P] | typeof MIXED };
}

/** The parts of the editor that styling reads and writes. */
export interface StylingPorts {
  readonly selection: Selection;
  readonly drafts: Drafts;
  readonly writer: Writer;
  readonly nibs: NibStyles;
  readonly look: Signal<ShapeStyle>;
  readonly tool: ReadonlySignal<ToolName>;
  readonly canDraw: ReadonlySignal<boolean>;
}

type Values = Partial<Record<StyleProperty, unknown>>;

/** The look of the selection, or of the next shape, as the style panel shows and changes it. */
export class Styling {
  /** The same object while its content is equal, so that the style panel renders only when a value changes. */
  readonly styled: ReadonlySignal<Styled>;
  readonly #editor: StylingPorts;
  /** The draft ids of the last preview; used to tell whether it is still shown. */
  #previewed: ReadonlySet<ShapeId> | undefined;

  constructor(editor: StylingPorts) {
    this.#editor = editor;
    let last: Styled | undefined;
    this.styled = computed(() => {
      const chosen = editor.selection.shapes();
      const now = chosen.length > 0 ? styledOf(chosen) : this.#next(editor.tool.value);
      return last = last && isSameStyle(last, now) ? last : now;
    });
  }

  /** Changes the selection in one undo step, and the look of what is drawn next. */
  set<P extends StyleProperty>(property: P, value: ShapeStyle[P]): void {
    const shapes = this.#editor.selection.shapes();
    this.#editor.drafts.show([]);
    this.#editor.writer.change(new Map(shapes.map((shape) => [shape.id, this.#changes(shape, property, value)])));
    this.#remember(property, value, shapes);
  }

  /** Shows the selection with a new value until it is set. For a slider that is being dragged. */
  preview<P extends StyleProperty>(property: P, value: ShapeStyle[P]): void {
    if (!this.#editor.canDraw.peek()) return;
    this.#editor.drafts.show(
      this.#editor.selection.shapes().map((shape) => {
        const changes = Object.entries(this.#changes(shape, property, value));
        return { ...shape, ...Object.fromEntries(changes.map(([name, to]) => [name, to ?? undefined])) } as Shape;
      }),
    );
    this.#previewed = this.#editor.drafts.ids;
  }

  /** Removes the preview. A slider that loses the focus may not report a final value. */
  endPreview(): void {
    const { drafts } = this.#editor;
    if (this.#previewed === drafts.ids) drafts.show([]);
    this.#previewed = undefined;
  }

  /** The look of what a tool draws next; for tools that draw nothing, the ink style. */
  #next(tool: ToolName): Styled {
    const { look, nibs } = this.#editor;
    const kind = findTool(tool)?.makes;
    if (kind === undefined) {
      const { color, size } = nibs.current.value;
      return { values: { color, width: STROKE_WIDTH[size] } };
    }
    const values = Object.fromEntries(
      propertiesOf(kind).flatMap((name) => {
        const applies = (findKind(kind)?.body !== "line" || !FILLING.has(name)) &&
          (name !== "fillColor" || look.value.fill !== "none") &&
          (name !== "rounded" || isCornered(tool) && (kind !== "arrow" || look.value.route === "elbow")) &&
          (!WRITING.has(name) || findKind(kind)?.isForText);
        return applies ? [[name, look.value[name]]] : [];
      }),
    );
    return { values };
  }

  #changes(shape: Shape, property: StyleProperty, value: unknown): Readonly<Record<string, unknown>> {
    if (!hasProperty(shape, property)) return {};
    if (property === "width") return { width: Number(value) * factorOf(shape) };
    // A shape filled for the first time takes the fill colour used last.
    const first = property === "fill" && (shape as Partial<GeoShape>).fillColor === undefined;
    // A new route replaces the points that an arrow passes, and a new colour that of its text.
    const isStraightened = property === "route" && (shape as Partial<ArrowShape>).via !== undefined;
    const isRepainted = property === "color" && (shape as Partial<GeoShape>).textColor !== undefined;
    const isUsual = OMITTED.has(property) && value === DEFAULT_STYLE[property];
    return {
      [property]: isUsual ? null : value,
      ...(first && { fillColor: this.#editor.look.peek().fillColor }),
      ...(isStraightened && { via: null }),
      ...(isRepainted && { textColor: null }),
    };
  }

  #remember<P extends StyleProperty>(property: P, value: ShapeStyle[P], shapes: readonly Shape[]): void {
    const { look, nibs, tool } = this.#editor;
    const inHand = shapes.length === 0 && findTool(tool.peek())?.makes === undefined ? nibs.inHand : undefined;
    for (const nib of NIBS) {
      if (nib !== inHand && !shapes.some((shape) => isFreehand(shape) && shape.nib === nib)) continue;
      if (property === "color") nibs.set(nib, { ...nibs.of(nib), color: value as Paint });
      if (property === "width") nibs.set(nib, { ...nibs.of(nib), size: sizeOf(Number(value)) });
    }
    const isLook = shapes.length > 0 ? shapes.some((shape) => !isFreehand(shape)) : inHand === undefined;
    if (isLook) look.value = { ...look.peek(), [property]: value };
  }
}

/** Optional properties whose default value is not stored. */
const OMITTED = new Set<StyleProperty>(["dash", "sketch", "rounded", "opacity", "smooth"]);
const FILLING = new Set<StyleProperty>(["fill", "fillColor"]);
const WRITING = new Set<StyleProperty>(["font", "fontSize", "align"]);
/** Whether and how a shape shows these depends on other properties of it too. */
const DEPENDENT = new Set<StyleProperty>([...FILLING, ...WRITING, "width", "rounded"]);

/**
 * A single pass, since it runs after each change of a selection that may be a whole large board. A stored value that the
 * shape before it of the same kind has too is skipped.
 */
function styledOf(shapes: readonly Shape[]): Styled {
  const values: Values = {};
  /** By kind, the properties that are not known to be mixed, and the last shape. */
  const kinds = new Map<Kind, { open: StyleProperty[]; last?: Shape }>();
  for (const shape of shapes) {
    if (shape.locked) continue;
    let known = kinds.get(shape.kind);
    if (known === undefined) kinds.set(shape.kind, known = { open: [...propertiesOf(shape.kind)] });
    const { open, last } = known;
    for (let i = 0; i < open.length; i++) {
      const name = open[i], value = values[name];
      const isKnown = last && !DEPENDENT.has(name) && stored(shape, name) === stored(last, name);
      if (value === MIXED) open.splice(i--, 1);
      else if (!isKnown && isVisible(shape, name)) values[name] = joined(value, valueOf(shape, name));
    }
    known.last = shape;
  }
  return { values: values as Styled["values"] };
}

function joined(known: unknown, value: unknown): unknown {
  return known === undefined || known === value ? value : MIXED;
}

function isSameStyle(a: Styled, b: Styled): boolean {
  return STYLE_PROPERTIES.every((name) => name in a.values === name in b.values && a.values[name] === b.values[name]);
}

const PROPERTIES = new Map<Kind, readonly StyleProperty[]>();

/** The look properties that a kind has. */
function propertiesOf(kind: Kind): readonly StyleProperty[] {
  let known = PROPERTIES.get(kind);
  if (known === undefined) PROPERTIES.set(kind, known = STYLE_PROPERTIES.filter((name) => isPropertyOf(kind, name)));
  return known;
}

/** True when setting the property would have a visible effect. */
function hasProperty(shape: Shape, name: StyleProperty): boolean {
  return !shape.locked && propertiesOf(shape.kind).includes(name) && isVisible(shape, name);
}

/** True when a property of the shape's kind would have a visible effect. */
function isVisible(shape: Shape, name: StyleProperty): boolean {
  switch (name) {
    case "fill":
      return !isPolyline(shape) || shape.fill !== undefined || isClosed(placesOf(shape));
    case "fillColor":
      return ((shape as Partial<GeoShape>).fill ?? "none") !== "none";
    case "rounded":
      return shape.kind === "arrow"
        ? shape.route === "elbow"
        : isCornered((shape as { form?: string }).form ?? "rectangle");
    case "font":
    case "fontSize":
    case "align":
      return kindOf(shape).isForText || "text" in shape;
    default:
      return true;
  }
}

function stored(shape: Shape, name: StyleProperty): unknown {
  return (shape as unknown as Record<string, unknown>)[name];
}

function valueOf(shape: Shape, name: StyleProperty): unknown {
  const value = stored(shape, name);
  if (name === "width") return Number(value) / factorOf(shape);
  if (name === "fillColor") return value ?? (shape as { color?: unknown }).color;
  if (name === "align" && kindOf(shape).isOnlyText) return value ?? "start";
  return value ?? DEFAULT_STYLE[name];
}

function factorOf(shape: Shape): number {
  return isFreehand(shape) && shape.nib === "highlighter" ? HIGHLIGHTER_FACTOR : 1;
}

/** Whether a form has corners that can be round. */
export function isCornered(form: string): boolean {
  return form !== "ellipse" && form !== "cloud";
}
