import { boundsOf } from "../../../board/figure/bounds.ts";
import { uprightOf } from "../../../board/figure/point.ts";
import { COLORS } from "../../../board/palette.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Presence } from "../../../board/wire/presence.ts";
import { encodePresence } from "../../../board/wire/presence_frame.ts";
import type { ProgramSession } from "./program_session.ts";

/** What others see of a program: its name, and a cursor where it changed something last. */
export class ProgramPresence {
  readonly #send: ProgramSession["send"];
  readonly #id = crypto.getRandomValues(new Uint32Array(1))[0];
  readonly #isNamed: boolean;
  #clock = 0;
  #presence: Presence;

  /** @param name empty: the one that it introduces itself with */
  constructor(session: Pick<ProgramSession, "send">, name: string) {
    this.#send = (frame) => session.send(frame);
    this.#presence = { user: { name: name || "Assistant", color: COLORS[this.#id % COLORS.length] }, cursor: null };
    this.#isNamed = name !== "";
    this.#tell();
  }

  introduce(name: string): void {
    if (this.#isNamed || name === "") return;
    this.#presence = { ...this.#presence, user: { ...this.#presence.user, name } };
    this.#tell();
  }

  /** Puts the cursor to the middle of shapes. */
  pointAt(shapes: readonly Shape[]): void {
    if (shapes.length === 0) return;
    const { minX, minY, maxX, maxY } = boundsOf(shapes.flatMap((shape) => {
      const box = uprightOf(shape);
      return [box.minX, box.minY, box.maxX, box.maxY];
    }));
    this.#presence = { ...this.#presence, cursor: { x: (minX + maxX) / 2, y: (minY + maxY) / 2 } };
    this.#tell();
  }

  #tell(): void {
    this.#send(encodePresence({ id: this.#id, clock: ++this.#clock, state: this.#presence }));
  }
}
