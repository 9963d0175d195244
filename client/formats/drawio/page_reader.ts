import { boundsOf } from "../../../board/figure/bounds.ts";
import { toBoard, type TurnedBox } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { GeoShape } from "../../../board/shape.ts";
import { EMPTY_PICTURE } from "../foreign_pictures.ts";
import type { DrawingDraft } from "../drawing_draft.ts";
import type { Cell } from "./cell.ts";
import { type Drawn, drawnIn } from "./forms.ts";
import { headOf, isFadedApart, type Look, lookOf, outlineIn } from "./look.ts";
import { heightInTitle, inTitle, isBeside, type Label, labelOf, placeOfLabel } from "./label.ts";
import { EdgeReader } from "./edge_reader.ts";
import { fitsForm, inside } from "./form_text.ts";
import { frameTab } from "./outlines.ts";
import type { Page, Placed } from "./page_tree.ts";
import { cornerOf, opacityOf, outlineStyle } from "./style.ts";
import { withName } from "./stencil_name.ts";
import { TableGrid } from "./table_grid.ts";

/** Makes shapes of the cells of one page of draw.io. */
export class PageReader {
  readonly #draft: DrawingDraft;
  readonly #page: Page;
  readonly #dx: number;
  readonly #edges: EdgeReader;
  readonly #grid: TableGrid;
  /** Cells at which edges end. They have a shape even where nothing of them is seen. */
  readonly #ends: ReadonlySet<string | undefined>;

  /** @param dx how far the page is moved to the right */
  constructor(draft: DrawingDraft, page: Page, dx: number) {
    this.#draft = draft;
    this.#page = page;
    this.#dx = dx;
    this.#ends = new Set(page.shown.flatMap(({ cell: { source, target } }) => [source, target]));
    this.#grid = new TableGrid(page);
    this.#edges = new EdgeReader(draft, dx, (placed) => this.#base(placed));
  }

  read(): void {
    for (const placed of this.#page.shown) {
      const { cell, edge, box } = placed;
      if (edge) this.#edges.label(edge.cell, cell);
      else if (box) this.#vertex(placed, { ...box, x: box.x + this.#dx });
      else this.#edges.take(placed);
    }
    this.#edges.finish();
    this.#draft.miss("hidden", this.#page.hidden);
    this.#draft.miss("other", this.#page.lost);
  }

