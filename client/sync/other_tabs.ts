import type { Presence } from "../../board/wire/presence.ts";

/** The used part of `BroadcastChannel`. */
export interface Channel {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** Shared by all boards: awareness ids are random, so tabs of different boards do not collide. */
const CHANNEL = "drawbridge.tabs";
/** Limit on stored ids, above any real number of tabs, so that no page of this site can exhaust memory. */
const TABS_MAX = 1_000;

/**
 * Awareness ids of the other tabs of this browser, so that a user does not appear as a peer of their own; and who the
 * user is, when the page of the account changes that.
 */
export class OtherTabs {
  readonly #id: number;
  readonly #channel: Channel | undefined;
  readonly #others = new Set<number>();

  /** @param changed another tab was found, or the user is another one */
  constructor(
    id: number,
    changed: (me?: Partial<Presence["user"]>) => void,
    channel: Channel | undefined = openChannel(),
  ) {
    this.#id = id;
    this.#channel = channel;
    if (channel === undefined) return;
    channel.onmessage = ({ data }) => {
      if (data?.me) changed(data.me);
      if (!Number.isSafeInteger(data?.id) || this.#others.has(data.id) || this.#others.size >= TABS_MAX) return;
      this.#others.add(data.id);
      this.#say();
      changed();
    };
    this.#say();
  }

  has(id: number): boolean {
    return this.#others.has(id);
  }

  /** Safe to call twice. */
  close(): void {
    this.#channel?.close();
  }

  #say(): void {
    this.#channel?.postMessage({ id: this.#id });
  }
}

/** Undefined in browsers without `BroadcastChannel`, or where it is blocked. */
function openChannel(): Channel | undefined {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return undefined;
  }
}
