import type { Point } from "../../../board/figure/point.ts";
import { type Color, hexOf, inkOn, PAPER, type Theme } from "../../../board/palette.ts";
import type { Peer } from "../../editor/people/peer.ts";

const SVG = "http://www.w3.org/2000/svg";
/** The tip is at 1, 1. */
const ARROW = "M1 1 L1 15.5 L5.2 11.6 L8 17.6 L10.8 16.3 L8.1 10.5 L13.6 10 Z";
/** A cursor nearer than this to its target has arrived, CSS pixels. */
const ARRIVED_PX = 0.3;

/** The cursor of a peer with its name. It moves by its transform alone, which costs no layout. */
export class Cursor {
  readonly element = document.createElement("div");
  readonly #arrow = document.createElementNS(SVG, "svg");
  readonly #shape = document.createElementNS(SVG, "path");
  readonly #label = document.createElement("span");
  #color: Color = "grey";
  /** The colour now shown. Peers move often but seldom change colour. */
  #worn = "";
  #target: Point | null = null;
  #at: Point | undefined;
  #transform = "";

  constructor() {
    Object.assign(this.element.style, {
      position: "absolute",
      left: "0",
      top: "0",
      visibility: "hidden",
      willChange: "transform",
    });
    this.#arrow.setAttribute("width", "16");
    this.#arrow.setAttribute("height", "20");
    Object.assign(this.#arrow.style, { display: "block", margin: "-1px 0 0 -1px" });
    this.#shape.setAttribute("d", ARROW);
    this.#shape.setAttribute("stroke-linejoin", "round");
    this.#shape.setAttribute("stroke-width", "1.5");
    this.#arrow.append(this.#shape);
    Object.assign(this.#label.style, {
      position: "absolute",
      left: "12px",
      top: "16px",
      maxWidth: "160px",
      padding: "2px 7px",
      borderRadius: "9px",
      font: "500 12px/16px system-ui, sans-serif",
      whiteSpace: "nowrap",
      overflow: "hidden",
      textOverflow: "ellipsis",
    });
    this.element.append(this.#arrow, this.#label);
  }

  follow({ user, cursor, typing }: Peer, theme: Theme): void {
    // While a peer types, the caret has the name label. A second label at the cursor could cover the text.
    this.#label.hidden = typing !== undefined;
    if (this.#label.textContent !== user.name) this.#label.textContent = user.name;
    this.#color = user.color;
    this.#target = cursor;
    if (cursor === null) this.#at = undefined;
    this.#wear(theme);
  }

  #wear(theme: Theme): void {
    const color = hexOf(this.#color, theme);
    if (color === this.#worn) return;
    this.#worn = color;
    this.#shape.setAttribute("fill", color);
    this.#shape.setAttribute("stroke", PAPER[theme]);
    this.#label.style.background = color;
    this.#label.style.color = inkOn(color);
  }

  /**
   * Moves towards the last known position.
   *
   * @param share part of the remaining distance, 0…1
   * @returns true while the target is not reached
   */
  frame(camera: Point & { zoom: number }, viewport: { width: number; height: number }, share: number): boolean {
    const target = this.#target;
    if (target === null) {
      this.#show("");
      return false;
    }
    const from = this.#at ?? target;
    const isSeen = (at: Point) => isWithin(viewport, (at.x - camera.x) * camera.zoom, (at.y - camera.y) * camera.zoom);
    // An invisible move needs no frames, so it jumps.
    const part = isSeen(from) || isSeen(target) ? share : 1;
    const way = Math.hypot(target.x - from.x, target.y - from.y) * camera.zoom * (1 - part);
    const hasArrived = !(way > ARRIVED_PX);
    const at = hasArrived ? target : { x: from.x + (target.x - from.x) * part, y: from.y + (target.y - from.y) * part };
    this.#at = at;
    const x = (at.x - camera.x) * camera.zoom, y = (at.y - camera.y) * camera.zoom;
    this.#show(isSeen(at) ? `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)` : "");
    return !hasArrived;
  }

  /** @param transform empty to hide */
  #show(transform: string): void {
    if (transform === this.#transform) return;
    this.#transform = transform;
    this.element.style.visibility = transform === "" ? "hidden" : "visible";
    if (transform !== "") this.element.style.transform = transform;
  }
}

function isWithin({ width, height }: { width: number; height: number }, x: number, y: number): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}
