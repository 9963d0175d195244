import { effect } from "@preact/signals";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { mayDraw } from "../../../board/role.ts";
import type { Editor } from "../../editor/editor.ts";
import { Problem } from "../../editor/problem.ts";
import { usualExport } from "../../editor/usual_export.ts";
import { goTo } from "../../editor/view/address_target.ts";
import { type EmbedCommand, readRequest, VERSION } from "./embed_command.ts";

/** The page around the board, and the window of the board. */
export interface EmbedWindow {
  readonly parent: { postMessage(message: unknown, targetOrigin: string): void };
  addEventListener(type: "message", listen: (event: MessageEvent) => void): void;
  removeEventListener(type: "message", listen: (event: MessageEvent) => void): void;
}

interface EmbedPortOptions {
  readonly window?: EmbedWindow;
  readonly clock?: Clock;
}

/** Minimum interval between events of one kind, ms. */
const EVENT_MS = { changed: 1_000, selection: 100 } as const;
/** An event names at most this many selected shapes, and says how many there are. */
const IDS_MAX = 100;

/**
 * Lets the page around the board control it, and tells it what happens. It says neither the link, the title nor people,
 * and content only in a picture that the page asks for. Before a page has named itself, it hears nothing but the
 * version.
 */
export class EmbedPort {
  readonly #editor: Editor;
  readonly #window: EmbedWindow;
  readonly #clock: Clock;
  readonly #ends: (() => void)[] = [];
  /** What is told once the interval since the last event of the kind is over. */
  readonly #latest = new Map<keyof typeof EVENT_MS, () => object>();
  readonly #timers = new Map<string, () => void>();
  /** Origin of the page, once it has named itself. */
  #page: string | undefined;
  #isReady = false;
  #isExporting = false;

  constructor(
    editor: Editor,
    { window = globalThis as unknown as EmbedWindow, clock = systemClock }: EmbedPortOptions = {},
  ) {
    this.#editor = editor;
    this.#window = window;
    this.#clock = clock;
    window.addEventListener("message", this.#hear);
    this.#ends.push(
      effect(() => this.#follow()),
      editor.shapes.onChange(() => this.#soon("changed", () => ({ shapes: editor.shapes.count.peek() }))),
      editor.selection.ids.subscribe((ids) =>
        this.#soon("selection", () => ({ ids: [...ids].slice(0, IDS_MAX), count: ids.size }))
      ),
    );
    window.parent.postMessage({ drawbridge: VERSION, event: "hello" }, "*");
  }

  close(): void {
    this.#window.removeEventListener("message", this.#hear);
    for (const end of [...this.#ends.splice(0), ...this.#timers.values()]) end();
    this.#timers.clear();
  }

  readonly #hear = ({ source, origin, data }: MessageEvent) => {
    // By `frame-ancestors`, the browser shows the board only in pages of the sites that the owner listed. A sandboxed
    // page has no origin that an answer could be sent to.
    if (source as unknown !== this.#window.parent || origin === "null") return;
    const request = readRequest(data);
    if (request === undefined) return;
    this.#page = origin;
    const { id, command } = request;
    if (command === undefined) return this.#tell("error", { id, code: "badCommand" });
    this.#run(command).then(
      (result) => result && this.#tell("answer", { id, ...result }),
      (error) => this.#tell("error", { id, code: error instanceof Refused ? error.code : codeOf(error) }),
    );
  };

  /** @returns what the answer has; undefined for a greeting, which `ready` answers */
  async #run(command: EmbedCommand): Promise<object | undefined> {
    const editor = this.#editor;
    if (command.command === "hello") return this.#tellReady();
    if (!this.#isReady) throw new Refused("notReady");
    switch (command.command) {
      case "fit":
        editor.camera.fit(editor.shapes.bounds());
        return {};
      case "setTheme": {
        const theme = command.theme === "auto" ? "system" : command.theme;
        editor.settings.value = { ...editor.settings.peek(), theme };
        return {};
      }
      case "setMode":
        if (command.mode === "edit" && !this.#mayEdit()) throw new Refused("viewOnly");
        editor.isViewing.value = command.mode === "view";
        return {};
      case "goTo":
        if (!goTo(editor, command.target)) throw new Refused("noSuchShape");
        return {};
      case "export":
        return { file: await this.#export(command.choice) };
    }
  }

  async #export(choice: Extract<EmbedCommand, { command: "export" }>["choice"]): Promise<Blob> {
    if (this.#isExporting) throw new Refused("busy");
    this.#isExporting = true;
    try {
      const outlet = await this.#editor.outlet();
      return await outlet.make({ ...usualExport(this.#editor), part: "board", ...choice });
    } finally {
      this.#isExporting = false;
    }
  }

  #follow(): void {
    const { status, role, isViewing } = this.#editor;
    const { kind } = status.value;
    void [role.value, isViewing.value];
    if (kind === "refused") {
      this.#isReady = false;
      this.#tell("error", { code: (status.value as { reason: string }).reason });
    } else if (kind !== "loading" && kind !== "locked" && role.value !== undefined) {
      this.#isReady = true;
      this.#tellReady();
    }
  }

  #tellReady(): undefined {
    if (!this.#isReady) return;
    const mayEdit = this.#mayEdit();
    this.#tell("ready", { mode: mayEdit && !this.#editor.isViewing.peek() ? "edit" : "view", mayEdit });
  }

  #mayEdit(): boolean {
    const role = this.#editor.role.peek();
    return role !== undefined && mayDraw(role);
  }

  /** Tells an event now or, after another one, a moment later; then with what holds by that time. */
  #soon(event: keyof typeof EVENT_MS, fields: () => object): void {
    if (!this.#isReady) return;
    this.#latest.set(event, fields);
    if (!this.#timers.has(event)) this.#send(event);
  }

  #send(event: keyof typeof EVENT_MS): void {
    this.#timers.delete(event);
    const fields = this.#latest.get(event);
    if (fields === undefined) return;
    this.#latest.delete(event);
    this.#tell(event, fields());
    this.#timers.set(event, this.#clock.after(EVENT_MS[event], () => this.#send(event)));
  }

  #tell(event: string, fields: object): void {
    if (this.#page === undefined) return;
    this.#window.parent.postMessage({ drawbridge: VERSION, event, ...fields }, this.#page);
  }
}

/** A command that cannot be done. The code is for programs. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Problem ? "empty" : "failed";
}
