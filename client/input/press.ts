import type { Camera } from "../editor/camera.ts";
import type { Modifiers, Sample, Tool, ToolName, ToolPointer } from "../tools/tool.ts";
import type { FingerUse } from "../editor/finger_use.ts";
import { Fingers } from "./gesture.ts";

/** What a pointer event says, without the DOM. */
export interface Touchpoint extends ToolPointer {
  readonly id: number;
  /** The button that changed: 0 left or contact, 1 middle, 2 right or barrel, 5 a pen's eraser end; −1 none. */
  readonly button: number;
  /** The buttons that are down, as bits. */
  readonly buttons: number;
}

export interface PressPorts {
  readonly camera: Camera;
  readonly tools: Readonly<Record<ToolName, Tool>>;
  /** What a press does now. */
  activeTool(): ToolName;
  canDraw(): boolean;
  readonly fingers: Pick<FingerUse, "pans" | "penDown" | "explain">;
}

/** A press this short, or that went this little way, was the first finger of two: CSS pixels, ms. */
const JUST_BEGUN = { way: 24, time: 250 };

/** The bit in `buttons` for a `button`. */
const BIT = new Map([[0, 1], [1, 4], [2, 2], [5, 32]]);

interface Held {
  readonly id: number;
  readonly type: ToolPointer["type"];
  readonly tool: Tool;
  /** The bit in `buttons` that holds it. */
  readonly bit: number;
  readonly start: Sample;
  readonly startTime: number;
  last: Sample;
  /** The newest news of it. */
  point: Touchpoint;
  /** How far it ever was from where it began, CSS pixels. */
  way: number;
}

/**
 * Decides what a press means: at most one pointer holds a tool, or fingers move the board.
 *
 *              ┌── down ──▶ held ── up, lost ──▶ idle
 *     idle ────┤              └── second finger ──▶ fingers (a stroke just begun is dropped, a longer one kept)
 *              └── finger, where fingers pan ──▶ fingers ── last one lifted ──▶ idle
 *
 * Where fingers pan, tools that do not draw are held by a finger all the same.
 * A pen wins over everything: what a palm did before it is dropped, and while it is down fingers are not looked at.
 */
export class Press {
  readonly #ports: PressPorts;
  readonly #fingers = new Fingers();
  #held: Held | undefined;

  constructor(ports: PressPorts) {
    this.#ports = ports;
  }

  /** CSS cursor for what a press does now, or for what it is doing. */
  get cursor(): string {
    return this.#held?.tool.heldCursor ?? this.#ports.tools[this.#ports.activeTool()].cursor;
  }

  /** Fingers move the board. */
  get isPanning(): boolean {
    return this.#fingers.count > 0;
  }

  /** Two fingers do. */
  get isPinching(): boolean {
    return this.#fingers.count > 1;
  }

  get isIdle(): boolean {
    return this.#held === undefined && this.#fingers.count === 0;
  }

  /** @returns true when the pointer is mine from now on and should be captured */
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
      // When two buttons were down, letting go of mine is but a move to the browser.
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
   * The browser or the system took the pointer for a gesture of its own: what had just begun was never meant, and more is
   * work that is kept.
   *
   * @param time as in `ToolPointer`
   */
  cancel(id: number, time: number): void {
    this.#fingers.lift(id);
    if (id === this.#held?.id) this.#interrupt(time);
  }

  /** The pointer went without a word: what there is counts. */
  lose(id: number): void {
    this.#fingers.lift(id);
    if (id === this.#held?.id) this.#release().finish();
  }

  /** The page goes away: what there is counts. */
  finish(): void {
    this.#fingers.clear();
    this.finishHeld();
    this.finishOpen();
  }

  /** What is held ends, and counts. */
  finishHeld(): void {
    if (this.#held) this.#release().finish();
  }

  /** What is drawn from click to click ends where it is. @returns true when there was such */
  finishOpen(): boolean {
    const open = Object.values(this.#ports.tools).find(({ isOpen }) => isOpen);
    open?.finish();
    return open !== undefined;
  }

  /** The pointer is not over the board any more. */
  leave(): void {
    if (this.isIdle) this.#ports.tools[this.#ports.activeTool()].leave?.();
  }

  /** Where a tool is held that moves the board on at the edge of the view. */
  get heldAtEdge(): Sample | undefined {
    return this.#held?.tool.pansAtEdge ? this.#held.last : undefined;
  }

  /** A pointer passes over while nothing is held. */
  hover(point: Touchpoint): void {
    if (this.isIdle && point.type !== "touch") this.#ports.tools[this.#ports.activeTool()].hover?.(point);
  }

  /** What is held is where it was, but the board moved under it, or other keys are held. */
  repeat(keys: Modifiers | undefined = this.#held?.point.keys): void {
    const held = this.#held;
    if (held === undefined || keys === undefined) return;
    const { viewX, viewY } = held.last;
    const sample = { ...held.last, ...this.#ports.camera.toBoard({ x: viewX, y: viewY }) };
    this.#drag(held, { ...held.point, keys, samples: [sample] });
  }

  /** Escape. @returns true when there was something to cancel */
  cancelHeld(): boolean {
    if (this.#held === undefined) return false;
    this.#release().cancel();
    return true;
  }

  /** A long press asks for something else than it began. @returns false when two fingers move the board, or none does */
  takeBack(): boolean {
    if (this.isPinching) return false;
    const isPanning = this.isPanning;
    this.#fingers.clear();
    return this.cancelHeld() || isPanning;
  }

  #drag(held: Held, point: Touchpoint): void {
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
    const { tools, activeTool, canDraw } = this.#ports;
    if (button === 0) return tools[activeTool()];
    if (type === "mouse" && button === 1) return tools.hand;
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

  /** Something came between: a gesture that has just begun leaves nothing, a longer one counts. */
  #interrupt(time: number): void {
    const { startTime, way } = this.#held!;
    const isBegun = time - startTime < JUST_BEGUN.time || way < JUST_BEGUN.way;
    const tool = this.#release();
    if (isBegun) tool.cancel();
    else tool.finish();
  }

  /** Lets go of what is held: the tool is told by whoever asked. */
  #release(): Tool {
    const { tool } = this.#held!;
    this.#held = undefined;
    return tool;
  }

  /** A pen came: what touched the board until now was the hand that holds it. */
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
