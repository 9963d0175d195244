import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals-core";
import { type Clock, systemClock } from "../../../board/clock.ts";
import type { Color } from "../../../board/palette.ts";
import { readTalkPresence } from "../../../board/talk/talk_presence.ts";
import { TOGETHER } from "../../messages/en/people/together.ts";
import type { Editor } from "../editor.ts";
import type { Peer } from "../people/peer.ts";
import type { CameraState } from "../view/camera.ts";
import { circleOf, togetherOf } from "./company.ts";
import { fitted, onTheWay } from "./followed_view.ts";

/** How long somebody who vanished may take to come back, as by loading the page again, ms. */
export const RETURN_MS = 6_000;
/** Time to cover 63 % of the remaining way, ms. Views arrive about every 50 ms. */
const SMOOTH_MS = 90;
/** Assumed length of the first frame after a pause, ms. */
const FRAME_MS = 16;

/** The person whom the local user follows. */
export interface Followed {
  readonly id: number;
  readonly name: string;
  readonly color: Color;
  readonly picture?: unknown;
  /** False while the person is not seen: the page may be loading again. */
  readonly isHere: boolean;
}

export interface FollowingOptions {
  readonly clock?: Clock;
  /** Asks for one frame. @returns a function that cancels it */
  readonly frame: (run: (now: number) => void) => () => void;
  /** True when the user prefers reduced motion: the view then jumps. */
  readonly isCalm: () => boolean;
  /** True while a press is in progress: the board must not move under it. */
  readonly isPressed: () => boolean;
}

/**
 * Follows `editor.following`: shows what that person sees, until the local user moves the view. Who comes back within
 * `RETURN_MS` is still followed, also with another awareness id when the author in the talk is the same.
 */
export class Following {
  readonly #editor: Editor;
  readonly #options: FollowingOptions;
  readonly #followed = signal<Followed | undefined>(undefined);
  readonly followed: ReadonlySignal<Followed | undefined> = this.#followed;
  readonly #stops: readonly (() => void)[];
  #author: string | undefined;
  #target: CameraState | undefined;
  #lastFrame: number | undefined;
  #cancelFrame: (() => void) | undefined;
  #cancelReturn: (() => void) | undefined;
  #moves = false;

  constructor(editor: Editor, options: FollowingOptions) {
    [this.#editor, this.#options] = [editor, options];
    const { following, peers, camera, status } = editor;
    const isOnline = computed(() => !["loading", "offline", "locked", "refused"].includes(status.value.kind));
    let seen = camera.state.peek();
    this.#stops = [
      effect(() => {
        const id = following.value;
        untracked(() => this.#begin(id));
      }),
      effect(() => {
        void [peers.value, isOnline.value];
        untracked(() => this.#look(isOnline.peek()));
      }),
      camera.state.subscribe((now) => {
        if (now !== seen && !this.#moves) untracked(() => this.end());
        seen = now;
      }),
      camera.viewport.subscribe(() => untracked(() => this.#aim())),
    ];
  }

  /** Safe to call twice. */
  close(): void {
    for (const stop of this.#stops) stop();
    this.#rest();
  }

  #begin(id: number | undefined): void {
    this.#rest();
    this.#editor.outbox.together({ follows: id });
    if (id === undefined) return this.#tellEnd();
    const peer = this.#peer(id);
    if (peer === undefined) return this.end();
    if (circleOf(this.#editor.outbox.myId(), id, this.#editor.peers.peek()).size > 0) {
      return this.end(TOGETHER.followsYou({ name: peer.user.name }));
    }
    this.#editor.bringing.value = false;
    this.#see(peer);
    this.#aim();
  }

  #look(isOnline: boolean): void {
    const id = this.#editor.following.peek(), followed = this.#followed.peek();
    if (id === undefined || followed === undefined) return;
    const peer = this.#peer(id);
    if (peer === undefined) return this.#miss(followed, isOnline);
    this.#cancelReturn?.();
    this.#cancelReturn = undefined;
    // Everybody in a circle sees the same circle, and one of them leaves it.
    const me = this.#editor.outbox.myId();
    const circle = circleOf(me, id, this.#editor.peers.peek());
    if (me === Math.max(...circle)) return this.end(TOGETHER.followsYou({ name: peer.user.name }));
    this.#see(peer);
    this.#aim();
  }

  #see({ id, user, talk }: Peer): void {
    this.#author = readTalkPresence(talk).author ?? this.#author;
    const before = this.#followed.peek();
    const next = { id, ...user, isHere: true };
    if (JSON.stringify(before) !== JSON.stringify(next)) this.#followed.value = next;
  }

  #miss(followed: Followed, isOnline: boolean): void {
    const again = this.#author &&
      this.#editor.peers.peek().find(({ talk }) => readTalkPresence(talk).author === this.#author);
    if (again) return void (this.#editor.following.value = again.id);
    if (followed.isHere) this.#followed.value = { ...followed, isHere: false };
    // Without a connection nobody is seen, and nobody has left.
    if (!isOnline) {
      this.#cancelReturn?.();
      this.#cancelReturn = undefined;
    } else {
      const { clock = systemClock } = this.#options;
      this.#cancelReturn ??= clock.after(RETURN_MS, () => this.end(TOGETHER.left({ name: followed.name })));
    }
  }

  /** @param words why, if the local user did not end it */
  end(words?: string): void {
    const { following, done } = this.#editor;
    if (following.peek() === undefined) return;
    if (words) {
      this.#followed.value = undefined;
      done.value = words;
    }
    following.value = undefined;
  }

  #tellEnd(): void {
    const name = this.#followed.peek()?.name;
    this.#followed.value = undefined;
    if (name) this.#editor.done.value = TOGETHER.stopped({ name });
  }

  #aim(): void {
    const { following, camera } = this.#editor;
    const peer = this.#peer(following.peek());
    const view = peer && togetherOf(peer).view;
    if (view === undefined) return;
    const target = fitted(view, camera.viewport.peek()), now = camera.state.peek();
    if (target.x === now.x && target.y === now.y && target.zoom === now.zoom) return;
    this.#target = target;
    this.#cancelFrame ??= this.#options.frame(this.#step);
  }

  readonly #step = (now: number) => {
    this.#cancelFrame = undefined;
    const { camera } = this.#editor;
    if (this.#target === undefined) return;
    if (!this.#options.isPressed()) {
      const passed = this.#lastFrame === undefined ? FRAME_MS : now - this.#lastFrame;
      const part = this.#options.isCalm() ? 1 : 1 - Math.exp(-passed / SMOOTH_MS);
      this.#moves = true;
      const next = onTheWay(camera.state.peek(), this.#target, camera.viewport.peek(), part);
      camera.set(next);
      this.#moves = false;
      if (next === this.#target) this.#target = undefined;
    }
    this.#lastFrame = this.#target && now;
    if (this.#target) this.#cancelFrame = this.#options.frame(this.#step);
  };

  #rest(): void {
    this.#cancelFrame?.();
    this.#cancelReturn?.();
    this.#cancelFrame =
      this.#cancelReturn =
      this.#target =
      this.#lastFrame =
      this.#author =
        undefined;
  }

  #peer(id: number | undefined): Peer | undefined {
    return this.#editor.peers.peek().find((peer) => peer.id === id);
  }
}
