export type Point = readonly [x: number, y: number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * One browser window, operated with the input of a real mouse and keyboard. Lengths are viewport CSS pixels. Keys have
 * the names of `KeyboardEvent.key`.
 */
export interface Driver {
  goto(address: string): Promise<void>;
  reload(): Promise<void>;
  address(): Promise<string>;
  resize(size: Size): Promise<void>;
  /** Runs a function in the page. The browser gets its source text, so the function must be complete in itself. */
  evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  moveMouse(to: Point): Promise<void>;
  /** Presses the mouse at the first point and moves it along the others, without releasing it. */
  pressMouse(points: readonly Point[]): Promise<void>;
  releaseMouse(): Promise<void>;
  doubleClick(at: Point): Promise<void>;
  /** Turns the wheel at the place of the mouse. */
  wheel(dx: number, dy: number): Promise<void>;
  /** Presses these keys one after another, then releases them. */
  chord(keys: readonly string[]): Promise<void>;
  /** Types each character as one key. */
  type(text: string): Promise<void>;
  /** The window as PNG. */
  screenshot(): Promise<Uint8Array>;
  /** Closes or empties the window and forgets everything that it stored. */
  close(): Promise<void>;
}

/** A started browser. Each window has separate storage, as if another person used it. */
export interface EngineBrowser extends AsyncDisposable {
  /** The folder that receives what pages download. */
  readonly downloads: string;
  open(): Promise<Driver>;
}

export interface EngineOptions {
  /** The theme of the system. Default: light. */
  readonly theme?: "light" | "dark";
}

export interface Engine {
  readonly name: string;
  /** What has to be installed or set before it can start; undefined if nothing. */
  readonly missing: string | undefined;
  /**
   * Starts the browser.
   *
   * @param folder an empty folder for its profile and downloads; the caller removes it
   */
  start(folder: string, options?: EngineOptions): Promise<EngineBrowser>;
}

/** What a window shows before its first page. */
export const BLANK_PAGE = "about:blank";

/** The time that one step of a browser may take before it fails, ms. */
export const STEP_MS = 30_000;

/** The time for all journeys in one browser, ms. */
export const JOURNEYS_MS = 600_000;
