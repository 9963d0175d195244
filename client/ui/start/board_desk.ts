import type { ReadonlySignal } from "@preact/signals-core";
import type { Created } from "./create_board.ts";

/** What became of a change that was sent to a board. */
export type Outcome = "saved" | "viewOnly" | "full" | "absent" | "unreachable";

/** Changes boards that are not open on this page. Never throws. */
export interface BoardDesk {
  rename(slug: string, title: string): Promise<Outcome>;
  /** Creates a board with the same content. */
  duplicate(slug: string, title: string): Promise<Created>;
  /** Shows a board that no server knows. Undefined when its code cannot be loaded. */
  scribble(element: HTMLElement): Promise<Scribble | undefined>;
}

/** A board on the start page, which exists only there. */
export interface Scribble {
  /** The number of shapes. */
  readonly count: ReadonlySignal<number>;
  /** Creates a board on the server with these shapes. */
  create(): Promise<Created>;
  /** Undoes the last stroke. */
  takeBack(): void;
  clear(): void;
  /** Safe to call twice. */
  close(): void;
}
