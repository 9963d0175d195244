import { readStateNotice, type StateNotice, UNRESTRICTED } from "../../board/moderation.ts";
import { isRole, rightsOf, type Role } from "../../board/role.ts";

/** The server's reports on this connection, about itself and the board. Their texts are for other clients. */
export class Notices {
  #role: Role | undefined;
  #cannotSave = false;
  #isFull = false;
  #isDamaged = false;
  #state = UNRESTRICTED;
  /** Called when an owner has changed a link, with what was done as JSON. For owners. */
  linkChanged: (json: string) => void = () => {};

  /** What an owner has set for everybody, or for this person. */
  get state(): StateNotice {
    return this.#state;
  }

  /** True while the board is frozen for this person: nothing is sent then, and the server asks for it afterwards. */
  get isFrozen(): boolean {
    return this.#state.frozen && !(this.#role && rightsOf(this.#role).manage);
  }

  get role(): Role | undefined {
    return this.#role;
  }

  /** True while the server cannot save. */
  get cannotSave(): boolean {
    return this.#cannotSave;
  }

  /** True while the server refuses changes because the board has reached its maximum size. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** True when the server could not read a part of the board. */
  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  hear(code: string, text: string): void {
    if (code === "role" && isRole(text)) this.#role = text;
    if (code === "state") this.#state = readStateNotice(text) ?? this.#state;
    if (code === "link") this.linkChanged(text);
    if (code === "unsaved") this.#cannotSave = true;
    if (code === "saving") this.#cannotSave = false;
    if (code === "damaged") this.#isDamaged = true;
    if (code === "full") this.#isFull = true;
    if (code === "accepted") this.#isFull = false;
  }

  /** Clears the reports that the server repeats on the next connection. */
  disconnected(): void {
    this.#isDamaged = false;
    this.#isFull = false;
  }

  /** The server says again what differs from the usual. */
  connected(): void {
    this.#state = UNRESTRICTED;
  }
}
