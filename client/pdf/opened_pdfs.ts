import type { Clock } from "../../board/clock.ts";
import { PdfReader } from "./pdf_reader.ts";
import { PdfError } from "./pdf_task.ts";

/** Workers at the same time. Each holds a file, its fonts and its pictures. */
const OPEN_MAX = 2;
/** A PDF that nobody looks at is closed after this, ms. */
const IDLE_MS = 60_000;

interface OpenedPdfsOptions {
  readonly clock: Clock;
  /** The bytes of an asset; undefined when they cannot be had now. */
  readonly bytes: (asset: string) => Promise<Blob | undefined>;
  readonly open?: (file: Blob) => Promise<PdfReader>;
}

/** The PDFs of a board, opened when something of them is needed. */
export class OpenedPdfs {
  readonly #options: OpenedPdfsOptions;
  /** In order of last use. */
  readonly #readers = new Map<string, Promise<PdfReader>>();
  /** Those that took too long, or that nobody can read: they are not opened again. */
  readonly #bad = new Set<string>();
  #stopIdle = () => {};

  constructor(options: OpenedPdfsOptions) {
    this.#options = options;
  }

  /**
   * Asks a PDF for something.
   *
   * @throws {PdfError}
   */
  async ask<T>(asset: string, question: (reader: PdfReader) => Promise<T>): Promise<T> {
    if (this.#bad.has(asset)) throw new PdfError("broken");
    const opening = this.#readers.get(asset) ?? this.#open(asset);
    this.#readers.delete(asset);
    this.#readers.set(asset, opening);
    this.#restartIdle();
    const reader = await opening;
    try {
      return await question(reader);
    } catch (error) {
      if (error instanceof PdfError && error.problem === "tooSlow") this.#bad.add(asset);
      if (!reader.isOpen && this.#readers.get(asset) === opening) this.#readers.delete(asset);
      throw error;
    }
  }

  close(): void {
    this.#stopIdle();
    for (const [asset] of [...this.#readers]) this.#drop(asset);
  }

  #open(asset: string): Promise<PdfReader> {
    for (const [oldest] of [...this.#readers].slice(0, Math.max(0, this.#readers.size - OPEN_MAX + 1))) {
      this.#drop(oldest);
    }
    const opening = this.#read(asset);
    opening.catch(() => this.#readers.get(asset) === opening && this.#readers.delete(asset));
    return opening;
  }

  async #read(asset: string): Promise<PdfReader> {
    const { bytes, clock, open = (file: Blob) => PdfReader.open(file, { clock }) } = this.#options;
    const file = await bytes(asset);
    if (file === undefined) throw new PdfError("noWorker");
    try {
      return await open(file);
    } catch (error) {
      // Without a network the worker may come later.
      if (error instanceof PdfError && error.problem !== "noWorker") this.#bad.add(asset);
      throw error;
    }
  }

  #drop(asset: string): void {
    void this.#readers.get(asset)?.then((reader) => reader.close(), () => {});
    this.#readers.delete(asset);
  }

  #restartIdle(): void {
    this.#stopIdle();
    this.#stopIdle = this.#options.clock.after(IDLE_MS, () => this.close());
  }
}
