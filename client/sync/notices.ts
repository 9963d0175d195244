import { isRole, type Role } from "../../board/role.ts";

/** The server's reports on this connection, about itself and the board. Texts are for users. */
export class Notices {
  #role: Role | undefined;
  #trouble: string | undefined;
  #full: string | undefined;
  #damage: string | undefined;

  get role(): Role | undefined {
    return this.#role;
  }

  /** Why the server cannot save at the moment. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Why the server rejects changes: the board has reached its maximum size. */
  get full(): string | undefined {
    return this.#full;
  }

  /** The parts of the board that the server could not read. */
  get damage(): string | undefined {
    return this.#damage;
  }

  hear(code: string, text: string): void {
    if (code === "role" && isRole(text)) this.#role = text;
    if (code === "unsaved") this.#trouble = text;
    if (code === "saving") this.#trouble = undefined;
    if (code === "damaged") this.#damage = text;
    if (code === "full") this.#full = text;
    if (code === "accepted") this.#full = undefined;
  }

  /** Clears the reports that the server repeats on the next connection. */
  disconnected(): void {
    this.#damage = undefined;
    this.#full = undefined;
  }
}
