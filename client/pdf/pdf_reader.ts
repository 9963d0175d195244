import type { Clock } from "../../board/clock.ts";
import { OPENING_MS, PAGE_MS, PDF_BYTES_MAX } from "./pdf_limits.ts";
import type { PageLink } from "../editor/pdf.ts";
import { type PdfAnswers, PdfError, type PdfNews, type PdfTask, type PixelBox, type PixelSize } from "./pdf_task.ts";
import { PDF_WORKER } from "./pdf_worker_url.ts";

export interface PdfReaderOptions {
  readonly clock: Clock;
  readonly password?: string;
  /** The address of the folder with what PDF.js needs. */
  readonly resources?: string;
  readonly worker?: () => Worker;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: PdfError) => void;
}

/** The path of the folder with what PDF.js needs. The build puts it here (`dev/libraries/pdf_files.ts`). */
declare const PDF_FILES: string;

/**
 * A PDF in a worker of its own, which answers one task after the other. A PDF that keeps it silent for too long ends
 * it, with its memory: the page goes on.
 */
export class PdfReader {
  readonly #clock: Clock;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;
  #last: Promise<unknown> = Promise.resolve();
  #ended: PdfError | undefined;
  #pages = 0;

  private constructor({ clock, worker = () => new Worker(PDF_WORKER, { type: "module" }) }: PdfReaderOptions) {
    this.#clock = clock;
    this.#worker = worker();
  }

  /**
   * Opens a PDF. The caller closes it.
   *
   * @throws {PdfError}
   */
  static async open(file: Blob, options: PdfReaderOptions): Promise<PdfReader> {
    if (file.size > PDF_BYTES_MAX) throw new PdfError("tooLarge");
    const bytes = new Uint8Array(await file.arrayBuffer());
    const reader = new PdfReader(options);
    try {
      await reader.#isReady();
      const { password, resources = new URL(PDF_FILES, location.origin).href } = options;
      const task = { kind: "open", bytes, resources, ...password !== undefined && { password } } as const;
      const { pages } = await reader.#ask(task, OPENING_MS, [bytes.buffer]);
      reader.#pages = pages;
      return reader;
    } catch (error) {
      reader.close();
      throw error;
    }
  }

  get pages(): number {
    return this.#pages;
  }

  /** False after `close`, or after a task took too long and ended the worker. */
  get isOpen(): boolean {
    return this.#ended === undefined;
  }

  /** Points, as the page is shown. @throws {PdfError}, as all that follow */
  size(page: number): Promise<PixelSize> {
    return this.#inTurn({ kind: "size", page });
  }

  text(page: number): Promise<string> {
    return this.#inTurn({ kind: "text", page });
  }

  links(page: number): Promise<readonly PageLink[]> {
    return this.#inTurn({ kind: "links", page });
  }

  /** Paints a part of a page that is as large as `whole`. The caller closes the bitmap. */
  paint(page: number, whole: PixelSize, part: PixelBox = { left: 0, top: 0, ...whole }): Promise<ImageBitmap> {
    return this.#inTurn({ kind: "paint", page, whole, part });
  }

  close(): void {
    this.#end(new PdfError("broken"));
  }

  #inTurn<Kind extends "size" | "text" | "links" | "paint">(
    task: Extract<PdfTask, { kind: Kind }>,
  ): Promise<PdfAnswers[Kind]> {
    const answer = this.#last.then(() => this.#ask(task, PAGE_MS));
    this.#last = answer.catch(() => {});
    return answer;
  }

  #isReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = this.#worker;
      worker.onmessage = ({ data: news }: MessageEvent<PdfNews>) => news === "ready" ? resolve() : this.#take(news);
      worker.onerror = (event) => {
        event.preventDefault();
        const error = new PdfError("noWorker");
        reject(error);
        this.#end(error);
      };
    });
  }

  #ask<Task extends PdfTask>(
    task: Task,
    ms: number,
    moved: Transferable[] = [],
  ): Promise<PdfAnswers[Task["kind"]]> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = ++this.#count;
    const stop = this.#clock.after(ms, () => this.#end(new PdfError("tooSlow")));
    const answer = new Promise<PdfAnswers[Task["kind"]]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, task }, moved);
    });
    return answer.finally(stop);
  }

  #take(news: Exclude<PdfNews, "ready">): void {
    const waiting = this.#waiting.get(news.id);
    this.#waiting.delete(news.id);
    if ("problem" in news) waiting?.reject(new PdfError(news.problem));
    else waiting?.resolve(news.answer as never);
  }

  #end(error: PdfError): void {
    this.#ended ??= error;
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
