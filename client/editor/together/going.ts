import { type Clock, systemClock } from "../../../board/clock.ts";
import { TOGETHER } from "../../messages/en/people/together.ts";
import type { Editor } from "../editor.ts";
import { togetherOf } from "./company.ts";
import { fitted } from "./followed_view.ts";

/** How long an answer is awaited, ms. */
const PATIENCE_MS = 2_500;

/**
 * Shows once where a person is: their cursor, or without one, as on a phone, what they see. For that the page asks as if
 * it followed. @returns a function that gives up
 */
export function goToPerson(editor: Editor, id: number, clock: Clock = systemClock): () => void {
  const { peers, camera, following, outbox, done, said } = editor;
  const find = () => peers.peek().find((peer) => peer.id === id);
  const peer = find();
  if (peer === undefined) return () => {};
  if (peer.cursor) {
    camera.centreOn(peer.cursor);
    said.value = TOGETHER.wentTo({ name: peer.user.name });
    return () => {};
  }
  let stop: () => void = () => {};
  const end = () => {
    stop();
    cancel();
    if (following.peek() === undefined) outbox.together({ follows: undefined });
  };
  const cancel = clock.after(PATIENCE_MS, () => {
    end();
    done.value = TOGETHER.pointsNowhere({ name: peer.user.name });
  });
  let hasAnswered = false;
  const look = () => {
    const now = find(), view = now && togetherOf(now).view;
    if (view === undefined || hasAnswered) return;
    hasAnswered = true;
    camera.set(fitted(view, camera.viewport.peek()));
    said.value = TOGETHER.wentTo({ name: peer.user.name });
  };
  if (following.peek() === undefined) outbox.together({ follows: id });
  stop = peers.subscribe(() => {
    look();
    if (hasAnswered) end();
  });
  if (hasAnswered) stop();
  return end;
}
