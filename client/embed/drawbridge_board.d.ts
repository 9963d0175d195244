/** A place on a board: `"x,y,zoom"`, `"shape=id"`, or an object with the same. Frames are shapes as well. */
export type Spot = string | { readonly x: number; readonly y: number; readonly zoom?: number } | {
  readonly shape: string;
};

export interface PictureChoice {
  readonly format: "svg" | "png";
  /** Default: the whole board. */
  readonly part?: "board" | "selection";
  /** Default: the theme of the board. */
  readonly theme?: "light" | "dark";
  /** Pixels per board unit of a PNG, up to 4. Default: 2. */
  readonly scale?: number;
}

/** Details of the events of the element. */
export interface BoardEvents {
  "board-ready": CustomEvent<{ readonly mode: "view" | "edit"; readonly mayEdit: boolean }>;
  /** At most once a second. */
  "board-changed": CustomEvent<{ readonly shapes: number }>;
  /** At most 100 ids, and how many there are. */
  "board-selection": CustomEvent<{ readonly ids: readonly string[]; readonly count: number }>;
  "board-error": CustomEvent<{ readonly code: string }>;
}

/** Where there are no elements, as on a server that renders pages, the class can be imported and does nothing. */
export class DrawbridgeBoard extends HTMLElement {
  static observedAttributes: string[];
  /** The link of the board: `https://…/b/…` or `https://…/embed/…`. */
  src: string;
  /** Default: "view". Editing needs a link that may draw. */
  mode: string;
  /** "auto", "light" or "dark". */
  theme: string;
  /** Where the board opens: `"x,y,zoom"` or `"shape=id"`. Default: all of it. */
  spot: string;
  readonly mayEdit: boolean;
  readonly isReady: boolean;
  /** Shows the whole board. */
  fit(): Promise<void>;
  goTo(spot: Spot): Promise<void>;
  exportPicture(choice: PictureChoice): Promise<Blob>;
}

/** The address of the frame for the link of a board; undefined when it is none. */
export function embedAddress(
  link: string,
  looks?: { readonly mode?: string; readonly theme?: string; readonly spot?: string },
): URL | undefined;
