import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Board } from "../../board/document.ts";
import { type ShapeId, shapeIds } from "../../board/id.ts";
import type { Color, Theme } from "../../board/palette.ts";
import { isWritten, type Shape, type WrittenShape } from "../../board/shape.ts";
import { mayDraw, type Role } from "../../board/role.ts";
import type { ShapeLook, ToolName } from "../tools/tool.ts";
import { Camera } from "./camera.ts";
import { Drafts } from "./drafts.ts";
import { FingerUse } from "./finger_use.ts";
import { History } from "./history.ts";
import { newLook } from "./look.ts";
import { LiveStrokes } from "./live_strokes.ts";
import type { Menu } from "./menu.ts";
import { NibStyles } from "./nib_styles.ts";
import { type Outbox, SILENT } from "./outbox.ts";
import { CLOSED, type Outlet } from "./outlet.ts";
import type { Peer } from "./peer.ts";
import { ReadingOrder } from "./reading_order.ts";
import { Selection } from "./selection.ts";
import { ShapeTable } from "./shape_table.ts";
import type { Status } from "./status.ts";
import type { Style } from "./style.ts";
import { Styling } from "./styling.ts";
import { Writing } from "./writing.ts";
import { Writer } from "./writer.ts";

/** What opens above the board, and takes the keys. */
export type Dialog = "share" | "shortcuts" | "palette" | "export";

/** What opens beside the board, which goes on hearing the keys. */
export type Panel = "find";

export interface Me {
  readonly name: string;
  readonly color: Color;
}

/** The state of one person's editing. Signals for what the interface shows; nothing here runs at pointer rate. */
export class Editor {
  readonly board: Board;
  readonly shapes: ShapeTable;
  readonly camera: Camera = new Camera();
  readonly live: LiveStrokes = new LiveStrokes();
  readonly readingOrder: ReadingOrder;
  readonly drafts: Drafts;
  readonly writer: Writer;
  readonly history: History;
  readonly newShapeId: () => ShapeId = shapeIds();

  readonly tool: Signal<ToolName> = signal<ToolName>("pen");
  /** Space is held: the hand is in use, whatever the tool is. */
  readonly handHeld: Signal<boolean> = signal(false);
  /** What a press on the board does now: who may not draw has the hand. */
  readonly activeTool: ReadonlySignal<ToolName> = computed(() =>
    this.handHeld.value || !this.canDraw.value ? "hand" : this.tool.value
  );
  readonly nibs: NibStyles = new NibStyles(this.tool);
  /** What the next stroke of the nib in hand will look like. */
  readonly style: Signal<Style> = this.nibs.current;
  readonly theme: Signal<Theme> = signal<Theme>("light");
  /** What the next shape other than ink will look like. */
  readonly look: Signal<ShapeLook> = newLook();
  /** Tools go back to select after one shape, unless they are kept. */
  readonly keepsTool: Signal<boolean> = signal(false);
  /** What fingers do with tools that draw. */
  readonly fingers: FingerUse = new FingerUse((words) => void (this.done.value = words));
  readonly selection: Selection;
  /** The look of what is selected, or of what is drawn next. */
  readonly styling: Styling;
  /** Shapes shown as about to go (under the eraser). */
  readonly faded: Signal<ReadonlySet<ShapeId>> = signal<ReadonlySet<ShapeId>>(new Set<ShapeId>());

  /** Who may not draw any more does not write any more. */
  readonly #stopLosing: () => void;
  readonly #writing = signal<Writing | undefined>(undefined);
  /** The shape I write in. */
  readonly writing: ReadonlySignal<Writing | undefined> = this.#writing;
  /** The frame whose name I change. */
  readonly naming: Signal<ShapeId | undefined> = signal<ShapeId | undefined>(undefined);

  /** The modal dialog that is open; one at a time. */
  readonly dialog: Signal<Dialog | undefined> = signal<Dialog | undefined>(undefined);
  /** The panel that is open; another object each time somebody asks for it. */
  readonly panel: Signal<{ readonly name: Panel } | undefined> = signal<{ readonly name: Panel } | undefined>(
    undefined,
  );
  /** The menu of what can be done, while it is open. */
  readonly menu: Signal<Menu | undefined> = signal<Menu | undefined>(undefined);
  /** What was said last to whoever listens to a screen reader. */
  readonly said: Signal<string> = signal("");
  /** What is moved and resized goes by the lines of a grid. */
  readonly grid: Signal<boolean> = signal(false);
  /** A small map of the whole board is shown. */
  readonly minimap: Signal<boolean> = signal(false);
  /** Nothing but the drawing is shown. */
  readonly zen: Signal<boolean> = signal(false);

