import assert from "node:assert/strict";
import { shareChoices } from "../../../../client/ui/links/share_choices.ts";

const NONE = { links: {}, made: [] };
const links = { owner: "own", editor: "edit", viewer: "view" };

Deno.test("a browser that knows all links offers drawing and viewing, never the owner link", () => {
  const { choices, note } = shareChoices("own", "owner", { links, made: [] });
  assert.deepEqual(choices.map(({ slug }) => slug), ["edit", "view"]);
  assert.equal(note, undefined);
});

Deno.test("a browser that knows only its own link offers it and says who has the others", () => {
  for (const role of ["editor", "viewer", "commenter"] as const) {
    const { choices, note } = shareChoices("mine", role, NONE);
    assert.deepEqual(choices.map(({ slug }) => slug), ["mine"]);
    assert.match(note!, /^Only an owner .* Ask them for a/);
  }
  assert.deepEqual(shareChoices("mine", undefined, NONE).note, undefined);
});

Deno.test("the owner link is never offered, even if it is the only one (fault T2)", () => {
  for (const links of [{ owner: "own" }, {}]) {
    assert.deepEqual(shareChoices("own", "owner", { links, made: [] }), { choices: [], note: undefined });
  }
  const made = [{ slug: "own2", role: "owner" }] as const;
  assert.deepEqual(shareChoices("own", "owner", { links: { owner: "own" }, made }).choices, []);
});

Deno.test("a link for comments says so", () => {
  const made = [{ slug: "talk", role: "commenter" }] as const;
  const [choice] = shareChoices("own", "owner", { links: {}, made }).choices;
  assert.deepEqual([choice.slug, choice.title], ["talk", "Can comment"]);
  assert.match(choice.allows, /comments on it .* draws nothing/);
});

Deno.test("the newest three links created here are offered by their labels (fault T15)", () => {
  const made = ["four", "three", "two", "one"].map((slug) => ({
    slug,
    role: "viewer" as const,
    label: `Class ${slug}`,
  }));
  const { choices } = shareChoices("own", "owner", { links, made });
  assert.deepEqual(choices.map(({ title }) => title), [
    "Can draw",
    "View only",
    "Class four",
    "Class three",
    "Class two",
  ]);
});
