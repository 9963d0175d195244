export const LEVELS = ["debug", "info", "warn", "error"] as const;

export type Level = typeof LEVELS[number];

export type Fields = Readonly<Record<string, unknown>>;

/** Notes that something happened. `event` is a text of ours, never one that came from outside. */
export type Log = (level: Level, event: string, fields?: Fields) => void;

export interface LogOptions {
  /** What matters less is not written. */
  readonly level: Level;
  readonly write: (level: Level, line: string) => void;
  /** ms since 1970. */
  readonly now?: () => number;
}

/**
 * One line of JSON an event: `{"time":"2026-01-31T09:30:00.000Z","level":"warn","event":"save failed","board":"…"}`.
 *
 * A log is read by more people than a board is. Errors quote what they failed on, so no text is written as it is:
 * whatever may be the secret of a link is left out, and of what could not be parsed only that it could not.
 */
export function jsonLog({ level: least, write, now = Date.now }: LogOptions): Log {
  return (level, event, fields = {}) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return;
    const { board, ...others } = fields;
    const said = Object.entries(others).map(([name, value]) => [name, sayable(value)]);
    if (typeof board === "string") said.unshift(["board", named(board)]);
    const what = { time: new Date(now()).toISOString(), level, event };
    write(level, JSON.stringify({ ...what, ...Object.fromEntries(said), ...what }));
  };
}

const TEXT_CHARS_MAX = 300;
const FRAMES_MAX = 3;

/** An address that opens something, an open board's name, and whatever is as long as a link's secret. */
const SECRETS = /(?<=\/(?:b|ws|boards)\/)[^\s/?#"']+|(?<=open:)[^\s"']+|[A-Za-z0-9_-]{22,}|(?<=\?)[^\s"']+/g;

function sayable(value: unknown): unknown {
  if (typeof value === "string") return withoutSecrets(value);
  if (value instanceof Error) return { message: described(value), at: frames(value) };
  if (Array.isArray(value)) return value.map(sayable);
  if (typeof value !== "object" || value === null) return typeof value === "bigint" ? String(value) : value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [withoutSecrets(name), sayable(inner)]));
}

/** A board's id opens nothing; the name of an open board is all that one needs to come in. */
function named(board: string): string {
  return board.startsWith("open:") ? "open" : board;
}

/** JSON that cannot be parsed is quoted in the error, and it is what people wrote. */
function described(error: Error): string {
  const because = error.cause instanceof Error ? ` because of ${described(error.cause)}` : "";
  return (error instanceof SyntaxError ? error.name : `${error.name}: ${withoutSecrets(error.message)}`) + because;
}

/** Where it was thrown: files and lines of ours, innermost first. */
function frames({ stack }: Error): string[] {
  const lines = stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return lines.slice(0, FRAMES_MAX).map((line) => line.match(/[^/(\s]+:\d+:\d+/)?.[0] ?? "native");
}

/** The text with whatever may be a secret left out. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRETS, "…").slice(0, TEXT_CHARS_MAX);
}
