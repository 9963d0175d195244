import { boundsOf } from "../../../board/figure/bounds.ts";
import { layOutText } from "../../../board/figure/text/text_layout.ts";
import type { ShapeId } from "../../../board/id.ts";
import { NAME_MAX } from "../../../board/limits.ts";
import type { OrderKey } from "../../../board/order.ts";
import type { GeoShape, NoteShape, Shape } from "../../../board/shape.ts";
import type { DrawingDraft } from "../drawing_draft.ts";
import { type Json, numberOr, record, textOr } from "../json.ts";
import { fitInside, shownText } from "../text_fit.ts";
import { arrowOf, type Ends } from "./record_arrow.ts";
import { marksOf, outlineOfForm, SAME_FORMS } from "./geo_outlines.ts";
import { imageLook } from "./record_image.ts";
import { freehandOf, lineOf } from "./record_lines.ts";
import { type Box, boxAt } from "./record_place.ts";
import type { Node } from "./record_tree.ts";
import { marksInText, plainTextOf } from "./rich_text.ts";
import { colorOf, paperOf } from "./tldraw_colors.ts";
import * as styles from "./tldraw_styles.ts";

/** Distance of the text of a form from its sides, board units. */
const LABEL_PADDING = 16;

/** Makes shapes of the records of tldraw. */
export class RecordReader {
  readonly #draft: DrawingDraft;
  readonly #ids = new Map<string, ShapeId>();
  readonly #sources: ReadonlyMap<string, unknown>;
  readonly #endsOf: (arrow: Json) => Ends;
  /** Arrows wait for the shapes at their ends. */
  readonly #arrows: { readonly node: Node; readonly id: ShapeId; readonly order: OrderKey }[] = [];

  /**
   * @param endsOf what an arrow is bound to, by the ids of the file
   * @param sources the URLs of pictures, by their ids
   */
  constructor(draft: DrawingDraft, endsOf: (arrow: Json) => Ends, sources: ReadonlyMap<string, unknown>) {
    this.#sources = sources;
    this.#draft = draft;
    this.#endsOf = endsOf;
  }

  read(node: Node): void {
    const { type } = node.source;
    if (type === "group") return;
    const id = this.#idOf(node.id);
    if (type === "arrow") this.#arrows.push({ node, id, order: this.#draft.nextOrder() });
    else if (type === "geo") this.#geo(node, id);
    else if (type === "text") this.#text(node, id);
    else if (type === "note") this.#note(node, id);
    else if (type === "line") this.#line(node, id);
    else if (type === "draw" || type === "highlight") this.#stroke(node, id);
    else if (type === "frame") this.#frame(node, id);
    else if (type === "bookmark" || type === "embed") this.#page(node, id);
    else if (type === "image") this.#image(node, id);
    else this.#draft.miss(type === "video" ? type : "other");
  }

  /** Adds the arrows, once all shapes are there. */
  finish(): void {
    for (const { node, id, order } of this.#arrows) {
      const { from, to } = this.#endsOf(node.source);
      const arrow = arrowOf(node, { from, to }, (element) => this.#target(element));
      this.#draft.add({ ...this.#base(node, id), ...arrow, ...this.#link(record(node.source.props)) }, order);
    }
  }

  #idOf(foreign: string): ShapeId {
    let id = this.#ids.get(foreign);
    if (id === undefined) this.#ids.set(foreign, id = this.#draft.newId());
    return id;
  }

