import type { Paint } from "../../../board/style.ts";

/** A colour of tldraw on light boards, by what it colours. */
interface Hues {
  /** Lines, letters and whole fills. Those that look like ours of the same name follow the theme as theirs do. */
  readonly line: Paint;
  /** Its lighter fill. */
  readonly lined: Paint;
  /** Paper of notes. */
  readonly paper: Paint;
  readonly highlight: Paint;
}

/** A black note is yellow. */
export const HUES: Readonly<Record<string, Hues>> = {
  black: { line: "black", lined: "#363636", paper: "yellow", highlight: "#fddd00" },
  grey: { line: "#9fa8b2", lined: "#bbc1c9", paper: "#c0cad3", highlight: "#cbe7f1" },
  red: { line: "red", lined: "#e75f5f", paper: "#fc8282", highlight: "#ff636e" },
  orange: { line: "orange", lined: "#ea8643", paper: "#faa475", highlight: "#ffa500" },
  yellow: { line: "#f1ac4b", lined: "#f5c27a", paper: "#fed49a", highlight: "#fddd00" },
  green: { line: "green", lined: "#0bad7c", paper: "#6fc896", highlight: "#00ffc8" },
  blue: { line: "#4465e9", lined: "#6580ec", paper: "#8aa3ff", highlight: "#10acff" },
  violet: { line: "#ae3ec9", lined: "#be68d4", paper: "#db91fd", highlight: "#c77cff" },
  "light-violet": { line: "#e085f4", lined: "#e9abf7", paper: "#dfb0f9", highlight: "#ff88ff" },
  "light-blue": { line: "#4ba1f1", lined: "#7abaf5", paper: "#9bc4fd", highlight: "#00f4ff" },
  "light-green": { line: "#4cb05e", lined: "#7ec88c", paper: "#98d08a", highlight: "#65f641" },
  "light-red": { line: "#f87777", lined: "#f99a9a", paper: "#f7a5a1", highlight: "#ff7fa3" },
  white: { line: "#ffffff", lined: "#ffffff", paper: "#ffffff", highlight: "#ffffff" },
};

export function colorOf(name: unknown): Paint {
  return named(HUES, name, HUES.black).line;
}

export function linedOf(name: unknown): Paint {
  return named(HUES, name, HUES.black).lined;
}

export function paperOf(name: unknown): Paint {
  return named(HUES, name, HUES.black).paper;
}

export function highlightOf(name: unknown): Paint {
  return named(HUES, name, HUES.black).highlight;
}

export function named<T>(values: Readonly<Record<string, T>>, name: unknown, usual: T): T;
export function named<T>(values: Readonly<Record<string, T>>, name: unknown, usual: undefined): T | undefined;
export function named<T>(values: Readonly<Record<string, T>>, name: unknown, usual: T | undefined): T | undefined {
  return typeof name === "string" && Object.hasOwn(values, name) ? values[name] : usual;
}
