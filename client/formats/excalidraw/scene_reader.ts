import type { Point } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import { GROUP_DEPTH_MAX, NAME_MAX } from "../../../board/limits.ts";
import type { OrderKey } from "../../../board/order.ts";
import type { ArrowShape, GeoShape } from "../../../board/shape.ts";
import { isHatched, type Paint } from "../../../board/style.ts";
import { arrowThrough } from "../arrow_course.ts";
import { alphaOf, paintOf } from "../css_color.ts";
import type { DrawingDraft } from "../drawing_draft.ts";
import { clamped, type Json, numberOr, record, textOr } from "../json.ts";
import { fitInside, fitOnBoard, fitOnLine } from "../text_fit.ts";
import { boundTo, type Element, groupsOf, isRound, pointsOf, readElement } from "./element.ts";
import { cornerOf } from "./element_corner.ts";
import { headOf, headsOf } from "./heads.ts";
import { imageLook } from "./element_image.ts";
import {
  filledStroke,
  isClosed,
  linePoints,
  partOfLabel,
  placeLine,
  strokesOf,
  turnedPoints,
} from "./element_lines.ts";
import { opacityOf, paintOfElement } from "./element_paint.ts";
import { labelsOf, textOf, widthKept } from "./element_texts.ts";

const FORMS = new Set(["rectangle", "ellipse", "diamond"]);
const FRAMES = new Set(["frame", "magicframe"]);

/** Opacities that differ by less look alike. */
const ALIKE = 0.1;

/** How the elements of one scene lie in the drawing: those of libraries are moved apart. */
export interface ScenePlace {
  readonly dx: number;
  readonly dy: number;
  /** A group around all of them. */
  readonly group?: unknown;
}

/** Makes shapes of the elements of one scene of Excalidraw. */
export class SceneReader {
  readonly #draft: DrawingDraft;
  readonly #place: ScenePlace;
  readonly #files: Json;
  readonly #elements = new Map<string, Element>();
  readonly #ids = new Map<string, ShapeId>();
  readonly #labels: ReadonlyMap<string, Element>;
  /** Arrows wait for the shapes at their ends. */
  readonly #arrows: { readonly element: Element; readonly id: ShapeId; readonly order: OrderKey }[] = [];

  /** @param files the pictures of the scene, by their ids */
  constructor(draft: DrawingDraft, sources: readonly Json[], files: Json, place: ScenePlace = { dx: 0, dy: 0 }) {
    this.#draft = draft;
    this.#place = place;
    this.#files = files;
    for (const [i, source] of sources.entries()) {
      if (source.isDeleted === true || source.type === "selection") continue;
      const element = readElement(source);
      if (element === undefined) draft.miss("other");
      else {this.#elements.set(
          element.id && !this.#elements.has(element.id) ? element.id : `${element.id}/${i}`,
          element,
        );}
    }
    for (const id of this.#elements.keys()) this.#ids.set(id, draft.newId());
    this.#labels = labelsOf(this.#elements);
  }

