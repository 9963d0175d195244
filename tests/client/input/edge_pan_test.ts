import assert from "node:assert/strict";
import { Camera } from "../../../client/editor/view/camera.ts";
import { EdgePan } from "../../../client/input/edge_pan.ts";
import { FingerUse } from "../../../client/editor/finger_use.ts";
import { Press, type Touchpoint } from "../../../client/input/press.ts";
import type { Tool, ToolName } from "../../../client/tools/tool.ts";
import { allTools } from "../../../client/tools/tool_registry.ts";
import "../../../client/tools/tools.ts";
import { pointerAt } from "../../support/client/tools.ts";

/** A screen whose frames run when the test says so. */
class Frames {
  #callback: ((now: number) => void) | undefined;

  requestAnimationFrame(callback: (now: number) => void): number {
    this.#callback = callback;
    return 1;
  }

  cancelAnimationFrame(): void {
    this.#callback = undefined;
  }

  get isWanted(): boolean {
    return this.#callback !== undefined;
  }

  show(now: number): void {
    const callback = this.#callback;
    this.#callback = undefined;
    callback?.(now);
  }
}

function desk(pansAtEdge: boolean) {
  const camera = new Camera();
  camera.viewport.value = { width: 800, height: 600 };
  const seen: number[] = [];
  const tool = {
    name: "select" as const,
    cursor: "",
    heldCursor: "",
    pansAtEdge,
    down() {},
    up() {},
    cancel() {},
    finish() {},
    move: ({ samples }: { samples: readonly { x: number }[] }) => void seen.push(samples[0].x),
  };
  const tools = Object.fromEntries(allTools().map(({ name }) => [name, tool])) as unknown as Record<ToolName, Tool>;
  const press = new Press({
    camera,
    tools,
    activeTool: () => "select",
    canDraw: () => true,
    rightPans: () => false,
    fingers: new FingerUse(() => {}),
  });
  const frames = new Frames();
  return { camera, press, frames, seen, edge: new EdgePan(camera, press, frames) };
}

const at = (x: number): Touchpoint => ({ ...pointerAt([[x, 300]]), id: 1, button: 0, buttons: 1 });

Deno.test("a press held at the edge pans the view after a delay, until its end", () => {
  const { camera, press, frames, seen, edge } = desk(true);
  press.down(at(400));
  press.move(at(799));
  edge.look();
  for (const now of [0, 16, 32]) frames.show(now);
  assert.equal(camera.x, 0, "a quick drag out of the window is no wish to move the board");
  for (const now of [200, 216, 232]) frames.show(now);
  assert.ok(camera.x > 30);
  assert.equal(seen.at(-1), 799 + camera.x, "the tool hears where on the board it is now");
  press.up(at(799));
  frames.show(248);
  assert.ok(!frames.isWanted);
});

Deno.test("the view stays for a press in its middle, and for a tool without edge panning", () => {
  for (const [pans, x] of [[true, 600], [false, 799]] as const) {
    const { press, frames, edge } = desk(pans);
    press.down(at(400));
    press.move(at(x));
    edge.look();
    assert.ok(!frames.isWanted);
  }
});
