import type { Camera } from "../editor/view/camera.ts";
import type { Modifiers, Sample, Tool, ToolName, ToolPointer } from "../tools/tool.ts";
import type { FingerUse } from "../editor/finger_use.ts";
import { Fingers } from "./gesture.ts";

/** A pointer event without the DOM. */
export interface Touchpoint extends ToolPointer {
  readonly id: number;
  /** The changed button: 0 left or contact, 1 middle, 2 right or barrel, 5 eraser end of a pen; −1 none. */
  readonly button: number;
  /** Bit mask of the pressed buttons. */
  readonly buttons: number;
}

export interface PressPorts {
  readonly camera: Camera;
  readonly tools: Readonly<Record<ToolName, Tool>>;
  /** The tool for the next press. */
  activeTool(): ToolName;
  canDraw(): boolean;
  /** Whether a drag with the right mouse button moves the board. */
  rightPans(): boolean;
  readonly fingers: Pick<FingerUse, "pans" | "penDown" | "explain">;
}

/**
 * A second finger cancels a press that moved less than `way`, CSS pixels, or is younger than `time`, ms: it was the
 * first finger of a pinch.
 */
const JUST_BEGUN = { way: 24, time: 250 };

/** Maps `button` to its bit in `buttons`. */
const BIT = new Map([[0, 1], [1, 4], [2, 2], [5, 32]]);

interface HeldPress {
  readonly id: number;
  readonly type: ToolPointer["type"];
  readonly tool: Tool;
  /** The bit in `buttons` of the button that started the press. */
  readonly bit: number;
  readonly start: Sample;
  readonly startTime: number;
  last: Sample;
  /** The latest event. */
  point: Touchpoint;
  /** Maximum distance from the start so far, CSS pixels. */
  way: number;
}

/**
 * Decides what a press does: either one pointer holds a tool, or fingers pan the view.
 *
 *              ┌── down ──▶ held ── up, lost ──▶ idle
 *     idle ────┤              └── second finger ──▶ fingers (cancels a stroke that just began, commits a longer one)
 *              └── finger, where fingers pan ──▶ fingers ── last one lifted ──▶ idle
 *
 * Tools with `isForFingers` are held by a finger even where fingers pan. A pen takes precedence: it cancels the
 * gestures of fingers (a palm), and fingers are ignored while it is down.
 */
export class Press {
  readonly #ports: PressPorts;
  readonly #fingers = new Fingers();
  #held: HeldPress | undefined;

  constructor(ports: PressPorts) {
    this.#ports = ports;
  }

  /** CSS cursor for the current press, or for the next one. */
  get cursor(): string {
    return this.#held?.tool.heldCursor ?? this.#ports.tools[this.#ports.activeTool()].cursor;
  }

  /** True while fingers pan the view. */
  get isPanning(): boolean {
    return this.#fingers.count > 0;
  }

  /** True while two fingers pan or zoom the view. */
  get isPinching(): boolean {
    return this.#fingers.count > 1;
  }

  get isIdle(): boolean {
    return this.#held === undefined && this.#fingers.count === 0;
  }

  /** @returns true when the caller should capture the pointer */
  down(point: Touchpoint): boolean {
    if (point.type === "touch") return this.#finger(point);
    const tool = this.#toolFor(point);
    if (point.type === "pen") {
      this.#ports.fingers.penDown();
      if (tool) this.#dropFingers();
    }
    if (tool === undefined || !this.isIdle) return false;
    this.#hold(point, tool);
    return true;
  }

