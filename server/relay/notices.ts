import { encodeNotice } from "../../board/wire/protocol.ts";
import type { Log } from "../process/log.ts";
import type { BoardId } from "../store/board_store.ts";
import type { Session } from "../session/session.ts";

export const BOARD_FULL =
  "This board has reached its largest size. What you draw now stays on this device. Delete something, or continue on a new board.";

const DAMAGE = "A part of this board could not be read. It is kept aside, and everything else is here.";

/** Sends notices about saving and damage to the sessions of a room. */
export class Notices {
  readonly #sessions: ReadonlySet<Session>;
  readonly #options: { readonly board: BoardId; readonly log: Log };
  #trouble: string | undefined;
  #isDamaged = false;

  constructor(sessions: ReadonlySet<Session>, options: { readonly board: BoardId; readonly log: Log }) {
    this.#sessions = sessions;
    this.#options = options;
  }

  /** @param trouble why saving fails; undefined when it works again */
  saving(trouble: string | undefined): void {
    this.#trouble = trouble;
    this.#tellAll();
  }

  /** @param damage the parts that could not be read; undefined when there are none */
  damaged(damage: readonly string[] | undefined): void {
    if (damage === undefined) return;
    const { board, log } = this.#options;
    log("error", "board damaged", { board, damage });
    this.#isDamaged = true;
    this.#tellAll();
  }

  /** Sends the current notices to a session that has just joined or may have missed some. */
  tell(session: Session): void {
    if (!session.extended) return;
    session.send(this.#trouble ? encodeNotice("unsaved", this.#trouble) : encodeNotice("saving", ""));
    if (this.#isDamaged) session.send(encodeNotice("damaged", DAMAGE));
  }

  /** True while there is trouble or damage to report. */
  get isNeeded(): boolean {
    return this.#trouble !== undefined || this.#isDamaged;
  }

  #tellAll(): void {
    for (const session of this.#sessions) this.tell(session);
  }
}
