import type { Theme } from "../../../board/palette.ts";
import type { CameraState, Size } from "../../editor/view/camera.ts";
import type { Peer } from "../../editor/people/peer.ts";
import { Approach } from "./smoothing.ts";
import { Cursor } from "./cursor.ts";

/** The named cursors of peers. Elements, so that the browser moves them without repainting. */
export class PresenceLayer {
  readonly element = document.createElement("div");
  readonly #cursors = new Map<number, Cursor>();
  readonly #approach: Approach;
  #peers: readonly Peer[] | undefined;
  #theme: Theme | undefined;

  constructor(reducedMotion: { readonly matches: boolean }) {
    this.#approach = new Approach(reducedMotion);
    Object.assign(this.element.style, { position: "absolute", inset: "0", overflow: "hidden", pointerEvents: "none" });
    this.element.setAttribute("aria-hidden", "true");
  }

  /** Shows these peers. Returns at once when nothing changed. */
  follow(peers: readonly Peer[], theme: Theme): void {
    if (peers === this.#peers && theme === this.#theme) return;
    this.#peers = peers;
    this.#theme = theme;
    const here = new Set<number>();
    for (const peer of peers) {
      here.add(peer.id);
      let cursor = this.#cursors.get(peer.id);
      if (cursor === undefined) {
        cursor = new Cursor();
        this.#cursors.set(peer.id, cursor);
        this.element.append(cursor.element);
      }
      cursor.follow(peer, theme);
    }
    for (const [id, cursor] of this.#cursors) {
      if (here.has(id)) continue;
      cursor.element.remove();
      this.#cursors.delete(id);
    }
  }

  /** @returns true while a cursor moves */
  frame(camera: CameraState, viewport: Size, now: number): boolean {
    this.#approach.frame(now, (part) => {
      let isMoving = false;
      for (const cursor of this.#cursors.values()) if (cursor.frame(camera, viewport, part)) isMoving = true;
      return isMoving;
    });
    return this.#approach.isMoving;
  }

  close(): void {
    this.#cursors.clear();
    this.element.remove();
  }
}
