import { signal } from "@preact/signals";
import { systemClock } from "../../../board/clock.ts";
import type { Editor } from "../../editor/editor.ts";
import { describe } from "../../editor/speech/describe.ts";
import { Calls } from "../../editor/together/calls.ts";
import { Following } from "../../editor/together/following.ts";
import { Idleness } from "../../editor/together/idleness.ts";
import { tellOfLaser } from "../../editor/together/laser_news.ts";
import { LaserTrails } from "../../editor/together/laser_trails.ts";
import { OwnLaser } from "../../editor/together/own_laser.ts";
import { OwnView } from "../../editor/together/own_view.ts";
import { shapeAt } from "../../editor/together/pointed_shape.ts";
import { TOGETHER } from "../../messages/en/people/together.ts";

/** What one does without a button. */
const ACTS = ["pointermove", "pointerdown", "keydown", "wheel"] as const;
/** What somebody points at is told this often at most, ms. */
const TELL_MS = 4_000;
/** How far from a shape one may point at it, CSS pixels. */
const NEAR_PX = 12;

/** Everything that people do together on one page, connected to the page's events. */
export function companyParts(editor: Editor) {
  const ended = new AbortController();
  const { signal: end } = ended;
  const board = document.getElementById("canvas");
  const pressed = new Set<number>();
  board?.addEventListener("pointerdown", ({ pointerId }) => pressed.add(pointerId), { signal: end });
  for (const type of ["pointerup", "pointercancel"] as const) {
    addEventListener(type, ({ pointerId }) => pressed.delete(pointerId), { signal: end });
  }
  const isPressed = () => pressed.size > 0;
  const calmed = matchMedia("(prefers-reduced-motion: reduce)");
  const following = new Following(editor, {
    frame(run) {
      const id = requestAnimationFrame(run);
      return () => cancelAnimationFrame(id);
    },
    isCalm: () => calmed.matches || editor.settings.peek().motion === "less",
    isPressed,
  });
  const calls = new Calls(editor, {
    isBusy: () => isPressed() || isBusy(editor),
    endFollowing: (words) => following.end(words),
  });
  const view = new OwnView(editor);
  const idleness = new Idleness((isIdle) => editor.outbox.together({ isIdle: isIdle || undefined }));
  for (const type of ACTS) {
    addEventListener(type, () => idleness.active(), { signal: end, capture: true, passive: true });
  }
  const trails = new LaserTrails();
  /** What others point at, for screen readers. */
  const pointedAt = signal("");
  let wake: () => void = () => {}, told = -Infinity;
  const laser = new OwnLaser(editor, trails, systemClock, () => wake());
  const stops = [
    editor.peers.subscribe((peers) => {
      const now = systemClock.now();
      for (const { name, at } of trails.follow(peers, now)) {
        const shape = now - told < TELL_MS ? undefined : shapeAt(editor, at, NEAR_PX / editor.camera.zoom);
        if (shape === undefined) continue;
        told = now;
        pointedAt.value = TOGETHER.pointsAt({ name, shape: describe(shape) });
      }
      wake();
    }),
    tellOfLaser(editor),
  ];
  return {
    following,
    calls,
    view,
    trails,
    pointedAt,
    onWake: (next: () => void) => void (wake = next),
    close() {
      ended.abort();
      for (const stop of stops) stop();
      for (const part of [following, calls, view, idleness, laser]) part.close();
    },
  };
}

/** While somebody writes or has a dialog open, or does not see the page, nobody takes them along. */
function isBusy({ writing, naming, dialog }: Editor): boolean {
  const isTyping = document.activeElement?.matches("input, textarea, [contenteditable]") ?? false;
  return document.hidden || isTyping || [writing, naming, dialog].some((each) => each.peek() !== undefined);
}
