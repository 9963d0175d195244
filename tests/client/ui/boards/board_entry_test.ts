import assert from "node:assert/strict";
import { entriesOf, foldersOf, sorted } from "../../../../client/ui/boards/board_entry.ts";
import type { Visit } from "../../../../client/ui/links/visits.ts";
import type { AccountBoard } from "../../../../client/ui/start/joined_boards.ts";

const visit = (slug: string, more: Partial<Visit> = {}): Visit => ({ slug, title: slug, since: 1, at: 1, ...more });
const board = (id: string, more: Partial<AccountBoard> = {}): AccountBoard => ({
  board: id,
  title: id,
  role: "viewer",
  at: 1,
  ...more,
});

Deno.test("a board that both the browser and the account know is there once, with what is newer or allows more", () => {
  const visits = [visit("x", { role: "editor", at: 5 }), visit("y", { at: 4 }), visit("z", { at: 3 })];
  const joined = {
    boards: [board("b", { title: "New", role: "owner", at: 9, pinned: true }), board("c"), board("d")],
    boardOf: new Map([["x", "b"], ["y", "b"]]),
    hasForgotten: false,
  };
  const entries = entriesOf(visits, joined, new Map([["c", "to-c"]]));
  assert.deepEqual(entries.map(({ key, visit, isVisited }) => [key, visit.slug, isVisited]), [
    ["b", "x", true],
    ["z", "z", true],
    ["c", "to-c", false],
  ]);
  const { title, role, at, pinned } = entries[0].visit;
  assert.deepEqual({ title, role, at, pinned }, { title: "New", role: "owner", at: 9, pinned: true });
});

Deno.test("boards are in the chosen order, pinned ones first", () => {
  const boards = [
    board("a", { title: "Board 10", at: 3, changed: { at: 1, by: [] }, folder: "Team 10" }),
    board("b", { title: "board 2", at: 2, changed: { at: 9, by: [] }, folder: "Team 2" }),
    board("c", { title: "Ähre", at: 1, pinned: true, folder: "Team 2" }),
  ];
  const links = new Map(boards.map(({ board }) => [board, board]));
  const entries = entriesOf([], { boards, boardOf: new Map(), hasForgotten: false }, links);
  const titleOf = ({ title = "" }: Visit) => title;
  const keys = (order: "opened" | "changed" | "title") =>
    sorted(entries, order, { titleOf, language: "en" }).map(({ key }) => key).join("");
  assert.deepEqual([keys("opened"), keys("changed"), keys("title")], ["cab", "cba", "cba"]);
  assert.deepEqual(foldersOf(entries, "en"), ["Team 2", "Team 10"]);
});
