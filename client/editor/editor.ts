import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Board } from "../../board/document.ts";
import type { Point } from "../../board/figure/point.ts";
import { type ShapeId, shapeIds } from "../../board/id.ts";
import type { Color, Theme } from "../../board/palette.ts";
import { isContainer, isPicture, isWritten } from "../../board/kinds/kinds.ts";
import type { Shape, WrittenShape } from "../../board/shape.ts";
import { type StateNotice, UNRESTRICTED } from "../../board/moderation.ts";
import { mayDraw, rightsOf, type Role } from "../../board/role.ts";
import type { ShapeStyle, ToolName } from "../tools/tool.ts";
import type { DeviceBoards } from "./device_boards.ts";
import { Camera } from "./view/camera.ts";
import { Drafts } from "./shapes/drafts.ts";
import { FingerUse } from "./finger_use.ts";
import { History } from "./history/history.ts";
import { defaultShapeStyle } from "./style/shape_defaults.ts";
import { LiveStrokes } from "./people/live_strokes.ts";
import type { Images, Upload } from "./images.ts";
import type { Menu } from "./selection/menu.ts";
import { type News, NEWS_KEPT } from "./news.ts";
import { NibStyles } from "./style/nib_styles.ts";
import { type Outbox, SILENT } from "./outbox.ts";
import { CLOSED, type Outlet } from "./outlet.ts";
import type { PdfToAdd } from "./pdf.ts";
import type { Peer } from "./people/peer.ts";
import { ReadingOrder } from "./shapes/reading_order.ts";
import { Selection } from "./selection/selection.ts";
import { ShapeTable } from "./shapes/shape_table.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import type { Status } from "./status.ts";
import type { Style } from "./style/style.ts";
import type { TalkFile } from "./talk_file.ts";
import { Styling } from "./style/styling.ts";
import { WaitingInput } from "./waiting_input.ts";
import { Writing } from "./text/text_editing.ts";
import { Writer } from "./shapes/shape_writer.ts";

/** Modal dialogs. While one is open, it receives the keys. */
export type Dialog = "share" | "shortcuts" | "palette" | "export" | "settings" | "order" | "pdf";

export interface Me {
  readonly name: string;
  readonly color: Color;
  /** The token of the picture of an account, as it came, not validated. */
  readonly picture?: unknown;
}

export type OpenComment =
  | { readonly at: Point }
  | { readonly pending: string }
  /**
   * `words`: the number of the words in it that the person looks for. `isListed`: it was opened from the list of
   * comments, to which the focus returns.
   */
  | { readonly thread: number; readonly words?: number; readonly isListed?: boolean };

export interface OpenPanel {
  readonly name: string;
  /** The number of the message that the person looks for. */
  readonly message?: number | undefined;
}