  #target(foreign: string): Shape | undefined {
    const shape = this.#draft.get(this.#idOf(foreign));
    if (shape === undefined) this.#draft.miss("tie");
    return shape;
  }

  #base({ opacity, isLocked, groups, frame, source }: Node, id: ShapeId) {
    return {
      id,
      ...(opacity < 1 && { opacity }),
      ...(isLocked && { locked: true }),
      ...(groups.length > 0 && { groups: groups.map((group) => this.#draft.group(group)) }),
      ...(frame !== undefined && source.type !== "frame" && { frame: this.#idOf(frame) }),
    };
  }

  /** The page that a click opens: that of the shape, else the first one of its words. */
  #link(props: Json): { link?: string } {
    const { isLettered, links } = marksInText(props);
    if (isLettered) this.#draft.miss("lettering");
    const [first, ...others] = textOr(props.url, "") === "" ? links : [props.url, ...links];
    this.#draft.miss("link", others.length);
    return this.#draft.link(first);
  }

  /** The marks and the text of a form that is more than one shape here are grouped with it. */
  #groupOf(node: Node): Node {
    return { ...node, groups: [...node.groups, `${node.id}/parts`].slice(-16) };
  }

  #geo(node: Node, id: ShapeId): void {
    const props = record(node.source.props);
    const w = size(props.w), h = size(numberOr(props.h, 0) + numberOr(props.growY, 0));
    const text = shownText(plainTextOf(props));
    const form = SAME_FORMS[textOr(props.geo, "rectangle")];
    const drawn = { color: colorOf(props.color), width: styles.widthOf(props), ...styles.dashOf(props) };
    const look = { ...drawn, ...styles.fillOf(props), ...this.#link(props) };
    const outline = form === undefined ? outlineOfForm(props.geo, w, h) : undefined;
    const flips = { ...(props.flipX === true && { flipX: true }), ...(props.flipY === true && { flipY: true }) };
    const marks = marksOf(props.geo, w, h);
    const isOne = outline === undefined && marks.length === 0;
    const base = this.#base(isOne ? node : this.#groupOf(node), id);
    const box = boxAt(node, { x: 0, y: 0, w, h });
    const words = {
      font: styles.fontOf(props),
      align: styles.alignOf(props.align, "middle"),
      valign: styles.alignOf(props.verticalAlign, "middle"),
      textColor: colorOf(props.labelColor ?? (props.text === undefined ? undefined : props.color)),
      text,
    };
    const face = { fontSize: styles.sizeOf(styles.LABEL_SIZES, props), lineHeight: styles.LINE_HEIGHT };
    const geo: GeoShape = { ...base, ...box, order: "a0", kind: "geo", form: form ?? "rectangle", ...look, ...flips };
    if (outline !== undefined) {
      this.#draft.add({ ...base, ...box, kind: "line", points: outline, ...look, ...flips });
      if (text !== "") this.#words({ ...node, groups: this.#groupOf(node).groups }, box, { ...words, ...face });
      return;
    }
    const written = { ...geo, ...usualLeftOut(words, geo) };
    const padded = { ...written, padding: Math.min(512, LABEL_PADDING * styles.scaleOf(props.scale)) };
    const whole = text === "" || form !== "rectangle" ? undefined : fitInside(padded, face);
    // Letters keep their size rather than their distance from the sides.
    const lettered = text === "" ? geo : whole?.fontSize === face.fontSize ? whole : fitInside(written, face);
    this.#draft.add({ ...lettered ?? geo, ...styles.cornerOf(geo) });
    for (const points of marks) this.#mark(this.#groupOf(node), points, drawn);
    if (lettered === undefined) this.#words(node, box, { ...words, ...face });
  }

  #mark(node: Node, points: number[], drawn: Pick<GeoShape, "color" | "width" | "dash" | "sketch">): void {
    const { minX, minY, maxX, maxY } = boundsOf(points);
    this.#draft.add({
      ...this.#base(node, this.#draft.newId()),
      ...boxAt(node, { x: minX, y: minY, w: maxX - minX, h: maxY - minY }),
      kind: "line",
      points: points.map((value, i) => value - (i % 2 === 0 ? minX : minY)),
      ...drawn,
    });
  }

  /** A text that does not fit into its form, or whose form cannot have one, lies on it. */
  #words(
    node: Node,
    { x, y, w, h, angle }: Box,
    { textColor, valign: _, ...words }: Pick<GeoShape, "text" | "font" | "align" | "valign" | "lineHeight"> & {
      readonly textColor: GeoShape["color"];
      readonly fontSize: number;
    },
  ): void {
    const lines = (words.text ?? "").split("\n").length * words.fontSize * (words.lineHeight ?? 1);
    this.#draft.add({
      ...this.#base(node, this.#draft.newId()),
      kind: "text",
      x,
      y: y + Math.max(0, h - lines) / 2,
      w,
      h: lines,
      ...(angle && { angle }),
      color: textColor,
      wraps: true,
      ...words,
    });
  }

  #text(node: Node, id: ShapeId): void {
    const props = record(node.source.props);
    const text = shownText(plainTextOf(props));
    if (text.trim() === "") return;
    const isWrapped = props.autoSize === false;
    const align = styles.alignOf(props.textAlign ?? props.align, "start");
    const fontSize = styles.sizeOf(styles.TEXT_SIZES, props);
    const w = isWrapped ? size(numberOr(props.w, 0) * styles.scaleOf(props.scale)) : 0;
    const face = { font: styles.fontOf(props), fontSize, lineHeight: styles.LINE_HEIGHT };
    const { w: wide, h } = layOutText(text, { ...face, size: fontSize, align, ...(isWrapped && { width: w }) });
    this.#draft.add({
      ...this.#base(node, id),
      ...boxAt(node, { x: 0, y: 0, w: wide, h }),
      kind: "text",
      color: colorOf(props.color),
      ...face,
      ...(align !== "start" && { align }),
      ...(isWrapped && { wraps: true }),
      text,
      ...this.#link(props),
    });
  }

  #note(node: Node, id: ShapeId): void {
    const props = record(node.source.props), scale = styles.scaleOf(props.scale);
    // Those of 2021 were of any width.
    const side = NOTE_SIDE * scale,
      w = size(numberOr(props.w, side)),
      h = size(side + numberOr(props.growY, 0) * scale);
    const color = paperOf(props.color);
    const text = shownText(plainTextOf(props));
    const align = styles.alignOf(props.align, "middle"), valign = styles.alignOf(props.verticalAlign, "middle");
    const note: NoteShape = {
      ...this.#base(node, id),
      ...boxAt(node, { x: 0, y: 0, w, h }),
      kind: "note",
      order: "a0",
      color,
      font: styles.fontOf(props),
      ...(align !== "middle" && { align }),
      ...(valign !== "middle" && { valign }),
      ...(typeof props.labelColor === "string" && props.labelColor !== "black" && {
        textColor: colorOf(props.labelColor),
      }),
      ...this.#link(props),
    };
    const fontSize = styles.noteFontSize(props);
    const fit = text === "" ? note : fitInside({ ...note, text }, { fontSize, lineHeight: styles.LINE_HEIGHT });
    this.#draft.add(fit ?? { ...note, text, fontSize: Math.max(1, fontSize / 2), lineHeight: 1.15 });
  }

  #line(node: Node, id: ShapeId): void {
    const line = lineOf(node);
    if (line === undefined) this.#draft.miss("other");
    else this.#draft.add({ ...this.#base(node, id), ...line });
  }

  #stroke(node: Node, id: ShapeId): void {
    const freehand = freehandOf(node);
    if (freehand === undefined) return this.#draft.miss("other");
    if (freehand.isFillMissed) this.#draft.miss("fill");
    if (freehand.line) this.#draft.add({ ...this.#base(node, id), ...freehand.line });
    for (const [i, { encode, ...stroke }] of freehand.strokes.entries()) {
      this.#draft.addInk({ ...this.#base(node, i === 0 ? id : this.#draft.newId()), ...stroke }, encode);
    }
  }

  #frame(node: Node, id: ShapeId): void {
    const props = record(node.source.props);
    const box = boxAt(node, { x: 0, y: 0, w: size(props.w), h: size(props.h) });
    const { groups: _, ...base } = this.#base(node, id);
    this.#draft.add({ ...base, ...box, kind: "frame", name: textOr(props.name, "").slice(0, NAME_MAX) });
  }

  #image(node: Node, id: ShapeId): void {
    const props = record(node.source.props);
    const picture = this.#draft.pictures.place(this.#sources.get(textOr(props.assetId, "")));
    const box = boxAt(node, { x: 0, y: 0, w: size(props.w), h: size(props.h) });
    const base = { ...this.#base(node, id), ...box, ...this.#link(props) };
    if (picture === undefined) return this.#draft.addEmptyPicture(base);
    this.#draft.add({ ...base, kind: "image", ...picture, ...imageLook(props) });
  }

  /** A page inside the drawing arrives as a box with its address. */
  #page(node: Node, id: ShapeId): void {
    const props = record(node.source.props);
    const box = boxAt(node, { x: 0, y: 0, w: size(props.w), h: size(props.h) });
    const link = this.#link(props);
    const look = { form: "rectangle", color: "grey", width: 2, font: "sans" } as const;
    const page: GeoShape = { ...this.#base(node, id), ...box, order: "a0", kind: "geo", ...look, ...link };
    const fit = link.link && fitInside({ ...page, text: link.link }, { fontSize: 20, lineHeight: 1.3 });
    if (this.#draft.add(fit || page)) this.#draft.miss("embed");
  }
}

/** Side of a note, board units. */
const NOTE_SIDE = 200;

function usualLeftOut<W extends Pick<GeoShape, "align" | "valign" | "textColor">>(words: W, { color }: GeoShape): W {
  const { align, valign, textColor, ...rest } = words;
  return {
    ...rest,
    ...(align !== "middle" && { align }),
    ...(valign !== "middle" && { valign }),
    ...(textColor !== color && { textColor }),
  } as W;
}

function size(value: unknown): number {
  return Math.max(0, numberOr(value, 0));
}
