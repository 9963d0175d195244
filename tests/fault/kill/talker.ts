import { newSecret } from "../../../board/id.ts";
import { isTalkWords, type TalkAction, type TalkEvent } from "../../../board/talk.ts";
import type { Random } from "../../support/random.ts";
import type { RealServer } from "../../support/server/real_server.ts";

/** An action with the id of its request: the same for every attempt, so that it has one effect. */
interface Request {
  readonly id: string;
  readonly action: TalkAction;
}

/** Pause after an answer that is none, as while the server has no database, ms. */
const RETRY_MS = 20;

/**
 * A person who writes into the talk as fast as the server acknowledges it, records what was acknowledged, and sends the
 * rest when the server is back.
 */
export class Talker {
  /** Events that the server acknowledged as durable, as it answered. */
  readonly said: TalkEvent[] = [];
  /** The comments of all talkers. */
  readonly #comments: number[];
  readonly #words: number[] = [];
  readonly #random: Random;
  readonly #key = newSecret();
  #next: Request | undefined;

  /** @param comments the same list for all talkers of a board: numbers that the server acknowledged */
  constructor(random: Random, comments: number[]) {
    this.#random = random;
    this.#comments = comments;
  }

  /** The id of the request that was sent and not acknowledged. */
  get unconfirmed(): string | undefined {
    return this.#next?.id;
  }

  /** Talks until the server ends. Answers other than an event are counted by `refused`, all others by `answered`. */
  async talk(
    server: RealServer,
    slug: string,
    refused: (answer: string) => void,
    answered: () => void,
  ): Promise<void> {
    for (;;) {
      this.#next ??= { id: newSecret(), action: this.#action() };
      try {
        if (await this.#send(server, slug, refused)) {
          this.#next = undefined;
          answered();
        } else await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      } catch {
        return; // The server has ended.
      }
    }
  }

  /** Sends what was not acknowledged. */
  async finish(server: RealServer, slug: string, refused: (answer: string) => void): Promise<void> {
    while (this.#next !== undefined) if (await this.#send(server, slug, refused)) this.#next = undefined;
  }

  /** @returns false when it has to be sent again */
  async #send(server: RealServer, slug: string, refused: (answer: string) => void): Promise<boolean> {
    const { id, action } = this.#next!;
    const response = await fetch(`${server.origin}/api/boards/${slug}/talk`, {
      method: "POST",
      // People in different places, so that no limit for one place counts.
      headers: { "x-forwarded-for": [10, this.#random.below(256), this.#random.below(256), 1].join(".") },
      body: JSON.stringify({ ...action, id, key: this.#key, name: "Ada" }),
    });
    if (response.status >= 500) {
      await response.body?.cancel();
      return false;
    }
    if (response.status === 201) this.#note(await response.json());
    else refused(`${action.kind}: ${await response.text()}`);
    return true;
  }

  #note(event: TalkEvent): void {
    this.said.push(event);
    if (isTalkWords(event)) this.#words.push(event.number);
    if (event.kind === "comment") this.#comments.push(event.number);
  }

  #action(): TalkAction {
    const text = `message ${this.said.length}`;
    const comment = this.#random.pick(this.#comments), mine = this.#random.pick(this.#words);
    if (comment === undefined || mine === undefined || this.#random.below(8) === 0) {
      return { kind: "comment", text, place: { x: this.#random.below(1_000), y: 0 } };
    }
    switch (this.#random.below(8)) {
      case 0:
      case 1:
        return { kind: "reply", of: comment, text };
      case 2:
        return { kind: "edit", of: mine, text };
      case 3:
        return { kind: "react", of: mine, emoji: "🎉" };
      case 4:
        return { kind: this.#random.pick(["resolve", "reopen"] as const), of: comment };
      default:
        return { kind: "post", text };
    }
  }
}
