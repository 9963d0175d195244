import type { Point } from "../../board/figure/point.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Editor } from "../editor/editor.ts";
import { paste } from "../editor/arrange/paste.ts";
import type { PastedKind } from "../editor/arrange/pasted_kind.ts";
import type { LinkCard } from "../../board/wire/link_card.ts";
import { addLinkCards } from "./cards/link_cards.ts";
import { DRAWINGS } from "../messages/en/drawings.ts";
import { Problem } from "../editor/problem.ts";
import { addDrawing, type DrawingForm, NotOnlyShapes } from "./foreign_drawing.ts";

/** The forms of each kind of pasted content, in order: pasting it again takes the next. Each has its message. */
const FORMS = {
  table: { table: "pastedTable", bars: "pastedBars", lines: "pastedLines", pie: "pastedPie" },
  svg: { shapes: "pastedShapes", picture: "pastedPicture" },
  links: { cards: "pastedCards", text: "pastedText" },
  list: { notes: "pastedNotes", text: "pastedList" },
} as const;

type KeysOf<Each> = Each extends unknown ? keyof Each : never;
type ValuesOf<Each> = Each extends unknown ? Each[keyof Each] : never;
type Forms = typeof FORMS[keyof typeof FORMS];
type Form = KeysOf<Forms>;

/** How an SVG that was dropped is added. */
const DROPPED = { shapes: "droppedShapes", picture: "droppedPicture" } as const;

/** A larger SVG is dropped as a picture, bytes. */
const DROPPED_BYTES_MAX = 4 * 1024 * 1024;

interface Pasted {
  readonly content: string;
  readonly form: Form;
  readonly at: Point;
  ids: ReadonlySet<ShapeId>;
}

type PageOf = (url: string) => Promise<LinkCard | undefined>;

const OF_EDITOR = new WeakMap<Editor, PastedForms>();

/** The same for all pastes of an editor, because the next one may repeat the last. */
export function pastedForms(editor: Editor, pageOf: PageOf): PastedForms {
  let forms = OF_EDITOR.get(editor);
  if (forms === undefined) OF_EDITOR.set(editor, forms = new PastedForms(editor, pageOf));
  return forms;
}

/** Pastes drawings. One that is pasted again while it is still selected is replaced by its next form. */
class PastedForms {
  readonly #editor: Editor;
  readonly #pageOf: PageOf;
  #last: Pasted | undefined;

  constructor(editor: Editor, pageOf: PageOf) {
    [this.#editor, this.#pageOf] = [editor, pageOf];
  }

  /** @throws {Problem} */
  async paste(content: string, place: Point, kind?: PastedKind): Promise<void> {
    const words: Partial<Record<Form, ValuesOf<Forms>>> | undefined = kind
      ? FORMS[kind]
      : isSvg(content)
      ? FORMS.svg
      : undefined;
    if (words === undefined) return await addDrawing(this.#editor, new Blob([content]), place);
    const forms = Object.keys(words) as Form[];
    const again = this.#isSelected(content) ? this.#last : undefined;
    const form = forms[again ? (forms.indexOf(again.form) + 1) % forms.length : 0], at = again?.at ?? place;
    const pasted: Pasted = { content, form, at, ids: new Set() };
    const added = (ids: ReadonlySet<ShapeId>) => {
      if (pasted.ids.size === 0) this.#last = pasted;
      pasted.ids = ids;
    };
    await this.#add(content, form, { at, replaced: again?.ids, added });
    this.#editor.done.value = DRAWINGS[words[form]!];
  }

  /** Adds an SVG as shapes when it is only shapes, else as a picture. @throws {Problem} */
  async drop(file: File, place: Point): Promise<void> {
    const content = await file.text();
    const again = this.#isSelected(content) ? this.#last : undefined, at = again?.at ?? place;
    let form: keyof typeof DROPPED = again?.form === "shapes" || file.size > DROPPED_BYTES_MAX ? "picture" : "shapes";
    const added = (ids: ReadonlySet<ShapeId>) => void (this.#last = { content, form, at, ids });
    const rest = { at, replaced: again?.ids, added };
    try {
      await this.#add(content, form, { ...rest, isOnlyShapes: again === undefined });
    } catch (error) {
      const isUnread = error instanceof NotOnlyShapes || error instanceof Problem;
      if (again !== undefined || form !== "shapes" || !isUnread) throw error;
      form = "picture";
      await this.#add(content, form, rest);
    }
    if (this.#last?.content === content) this.#editor.done.value = DRAWINGS[DROPPED[form]];
  }

  async #add(
    content: string,
    form: Form,
    { at, ...rest }: Required<Pick<DrawingForm, "added">> & Pick<DrawingForm, "replaced" | "isOnlyShapes"> & {
      readonly at: Point;
    },
  ): Promise<void> {
    if (form === "shapes") return await addDrawing(this.#editor, new Blob([content]), at, rest);
    if (form === "cards") {
      const urls = content.split("\n");
      // What pages say comes later.
      void addLinkCards(this.#editor, urls, { at, ...rest, pageOf: this.#pageOf });
      return;
    }
    if (form === "text") {
      paste(this.#editor, { text: content, html: "" }, at, rest.replaced);
      return rest.added(this.#editor.selection.ids.peek());
    }
    if (form === "notes") return await addDrawing(this.#editor, new File([content], "clipboard.md"), at, rest);
    if (form !== "picture") {
      const table = new File([content], "clipboard.tsv");
      return await addDrawing(this.#editor, table, at, { ...rest, ...(form !== "table" && { chart: form }) });
    }
    const { selection, writer, shapes, history } = this.#editor;
    const images = await this.#editor.images();
    await images.add([new Blob([content], { type: "image/svg+xml" })], at);
    const ids = selection.ids.peek();
    if (ids.size !== 1 || ![...ids].every((id) => shapes.get(id)?.kind === "image")) return;
    const { replaced } = rest, step = history.last;
    if (replaced && step) history.extend(step, () => writer.remove(replaced));
    rest.added(ids);
  }

  #isSelected(content: string): boolean {
    const { ids } = this.#editor.selection, last = this.#last;
    if (last === undefined || last.content !== content || !this.#editor.canDraw.peek()) return false;
    return ids.peek().size === last.ids.size && [...last.ids].every((id) => ids.peek().has(id));
  }
}

function isSvg(content: string): boolean {
  return /<svg[\s>]/.test(content.slice(0, 4_000)) && !content.includes("payload-type:application/vnd.excalidraw");
}
