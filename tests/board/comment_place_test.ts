import assert from "node:assert/strict";
import { readCommentPlace } from "../../board/comment_place.ts";
import { COORDINATE_MAX } from "../../board/limits.ts";

const ON = { shape: "abc.1", x: 0, y: 1 };

Deno.test("a place has coordinates of the board, and may be on a shape", () => {
  assert.deepEqual(readCommentPlace({ x: -0.5, y: COORDINATE_MAX, z: 1 }), { x: -0.5, y: COORDINATE_MAX });
  assert.deepEqual(readCommentPlace({ x: 1, y: 2, on: { ...ON, z: 1 } }), { x: 1, y: 2, on: ON });
});

Deno.test("what is no place is refused", () => {
  for (const value of [undefined, null, 1, "1,2", [], {}, { x: 1 }, { y: 1 }]) {
    assert.equal(readCommentPlace(value), undefined, JSON.stringify(value));
  }
  const wrong = [NaN, Infinity, -Infinity, COORDINATE_MAX + 1, -COORDINATE_MAX - 1, JSON.parse("1e999"), "1", null, {}];
  for (const number of wrong) {
    assert.equal(readCommentPlace({ x: number, y: 1 }), undefined, String(number));
    assert.equal(readCommentPlace({ x: 1, y: number }), undefined, String(number));
    assert.equal(readCommentPlace({ x: 1, y: 1, on: { ...ON, x: number } }), undefined, String(number));
    assert.equal(readCommentPlace({ x: 1, y: 1, on: { ...ON, y: number } }), undefined, String(number));
  }
  for (const share of [-0.1, 1.1]) assert.equal(readCommentPlace({ x: 1, y: 1, on: { ...ON, x: share } }), undefined);
  for (const shape of [undefined, "", "__proto__", "../x", "a".repeat(60), "<b>", 7, null, {}]) {
    assert.equal(readCommentPlace({ x: 1, y: 1, on: { ...ON, shape } }), undefined, String(shape));
  }
  for (const on of [null, 1, "abc", []]) assert.equal(readCommentPlace({ x: 1, y: 1, on }), undefined);
});