  #base({ cell, groups, isLocked }: Placed, opacity: "opacity" | "textOpacity" = "opacity") {
    return {
      ...opacityOf(cell.style, opacity),
      ...(isLocked && { locked: true }),
      ...(groups.length > 0 && { groups: groups.map((group) => this.#draft.group(group)) }),
    };
  }

  /** Cells that become several shapes have a group of their own. */
  #partsOf(placed: Placed): Placed {
    const { cell, groups } = placed;
    return groups.at(-1) === cell ? placed : { ...placed, groups: [...groups, cell].slice(-16) };
  }

  #vertex(placed: Placed, box: TurnedBox): void {
    const { cell } = placed, { style } = cell, label = labelOf(cell);
    if (label?.isLettered) this.#draft.miss("lettering");
    this.#draft.miss("link", label?.links?.filter((link) => link !== cell.link).length ?? 0);
    const shape = style.text("shape");
    const id = this.#draft.newId();
    this.#edges.place(cell.id, { id, box, parent: cell.parent });
    // A picture in a form besides its words.
    if (shape !== "image" && /^(?!none$)./.test(style.text("image"))) this.#draft.miss("image");
    if (shape === "image") this.#image(placed, box, { id, label });
    else if (shape === "swimlane" || /^table(Row)?$/.test(shape) && style.number("startSize", 40) > 0) {
      const body = style.text("swimlaneBody") === "0" ? undefined : lookOf(cell, "swimlaneFillColor");
      this.#titled(placed, box, { id, label }, this.#gridded(cell, body), style.number("startSize", 40));
    } else if (shape === "umlLifeline") {
      this.#titled(placed, box, { id, label }, undefined, style.number("size", 40));
      const look = lookOf(cell);
      if (look) this.#marks(placed, box, { drawn: drawnIn(style, box.w, box.h), look: { ...look, dash: "dashed" } });
    } else if (shape === "umlFrame") this.#frame(placed, box, { id, label });
    else if (shape === "line") this.#rule(placed, box, { id, label });
    else if (/^(partialRectangle|table|tableRow)$/.test(shape)) this.#partial(placed, box, { id, label });
    else this.#form(placed, box, { id, label });
    const look = outlineIn(cell);
    if (look) {
      for (const points of this.#grid.within(placed)) this.#lineIn(this.#partsOf(placed), box, { points, look });
    }
  }

  #form(placed: Placed, box: TurnedBox, { id, label }: Part, look = lookOf(placed.cell)): void {
    const { cell } = placed;
    if (look === undefined) return this.#bare(placed, box, { id, label });
    const drawn = drawnIn(cell.style, box.w, box.h);
    if (drawn.isOther) this.#draft.miss("form");
    if (!/^(none|)$/.test(cell.style.text("gradientColor"))) this.#draft.miss("gradient");
    const isBeyond = label !== undefined && (isBeside(cell) || !fitsForm(label, cell.style, box.w));
    const isFaded = label !== undefined && isFadedApart(cell);
    const isOne = drawn.outline === undefined && drawn.marks.length === 0 && !isBeyond && !isFaded;
    const base = this.#base(isOne ? placed : this.#partsOf(placed));
    const geo: GeoShape = {
      id,
      ...base,
      ...box,
      order: "a0",
      kind: "geo",
      form: drawn.form,
      ...look,
      ...cornerOf(cell.style, { ...box, form: drawn.form }),
      ...(drawn.isFlipped && { flipY: true }),
      ...this.#draft.link(cell.link),
    };
    const lettered = isOne && label !== undefined ? inside(geo, label) : undefined;
    if (drawn.outline) this.#outline(geo, drawn.outline);
    else if (lettered) this.#draft.add(withoutOrder(lettered));
    else if (drawn.isOther && label === undefined) this.#draft.add(withoutOrder(withName(geo, cell)));
    // What has only lines is a target all the same.
    else this.#draft.add(drawn.isBare ? { ...withoutOrder(geo), opacity: 0 } : withoutOrder(geo));
    this.#marks(placed, box, { drawn, look });
    if (label && !lettered) this.#words(this.#partsOf(placed), box, label);
  }

