import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import type { Presence } from "../../../../board/wire/presence.ts";
import { Editor } from "../../../../client/editor/editor.ts";
import { followNews, SETTLED_MS } from "../../../../client/editor/people/arrivals.ts";
import type { News } from "../../../../client/editor/news.ts";
import { isWanted, noticeOf } from "../../../../client/ui/notices/notice_words.ts";
import { CONCERNED_MS, GROUPED_MS, Notices, SAID_MS, SHOWN_MS } from "../../../../client/ui/notices/notices.ts";
import { FakeClock } from "../../../support/fake_clock.ts";

function notices() {
  const clock = new FakeClock();
  const list = new Notices(clock);
  return { clock, list, texts: () => list.shown.value.map(({ text }) => text) };
}

Deno.test("people who come and leave together become one notice each, which goes after a while", () => {
  const { clock, list, texts } = notices();
  for (const name of ["Ada", "Bo", "Cy", "Di", "Ed"]) list.tell({ kind: "came", name });
  list.tell({ kind: "left", name: "Flo" });
  assert.deepEqual(texts(), []);
  clock.pass(GROUPED_MS);
  assert.deepEqual(texts(), ["Ada, Bo and 3 others came", "Flo left"]);
  clock.pass(SHOWN_MS);
  assert.deepEqual(texts(), []);
  list.close();
});

Deno.test("a notice stays while it has the keyboard, also when others come, and goes a while later", () => {
  const { clock, list, texts } = notices();
  const [first, ...others] = ["Froze", "Thawed", "Froze again", "Thawed again"];
  list.tell({ kind: "owner", text: first });
  list.hold(list.shown.value[0].id);
  clock.pass(2 * SHOWN_MS);
  for (const text of others) list.tell({ kind: "owner", text });
  assert.deepEqual(texts(), [first, ...others.slice(-2)]);
  list.hold(undefined);
  clock.pass(SHOWN_MS - 1);
  assert.deepEqual(texts(), [first, ...others.slice(-2)]);
  clock.pass(1);
  assert.deepEqual(texts(), []);
  list.close();
});

Deno.test("another role of one's own is spoken although its notice is switched off, each time", () => {
  const { clock, list, texts } = notices();
  const said: string[] = [];
  const stop = list.said.subscribe(({ number, text }) => said.push(`${number > 0 ? "new " : ""}${text}`));
  for (let i = 0; i < 2; i++) {
    list.say({ kind: "role", role: "viewer" });
    clock.pass(SAID_MS);
  }
  assert.deepEqual(said.slice(1), Array(2).fill("new Your link now lets you look only"));
  assert.deepEqual(texts(), []);
  stop();
  list.close();
});

Deno.test("what is new is spoken once and together, also the same words again", () => {
  const { clock, list } = notices();
  const said: unknown[] = [];
  const stop = list.said.subscribe(({ text }) => said.push(text));
  list.tell({ kind: "came", name: "Ada" });
  list.tell({ kind: "left", name: "Bo" });
  clock.pass(GROUPED_MS + SAID_MS);
  for (let i = 0; i < 2; i++) {
    list.tell({ kind: "message", name: "Ada", text: "yes", open: () => {} });
    clock.pass(SAID_MS);
  }
  assert.deepEqual(said, ["", "Ada came. Bo left", "Ada: yes", "Ada: yes"]);
  stop();
  list.close();
});

Deno.test("a person who loads the page again neither left nor came", () => {
  const { clock, list, texts } = notices();
  list.tell({ kind: "left", name: "Ada" });
  list.tell({ kind: "came", name: "Ada" });
  list.tell({ kind: "came", name: "Bo" });
  list.tell({ kind: "left", name: "Bo" });
  clock.pass(GROUPED_MS);
  assert.deepEqual(texts(), []);
  list.close();
});

