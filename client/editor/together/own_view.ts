import { computed, effect, type ReadonlySignal } from "@preact/signals-core";
import { TOGETHER } from "../../messages/en/people/together.ts";
import type { Editor } from "../editor.ts";
import { togetherOf } from "./company.ts";
import { seenPart } from "./followed_view.ts";

/** Tells others what the local user sees while somebody follows, and that the local user brings everybody there. */
export class OwnView {
  /** How many people follow the local user. */
  readonly followers: ReadonlySignal<number>;
  readonly #stops: readonly (() => void)[];

  constructor({ peers, camera, bringing, following, canDraw, outbox, done }: Editor) {
    const me = outbox.myId();
    this.followers = computed(() => peers.value.filter((peer) => togetherOf(peer).follows === me).length);
    let isTold = false, calls = 0;
    this.#stops = [
      effect(() => {
        if (this.followers.value > 0 || bringing.value) {
          outbox.together({ view: seenPart(camera.state.value, camera.viewport.value) });
          isTold = true;
        } else if (isTold) {
          outbox.together({ view: undefined });
          isTold = false;
        }
      }),
      effect(() => {
        if (bringing.value && !canDraw.value) bringing.value = false;
      }),
      bringing.subscribe((isBringing) => {
        if (isBringing) {
          following.value = undefined;
          outbox.together({ brings: ++calls });
        } else if (calls > 0) {
          outbox.together({ brings: undefined });
          done.value = TOGETHER.letGo;
        }
      }),
    ];
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }
}
