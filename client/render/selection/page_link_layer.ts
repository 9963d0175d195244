import { effect } from "@preact/signals-core";
import { WHOLE } from "../../../board/figure/picture_place.ts";
import { toBoard } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import { isLink } from "../../../board/kinds/checks.ts";
import type { ImageShape, Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";
import type { PageLink } from "../../editor/pdf.ts";
import { LinkLayer } from "./link_layer.ts";
import { SPEECH } from "../../messages/en/speech.ts";

/** Limit on live links in view. */
const SHOWN_MAX = 400;
/** A page that is shown narrower cannot be read: its PDF is not fetched for its links. CSS pixels. */
const LEAST_PX = 320;
/** Tools with which a press on a link means the link. Others draw on the page. */
const FOLLOWING: ReadonlySet<string> = new Set(["select", "hand"]);

type Seen = Pick<Editor, "camera" | "shapes" | "tool" | "images">;

/** Everything that is followed on a board. */
export function linkLayers(editor: Seen & Pick<Editor, "drafts">, root: HTMLElement): { close(): void } {
  const layers = [new LinkLayer(editor, root), new PageLinkLayer(editor, root)];
  return { close: () => layers.forEach((layer) => layer.close()) };
}

/** The links in the pages of PDFs, where they are on the pages. They are real links, as those of `LinkLayer`. */
class PageLinkLayer {
  readonly #element = document.createElement("div");
  readonly #stops: readonly (() => void)[];
  #frame: number | undefined;
  readonly #seen: Seen;
  readonly #pages = new Set<ShapeId>();
  /** By PDF and page; undefined while they are being read. */
  readonly #links = new Map<string, readonly PageLink[] | undefined>();
  readonly #shown = new Map<string, HTMLAnchorElement>();
  #isClosed = false;

  /** @param root the element that shows the board */
  constructor(seen: Seen, root: HTMLElement) {
    this.#seen = seen;
    Object.assign(this.#element.style, { position: "absolute", inset: "0", overflow: "hidden", pointerEvents: "none" });
    for (const shape of seen.shapes.all()) this.#note(shape.id, shape);
    root.append(this.#element);
    this.#stops = [
      seen.shapes.onChange((changes) => {
        for (const { id, shape } of changes) this.#note(id, shape);
        this.#request();
      }),
      effect(() => {
        void [seen.camera.state.value, seen.camera.viewport.value];
        this.#element.inert = !FOLLOWING.has(seen.tool.value);
        this.#request();
      }),
    ];
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#shown.clear();
    this.#element.remove();
  }

  #note(id: ShapeId, shape: Shape | undefined): void {
    if (shape?.kind === "image" && shape.pdf) this.#pages.add(id);
    else this.#pages.delete(id);
  }

  #request(): void {
    if (!this.#isClosed && this.#pages.size + this.#shown.size > 0) this.#frame ??= requestAnimationFrame(this.#paint);
  }

  readonly #paint = () => {
    this.#frame = undefined;
    const shown = new Set<string>();
    for (const id of this.#pages) {
      const shape = this.#seen.shapes.get(id) as ImageShape;
      if (!this.#isRead(shape)) continue;
      for (const [i, link] of (this.#linksOf(shape) ?? []).entries()) {
        const key = `${id} ${i}`;
        if (shown.size < SHOWN_MAX && this.#show(key, shape, link)) shown.add(key);
      }
    }
    for (const [key, area] of this.#shown) {
      if (shown.has(key)) continue;
      area.remove();
      this.#shown.delete(key);
    }
  };

  /** True when the page is in view, and large enough to be read. */
  #isRead({ id, w, crop = WHOLE }: ImageShape): boolean {
    const { camera, shapes } = this.#seen;
    const box = shapes.box(id), view = camera.view();
    return box !== undefined && w / crop.w * camera.zoom >= LEAST_PX &&
      box.minX < view.maxX && box.maxX > view.minX && box.minY < view.maxY && box.maxY > view.minY;
  }

  #linksOf({ pdf }: ImageShape): readonly PageLink[] | undefined {
    const key = `${pdf!.asset} ${pdf!.page}`;
    if (!this.#links.has(key)) {
      this.#links.set(key, undefined);
      const read = async () => await (await this.#seen.images()).pageLinks(pdf!);
      read().catch(() => undefined).then((links) => {
        // After a failure, the links are read again when the page moves.
        if (links) this.#links.set(key, links);
        else this.#links.delete(key);
        if (links && links.length > 0) this.#request();
      });
    }
    return this.#links.get(key);
  }

  /** @returns false when the link is cut off */
  #show(key: string, shape: ImageShape, { link, ...part }: PageLink): boolean {
    const { w, h, crop = WHOLE, flipX, flipY, angle = 0 } = shape, { camera } = this.#seen;
    const across = [part.x, part.x + part.w].map((x) => (x - crop.x) / crop.w);
    const down = [part.y, part.y + part.h].map((y) => (y - crop.y) / crop.h);
    if (Math.min(across[0], down[0]) < 0 || Math.max(across[1], down[1]) > 1 || !isLink(link)) return false;
    const middle = toBoard(shape, {
      x: w * (flipX ? 1 - (across[0] + across[1]) / 2 : (across[0] + across[1]) / 2),
      y: h * (flipY ? 1 - (down[0] + down[1]) / 2 : (down[0] + down[1]) / 2),
    });
    let area = this.#shown.get(key);
    if (area === undefined) {
      area = Object.assign(document.createElement("a"), { className: "page-link", target: "_blank", draggable: false });
      area.rel = "noopener noreferrer";
      Object.assign(area.style, { position: "absolute", left: "0", top: "0", pointerEvents: "auto" });
      area.addEventListener("pointerdown", (event) => event.stopPropagation());
      this.#shown.set(key, area);
      this.#element.append(area);
    }
    if (area.title !== link) {
      area.href = area.title = link;
      area.setAttribute("aria-label", SPEECH.link({ address: link }));
    }
    const wide = (across[1] - across[0]) * w * camera.zoom, high = (down[1] - down[0]) * h * camera.zoom;
    const x = (middle.x - camera.x) * camera.zoom - wide / 2, y = (middle.y - camera.y) * camera.zoom - high / 2;
    Object.assign(area.style, {
      inlineSize: `${wide.toFixed(1)}px`,
      blockSize: `${high.toFixed(1)}px`,
      transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) rotate(${angle}rad)`,
    });
    return true;
  }
}
