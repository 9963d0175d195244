import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import type { Role } from "../../../../board/role.ts";
import { Editor } from "../../../../client/editor/editor.ts";
import { Problem } from "../../../../client/editor/problem.ts";
import { EmbedPort } from "../../../../client/ui/embed/embed_port.ts";
import { inkOf } from "../../../support/board/shapes.ts";
import { FakeClock } from "../../../support/fake_clock.ts";

const WIKI = "https://wiki.example";

type Told = readonly [message: Record<string, unknown>, target: string];

/** A board in a page that may show it, and what the page is told. */
class Frame implements Disposable {
  readonly editor = new Editor(new Board(), { name: "Ada", color: "red" });
  readonly clock = new FakeClock();
  readonly told: Told[] = [];
  readonly parent = {
    postMessage: (message: unknown, target: string) => void this.told.push([message as Told[0], target]),
  };
  readonly port: EmbedPort;
  #listen: (event: MessageEvent) => void = () => {};

  constructor() {
    const { parent, clock } = this;
    const window = {
      parent,
      addEventListener: (_: "message", listen: (event: MessageEvent) => void) => void (this.#listen = listen),
      removeEventListener: () => void (this.#listen = () => {}),
    };
    this.port = new EmbedPort(this.editor, { window, clock });
  }

  open(role: Role): this {
    this.editor.role.value = role;
    this.editor.status.value = { kind: "saved" };
    return this;
  }

  async say(data: object, { origin = WIKI, source = this.parent as unknown } = {}): Promise<this> {
    this.#listen({ data: { drawbridge: 1, ...data }, origin, source } as MessageEvent);
    await new Promise((resolve) => setTimeout(resolve));
    return this;
  }

  /** What the page was told since the last call. */
  news(): object[] {
    return this.told.splice(0).map(([{ drawbridge, ...message }, target]) => {
      assert.equal(drawbridge, 1);
      assert.equal(target, WIKI, "only that page hears it");
      return message;
    });
  }

  [Symbol.dispose](): void {
    this.port.close();
    this.editor.close();
  }
}

Deno.test("a page hears nothing but the version until it has named itself", async () => {
  using frame = new Frame().open("viewer");
  assert.deepEqual(frame.told.splice(0), [[{ drawbridge: 1, event: "hello" }, "*"]]);
  frame.editor.board.add(inkOf("a.1"));
  await frame.say({ command: "hello" }, { origin: "null" });
  await frame.say({ command: "hello" }, { source: {} });
  assert.deepEqual(frame.told, [], "a page without an origin, or another window of the page");
  await frame.say({ command: "hello" });
  assert.deepEqual(frame.news(), [{ event: "ready", mode: "view", mayEdit: false }]);
});

Deno.test("changes and selections are told, but not more often than once in a while", async () => {
  using frame = await new Frame().open("editor").say({ command: "hello" });
  frame.told.length = 0;
  for (const id of ["a.1", "a.2", "a.3"]) frame.editor.board.add(inkOf(id));
  assert.deepEqual(frame.news(), [{ event: "changed", shapes: 1 }]);
  frame.clock.pass(1_000);
  assert.deepEqual(frame.news(), [{ event: "changed", shapes: 3 }]);
  frame.clock.pass(5_000);
  assert.deepEqual(frame.news(), []);
  frame.editor.selection.set(["a.1", "a.2"]);
  assert.deepEqual(frame.news(), [{ event: "selection", ids: ["a.1", "a.2"], count: 2 }]);
});

Deno.test("commands do what they say within the rights of the link, and errors come back with their id", async () => {
  using frame = await new Frame().open("viewer").say({ command: "hello" });
  const { editor } = frame;
  editor.board.add(inkOf("a.1"));
  frame.told.length = 0;
  await frame.say({ id: 1, command: "setTheme", theme: "dark" });
  assert.equal(editor.settings.value.theme, "dark");
  await frame.say({ id: 2, command: "setMode", mode: "edit" });
  assert.equal(editor.canDraw.value, false);
  await frame.say({ id: 3, command: "goTo", spot: "shape=none" });
  await frame.say({ id: 4, command: "goTo", spot: { x: 500, y: 0, zoom: 2 } });
  assert.equal(editor.camera.zoom, 2);
  await frame.say({ id: 5, command: "erase" });
  assert.deepEqual(frame.news(), [
    { event: "answer", id: 1 },
    { event: "error", id: 2, code: "viewOnly" },
    { event: "error", id: 3, code: "noSuchShape" },
    { event: "answer", id: 4 },
    { event: "error", id: 5, code: "badCommand" },
  ]);
});

Deno.test("whoever may draw is switched between viewing and editing", async () => {
  using frame = await new Frame().open("editor").say({ command: "hello" });
  frame.told.length = 0;
  await frame.say({ id: 1, command: "setMode", mode: "view" });
  assert.equal(frame.editor.canDraw.value, false);
  assert.equal(frame.editor.canComment.value, false);
  await frame.say({ id: 2, command: "setMode", mode: "edit" });
  assert.equal(frame.editor.canDraw.value, true);
  assert.deepEqual(frame.news(), [
    { event: "ready", mode: "view", mayEdit: true },
    { event: "answer", id: 1 },
    { event: "ready", mode: "edit", mayEdit: true },
    { event: "answer", id: 2 },
  ]);
});

Deno.test("a picture comes back as a file, one at a time, and an empty board says so", async () => {
  using frame = await new Frame().open("viewer").say({ command: "hello" });
  frame.told.length = 0;
  const made = Promise.withResolvers<Blob>();
  const never = () => Promise.reject(new Error("not here"));
  const rest = {
    save: never,
    copy: never,
    preview: never,
    open: never,
    openFile: never,
    pasteDrawing: never,
    dropSvg: never,
    print: never,
  };
  frame.editor.outlet = () => Promise.resolve({ ...rest, make: () => made.promise });
  await frame.say({ id: "a", command: "export", format: "svg" });
  await frame.say({ id: "b", command: "export", format: "svg" });
  assert.deepEqual(frame.news(), [{ event: "error", id: "b", code: "busy" }]);
  const file = new Blob(["<svg/>"]);
  made.resolve(file);
  await frame.say({});
  assert.deepEqual(frame.news(), [{ event: "answer", id: "a", file }]);
  frame.editor.outlet = () => Promise.resolve({ ...rest, make: () => Promise.reject(new Problem("empty")) });
  await frame.say({ id: "c", command: "export", format: "png" });
  assert.deepEqual(frame.news(), [{ event: "error", id: "c", code: "empty" }]);
});

Deno.test("the end of a link is told, and after that only errors", async () => {
  using frame = await new Frame().open("editor").say({ command: "hello" });
  frame.told.length = 0;
  frame.editor.status.value = { kind: "refused", reason: "withdrawn", changes: 0, kept: true };
  await frame.say({ id: 1, command: "fit" });
  frame.editor.board.add(inkOf("a.1"));
  assert.deepEqual(frame.news(), [
    { event: "error", code: "withdrawn" },
    { event: "error", id: 1, code: "notReady" },
  ]);
});
