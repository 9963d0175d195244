import { effect } from "@preact/signals-core";
import { toBoard } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import { isLink } from "../../../board/kinds/checks.ts";
import type { Shape } from "../../../board/shape.ts";
import type { ShapeChange } from "../../editor/shapes/shape_table.ts";
import type { Editor } from "../../editor/editor.ts";
import { SPEECH } from "../../messages/en/speech.ts";

/** Limit on visible badges. More of them would be too crowded to read. */
const SHOWN_MAX = 200;
/** Half the size of a badge, CSS pixels. */
const HALF = 11;
/** Distance from the corner of the shape to the middle of its badge, CSS pixels. The corner itself has a handle. */
const AWAY = 34;

type Seen = Pick<Editor, "camera" | "shapes" | "drafts">;

/**
 * Badges of shapes with a link, outside their top right corners. They are real links, so that the browser shows the
 * target and opens it in a new tab. The target page gets no reference to this one.
 */
export class LinkLayer {
  readonly #element = document.createElement("div");
  readonly #stops: readonly (() => void)[];
  #frame: number | undefined;
  readonly #seen: Seen;
  readonly #linked = new Set<ShapeId>();
  readonly #badges = new Map<ShapeId, HTMLAnchorElement>();

  /** @param root the element that shows the board */
  constructor(seen: Seen, root: HTMLElement) {
    this.#seen = seen;
    Object.assign(this.#element.style, { position: "absolute", inset: "0", overflow: "hidden", pointerEvents: "none" });
    for (const { id, link } of seen.shapes.all()) if (link) this.#linked.add(id);
    root.append(this.#element);
    this.#stops = [
      seen.shapes.onChange((changes) => this.#apply(changes)),
      seen.drafts.onChange(() => this.#request()),
      effect(() => {
        void [seen.camera.state.value, seen.camera.viewport.value];
        this.#request();
      }),
    ];
  }

  close(): void {
    for (const stop of this.#stops) stop();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#badges.clear();
    this.#element.remove();
  }

  #apply(changes: readonly ShapeChange[]): void {
    for (const { id, shape } of changes) {
      if (shape?.link) this.#linked.add(id);
      else this.#linked.delete(id);
    }
    this.#request();
  }

  /** Boards without links request no frames. */
  #request(): void {
    if (this.#linked.size > 0 || this.#badges.size > 0) this.#frame ??= requestAnimationFrame(this.#paint);
  }

  readonly #paint = () => {
    this.#frame = undefined;
    const shown = new Set<ShapeId>();
    for (const id of this.#linked) {
      const shape = this.#seen.drafts.get(id) ?? this.#seen.shapes.get(id);
      if (shape && shown.size < SHOWN_MAX && this.#show(shape)) shown.add(id);
    }
    for (const [id, badge] of this.#badges) {
      if (shown.has(id)) continue;
      badge.remove();
      this.#badges.delete(id);
    }
  };

  /** @returns false when the shape is out of view */
  #show(shape: Shape): boolean {
    const { camera } = this.#seen;
    const corner = toBoard(shape, { x: shape.w, y: 0 });
    const outwards = (shape.angle ?? 0) - Math.PI / 4;
    const x = (corner.x - camera.x) * camera.zoom + AWAY * Math.cos(outwards);
    const y = (corner.y - camera.y) * camera.zoom + AWAY * Math.sin(outwards);
    const { width, height } = camera.viewport.peek();
    if (!isLink(shape.link) || x < -HALF || y < -HALF || x > width + HALF || y > height + HALF) return false;
    let badge = this.#badges.get(shape.id);
    if (badge === undefined) {
      this.#badges.set(shape.id, badge = newBadge());
      this.#element.append(badge);
    }
    if (badge.dataset.link !== shape.link) {
      badge.dataset.link = badge.href = shape.link;
      badge.title = shape.link;
      badge.setAttribute("aria-label", SPEECH.link({ address: shape.link }));
    }
    badge.style.transform = `translate(${(x - HALF).toFixed(1)}px, ${(y - HALF).toFixed(1)}px)`;
    return true;
  }
}

const SVG = "http://www.w3.org/2000/svg";
/** An arrow that leaves a box (Lucide, external-link). */
const ICON = "M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6";

function newBadge(): HTMLAnchorElement {
  const badge = document.createElement("a");
  badge.className = "link-badge";
  badge.target = "_blank";
  badge.rel = "noopener noreferrer";
  // A press on the badge concerns the link, not the board.
  badge.addEventListener("pointerdown", (event) => event.stopPropagation());
  const icon = document.createElementNS(SVG, "svg"), path = document.createElementNS(SVG, "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  path.setAttribute("d", ICON);
  icon.append(path);
  badge.append(icon);
  return badge;
}