  #outline(
    { kind: _, form: __, rounded: ___, corner: ____, flipY: _____, order: ______, ...geo }: GeoShape,
    points: readonly number[],
  ) {
    this.#draft.add({ ...geo, kind: "line", points });
  }

  #marks(placed: Placed, box: TurnedBox, { drawn, look }: { drawn: Drawn; look: Look }): void {
    for (const points of drawn.marks) this.#lineIn(this.#partsOf(placed), box, { points, look });
  }

  /** A line in a box that may be turned. */
  #lineIn(
    placed: Placed,
    box: TurnedBox,
    { points, look, id }: { points: readonly number[]; look: Look; id?: ShapeId },
  ) {
    const { minX, minY, maxX, maxY } = boundsOf(points);
    const w = maxX - minX, h = maxY - minY;
    const middle = toBoard(box, { x: minX + w / 2, y: minY + h / 2 });
    const { fill: _, fillColor: __, ...drawn } = look;
    this.#draft.add({
      id: id ?? this.#draft.newId(),
      ...this.#base(placed),
      x: middle.x - w / 2,
      y: middle.y - h / 2,
      w,
      h,
      ...(box.angle && { angle: box.angle }),
      kind: "line",
      points: points.map((value, i) => value - (i % 2 === 0 ? minX : minY)),
      ...drawn,
    });
  }

  /** A vertex without outline and fill: its words, and nothing when it is only a group. */
  #bare(placed: Placed, box: TurnedBox, { id, label }: Part): void {
    if (label) this.#words(placed, box, label, { id, link: placed.cell.link });
    else if (this.#ends.has(placed.cell.id)) {
      const look = { color: "black" as const, width: 1, opacity: 0 };
      this.#draft.add({ id, ...this.#base(placed), ...box, kind: "geo", form: "rectangle", ...look });
    }
  }

  #words(placed: Placed, box: TurnedBox, label: Label, { id = this.#draft.newId(), link = "" } = {}): void {
    const place = placeOfLabel(label, placed.cell, box);
    const base = this.#base(placed, "textOpacity");
    this.#draft.add({ id, ...base, kind: "text", ...place, ...this.#draft.link(link) });
  }

  /** A picture in the file is shown, one elsewhere leaves its box. */
  #image(placed: Placed, box: TurnedBox, { id, label }: Part): void {
    const { cell } = placed;
    const whole = label ? this.#partsOf(placed) : placed;
    const picture = this.#draft.pictures.place(wholeUrl(cell.style.text("image")));
    const base = { id, ...this.#base(whole), ...box, ...this.#draft.link(cell.link) };
    if (picture) {
      const flips = { ...(cell.style.is("flipH") && { flipX: true }), ...(cell.style.is("flipV") && { flipY: true }) };
      this.#draft.add({ ...base, kind: "image", ...picture, ...flips });
    } else {
      const empty: GeoShape = { ...base, order: "a0", ...EMPTY_PICTURE };
      this.#draft.miss("image");
      this.#draft.add(withoutOrder(label ? empty : withName(empty, cell)));
    }
    if (label) this.#words(whole, box, label);
  }

  /**
   * A title in a box of its own at the top, or turned at the left, of a box for what it holds.
   *
   * @param titleSize its height, or its width at the left
   */
  #titled(placed: Placed, box: TurnedBox, { id, label }: Part, body: Look | undefined, titleSize: number): void {
    const { cell } = placed, { style } = cell;
    const all = this.#partsOf(placed);
    const head = headOf(cell);
    const isSide = style.text("horizontal") === "0";
    const size = Math.min(isSide ? box.w : box.h, Math.max(0, titleSize));
    const geo = { kind: "geo", form: "rectangle", ...cornerOf(style, { ...box, form: "rectangle" }) } as const;
    const unseen = { color: "black", width: 1, opacity: 0 } as const;
    this.#draft.add({ id, ...this.#base(all), ...box, ...geo, ...(body ?? unseen), ...this.#draft.link(cell.link) });
    if (size === 0) return;
    const [w, h] = isSide ? [box.h, size] : [box.w, size];
    const middle = toBoard(box, isSide ? { x: size / 2, y: box.h / 2 } : { x: box.w / 2, y: size / 2 });
    const angle = (box.angle ?? 0) - (isSide ? Math.PI / 2 : 0);
    const title = { x: middle.x - w / 2, y: middle.y - h / 2, w, h, ...(angle !== 0 && { angle }) };
    const named: GeoShape | undefined = head &&
      { id: this.#draft.newId(), ...this.#base(all), ...title, order: "a0", ...geo, ...head };
    const lettered = named && label && heightInTitle(label, title) <= h ? inside(named, label) : undefined;
    if (named) this.#draft.add(withoutOrder(lettered ?? named));
    if (label && !lettered) {
      this.#draft.add({ id: this.#draft.newId(), ...this.#base(all), kind: "text", ...inTitle(label, cell, title) });
    }
  }

  /** A box around others, with its name in a tab at its corner. */
  #frame(placed: Placed, box: TurnedBox, { id, label }: Part): void {
    const { cell } = placed, { style } = cell, all = this.#partsOf(placed);
    const body = style.has("swimlaneFillColor") ? lookOf(cell, "swimlaneFillColor") : outlineIn(cell);
    const geo = { kind: "geo", form: "rectangle", ...(body ?? { color: "black", width: 1, opacity: 0 }) } as const;
    this.#draft.add({ id, ...this.#base(all), ...box, ...geo, ...this.#draft.link(cell.link) });
    const w = Math.min(box.w, style.number("width", 60)), h = Math.min(box.h, style.number("height", 30));
    const middle = toBoard(box, { x: w / 2, y: h / 2 });
    const tab = { ...box, w, h, x: middle.x - w / 2, y: middle.y - h / 2 };
    const look = lookOf(cell), line = { kind: "line", points: frameTab(w, h) } as const;
    if (look) this.#draft.add({ id: this.#draft.newId(), ...this.#base(all), ...tab, ...line, ...look });
    if (label) this.#words(all, tab, label);
  }

  /** A line across the middle of its box. */
  #rule(placed: Placed, box: TurnedBox, { id, label }: Part): void {
    const { style } = placed.cell;
    const look = { color: style.paint("strokeColor", "black") ?? "black" as const, ...outlineStyle(style) };
    const isUpright = /^(north|south)$/.test(style.text("direction"));
    const points = isUpright ? [box.w / 2, 0, box.w / 2, box.h] : [0, box.h / 2, box.w, box.h / 2];
    this.#lineIn(label ? this.#partsOf(placed) : placed, box, { points, look, id });
    if (label) this.#words(this.#partsOf(placed), box, label);
  }

  /** A rectangle of which some sides are drawn: its box, which shows only its fill, its words and these sides. */
  #partial(placed: Placed, box: TurnedBox, { id, label }: Part): void {
    const { cell } = placed, look = lookOf(cell);
    const { w, h } = box;
    const sides = { top: [0, 0, w, 0], right: [w, 0, w, h], bottom: [0, h, w, h], left: [0, 0, 0, h] };
    const drawn = Object.entries(sides).filter(([side]) => cell.style.text(side) !== "0");
    if (this.#grid.around(cell)) return this.#form(placed, box, { id, label }, this.#gridded(cell, look));
    if (look === undefined || drawn.length === 4) return this.#form(placed, box, { id, label });
    const lines = outlineIn(cell) ? drawn : [];
    if (look.fillColor === undefined && lines.length === 0) return this.#bare(placed, box, { id, label });
    const whole = lines.length > 0 ? this.#partsOf(placed) : placed;
    const geo: GeoShape = {
      id,
      ...this.#base(whole),
      ...box,
      order: "a0",
      kind: "geo",
      form: "rectangle",
      ...look,
      ...(look.fillColor === undefined ? { opacity: 0 } : { color: look.fillColor }),
      ...this.#draft.link(cell.link),
    };
    const lettered = label && look.fillColor !== undefined && inside(geo, label);
    this.#draft.add(withoutOrder(lettered || geo));
    if (label && !lettered) this.#words(this.#partsOf(placed), box, label);
    for (const [, points] of lines) this.#lineIn(whole, box, { points, look });
  }

  /** The look of a cell with the lines that its table draws around it. */
  #gridded(cell: Cell, look: Look | undefined): Look | undefined {
    const table = this.#grid.around(cell), lines = table && outlineIn(table);
    return lines ? { ...look, ...lines } : look;
  }
}

interface Part {
  readonly id: ShapeId;
  readonly label: Label | undefined;
}

/** draw.io leaves out that a picture is base64, since a semicolon ends a property. */
function wholeUrl(url: string): string {
  return /^data:[\w/+.-]+,(?!%3C|<)/i.test(url) ? url.replace(",", ";base64,") : url;
}

function withoutOrder({ order: _, ...shape }: GeoShape): Omit<GeoShape, "order"> {
  return shape;
}
