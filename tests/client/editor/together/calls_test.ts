import assert from "node:assert/strict";
import { CALL_S, Calls } from "../../../../client/editor/together/calls.ts";
import { Following } from "../../../../client/editor/together/following.ts";
import { OwnView } from "../../../../client/editor/together/own_view.ts";
import { inCompany, ME, peerOf } from "./company.ts";

function called() {
  const company = inCompany();
  const state = { isBusy: false };
  const { editor, clock, frame } = company;
  const following = new Following(editor, { clock, frame, isCalm: () => true, isPressed: () => false });
  const calls = new Calls(editor, {
    clock,
    isBusy: () => state.isBusy,
    endFollowing: (words) => following.end(words),
  });
  const close = () => {
    calls.close();
    following.close();
  };
  return { ...company, calls, state, [Symbol.dispose]: close };
}

Deno.test("a call is a question, and who does not answer comes along when the time is over", () => {
  using me = called();
  me.seen(peerOf(1, { brings: 1 }));
  assert.equal(me.calls.call.peek()?.name, "Person 1");
  assert.equal(me.calls.secondsLeft.peek(), CALL_S);
  me.clock.pass(CALL_S * 1_000 - 1);
  assert.equal(me.editor.following.peek(), undefined);
  me.clock.pass(1);
  assert.equal(me.editor.following.peek(), 1);
  assert.equal(me.calls.call.peek(), undefined);
  assert.equal(me.clock.pending, 0);
});

Deno.test("who is busy is asked, and not taken along until they are not", () => {
  using me = called();
  me.state.isBusy = true;
  me.seen(peerOf(1, { brings: 1 }));
  me.clock.pass(10 * CALL_S * 1_000);
  assert.equal(me.editor.following.peek(), undefined);
  assert.equal(me.calls.secondsLeft.peek(), 1);
  me.state.isBusy = false;
  me.clock.pass(1_000);
  assert.equal(me.editor.following.peek(), 1);
});

Deno.test("a declined call does not return, and later calls of the same person wait for an answer", () => {
  using me = called();
  me.seen(peerOf(1, { brings: 1 }));
  me.calls.decline();
  me.seen(peerOf(1, { brings: 1 }), peerOf(2));
  assert.equal(me.calls.call.peek(), undefined);
  me.seen(peerOf(1, { brings: 2 }));
  assert.equal(me.calls.call.peek()?.number, 2);
  assert.equal(me.calls.secondsLeft.peek(), undefined);
  me.clock.pass(10 * CALL_S * 1_000);
  assert.equal(me.editor.following.peek(), undefined);
  me.calls.accept();
  assert.equal(me.editor.following.peek(), 1);
});

Deno.test("a question ends when the call ends or the person leaves", () => {
  using me = called();
  for (const after of [[peerOf(1)], []]) {
    me.seen(peerOf(1, { brings: 1 }));
    assert.ok(me.calls.call.peek());
    me.seen(...after);
    assert.equal(me.calls.call.peek(), undefined);
    assert.equal(me.clock.pending, 0);
  }
});

Deno.test("when the call ends, who came along stays where they are, with a word; own following goes on", () => {
  using me = called();
  me.seen(peerOf(1, { brings: 1 }));
  me.calls.accept();
  me.seen(peerOf(1));
  assert.equal(me.editor.following.peek(), undefined);
  assert.match(me.editor.done.peek()!, /Person 1 no longer brings/);

  me.editor.following.value = 1;
  me.seen(peerOf(1, { brings: 2 }));
  assert.equal(me.calls.call.peek(), undefined, "nothing to ask");
  me.seen(peerOf(1));
  assert.equal(me.editor.following.peek(), 1);
});

Deno.test("who moved away after coming along is not asked again", () => {
  using me = called();
  me.seen(peerOf(1, { brings: 1 }));
  me.calls.accept();
  me.editor.following.value = undefined;
  me.seen(peerOf(1, { brings: 1 }), peerOf(2));
  assert.equal(me.calls.call.peek(), undefined);
  me.seen(peerOf(1), peerOf(2));
  assert.match(me.editor.done.peek()!, /no longer follow/, "the end of the call is not told");
});

Deno.test("two calls are asked one after the other, and calls that are no numbers are none", () => {
  using me = called();
  me.seen(peerOf(1, { brings: 1 }), peerOf(2, { brings: 5 }), peerOf(3, { brings: "1" }), peerOf(4, { brings: -1 }));
  me.calls.decline();
  assert.equal(me.calls.call.peek()?.id, 2);
  me.calls.decline();
  assert.equal(me.calls.call.peek(), undefined);
});

Deno.test("the view is told only while somebody follows or is brought", () => {
  const { editor, told, presence, seen } = inCompany();
  const own = new OwnView(editor);
  editor.camera.set({ x: 10, y: 20, zoom: 2 });
  seen(peerOf(1), peerOf(2, { follows: 1 }));
  assert.deepEqual(told, []);
  seen(peerOf(1, { follows: ME }), peerOf(2, { follows: ME }));
  assert.equal(own.followers.peek(), 2);
  assert.deepEqual(presence.view, { x: 210, y: 170, w: 400, h: 300 });
  editor.camera.panBy(20, 0);
  assert.equal(presence.view?.x, 220);
  seen(peerOf(1));
  assert.equal(presence.view, undefined);
  const count = told.length;
  editor.camera.panBy(20, 0);
  assert.equal(told.length, count);
  own.close();
});

Deno.test("bringing everybody has a new number each time, and ends when the right to draw does", () => {
  const { editor, presence } = inCompany();
  const own = new OwnView(editor);
  editor.following.value = 3;
  editor.bringing.value = true;
  assert.equal(presence.brings, 1);
  assert.ok(presence.view);
  assert.equal(editor.following.peek(), undefined);
  editor.bringing.value = false;
  assert.match(editor.done.peek()!, /no longer bring everybody/);
  assert.equal(presence.brings, undefined);
  assert.equal(presence.view, undefined);
  editor.bringing.value = true;
  assert.equal(presence.brings, 2);
  editor.moderation.value = { frozen: true, muted: false };
  assert.equal(editor.bringing.peek(), false);
  assert.equal(presence.brings, undefined);
  editor.bringing.value = true;
  assert.equal(editor.bringing.peek(), false);
  own.close();
});
