import { effect, type ReadonlySignal, signal, untracked } from "@preact/signals-core";
import { type Clock, systemClock } from "../../../board/clock.ts";
import type { Color } from "../../../board/palette.ts";
import { TOGETHER } from "../../messages/en/people/together.ts";
import type { Editor } from "../editor.ts";
import { togetherOf } from "./company.ts";

/** Time to decline a call before the person is taken along, s. */
export const CALL_S = 8;

/** Somebody brings everybody to their view, and the local user has not answered yet. */
export interface Call {
  readonly id: number;
  readonly number: number;
  readonly name: string;
  readonly color: Color;
  readonly picture?: unknown;
}

export interface CallsOptions {
  readonly clock?: Clock;
  /** True while the local user must not be taken along. */
  readonly isBusy: () => boolean;
  /** @param words why */
  readonly endFollowing: (words: string) => void;
}

/** The number of a person's call that the local user follows or has answered. */
type Numbered = Pick<Call, "id" | "number">;

/**
 * Others' calls to come to their view. Who does not answer is taken along after some seconds, but not while they write
 * or have a dialog open. Later calls of somebody whom the local user has declined once wait for an answer.
 */
export class Calls {
  readonly #editor: Editor;
  readonly #clock: Clock;
  readonly #isBusy: () => boolean;
  readonly #endFollowing: (words: string) => void;
  readonly #call = signal<Call | undefined>(undefined);
  readonly #secondsLeft = signal<number | undefined>(undefined);
  /** The call to answer. */
  readonly call: ReadonlySignal<Call | undefined> = this.#call;
  /** Undefined when the call waits for an answer. */
  readonly secondsLeft: ReadonlySignal<number | undefined> = this.#secondsLeft;
  readonly #answered = new Map<number, number>();
  readonly #declined = new Set<number>();
  readonly #stops: readonly (() => void)[];
  #brought: Numbered | undefined;
  #cancel: (() => void) | undefined;

  constructor(editor: Editor, { clock = systemClock, isBusy, endFollowing }: CallsOptions) {
    [this.#editor, this.#clock, this.#isBusy, this.#endFollowing] = [editor, clock, isBusy, endFollowing];
    const { peers, following } = editor;
    this.#stops = [
      effect(() => {
        void [peers.value, following.value];
        untracked(() => this.#look());
      }),
    ];
  }

  accept(): void {
    const call = this.#call.peek();
    if (call === undefined) return;
    this.#answered.set(call.id, call.number);
    this.#brought = call;
    this.#close();
    this.#editor.following.value = call.id;
  }

  decline(): void {
    const call = this.#call.peek();
    if (call === undefined) return;
    this.#answered.set(call.id, call.number);
    this.#declined.add(call.id);
    this.#close();
    this.#editor.said.value = TOGETHER.declined;
    this.#look();
  }

  /** Safe to call twice. */
  close(): void {
    for (const stop of this.#stops) stop();
    this.#close();
  }

  #look(): void {
    this.#lookAtBringer();
    const call = this.#call.peek();
    if (call && !this.#lasts(call)) this.#close();
    if (this.#call.peek() !== undefined) return;
    const following = this.#editor.following.peek();
    for (const peer of this.#editor.peers.peek()) {
      const { id, user } = peer, { brings } = togetherOf(peer);
      if (brings === undefined || this.#answered.get(id) === brings) continue;
      if (id === following) this.#answered.set(id, brings);
      else return this.#ask({ id, number: brings, ...user });
    }
  }

  /** Lets go of the person who brought the local user once the call is over. */
  #lookAtBringer(): void {
    const { following, peers } = this.#editor;
    const brought = this.#brought;
    if (brought === undefined) return;
    if (following.peek() !== brought.id) return void (this.#brought = undefined);
    const peer = peers.peek().find(({ id }) => id === brought.id);
    // Whoever vanished may come back; `Following` waits for that.
    if (peer === undefined || togetherOf(peer).brings === brought.number) return;
    this.#brought = undefined;
    this.#endFollowing(TOGETHER.callOver({ name: peer.user.name }));
  }

  #ask(call: Call): void {
    this.#call.value = call;
    if (this.#declined.has(call.id)) return;
    this.#secondsLeft.value = CALL_S;
    this.#count();
  }

  #count(): void {
    this.#cancel = this.#clock.after(1_000, () => {
      const left = this.#secondsLeft.peek()! - 1;
      if (left <= 0 && !this.#isBusy()) return this.accept();
      this.#secondsLeft.value = Math.max(1, left);
      this.#count();
    });
  }

  #close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#call.value = undefined;
    this.#secondsLeft.value = undefined;
  }

  #lasts({ id, number }: Numbered): boolean {
    const peer = this.#editor.peers.peek().find((peer) => peer.id === id);
    return peer !== undefined && togetherOf(peer).brings === number && this.#editor.following.peek() !== id;
  }
}
