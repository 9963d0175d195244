import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { hexOf } from "../../../board/palette.ts";
import type { Editor } from "../../editor/editor.ts";
import { TOGETHER } from "../../messages/en/people/together.ts";
import { focusBoard } from "../page/page_parts.ts";
import { companyParts } from "./company_parts.ts";
import { Face } from "./face.tsx";
import { LaserCanvas } from "./laser_canvas.tsx";

type Parts = ReturnType<typeof companyParts>;

/** Until words are said, ms. */
const SAID_MS = 200;

/** What people do together: the frame of a followed view, calls to come along, and laser pointers. */
export function Together({ editor }: { editor: Editor }) {
  const parts = useMemo(() => companyParts(editor), [editor]);
  useEffect(() => parts.close, [parts]);
  useEffect(() => leaveByEscape(editor, parts), [parts]);
  const { following, calls, view, pointedAt } = parts;
  const followed = following.followed.value, call = calls.call.value;
  const isBringing = editor.bringing.value;
  return (
    <>
      <LaserCanvas editor={editor} trails={parts.trails} onWake={parts.onWake} />
      <div class="unseen">
        <Said text={call && `${TOGETHER.calls({ name: call.name })}. ${soon(parts)}`} />
        <Said text={followed && wordsOf(followed)} />
        <Said text={isBringing ? TOGETHER.bringing : undefined} />
        <p aria-live="polite" aria-atomic>{pointedAt.value}</p>
      </div>
      {followed && (
        <div class="follow-frame" aria-hidden="true" style={{ "--color": hexOf(followed.color, editor.theme.value) }} />
      )}
      <div class="together-bars">
        {call && <CallBar {...{ editor, parts, call }} />}
        {followed && (
          <div class="panel together-bar" role="group" aria-label={wordsOf(followed)}>
            <Face person={followed} theme={editor.theme.value} />
            <p dir="auto">{wordsOf(followed)}</p>
            <button
              type="button"
              class="secondary"
              title={TOGETHER.stopHint}
              onClick={() => {
                editor.following.value = undefined;
                focusBoard();
              }}
            >
              {TOGETHER.stopFollowing}
            </button>
          </div>
        )}
        {isBringing && (
          <div class="panel together-bar" role="group" aria-label={TOGETHER.bringing}>
            <p>
              {TOGETHER.bringing} <span class="note">{TOGETHER.followers({ count: view.followers.value })}</span>
            </p>
            <button
              type="button"
              class="secondary"
              onClick={() => {
                editor.bringing.value = false;
                focusBoard();
              }}
            >
              {TOGETHER.stopBringing}
            </button>
          </div>
        )}
      </div>
    </>
  );
}

/**
 * Words for screen readers, a moment after what is shown. While a modal dialog closes, as the palette does when it runs
 * a command, the page comes back to them with all its words, and none is new.
 */
function Said({ text = "" }: { text: string | undefined }) {
  const said = useSignal("");
  useEffect(() => {
    const timer = setTimeout(() => said.value = text, SAID_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return <p aria-live="polite" aria-atomic>{said.value}</p>;
}

interface CallBarProps {
  readonly editor: Editor;
  readonly parts: Parts;
  readonly call: NonNullable<Parts["calls"]["call"]["value"]>;
}

/** Asks whether to come along. It takes no focus: who writes goes on, and is not taken along. */
function CallBar({ editor, parts: { calls }, call }: CallBarProps) {
  const seconds = calls.secondsLeft.value;
  const answer = (act: () => void) => () => {
    act();
    focusBoard();
  };
  return (
    <div class="panel together-bar" role="group" aria-label={TOGETHER.calls({ name: call.name })}>
      <Face person={call} theme={editor.theme.value} />
      <p dir="auto">{TOGETHER.calls({ name: call.name })}</p>
      <button type="button" class="primary" aria-label={TOGETHER.comeAlong} onClick={answer(() => calls.accept())}>
        {TOGETHER.comeAlong}
        {seconds !== undefined && <span class="seconds">{TOGETHER.inSeconds({ seconds })}</span>}
      </button>
      <button type="button" class="secondary" onClick={answer(() => calls.decline())}>{TOGETHER.stayHere}</button>
    </div>
  );
}

function wordsOf({ name, isHere }: { readonly name: string; readonly isHere: boolean }): string {
  return isHere ? TOGETHER.following({ name }) : TOGETHER.awaiting({ name });
}

/** Said once, and not with every second. */
function soon({ calls }: Parts): string {
  return calls.secondsLeft.value === undefined ? "" : TOGETHER.callsSoon;
}

/** Escape declines a call, or ends following, after everything else that it ends. */
function leaveByEscape(editor: Editor, { calls }: Parts): () => void {
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (calls.call.peek()) calls.decline();
    else if (editor.following.peek() !== undefined) editor.following.value = undefined;
    else return;
    event.preventDefault();
  };
  addEventListener("keydown", leave);
  return () => removeEventListener("keydown", leave);
}
