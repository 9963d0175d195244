import type { ReadonlySignal } from "@preact/signals-core";
import type { Created } from "./create_board.ts";

/** Changes boards that are not open on this page. Never throws. */
export interface BoardDesk {
  /** Resolves to a problem, if there was one. */
  rename(slug: string, title: string): Promise<string | undefined>;
  /** Creates a board with the same content. */
  duplicate(slug: string, title: string): Promise<Created>;
  /**
   * Creates a board, with these shapes if there are any, and remembers its links. Without the network it begins one on
   * this device, which the server creates later.
   *
   * @returns the link to open it with
   */
  create(scribble: Scribble | undefined): Promise<{ readonly slug: string } | { readonly problem: string }>;
  /** A board as its copy on this device shows it; undefined when there is none. @param slugs links of the board */
  picture(slugs: readonly string[], theme: "light" | "dark"): Promise<Blob | undefined>;
  /** Shows a board that no server knows. Undefined when its code cannot be loaded. */
  scribble(element: HTMLElement): Promise<Scribble | undefined>;
}

/** What is on a board: a Yjs update, and how many changes it is. */
export interface BoardContent {
  readonly update: Uint8Array;
  readonly changes: number;
}

/** A board on the start page, which exists only there. */
export interface Scribble {
  /** The number of shapes. */
  readonly count: ReadonlySignal<number>;
  /** Creates a board on the server with these shapes. @param key see `createBoard` */
  create(key: string): Promise<Created>;
  content(): BoardContent;
  /** Undoes the last stroke. */
  takeBack(): void;
  clear(): void;
  /** Safe to call twice. */
  close(): void;
}
