import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";

/** The words of the pages of PDFs on a board, read one after the other once somebody looks for something. */
export class PageTexts {
  readonly #editor: Pick<Editor, "images" | "readingOrder">;
  readonly #texts = new Map<string, string>();
  readonly #isReading = signal(false);
  readonly #count = signal(0);
  #isClosed = false;

  /** True while there are pages of which the words are not here. */
  readonly isReading: ReadonlySignal<boolean> = this.#isReading;
  /** Changes when more words are here. */
  readonly count: ReadonlySignal<number> = this.#count;

  constructor(editor: Pick<Editor, "images" | "readingOrder">) {
    this.#editor = editor;
  }

  /** Reads the pages that are not read yet. A page that cannot be read now is empty until the next search. */
  async read(): Promise<void> {
    if (this.#isReading.peek()) return;
    this.#isReading.value = true;
    try {
      const images = await this.#editor.images();
      for (let page = this.#next(); page && !this.#isClosed; page = this.#next()) {
        const text = await images.pageText(page).catch(() => undefined);
        this.#texts.set(keyOf(page), text?.replace(/\s+/g, " ") ?? "");
        this.#count.value++;
      }
    } catch {
      // The code for pictures could not be loaded; the next search tries again.
    }
    this.#isReading.value = false;
  }

  /** The words of a page; empty for other shapes, and while they are not here. */
  of(shape: Shape): string {
    const page = pageOf(shape);
    return page ? this.#texts.get(keyOf(page)) ?? "" : "";
  }

  close(): void {
    this.#isClosed = true;
  }

  #next() {
    for (const shape of this.#editor.readingOrder.shapes) {
      const page = pageOf(shape);
      if (page && !this.#texts.has(keyOf(page))) return page;
    }
    return undefined;
  }
}

/** The page of a PDF that a shape shows. */
export function pageOf(shape: Shape) {
  return shape.kind === "image" ? shape.pdf : undefined;
}

function keyOf({ asset, page }: { readonly asset: string; readonly page: number }): string {
  return `${asset} ${page}`;
}