  read(): void {
    const labels = new Set(this.#labels.values());
    for (const [key, element] of this.#elements) {
      if (labels.has(element)) continue;
      const id = this.#ids.get(key)!;
      if (element.type === "arrow" || hasHead(element)) {
        this.#arrows.push({ element, id, order: this.#draft.nextOrder() });
      } else this.#readOne(element, id);
    }
    for (const { element, id, order } of this.#arrows) this.#arrow(element, id, order);
  }

  #readOne(element: Element, id: ShapeId): void {
    const { type } = element;
    if (FORMS.has(type)) this.#form(element, id);
    else if (FRAMES.has(type)) this.#frame(element, id);
    else if (type === "text") this.#text(element, id);
    else if (type === "line" || type === "draw") this.#line(element, id);
    else if (type === "freedraw") this.#strokes(element, id);
    else if (type === "embeddable" || type === "iframe") this.#embed(element, id);
    else if (type === "image") this.#image(element, id);
    else this.#draft.miss("other");
  }

  #base(element: Element, id: ShapeId) {
    const { source, angle, w, h } = element;
    const opacity = opacityOf(element);
    const groups = groupsOf(element).map((group) => this.#draft.group(group));
    if (this.#place.group !== undefined) groups.unshift(this.#draft.group(this.#place.group));
    const frame = typeof source.frameId === "string" ? this.#ids.get(source.frameId) : undefined;
    return {
      id,
      x: element.x + this.#place.dx,
      y: element.y + this.#place.dy,
      w,
      h,
      ...(angle !== 0 && { angle }),
      ...(opacity < 1 && { opacity }),
      ...(source.locked === true && { locked: true }),
      ...(groups.length > 0 && { groups: groups.slice(0, GROUP_DEPTH_MAX) }),
      ...(frame !== undefined && { frame }),
      ...this.#draft.link(source.link),
    };
  }

  #form(element: Element, id: ShapeId): void {
    const label = this.#labels.get(element.id);
    const base: Omit<GeoShape, "order"> = {
      ...this.#base(element, id),
      kind: "geo",
      form: element.type as GeoShape["form"],
      ...paintOfElement(element),
      ...cornerOf(element),
    };
    if (label === undefined) return void this.#draft.add(base);
    const words = textOf(label, "middle");
    const { text, font, align, valign } = words;
    const paint = paintOf(label.source.strokeColor, "black") ?? "black";
    const lettered = {
      ...base,
      order: "a0",
      text,
      font,
      ...(align !== "middle" && { align }),
      ...(valign !== "middle" && { valign }),
      ...(paint !== base.color && { textColor: paint }),
    };
    // The words of a form are as faint as the form.
    const isAlike = Math.abs(opacityOf(label) * alphaOf(label.source.strokeColor) - (base.opacity ?? 1)) < ALIKE;
    const fit = isAlike ? fitInside(lettered, widthKept(words, label)) : undefined;
    if (fit !== undefined) return void this.#draft.add(withoutOrder(fit));
    const group = this.#draft.group(element), groups = [...base.groups ?? [], group].slice(0, GROUP_DEPTH_MAX);
    this.#draft.add({ ...base, groups });
    this.#text(label, this.#draft.newId(), { groups });
  }

  #frame(element: Element, id: ShapeId): void {
    const { angle: _, frame: __, ...base } = this.#base(element, id);
    const name = textOr(element.source.name, "").slice(0, NAME_MAX);
    this.#draft.add({ ...base, kind: "frame", name });
  }