  move(point: Touchpoint): void {
    if (point.id === this.#held?.id) {
      // When two buttons are down, releasing one is only a move for the browser.
      if (point.type === "mouse" && (point.buttons & this.#held.bit) === 0) this.up(point);
      else this.#drag(this.#held, point);
      return;
    }
    const pinch = this.#fingers.move(point.id, viewOf(last(point)));
    if (pinch === undefined) return;
    this.#ports.camera.panBy(-pinch.dx, -pinch.dy);
    if (pinch.factor !== 1) this.#ports.camera.zoomBy(pinch.factor, pinch.at);
  }

  up(point: Touchpoint): void {
    this.#fingers.lift(point.id);
    if (point.id === this.#held?.id) this.#release().up(point);
  }

  /**
   * The browser or the system took over the pointer. Cancels a gesture that just began and commits a longer one.
   *
   * @param time as in `ToolPointer`
   */
  cancel(id: number, time: number): void {
    this.#fingers.lift(id);
    if (id === this.#held?.id) this.#interrupt(time);
  }

  /** The pointer was lost without an event. Commits the gesture. */
  lose(id: number): void {
    this.#fingers.lift(id);
    if (id === this.#held?.id) this.#release().finish();
  }

  /** Commits everything, because the page is closing. */
  finish(): void {
    this.#fingers.clear();
    this.finishHeld();
    this.finishOpen();
  }

  /** Commits the held gesture. */
  finishHeld(): void {
    if (this.#held) this.#release().finish();
  }

  /** Commits a line that is drawn by clicks. @returns true when there was one */
  finishOpen(): boolean {
    const open = Object.values(this.#ports.tools).find(({ isOpen }) => isOpen);
    open?.finish();
    return open !== undefined;
  }

  /** The pointer left the board. */
  leave(): void {
    if (this.isIdle) this.#ports.tools[this.#ports.activeTool()].leave?.();
  }

  /** Position of a held tool that pans the view at its edge. */
  get heldAtEdge(): Sample | undefined {
    return this.#held?.tool.pansAtEdge ? this.#held.last : undefined;
  }

  /** The pointer moves while nothing is held. */
  hover(point: Touchpoint): void {
    if (this.isIdle && point.type !== "touch") this.#ports.tools[this.#ports.activeTool()].hover?.(point);
  }

  /** Repeats the last move, because the board moved under the pointer or the modifier keys changed. */
  repeat(keys: Modifiers | undefined = this.#held?.point.keys): void {
    const held = this.#held;
    if (held === undefined || keys === undefined) return;
    const { viewX, viewY } = held.last;
    const sample = { ...held.last, ...this.#ports.camera.toBoard({ x: viewX, y: viewY }) };
    this.#drag(held, { ...held.point, keys, samples: [sample] });
  }

  /** Cancels the held gesture. @returns true when there was one */
  cancelHeld(): boolean {
    if (this.#held === undefined) return false;
    this.#release().cancel();
    return true;
  }

  /** Cancels a press that became a long press. @returns false during a pinch, or when there is no press */
  takeBack(): boolean {
    if (this.isPinching) return false;
    const isPanning = this.isPanning;
    this.#fingers.clear();
    return this.cancelHeld() || isPanning;
  }

  #drag(held: HeldPress, point: Touchpoint): void {
    held.last = last(point);
    held.point = point;
    held.way = Math.max(held.way, Math.hypot(held.last.viewX - held.start.viewX, held.last.viewY - held.start.viewY));
    held.tool.move(point);
  }

  #finger(point: Touchpoint): boolean {
    const held = this.#held;
    const { tools, activeTool, fingers } = this.#ports;
    if (this.isIdle) {
      const tool = tools[activeTool()];
      if (tool.isForFingers || !fingers.pans.peek()) {
        this.#hold(point, tool);
        return true;
      }
      fingers.explain();
    }
    if (held) {
      if (held.type !== "touch") return false;
      this.#interrupt(point.time);
      this.#fingers.put(held.id, viewOf(held.last));
    }
    return this.#fingers.put(point.id, viewOf(last(point)));
  }

  #toolFor({ type, button }: Touchpoint): Tool | undefined {
    const { tools, activeTool, canDraw, rightPans } = this.#ports;
    if (button === 0) return tools[activeTool()];
    if (type === "mouse" && (button === 1 || button === 2 && rightPans())) return tools.hand;
    if (type === "pen" && button === 5) return tools[canDraw() ? "eraser" : "hand"];
    return undefined;
  }

  #hold(point: Touchpoint, tool: Tool): void {
    const { id, type, button, time } = point;
    const start = point.samples[0];
    this.#held = {
      id,
      type,
      tool,
      bit: BIT.get(button) ?? 1,
      start,
      startTime: time,
      last: last(point),
      point,
      way: 0,
    };
    tool.down(point);
  }

  /** Handles an interruption: cancels a gesture that just began, commits a longer one. */
  #interrupt(time: number): void {
    const { startTime, way } = this.#held!;
    const isBegun = time - startTime < JUST_BEGUN.time || way < JUST_BEGUN.way;
    const tool = this.#release();
    if (isBegun) tool.cancel();
    else tool.finish();
  }

  /** Releases the held tool. The caller tells the tool how the gesture ended. */
  #release(): Tool {
    const { tool } = this.#held!;
    this.#held = undefined;
    return tool;
  }

  /** Drops touches when a pen arrives: they came from the hand that holds it. */
  #dropFingers(): void {
    this.#fingers.clear();
    if (this.#held?.type === "touch") this.#release().cancel();
  }
}

function last({ samples }: ToolPointer): Sample {
  return samples[samples.length - 1];
}

function viewOf({ viewX, viewY }: Sample): { x: number; y: number } {
  return { x: viewX, y: viewY };
}