  /** Something the person asked for that was done where the board does not show it, in words; undefined a little later. */
  readonly done: Signal<string | undefined> = signal<string | undefined>(undefined);
  /** Something the person asked for that could not be done, in words; undefined once it was read. */
  readonly problem: Signal<string | undefined> = signal<string | undefined>(undefined);

  /** Written by the composition root. */
  outbox: Outbox = SILENT;
  /** Written by the composition root. */
  outlet: Outlet = CLOSED;

  /** Who I am to others. */
  readonly me: Signal<Me>;
  /** Everybody else who is here, in order of arrival; written by the composition root. */
  readonly peers: Signal<readonly Peer[]> = signal<readonly Peer[]>([]);
  /** Written by the composition root. */
  readonly status: Signal<Status> = signal<Status>({ kind: "loading" });
  /** What my link lets me do; undefined until it is known. */
  readonly role: Signal<Role | undefined> = signal<Role | undefined>(undefined);
  /** While the role is not known drawing is allowed: offline work must not wait for the server. */
  readonly canDraw: ReadonlySignal<boolean> = computed(() => {
    const role = this.role.value;
    return (role === undefined || mayDraw(role)) && this.status.value.kind !== "refused";
  });

  constructor(board: Board, me: Me) {
    this.board = board;
    this.me = signal(me);
    this.shapes = new ShapeTable(board);
    this.readingOrder = new ReadingOrder(this.shapes);
    this.drafts = new Drafts(this.shapes);
    this.selection = new Selection(this.shapes);
    this.writer = new Writer(board, this.shapes, () => this.canDraw.peek());
    this.styling = new Styling(this);
    this.history = new History(board);
    // A finished stroke takes the place of the one being drawn, in one frame. `end` looks at nothing when none is.
    this.shapes.onChange((changes) => {
      if (this.live.size > 0) { for (const { id, shape } of changes) if (shape) this.live.end(id); }
      this.drafts.follow(changes);
      const written = changes.find(({ id }) => id === this.writing.peek()?.id);
      if (written === undefined) return;
      if (written.shape === undefined || written.shape.locked) this.endWriting();
      else if (written.before === undefined) this.selection.set([written.id]);
    });
    this.#stopLosing = effect(() => {
      if (!this.canDraw.value) this.endWriting();
    });
  }

  /** Begins to write in a shape, or in one that is on the board once something is written in it. */
  write(shape: WrittenShape): void {
    const writing = this.#writing.peek();
    if (writing?.id === shape.id) return this.#goOn(writing);
    this.endWriting();
    if (!this.canDraw.peek() || shape.locked) return;
    this.selection.set(this.shapes.get(shape.id) ? [shape.id] : []);
    this.#writing.value = new Writing(shape, this);
  }

  /** Begins to write in a shape, or to change the name of a frame; other shapes have no text. */
  editText(shape: Shape): void {
    if (isWritten(shape)) this.write(shape);
    else if (shape.kind === "frame" && this.canDraw.peek() && !shape.locked) this.naming.value = shape.id;
  }

  /** The shape that was written in is selected afterwards. */
  endWriting(): void {
    const writing = this.#writing.peek();
    if (writing === undefined) return;
    this.#writing.value = undefined;
    writing.close();
    if (this.shapes.get(writing.id)) this.selection.set([writing.id]);
  }

  /** Opens a dialog, or closes it when it is open. */
  toggle(name: Dialog): void {
    this.dialog.value = this.dialog.peek() === name ? undefined : name;
  }

  /** Opens a panel, or leads to it when it is open. */
  openPanel(name: Panel): void {
    this.dialog.value = undefined;
    this.panel.value = { name };
  }

  close(): void {
    this.endWriting();
    this.#stopLosing();
    this.nibs.close();
    this.history.close();
    this.readingOrder.close();
    this.shapes.close();
  }

  /** In a field that has the focus again. To end writing first would take away a text that says nothing yet. */
  #goOn(writing: Writing): void {
    this.#writing.value = undefined;
    this.#writing.value = writing;
  }
}
