import assert from "node:assert/strict";
import { Following, RETURN_MS } from "../../../../client/editor/together/following.ts";
import { inCompany, ME, peerOf } from "./company.ts";

const VIEW = { x: 1_000, y: 500, w: 1_600, h: 600 };
/** The view above in a window of 800 × 600. */
const SHOWN = { x: 200, y: -100, zoom: 0.5 };
const ANNE = "a".repeat(32);

/** Somebody who follows person 1. */
function follower(
  { isPressed = () => false, isCalm = false }: { isPressed?: () => boolean; isCalm?: boolean } = {},
) {
  const company = inCompany();
  const { clock, frame } = company;
  const following = new Following(company.editor, { clock, frame, isPressed, isCalm: () => isCalm });
  company.seen(peerOf(1, undefined, { author: ANNE }), peerOf(2));
  company.editor.following.value = 1;
  return { ...company, following, [Symbol.dispose]: () => following.close() };
}

Deno.test("the view of a person is shown in the middle and as large as possible, and moves with theirs", () => {
  using me = follower();
  const { editor, seen } = me;
  assert.equal(me.presence.follows, 1);
  assert.deepEqual(me.following.followed.peek(), { id: 1, name: "Person 1", color: "red", isHere: true });
  seen(peerOf(1, { view: VIEW }));
  me.show(2);
  const { zoom } = editor.camera.state.peek();
  assert.ok(zoom < 1 && zoom > 0.5, "it moves smoothly");
  me.settle();
  assert.deepEqual(editor.camera.state.peek(), SHOWN);
  seen(peerOf(1, { view: { ...VIEW, x: 1_100 } }));
  me.settle();
  assert.equal(editor.camera.x, 300);
  editor.camera.viewport.value = { width: 400, height: 600 };
  me.settle();
  assert.equal(editor.camera.zoom, 0.25, "also when the window changes");
  assert.equal(editor.following.peek(), 1);
});

Deno.test("with less motion the view jumps, and it waits for a press to end", () => {
  let isPressed = true;
  using me = follower({ isCalm: true, isPressed: () => isPressed });
  me.seen(peerOf(1, { view: VIEW }));
  me.show(5);
  assert.equal(me.editor.camera.zoom, 1);
  isPressed = false;
  me.show(1);
  assert.deepEqual(me.editor.camera.state.peek(), SHOWN);
});

Deno.test("following ends when the person moves the view, and others are told", () => {
  using me = follower();
  me.seen(peerOf(1, { view: VIEW }));
  me.settle();
  me.editor.camera.panBy(10, 0);
  assert.equal(me.editor.following.peek(), undefined);
  assert.equal(me.following.followed.peek(), undefined);
  assert.equal(me.presence.follows, undefined);
  assert.match(me.editor.done.peek()!, /no longer follow Person 1/);
  me.seen(peerOf(1, { view: { ...VIEW, x: 0 } }));
  me.settle();
  assert.deepEqual(me.editor.camera.state.peek(), { ...SHOWN, x: SHOWN.x + 20 });
});

Deno.test("who loads the page again is still followed, by the same author", () => {
  using me = follower();
  me.seen(peerOf(2));
  assert.equal(me.following.followed.peek()?.isHere, false);
  me.clock.pass(RETURN_MS - 1);
  me.seen(peerOf(2), peerOf(3, { view: VIEW }, { name: "Anne", author: ANNE }));
  me.settle();
  me.clock.pass(RETURN_MS);
  assert.equal(me.editor.following.peek(), 3);
  assert.equal(me.presence.follows, 3);
  assert.deepEqual(me.editor.camera.state.peek(), SHOWN);
});

Deno.test("who leaves is followed no longer, with a word", () => {
  using me = follower();
  me.seen(peerOf(2));
  me.clock.pass(RETURN_MS);
  assert.equal(me.editor.following.peek(), undefined);
  assert.match(me.editor.done.peek()!, /Person 1 has left/);
  me.editor.following.value = 99;
  assert.equal(me.editor.following.peek(), undefined, "nobody has this id");
});

Deno.test("without a connection nobody has left, and following goes on afterwards", () => {
  using me = follower();
  me.editor.status.value = { kind: "offline", changes: 0, kept: true };
  me.seen();
  me.clock.pass(10 * RETURN_MS);
  assert.equal(me.editor.following.peek(), 1);
  me.editor.status.value = { kind: "saved" };
  me.clock.pass(RETURN_MS - 1);
  me.seen(peerOf(1, { view: VIEW }, { author: ANNE }));
  me.settle();
  me.clock.pass(RETURN_MS);
  assert.deepEqual(me.editor.camera.state.peek(), SHOWN);
  assert.equal(me.following.followed.peek()?.isHere, true);
});

Deno.test("nobody follows their own follower, also by way of others", () => {
  for (const circle of [[peerOf(1, { follows: ME })], [peerOf(1, { follows: 2 }), peerOf(2, { follows: ME })]]) {
    using me = follower();
    me.editor.following.value = undefined;
    me.seen(...circle);
    me.editor.following.value = 1;
    assert.equal(me.editor.following.peek(), undefined);
    assert.match(me.editor.done.peek()!, /Person 1 follows you/);
  }
});

Deno.test("of people who began to follow each other at once, one goes on", () => {
  using me = follower();
  me.seen(peerOf(1, { follows: ME }));
  assert.equal(me.editor.following.peek(), undefined, "the one with the largest id lets go");
  using other = follower();
  other.seen(peerOf(1, { follows: 99 }), peerOf(99, { follows: ME }));
  assert.equal(other.editor.following.peek(), 1);
});

Deno.test("bad values of others move nothing", () => {
  using me = follower();
  for (
    const view of [{ x: NaN, y: 0, w: 1, h: 1 }, { x: 0, y: 0, w: 0, h: 0 }, { x: 1e300, y: 0, w: 1, h: 1 }, "view", []]
  ) {
    me.seen(peerOf(1, { view }));
  }
  for (const together of [7, "x", null, [1]]) me.seen(peerOf(1, together));
  me.settle();
  assert.deepEqual(me.editor.camera.state.peek(), { x: 0, y: 0, zoom: 1 });
  assert.equal(me.editor.following.peek(), 1);
});
