import { Board } from "../../../board/document.ts";
import type { TransportName } from "../../../client/sync/transport_chooser.ts";
import { stroke } from "../../support/board/strokes.ts";
import type { Random } from "../../support/random.ts";
import { DocumentLink } from "../../support/transports/document_link.ts";

/** A person who draws, online or offline. */
export class Peer {
  readonly board = new Board();
  readonly name: string;
  readonly link: DocumentLink;
  readonly #random: Random;
  #made = 0;

  constructor(name: string, random: Random, transport: TransportName) {
    this.name = name;
    this.#random = random;
    this.link = new DocumentLink(this.board.doc, { random, transport });
  }

  act(): void {
    const { board } = this;
    const random = this.#random;
    const ids = [...board.shapes.keys()];
    board.transact(() => {
      const what = ids.length === 0 ? 0 : random.below(6);
      if (what <= 2) board.add(stroke(`${this.name}.${this.#made++}`, random, 3));
      else if (what <= 4) board.edit(random.pick(ids), random.pick(["x", "y", "color", "order"]), random.below(100));
      else board.remove(new Set([random.pick(ids), random.pick(ids)]));
    }, "local");
  }
}
