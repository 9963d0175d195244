import assert from "node:assert/strict";
import { listedBoards, shownTitle } from "../../../../client/ui/start/board_list.ts";
import type { Visit } from "../../../../client/ui/links/visits.ts";

const NOW = Date.UTC(2026, 5, 15, 12);

function visit(slug: string, title?: string, pinned?: true): Visit {
  return { slug, title, pinned, since: NOW, at: NOW };
}

const slugs = (visits: readonly Visit[], query: string) => listedBoards(visits, query, NOW).map(({ slug }) => slug);

Deno.test("pinned boards are listed first, each group in its order", () => {
  const visits = [visit("a"), visit("b", "B", true), visit("c"), visit("d", "D", true)];
  assert.deepEqual(slugs(visits, ""), ["b", "d", "a", "c"]);
});

Deno.test("boards are found by all words of the query, whatever their case, accents and order", () => {
  const visits = [visit("a", "Café plan"), visit("b", "Plan of the harbour"), visit("c", "Ideas")];
  assert.deepEqual(slugs(visits, "CAFE"), ["a"]);
  assert.deepEqual(slugs(visits, " plan "), ["a", "b"]);
  assert.deepEqual(slugs(visits, "harb plan"), ["b"]);
  assert.deepEqual(slugs(visits, "harbour ideas"), []);
  assert.deepEqual(slugs(visits, "  "), ["a", "b", "c"]);
});

Deno.test("a board without a title is found by the date that stands for it", () => {
  const visits = [visit("a", "Ideas"), visit("b")];
  assert.match(shownTitle(visits[1], NOW), /^Board of .*Jun 15/);
  assert.deepEqual(slugs(visits, "jun 15"), ["b"]);
});