Deno.test("changes of links by other owners become one notice, and malformed ones none", () => {
  const { clock, list, texts } = notices();
  const change = (name: string, action: string, about?: string) =>
    list.tell({ kind: "link", json: JSON.stringify({ name, action, about }) });
  const shown = () => {
    clock.pass(GROUPED_MS);
    const now = texts();
    clock.pass(SHOWN_MS);
    return now;
  };
  change("Ada", "createLink", "Guests");
  assert.deepEqual(shown(), ["Ada created a link: Guests"]);
  change("", "changeRole", "viewer");
  assert.deepEqual(shown(), ["Somebody without a name changed what a link allows: View only"]);
  change("Ada", "createLink", "Guests");
  change("Ada", "revokeLink", "Guests");
  assert.deepEqual(shown(), ["Ada changed 2 links"]);
  for (const name of ["Ada", "Bo"]) change(name, "replaceLinks");
  assert.deepEqual(shown(), ["2 links were changed"]);
  for (const json of ["", "{}", '{"action":"freeze","name":"Ada"}', '{"action":"createLink","name":1}']) {
    list.tell({ kind: "link", json });
  }
  assert.deepEqual(shown(), []);
  list.close();
});

Deno.test("at most three notices are shown, and mentions stay longer than others", () => {
  const { clock, list, texts } = notices();
  const open = () => {};
  list.tell({ kind: "mention", name: "Ada", text: "look", open });
  list.tell({ kind: "saved", count: 3 });
  clock.pass(SHOWN_MS);
  assert.deepEqual(texts(), ["Ada mentioned you: look"]);
  clock.pass(CONCERNED_MS);
  for (const count of [1, 2, 3, 4]) list.tell({ kind: "saved", count });
  assert.deepEqual(texts(), [2, 3, 4].map((count) => `${count} pending changes are saved`));
  list.close();
});

Deno.test("each kind can be switched off, and long messages are shortened", () => {
  const settings = new Editor(new Board(), { name: "Ada", color: "red" }).settings.value;
  const all: [News, keyof typeof settings][] = [
    [{ kind: "came", name: "Bo" }, "showsPeople"],
    [{ kind: "saved", count: 1 }, "showsSaved"],
    [{ kind: "owner", text: "all point" }, "showsOwner"],
    [{ kind: "frozen" }, "showsFreezing"],
    [{ kind: "thawed" }, "showsFreezing"],
    [{ kind: "link", json: "" }, "showsLinks"],
    [{ kind: "role", role: "viewer" }, "showsOwner"],
    [{ kind: "reply", name: "Bo", text: "yes", open() {} }, "showsMentions"],
    [{ kind: "message", name: "Bo", text: "yes", open() {} }, "showsMessages"],
  ];
  for (const [news, name] of all) {
    assert.equal(isWanted(news, { ...settings, [name]: true }), true, name);
    assert.equal(isWanted(news, { ...settings, [name]: false }), false, name);
  }
  const { text } = noticeOf({ kind: "message", name: "Bo", text: `a\n${"b".repeat(500)}`, open() {} });
  assert.equal(text, `Bo: a ${"b".repeat(78)}…`);
});

const person = (id: number, name: string): Presence & { id: number } => ({
  id,
  user: { name, color: "red" },
  cursor: null,
});

Deno.test("only who comes after the page has settled is news; a lost connection makes nobody leave", () => {
  const clock = new FakeClock();
  const editor = new Editor(new Board(), { name: "Ada", color: "red" });
  const stop = followNews(editor, clock);
  const told = () => editor.news.value.map((news) => "name" in news ? `${news.kind} ${news.name}` : news.kind);
  editor.status.value = { kind: "saved" };
  editor.peers.value = [person(1, "Bo")];
  clock.pass(SETTLED_MS);
  assert.deepEqual(told(), []);
  editor.peers.value = [person(1, "Bo"), person(2, "Cy")];
  assert.deepEqual(told(), ["came Cy"]);
  editor.status.value = { kind: "offline", changes: 4, kept: true };
  editor.peers.value = [];
  editor.status.value = { kind: "saving" };
  editor.peers.value = [person(2, "Cy")];
  editor.status.value = { kind: "saved" };
  clock.pass(SETTLED_MS);
  assert.deepEqual(told(), ["came Cy", "saved", "left Bo"]);
  editor.status.value = { kind: "frozen", changes: 0 };
  editor.peers.value = [person(2, "Cy"), person(3, "Di")];
  assert.deepEqual(told().at(-1), "came Di", "a frozen board is connected");
  editor.role.value = "editor";
  editor.role.value = "viewer";
  assert.deepEqual(told().at(-1), "role");
  stop();
  editor.close();
});
