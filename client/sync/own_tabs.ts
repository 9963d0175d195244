/** The parts of a `BroadcastChannel` that matter. */
export interface Channel {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** Every tab is told of every other: awareness ids are random, so boards need not be told apart. */
const CHANNEL = "drawbridge.tabs";
/** More ids than anybody has tabs: a page of the same site cannot fill the memory. */
const TABS_MAX = 1_000;

/** Awareness ids of the other tabs of this browser, so that I am not shown to myself as somebody else. */
export class OwnTabs {
  readonly #id: number;
  readonly #channel: Channel | undefined;
  readonly #others = new Set<number>();

  /** @param changed another tab was heard of */
  constructor(id: number, changed: () => void, channel: Channel | undefined = openChannel()) {
    this.#id = id;
    this.#channel = channel;
    if (channel === undefined) return;
    channel.onmessage = ({ data }) => {
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

/** Undefined in browsers that have none, or forbid it. */
function openChannel(): Channel | undefined {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return undefined;
  }
}
