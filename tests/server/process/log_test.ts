import assert from "node:assert/strict";
import { type Fields, jsonLog, type Level } from "../../../server/process/log.ts";

function written(level: Level, write: (log: ReturnType<typeof jsonLog>) => void): { level: Level; line: string }[] {
  const lines: { level: Level; line: string }[] = [];
  write(jsonLog({ level, now: () => 0, write: (level, line) => lines.push({ level, line }) }));
  return lines;
}

function said(fields: Fields): Record<string, unknown> {
  const [{ line }] = written("debug", (log) => log("info", "test", fields));
  assert.equal(line.split("\n").length, 1);
  const { time: _, level: __, event: ___, ...rest } = JSON.parse(line);
  return rest;
}

Deno.test("an event is one line of JSON: time, level, event and fields", () => {
  const [{ level, line }] = written("info", (log) => log("warn", "save failed", { board: "b1", failures: 2 }));
  assert.equal(level, "warn");
  assert.equal(
    line,
    `{"time":"1970-01-01T00:00:00.000Z","level":"warn","event":"save failed","board":"b1","failures":2}`,
  );
});

Deno.test("events below the configured level are not written", () => {
  const all = (level: Level) =>
    written(level, (log) => (["debug", "info", "warn", "error"] as const).forEach((each) => log(each, each)));
  assert.deepEqual(all("debug").map(({ level }) => level), ["debug", "info", "warn", "error"]);
  assert.deepEqual(all("warn").map(({ level }) => level), ["warn", "error"]);
  assert.deepEqual(all("error").map(({ level }) => level), ["error"]);
});

const SLUG = "Zx81-tQ_7vLk2mNp4RsT9w";

Deno.test("possible secrets of links are removed from every text", () => {
  for (
    const text of [
      SLUG,
      `GET /api/boards/${SLUG}/state`,
      "/b/short",
      "http://127.0.0.1:8000/ws/short",
      "Cannot save board as the store fails: open:short",
      "/any?token=short",
    ]
  ) {
    const line = JSON.stringify(said({ text, deep: { list: [text] }, error: new Error(text, { cause: Error(text) }) }));
    assert.ok(!line.includes(SLUG), line);
    assert.ok(!line.includes("short"), line);
  }
});

Deno.test("the message of a JSON syntax error is not written, because it quotes the input", () => {
  const error = (() => {
    try {
      return JSON.parse("my words");
    } catch (error) {
      return error;
    }
  })();
  assert.match(error.message, /my words/);
  assert.equal((said({ error }).error as { message: string }).message, "SyntaxError");
  assert.match(JSON.stringify(said({ error: new Error("outer", { cause: error }) })), /because of SyntaxError"/);
});

Deno.test("an error is written with its origin, and a long message is cut", () => {
  const { message, at } = said({ error: new TypeError("x".repeat(20) + " y".repeat(1_000)) }).error as {
    message: string;
    at: string[];
  };
  assert.match(message, /^TypeError: xxx/);
  assert.ok(message.length < 350);
  assert.match(at[0], /^log_test\.ts:\d+:\d+$/);
});

Deno.test("a board is named by its id, but not an open board: its name opens it", () => {
  assert.deepEqual(said({ board: SLUG }), { board: SLUG });
  assert.deepEqual(said({ board: "open:our-team" }), { board: "open" });
});

Deno.test("a field cannot replace the event, and values without JSON cause no error", () => {
  const [{ line }] = written("debug", (log) => log("info", "test", { event: "other", size: 10n, nothing: undefined }));
  assert.deepEqual(JSON.parse(line), { time: "1970-01-01T00:00:00.000Z", level: "info", event: "test", size: "10" });
});
