import { NOTICES } from "../messages/en/notices.ts";
import { Problem } from "./problem.ts";

/** Options of an export. */
export interface ExportChoice {
  readonly format: "png" | "svg" | "drawbridge";
  /** Pixels per board unit, for PNG. */
  readonly scale: number;
  readonly isTransparent: boolean;
}

/** Import and export through files and the clipboard. Fails with a `Problem` where the person can do something about it. */
export interface Outlet {
  /** Saves the selection, or the whole board when nothing is selected, as a file on this device. */
  save(choice: ExportChoice): Promise<void>;
  /** Copies the same as a picture. */
  copy(choice: ExportChoice): Promise<void>;
  /** Asks for a file and adds its shapes to the board. */
  open(): Promise<void>;
  /** Adds the shapes of a file to the board. */
  openFile(file: File): Promise<void>;
  print(): Promise<void>;
}

const unavailable = () => Promise.reject(new Problem(NOTICES.stillLoading));

/** Used until the page has loaded the real outlet. */
export const CLOSED: Outlet = {
  save: unavailable,
  copy: unavailable,
  open: unavailable,
  openFile: unavailable,
  print: unavailable,
};
