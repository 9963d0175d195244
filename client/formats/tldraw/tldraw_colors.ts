import type { Paint } from "../../../board/style.ts";

/** A colour of tldraw on light boards, by what it colours. */
interface Hues {
  /** Lines, letters and whole fills. Those that look like ours of the same name follow the theme as theirs do. */
  readonly line: Paint;
  /** The pale fill of the colour, which tldraw uses by default. */
  readonly tint: Paint;
  /** Its lighter fill. */
  readonly lined: Paint;
  /** Paper of notes. */
  readonly paper: Paint;
  readonly highlight: Paint;
}

/** A black note is yellow. */
export const HUES: Readonly<Record<string, Hues>> = {
  black: { line: "black", tint: "#e8e8e8", lined: "#363636", paper: "yellow", highlight: "#fddd00" },
  grey: { line: "#9fa8b2", tint: "#eceef0", lined: "#bbc1c9", paper: "#c0cad3", highlight: "#cbe7f1" },
  red: { line: "red", tint: "#f4dadb", lined: "#e75f5f", paper: "#fc8282", highlight: "#ff636e" },
  orange: { line: "orange", tint: "#f8e2d4", lined: "#ea8643", paper: "#faa475", highlight: "#ffa500" },
  yellow: { line: "#f1ac4b", tint: "#f9f0e6", lined: "#f5c27a", paper: "#fed49a", highlight: "#fddd00" },
  green: { line: "green", tint: "#d3e9e3", lined: "#0bad7c", paper: "#6fc896", highlight: "#00ffc8" },
  blue: { line: "#4465e9", tint: "#dce1f8", lined: "#6580ec", paper: "#8aa3ff", highlight: "#10acff" },
  violet: { line: "#ae3ec9", tint: "#ecdcf2", lined: "#be68d4", paper: "#db91fd", highlight: "#c77cff" },
  "light-violet": { line: "#e085f4", tint: "#f5eafa", lined: "#e9abf7", paper: "#dfb0f9", highlight: "#ff88ff" },
  "light-blue": { line: "#4ba1f1", tint: "#ddedfa", lined: "#7abaf5", paper: "#9bc4fd", highlight: "#00f4ff" },
  "light-green": { line: "#4cb05e", tint: "#dbf0e0", lined: "#7ec88c", paper: "#98d08a", highlight: "#65f641" },
  "light-red": { line: "#f87777", tint: "#f4dadb", lined: "#f99a9a", paper: "#f7a5a1", highlight: "#ff7fa3" },
  white: { line: "#ffffff", tint: "#f5f5f5", lined: "#ffffff", paper: "#ffffff", highlight: "#ffffff" },
};

export function colorOf(name: unknown): Paint {
  return named(HUES, name, HUES.black).line;
}

export function linedOf(name: unknown): Paint {
  return named(HUES, name, HUES.black).lined;
}

/** The colour whose light fill here is the pale fill there: a quarter of a colour on white paper. */
export function tintOf(name: unknown): Paint {
  const channels = named(HUES, name, HUES.black).tint.slice(1).match(/../g)!.map((hex) => parseInt(hex, 16));
  const whole = channels.map((value) => Math.max(0, 255 - 4 * (255 - value)).toString(16).padStart(2, "0"));
  return `#${whole.join("")}`;
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