  #text(element: Element, id: ShapeId, own: { readonly groups?: readonly string[] } = {}): void {
    const words = textOf(element, "start");
    if (words.text.trim() === "") return;
    const { text, font, align } = words;
    this.#draft.add({
      ...this.#base(element, id),
      ...own,
      kind: "text",
      color: paintOf(element.source.strokeColor, "black") ?? "black",
      font,
      text,
      ...(align !== "start" && { align }),
      ...fitOnBoard({ ...words, w: element.w, h: element.h }),
    });
  }

  #line(element: Element, id: ShapeId): void {
    const line = linePoints(element);
    if (line === undefined) return this.#strokes(element, id);
    const { fill, fillColor, ...drawn } = paintOfElement(element);
    this.#draft.add({
      ...this.#base(element, id),
      ...this.#moved(placeLine(element, line.points)),
      kind: "line",
      ...drawn,
      ...(line.isClosed && fill && { fill, fillColor }),
      ...(isRound(element) && { smooth: true }),
    });
  }

  #strokes(element: Element, id: ShapeId): void {
    const { color, fill, fillColor = color, opacity } = paintOfElement(element);
    let base = { ...this.#base(element, id), ...(opacity !== undefined && { opacity }) };
    const filled = fill && filledStroke(element);
    if (filled && !isHatched(fill)) {
      return void this.#draft.add({ ...base, ...this.#moved(filled), kind: "line", color, fill, fillColor });
    }
    if (filled) {
      // A line as wide as the stroke would have a coarser hatch, so the stroke is drawn around an area.
      const groups = [...base.groups ?? [], this.#draft.group(element)].slice(0, GROUP_DEPTH_MAX);
      const width = clamped(numberOr(element.source.strokeWidth, 1), 0.1, 512);
      const area = { ...base, id: this.#draft.newId(), groups, ...this.#moved(filled), width };
      if (this.#draft.add({ ...area, kind: "line", color: fillColor, fill, fillColor })) base = { ...base, groups };
    }
    strokesOf(element).forEach(({ encode, ...stroke }, i) => {
      this.#draft.addInk({ ...base, ...this.#moved(stroke), color, id: i === 0 ? id : this.#draft.newId() }, encode);
    });
    if (fill && !filled && isClosed(pointsOf(element))) this.#draft.miss("fill");
  }

  #image(element: Element, id: ShapeId): void {
    const file = record(this.#files[textOr(element.source.fileId, "")]);
    const picture = this.#draft.pictures.place(file.dataURL);
    const base = this.#base(element, id);
    if (picture === undefined) return this.#draft.addEmptyPicture(base);
    this.#draft.add({ ...base, kind: "image", ...picture, ...imageLook(element) });
  }

  /** A page inside the drawing arrives as a box with its address. */
  #embed(element: Element, id: ShapeId): void {
    const { text } = textOf({ ...element, source: { text: element.source.link } }, "middle");
    const paint = paintOfElement(element);
    const box: GeoShape = {
      ...this.#base(element, id),
      order: "a0",
      kind: "geo",
      form: "rectangle",
      ...(paint.opacity === 0 ? { color: "grey", width: 2 } : paint),
      ...cornerOf(element),
      textColor: "grey",
      font: "sans",
    };
    const fit = text === "" ? undefined : fitInside({ ...box, text }, { fontSize: 20, lineHeight: 1.3 });
    if (this.#draft.add(withoutOrder(fit ?? box))) this.#draft.miss("embed");
  }

  #arrow(element: Element, id: ShapeId, order: OrderKey): void {
    const { source } = element;
    const ends = [source.startBinding, source.endBinding].map((binding) => this.#target(boundTo(binding)));
    const shown = turnedPoints(element, pointsOf(element).slice(0, 1_000)).map((point) => this.#moved(point));
    const points = shown.length > 1 ? shown : [...shown, ...shown];
    const { angle: _, ...base } = this.#base(element, id);
    const { fill: __, fillColor: ___, ...drawn } = paintOfElement(element);
    const arrow = arrowThrough(
      {
        ...base,
        kind: "arrow",
        order,
        ...drawn,
        ...headsOf(element, points),
        // Excalidraw rounds every elbow, whatever the file says, with the same radius as ours.
        ...(source.elbowed === true && { rounded: true }),
        ...this.#label(element, points, drawn.color),
      },
      { points, from: ends[0], to: ends[1], isSmooth: isRound(element), isElbow: source.elbowed === true },
      (id) => this.#draft.get(id),
    );
    this.#draft.add(arrow, order);
  }

  #label(element: Element, points: readonly Point[], color: Paint): Partial<ArrowShape> {
    const label = this.#labels.get(element.id);
    if (label === undefined) return {};
    const words = textOf(label, "middle");
    const { text, font } = words;
    if (text.trim() === "") return {};
    const paint = paintOf(label.source.strokeColor, "black") ?? "black";
    const labelAt = partOfLabel(points, isRound(element));
    return {
      text,
      font,
      ...fitOnLine(widthKept(words, label)),
      ...(Math.abs(labelAt - 0.5) > 0.02 && { labelAt }),
      ...(paint !== color && { textColor: paint }),
    };
  }

  /** The shape that an arrow is tied to: that of a label's container, and none when it did not arrive. */
  #target(elementId: string | undefined): ShapeId | undefined {
    if (elementId === undefined) return undefined;
    const element = this.#elements.get(elementId);
    if (element === undefined) return undefined; // the file has no such element either
    const isLabel = this.#labels.get(textOr(element.source.containerId, "")) === element;
    const id = this.#ids.get(isLabel ? textOr(element.source.containerId, "") : elementId);
    const shape = id === undefined ? undefined : this.#draft.get(id);
    if (shape !== undefined) return id;
    this.#draft.miss("tie");
    return undefined;
  }

  #moved<P extends { readonly x: number; readonly y: number }>(placed: P): P {
    return { ...placed, x: placed.x + this.#place.dx, y: placed.y + this.#place.dy };
  }
}

/** A line with a head is an arrow here. */
function hasHead({ type, source }: Element): boolean {
  return type === "line" &&
    [source.startArrowhead, source.endArrowhead].some((head) => headOf(head, "none") !== "none");
}

function withoutOrder(shape: GeoShape): Omit<GeoShape, "order"> {
  const { order: _, ...rest } = shape;
  return rest;
}
