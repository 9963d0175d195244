import { type BoardPage, showBoard } from "../../client/board_page.ts";
import { followAddress } from "../../client/address_view.ts";
import { addInterface } from "../../client/interface.tsx";
import { PageLinks } from "../../client/ui/links/page_links.ts";
import { noteOf } from "../support/board/figures.ts";

/** The number of listeners on objects that outlive the page's own elements, by type. */
const listeners = new Map<string, number>();

function countListeners(): void {
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const counted = new Map<EventTarget, Map<unknown, Set<string>>>();
  const count = (type: string, by: number) => listeners.set(type, (listeners.get(type) ?? 0) + by);
  const end = (target: EventTarget, type: string, listen: unknown, name: string) => {
    if (counted.get(target)?.get(listen)?.delete(name)) count(type, -1);
  };
  EventTarget.prototype.addEventListener = function (type, listen, options) {
    const target = this ?? globalThis;
    const isLasting = !(target instanceof Node) || target === document || target.isConnected;
    const { signal, capture = options === true } = typeof options === "object" ? options : {};
    const name = `${type} ${capture}`;
    if (isLasting && listen && !(target instanceof AbortSignal)) {
      let own = counted.get(target);
      if (own === undefined) counted.set(target, own = new Map());
      let names = own.get(listen);
      if (names === undefined) own.set(listen, names = new Set());
      if (!names.has(name)) {
        names.add(name);
        count(type, 1);
      }
      if (signal) add.call(signal, "abort", () => end(target, type, listen, name));
    }
    add.call(target, type, listen, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listen, options) {
    const capture = typeof options === "object" ? options.capture ?? false : options === true;
    end(this ?? globalThis, type, listen, `${type} ${capture}`);
    remove.call(this ?? globalThis, type, listen, options);
  };
}

const NOTES = ["n.1", "n.2"];
let held = 0;
let page: BoardPage | undefined;
let closes: (() => void)[] = [];

/** What a test calls. */
const driver = {
  listeners: () => Object.fromEntries([...listeners].filter(([, count]) => count > 0).sort()),
  open() {
    page = showBoard(document.getElementById("app")!, undefined);
    const { editor } = page;
    editor.board.transact(() => NOTES.forEach((id) => editor.board.add(noteOf(id))), "local");
    editor.role.value = "owner";
    editor.status.value = { kind: "saved" };
    editor.outbox = {
      tell() {},
      pointAt() {},
      typeAt() {},
      hold: () => void held++,
      talk() {},
      together() {},
      myId: () => 0,
    };
    const address = followAddress(editor, page.surface);
    const fitted = addInterface(page, { links: new PageLinks("own", { links: { owner: "own" }, made: [] }) });
    closes = [address, fitted, page].map((part) => () => part.close());
    // Peers are told of selections once somebody has come.
    editor.peers.value = [{ id: 1, user: { name: "Bo", color: "red" }, cursor: null }];
    editor.peers.value = [];
  },
  /** Selects another note. @returns how often peers were told so */
  select(): number {
    held = 0;
    const { selection } = page!.editor;
    selection.set([NOTES.find((id) => !selection.ids.peek().has(id))!]);
    return held;
  },
  close: () => closes.forEach((close) => close()),
  elements: () => document.getElementById("app")!.childElementCount,
};
countListeners();
Object.assign(globalThis, { driver });

export type InterfaceDriver = typeof driver;
