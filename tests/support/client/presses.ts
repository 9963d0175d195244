import { Camera } from "../../../client/editor/view/camera.ts";
import { FingerUse } from "../../../client/editor/finger_use.ts";
import { Press, type Touchpoint } from "../../../client/input/press.ts";
import type { Tool, ToolName } from "../../../client/tools/tool.ts";
import { allTools } from "../../../client/tools/tool_registry.ts";
import "../../../client/tools/tools.ts";
import { pointerAt } from "./tools.ts";

/** A press on tools that record their calls. */
export function pressDesk({ tool = "pen" as ToolName, canDraw = true, rightPans = false } = {}) {
  const log: string[] = [];
  const camera = new Camera();
  const tools = Object.fromEntries(
    allTools().map(({ name }): [ToolName, Tool] => [name, {
      name,
      cursor: name,
      heldCursor: `held ${name}`,
      isForFingers: name === "select" || name === "hand",
      down: () => void log.push(`${name} down`),
      move: () => void log.push(`${name} move`),
      up: () => void log.push(`${name} up`),
      cancel: () => void log.push(`${name} cancel`),
      finish: () => void log.push(`${name} finish`),
    }]),
  ) as Record<ToolName, Tool>;
  const hints: string[] = [];
  const fingers = new FingerUse((words) => void hints.push(words));
  const press = new Press({
    camera,
    tools,
    activeTool: () => tool,
    canDraw: () => canDraw,
    rightPans: () => rightPans,
    fingers,
  });
  return { press, log, camera, fingers, hints };
}

interface Where extends Partial<Omit<Touchpoint, "samples">> {
  readonly x?: number;
  readonly y?: number;
}

export function pointAt(
  { x = 0, y = 0, type = "mouse", time = 0, id = 1, button = 0, buttons = 1 }: Where,
): Touchpoint {
  return { ...pointerAt([[x, y]], { type, time }), id, button, buttons };
}

export const finger = (id: number, where: Where = {}) => pointAt({ ...where, id, type: "touch" });
export const pen = (where: Where = {}) => pointAt({ ...where, id: 100, type: "pen" });
