import assert from "node:assert/strict";
import { shareChoices } from "../../../client/ui/share_choices.ts";

Deno.test("a browser that knows all links offers drawing and viewing, never the owner link", () => {
  const { choices, note } = shareChoices("own", "owner", { owner: "own", editor: "edit", viewer: "view" });
  assert.deepEqual(choices.map(({ slug }) => slug), ["edit", "view"]);
  assert.equal(note, undefined);
});

Deno.test("a browser that knows only its own link offers that and says who has the others", () => {
  for (const role of ["editor", "viewer", "commenter", undefined] as const) {
    const { choices, note } = shareChoices("mine", role, {});
    assert.deepEqual(choices.map(({ slug }) => slug), ["mine"]);
    assert.match(note!, /whoever made this board/);
  }
});

Deno.test("the owner link alone is offered with a warning", () => {
  const { choices } = shareChoices("own", "owner", { owner: "own" });
  assert.equal(choices[0].slug, "own");
  assert.match(choices[0].allows, /can do all that you can/);
});
