export const LEVELS = ["debug", "info", "warn", "error"] as const;

export type Level = typeof LEVELS[number];

export type Fields = Readonly<Record<string, unknown>>;

/** Logs an event. `event` is a fixed text of ours and never comes from outside. */
export type Log = (level: Level, event: string, fields?: Fields) => void;

export interface LogOptions {
  /** Events below this level are not written. */
  readonly level: Level;
  readonly write: (level: Level, line: string) => void;
  /** ms since 1970. */
  readonly now?: () => number;
}

/**
 * One JSON line per event: `{"time":"2026-01-31T09:30:00.000Z","level":"warn","event":"save failed","board":"…"}`.
 *
 * More people read a log than a board, and errors quote their input. So everything that may be the secret of a link is
 * replaced in every text, and the message of a syntax error is left out.
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

/** Slugs in paths, names of open boards, words as long as a link's secret, and query strings. */
const SECRETS = /(?<=\/(?:b|ws|embed|boards)\/)[^\s/?#"']+|(?<=open:)[^\s"']+|[A-Za-z0-9_-]{22,}|(?<=\?)[^\s"']+/g;

function sayable(value: unknown): unknown {
  if (typeof value === "string") return withoutSecrets(value);
  if (value instanceof Error) return { message: described(value), at: frames(value) };
  if (Array.isArray(value)) return value.map(sayable);
  if (typeof value !== "object" || value === null) return typeof value === "bigint" ? String(value) : value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [withoutSecrets(name), sayable(inner)]));
}

/** The id of a board opens nothing, but the name of an open board does. */
function named(board: string): string {
  return board.startsWith("open:") ? "open" : board;
}

/** The message of a syntax error is left out: it quotes the JSON that people wrote. */
function described(error: Error): string {
  const because = error.cause instanceof Error ? ` because of ${described(error.cause)}` : "";
  return (error instanceof SyntaxError ? error.name : `${error.name}: ${withoutSecrets(error.message)}`) + because;
}

/** The innermost stack frames as file name, line and column. */
function frames({ stack }: Error): string[] {
  const lines = stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return lines.slice(0, FRAMES_MAX).map((line) => line.match(/[^/(\s]+:\d+:\d+/)?.[0] ?? "native");
}

/** The text with possible secrets replaced by "…", cut to `TEXT_CHARS_MAX`. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRETS, "…").slice(0, TEXT_CHARS_MAX);
}
