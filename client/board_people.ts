import type { StrokeNews } from "../board/wire/live_stroke.ts";
import type { Presence } from "../board/wire/presence.ts";
import type { Editor } from "./editor/editor.ts";
import { OtherTabs } from "./sync/other_tabs.ts";
import type { Peer } from "./sync/peers.ts";

/** Live ink and cursors that also come directly from other pages. */
export interface DirectInk {
  hearInk(news: StrokeNews): void;
  cursorOf(id: number): Pick<Presence, "cursor"> | undefined;
  close(): void;
}

/** Shows the people on the board and their live ink. Other tabs of this browser are not shown. */
export class BoardPeople {
  readonly #editor: Editor;
  readonly #tabs: OtherTabs;
  #peers: readonly Peer[] = [];
  /** Takes part in what is shown. */
  direct: DirectInk | undefined;

  /** @param id the awareness id of this page */
  constructor(editor: Editor, id: number) {
    this.#editor = editor;
    this.#tabs = new OtherTabs(id, (me) => {
      if (me) editor.me.value = { ...editor.me.peek(), ...me };
      this.show();
    });
  }

  changed(peers: readonly Peer[]): void {
    this.#peers = peers;
    this.show();
  }

  show(): void {
    const others = this.#peers.filter(({ id }) => !this.#tabs.has(id));
    this.#editor.peers.value = others.map(({ id, presence }) => ({ id, ...presence, ...this.direct?.cursorOf(id) }));
  }

  hearInk(news: StrokeNews): void {
    this.#editor.live.hear(news, (id) => this.#editor.shapes.get(id) !== undefined);
  }

  /** Safe to call twice. */
  close(): void {
    this.direct?.close();
    this.#tabs.close();
  }
}
