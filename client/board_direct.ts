import { effect, type ReadonlySignal, signal } from "@preact/signals-core";
import { systemClock } from "../board/clock.ts";
import { mayDraw } from "../board/role.ts";
import type { StrokeNews } from "../board/wire/live_stroke.ts";
import type { BoardLink } from "./board_link.ts";
import type { DirectInk } from "./board_people.ts";
import type { Editor } from "./editor/editor.ts";
import { DirectConnections } from "./sync/direct/direct_connections.ts";
import type { DirectPerson, DirectSetting, DirectState } from "./ui/connection/direct_port.ts";
import { browserMemory, keep, recall } from "./ui/page/browser_storage.ts";

/** The same key as in `board_app.ts`, which loads this module when it is set. */
const KEY = "drawbridge.direct";

const EVERY = new WeakMap<BoardLink, BoardDirect>();

/** The direct connections of a page, and the switch for them. */
export class BoardDirect implements DirectSetting, DirectInk {
  readonly #editor: Editor;
  readonly #link: BoardLink;
  readonly #isOn = signal(false);
  readonly #state = signal<DirectState>("asking");
  readonly #people = signal<readonly DirectPerson[]>([]);
  readonly #stopWatching: () => void;
  #connections: DirectConnections | undefined;

  readonly isOn: ReadonlySignal<boolean> = this.#isOn;
  readonly state: ReadonlySignal<DirectState> = this.#state;
  readonly people: ReadonlySignal<readonly DirectPerson[]> = this.#people;

  /** The one of this page. */
  static of(editor: Editor, link: BoardLink): BoardDirect {
    const known = EVERY.get(link);
    if (known) return known;
    const made = new BoardDirect(editor, link);
    EVERY.set(link, made);
    return made;
  }

  private constructor(editor: Editor, link: BoardLink) {
    this.#editor = editor;
    this.#link = link;
    link.people.direct = this;
    this.#stopWatching = effect(() => {
      void editor.peers.value;
      this.#look();
    });
    if (recall(browserMemory(), KEY) === true) this.#start();
  }

  switch(isOn: boolean): void {
    keep(browserMemory(), KEY, isOn);
    if (isOn) this.#start();
    else this.#stop();
  }

  hearInk(news: StrokeNews): void {
    (this.#connections ?? this.#link.people).hearInk(news);
  }

  cursorOf(id: number): ReturnType<DirectInk["cursorOf"]> {
    const newer = this.#connections?.cursorOf(id);
    return newer && { cursor: newer.cursor };
  }

  /** Safe to call twice. */
  close(): void {
    this.#stopWatching();
    this.#stop();
  }

  #start(): void {
    this.#isOn.value = true;
    if (this.#connections) return;
    if (!("RTCPeerConnection" in globalThis)) return void (this.#state.value = "unsupported");
    const { provider, log } = this.#link;
    this.#connections = new DirectConnections({
      clock: systemClock,
      random: Math.random,
      id: provider.id,
      makeConnection: (iceServers) => new RTCPeerConnection({ iceServers: [...iceServers] }),
      send: (frame) => provider.send(frame),
      readiness: () => {
        const role = this.#editor.role.peek();
        if (role !== undefined && !mayDraw(role)) return "view only";
        return provider.isOpen && provider.isAnswering && role !== undefined && !document.hidden ? "ready" : "resting";
      },
      ink: (news) => this.#link.people.hearInk(news),
      cursorsChanged: () => this.#link.people.show(),
      changed: () => this.#look(),
    });
    log.watchers.add(this.#watch);
    this.#look();
  }

  #stop(): void {
    this.#isOn.value = false;
    this.#link.log.watchers.delete(this.#watch);
    const connections = this.#connections;
    this.#connections = undefined;
    connections?.close();
    this.#look();
  }

  readonly #watch = (direction: "sent" | "received", frame: Uint8Array): void => {
    this.#connections?.watch(direction, frame);
  };

  #look(): void {
    const connections = this.#connections;
    if (connections === undefined) return void (this.#people.value = []);
    this.#state.value = connections.state;
    const people = connections.people.flatMap((person) => {
      const peer = this.#editor.peers.peek().find(({ id }) => id === person.id);
      return peer ? [{ ...person, name: peer.user.name }] : [];
    });
    if (JSON.stringify(people) !== JSON.stringify(this.#people.peek())) this.#people.value = people;
  }
}