/** The state of one person's editing. Signals hold what the interface shows; nothing here changes at pointer rate. */
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
  readonly waiting: WaitingInput = new WaitingInput();

  readonly tool: Signal<ToolName> = signal<ToolName>("pen");
  /** True while Space is held: the hand tool is active, whatever the selected tool is. */
  readonly handHeld: Signal<boolean> = signal(false);
  /** The tool that a press on the board uses now. People who may not draw have the hand, or comment. */
  readonly activeTool: ReadonlySignal<ToolName> = computed(() => {
    const tool = this.tool.value;
    const isAllowed = { comment: this.canComment, laser: this.canPoint }[tool] ?? this.canDraw;
    return this.handHeld.value || !isAllowed.value ? "hand" : tool;
  });
  readonly nibs: NibStyles = new NibStyles(this.tool);
  /** The style of the next stroke with the current nib. */
  readonly style: Signal<Style> = this.nibs.current;
  readonly theme: Signal<Theme> = signal<Theme>("light");
  readonly settings: Signal<Settings> = signal(DEFAULT_SETTINGS);
  /** The look of the next shape other than ink. */
  readonly look: Signal<ShapeStyle> = defaultShapeStyle();
  /** After one shape the tool switches back to select, unless this is true. */
  readonly keepsTool: Signal<boolean> = signal(false);
  /** The action of fingers while a drawing tool is active. */
  readonly fingers: FingerUse = new FingerUse((words) => void (this.done.value = words));
  readonly selection: Selection;
  /** The look of the selection, or of the next shape. */
  readonly styling: Styling;
  /** Shapes under the eraser, which are shown faded. */
  readonly faded: Signal<ReadonlySet<ShapeId>> = signal<ReadonlySet<ShapeId>>(new Set<ShapeId>());

  /** Ends text editing when the right to draw is lost. */
  readonly #stopLosing: () => void;
  readonly #writing = signal<Writing | undefined>(undefined);
  /** The text being edited. */
  readonly writing: ReadonlySignal<Writing | undefined> = this.#writing;
  /** The image whose visible part is being chosen. */
  readonly cropping: Signal<ShapeId | undefined> = signal<ShapeId | undefined>(undefined);
  /** The pictures that the server does not have yet. Undefined while it is not known what an earlier page left. */
  readonly uploads: Signal<readonly Upload[] | undefined> = signal<readonly Upload[] | undefined>([]);
  /** The PDF whose pages are being chosen. */
  readonly pdfs: Signal<readonly PdfToAdd[]> = signal<readonly PdfToAdd[]>([]);
  /** The frame being renamed. */
  readonly naming: Signal<ShapeId | undefined> = signal<ShapeId | undefined>(undefined);

  /** The open modal dialog; at most one. */
  readonly dialog: Signal<Dialog | undefined> = signal<Dialog | undefined>(undefined);
  /** The open panel beside the board; the board still receives keys. See `ui/panels.tsx` for the names. Each request to open it sets a new object, so that the panel takes the focus again. */
  readonly panel: Signal<OpenPanel | undefined> = signal<OpenPanel | undefined>(undefined);
  /** The open context menu. */
  readonly menu: Signal<Menu | undefined> = signal<Menu | undefined>(undefined);
  /** The last announcement for screen readers. */
  readonly said: Signal<string> = signal("");
  /** True when moving and resizing snap to a grid. */
  readonly grid: Signal<boolean> = signal(false);
  /** True when the styles of the tool in use are shown beside the board. */
  readonly showsStyles: Signal<boolean> = signal(true);
  /** True while the minimap is shown. */
  readonly minimap: Signal<boolean> = signal(false);
  /** True while everything but the drawing is hidden. */
  readonly zen: Signal<boolean> = signal(false);

  /** The open comment: a new one at a place, one that waits to be sent, or a thread by its number. */
  readonly comment: Signal<OpenComment | undefined> = signal<OpenComment | undefined>(undefined);

  /** The title of the board; empty when it has none. Set by the composition root. */
  readonly title: Signal<string> = signal("");

  /** A notice of something done that the board does not show; undefined again after a short time. */
  readonly done: Signal<string | undefined> = signal<string | undefined>(undefined);
  /** Why something that the person asked for failed; undefined once it was dismissed. */
  readonly problem: Signal<string | undefined> = signal<string | undefined>(undefined);

  /** What happened on the board, the newest last. */
  readonly news: Signal<readonly News[]> = signal<readonly News[]>([]);
  /** Where the local user begins to say something at the cursor; undefined when that ends. */
  readonly saying: Signal<Point | undefined> = signal<Point | undefined>(undefined);

  /** The person whose view the local user follows, by awareness id. */
  readonly following: Signal<number | undefined> = signal<number | undefined>(undefined);
  /** True while the local user brings everybody to their view. */
  readonly bringing: Signal<boolean> = signal(false);
  /** Shows the laser pointer at a place of the board, or ends its stroke. Set by the interface. */
  pointLaser: (at: Point | undefined) => void = () => {};

  /** Set by the composition root. */
  outbox: Outbox = SILENT;
  /** Set by the composition root. */
  outlet: () => Promise<Outlet> = CLOSED;
  /** Set by the composition root. */
  images: () => Promise<Images> = CLOSED;
  /** Set by the composition root; absent where the page keeps nothing on the device. */
  deviceBoards?: () => Promise<DeviceBoards>;

  /** Receives events of the conversation, as JSON. Set by the interface. */
  hearTalk: (json: string) => void = () => {};
  /** True once the page knows of words in the conversation or in comments. Set by the interface. */
  readonly hasTalk: Signal<boolean> = signal(false);
  /** Set by the interface. */
  talkFile?: () => Promise<TalkFile>;

  /** The local user, as others see them. */
  readonly me: Signal<Me>;
  /** The other people on the board, in order of arrival. Set by the composition root. */
  readonly peers: Signal<readonly Peer[]> = signal<readonly Peer[]>([]);
  /** Set by the composition root. */
  readonly status: Signal<Status> = signal<Status>({ kind: "loading" });
  /** The role that the link grants; undefined until it is known. */
  readonly role: Signal<Role | undefined> = signal<Role | undefined>(undefined);
  /** True while the person only looks, whatever the link allows. */
  readonly isViewing: Signal<boolean> = signal(false);
  /** Drawing is allowed while the role is unknown, so that offline work does not wait for the server. */
  readonly canDraw: ReadonlySignal<boolean> = computed(() => {
    const role = this.role.value;
    const isFrozen = this.moderation.value.frozen && role !== undefined && !rightsOf(role).manage;
    return (role === undefined || mayDraw(role)) && !isFrozen && !this.isViewing.value &&
      this.status.value.kind !== "refused";
  });
  /** What an owner has set for everybody, or for this person. Set by the composition root. */
  readonly moderation: Signal<StateNotice> = signal<StateNotice>(UNRESTRICTED);
  /** Ends the gesture in progress as if the pen were lifted. Set by the input. */
  finishGesture: () => void = () => {};

  readonly canComment: ReadonlySignal<boolean> = computed(() => {
    const role = this.role.value;
    return role !== undefined && rightsOf(role).comment && !this.moderation.value.muted && !this.isViewing.value &&
      this.status.value.kind !== "refused";
  });

  /** Whether the person may use the laser pointer. */
  readonly canPoint: ReadonlySignal<boolean> = computed(() => {
    const { laser, muted } = this.moderation.value;
    return (laser ?? (this.canDraw.value && !muted)) && this.status.value.kind !== "refused";
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
    // Replaces the live stroke by the finished one in the same frame. Without live strokes, large changes need no pass.
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

  /** Starts editing the text of a shape. A shape that is not on the board yet is added with its first letter. */
  write(shape: WrittenShape): void {
    const writing = this.#writing.peek();
    if (writing?.id === shape.id) return this.#goOn(writing);
    this.endWriting();
    if (!this.canDraw.peek() || shape.locked) return;
    this.selection.set(this.shapes.get(shape.id) ? [shape.id] : []);
    this.#writing.value = new Writing(shape, this);
  }

  /**
   * Starts editing the text of a shape, the name of a frame or the visible part of an image. Does nothing for other
   * shapes.
   */
  editText(shape: Shape): void {
    if (isWritten(shape)) this.write(shape);
    else if (!this.canDraw.peek() || shape.locked) return;
    else if (isContainer(shape)) this.naming.value = shape.id;
    else if (isPicture(shape)) this.cropping.value = shape.id;
  }

  /** Ends text editing and selects the edited shape. */
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

  /** Tells the person of something that happened. */
  tell(news: News): void {
    this.news.value = [...this.news.peek(), news].slice(-NEWS_KEPT);
  }

  /** Opens a panel. When it is open already, moves the focus to it. */
  openPanel(name: string, message?: number): void {
    this.dialog.value = undefined;
    this.panel.value = { name, message };
  }

  close(): void {
    this.endWriting();
    this.#stopLosing();
    this.nibs.close();
    this.history.close();
    this.readingOrder.close();
    this.shapes.close();
  }

  /** Returns the focus to the text field. Calling `endWriting` instead would delete a text that is still empty. */
  #goOn(writing: Writing): void {
    this.#writing.value = undefined;
    this.#writing.value = writing;
  }
}
