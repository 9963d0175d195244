/** How a picture or file is to be made. */
export interface ExportChoice {
  readonly format: "png" | "svg" | "drawbridge";
  /** Pixels per board unit, for PNG. */
  readonly scale: number;
  readonly isTransparent: boolean;
}

/** How things leave and enter the board by files and the clipboard. Errors are for people. */
export interface Outlet {
  /** Saves the selection, or the whole board when nothing is selected, on this device. */
  save(choice: ExportChoice): Promise<void>;
  /** Copies it as a picture. */
  copy(choice: ExportChoice): Promise<void>;
  /** Asks for a file and puts its shapes onto the board. */
  open(): Promise<void>;
  /** Puts the shapes of a file onto the board. */
  openFile(file: File): Promise<void>;
  print(): Promise<void>;
}

const unavailable = () => Promise.reject(new Error("Cannot do this as the page is still loading"));

/** Before the page is ready. */
export const CLOSED: Outlet = {
  save: unavailable,
  copy: unavailable,
  open: unavailable,
  openFile: unavailable,
  print: unavailable,
};
