import type { TogetherChange } from "../../../../client/editor/outbox.ts";
import { SILENT } from "../../../../client/editor/outbox.ts";
import type { Peer } from "../../../../client/editor/people/peer.ts";
import type { TogetherPresence } from "../../../../board/wire/together_presence.ts";
import { Desk } from "../../../support/client/editors.ts";
import { FakeClock } from "../../../support/fake_clock.ts";

/** The awareness id of the local user. */
export const ME = 10;

/** An editor with a fake clock, frames that a test runs, and what it told others. */
export function inCompany() {
  const { editor } = new Desk();
  const clock = new FakeClock();
  const told: TogetherChange[] = [];
  const presence: Record<string, unknown> = {};
  let frames: ((now: number) => void)[] = [];
  editor.role.value = "editor";
  editor.status.value = { kind: "saved" };
  editor.outbox = {
    ...SILENT,
    myId: () => ME,
    together(part) {
      told.push(part);
      Object.assign(presence, part);
    },
  };
  return {
    editor,
    clock,
    told,
    /** What others see now. */
    presence: presence as TogetherPresence,
    frame(run: (now: number) => void) {
      frames.push(run);
      return () => void (frames = frames.filter((each) => each !== run));
    },
    /** Shows frames until nothing moves. */
    settle() {
      for (let shown = 0; frames.length > 0; shown++) {
        if (shown > 500) throw new Error("Cannot settle as the view never arrives");
        for (const run of frames.splice(0)) run(shown * 16);
      }
    },
    /** Shows this many frames. */
    show(count: number) {
      for (let shown = 0; shown < count; shown++) for (const run of frames.splice(0)) run(shown * 16);
    },
    seen: (...peers: Peer[]) => void (editor.peers.value = peers),
  };
}

export function peerOf(
  id: number,
  together?: unknown,
  { name = `Person ${id}`, author, ...rest }: Partial<Peer> & { name?: string; author?: string } = {},
): Peer {
  const talk = author === undefined ? undefined : { author };
  return { id, user: { name, color: "red" }, cursor: null, together, talk, ...rest };
}
