import { type Mention, readMentions } from "../../../../board/talk/mention.ts";
import { keep, type Memory, recall } from "../../page/browser_storage.ts";

/** What was typed for a message. */
export interface Draft {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** Where words are typed: the chat, a new comment, a thread by its number, or a message that is edited. */
export type TypedAt = "chat" | "new" | number | `edit ${number}`;

const KEY = "drawbridge.typed.";

/** What was typed on a board and not sent. It stays in the tab, when its panel is closed or the page is reloaded. */
export class TypedWords {
  readonly #memory: Memory | undefined;
  readonly #key: string;
  readonly #drafts: Map<string, Draft>;

  /** @param memory of this tab */
  constructor(slug: string, memory: Memory | undefined) {
    this.#memory = memory;
    this.#key = KEY + slug;
    this.#drafts = new Map(Object.entries(Object(recall(memory, this.#key))).flatMap(readDraft));
  }

  get(at: TypedAt): Draft | undefined {
    return this.#drafts.get(String(at));
  }

  set(at: TypedAt, draft: Draft): void {
    if (draft.text === "") this.#drafts.delete(String(at));
    else this.#drafts.set(String(at), draft);
    keep(this.#memory, this.#key, Object.fromEntries(this.#drafts));
  }
}

function readDraft([at, value]: [string, unknown]): [string, Draft][] {
  const { text, mentions } = Object(value);
  if (typeof text !== "string" || text === "") return [];
  return [[at, { text, mentions: readMentions(mentions, text) ?? [] }]];
}
