import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Point } from "../../../board/figure/point.ts";
import { type Color, hexOf, inkOn } from "../../../board/palette.ts";
import { readTalkPresence, SAYS_MAX } from "../../../board/talk/talk_presence.ts";
import type { Editor } from "../../editor/editor.ts";
import { CURSOR_CHAT } from "../../messages/en/people/cursor_chat.ts";
import { focusBoard } from "../page/page_parts.ts";

/** What was said disappears this long after the last letter, ms. */
const SHOWN_MS = 6_000;
/** Words are below the name at the cursor, CSS pixels. */
const BESIDE = { x: 12, y: 38 };
/** How long they fade, ms. */
const FADE_MS = 400;
/** Others' words are spoken when they have not changed for this long, ms. */
const SPOKEN_AFTER_MS = 1_500;

/** What people say at their cursors, and the field in which the local user does. */
export function CursorChat({ editor }: { editor: Editor }) {
  const saying = editor.saying.value;
  return (
    <>
      <Voices editor={editor} />
      {saying && <OwnWords editor={editor} place={saying} />}
    </>
  );
}

interface Voice {
  readonly id: number;
  readonly name: string;
  readonly color: Color;
  readonly at: Point;
  readonly says: string;
}

function Voices({ editor }: { editor: Editor }) {
  const voices = editor.peers.value.flatMap(({ id, user, cursor, talk }): Voice[] => {
    const { says } = readTalkPresence(talk);
    return says !== undefined && cursor ? [{ id, ...user, at: cursor, says }] : [];
  });
  const fading = useSignal<readonly Voice[]>([]);
  const before = useRef<readonly Voice[]>([]);
  // Before the next frame, which would lack the words that fade from then on.
  useLayoutEffect(() => {
    const gone = before.current.filter(({ id }) => !voices.some((voice) => voice.id === id));
    before.current = voices;
    if (gone.length === 0) return;
    fading.value = gone;
    setTimeout(() => fading.value = fading.peek().filter((voice) => !gone.includes(voice)), FADE_MS);
  });
  const heard = useSignal("");
  const words = voices.map(({ name, says }) => CURSOR_CHAT.said({ name, text: says })).join("\n");
  useEffect(() => {
    if (words === "") return;
    const timer = setTimeout(() => heard.value = words, SPOKEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <>
      <p class="unseen" aria-live="polite" aria-atomic>{heard.value}</p>
      {[...voices, ...fading.value].map((voice) => (
        <p
          key={voice.id}
          class={voices.includes(voice) ? "cursor-words" : "cursor-words is-fading"}
          aria-hidden="true"
          dir="auto"
          style={lookOf(editor, voice)}
        >
          {voice.says}
        </p>
      ))}
    </>
  );
}

/** A field at the pointer. Others see each letter. Enter begins another line, Escape ends it. */
function OwnWords({ editor, place }: { editor: Editor; place: Point }) {
  const field = useRef<HTMLInputElement>(null);
  const at = useSignal(place);
  const typed = useSignal("");
  /** The line before, until the next letter. */
  const before = useSignal("");
  const says = typed.value || before.value;
  const end = () => void (editor.saying.value = undefined);
  useLayoutEffect(() => {
    editor.outbox.pointAt(place);
    field.current!.focus({ preventScroll: true });
    const board = document.getElementById("canvas");
    const follow = ({ clientX, clientY }: PointerEvent) => {
      const { left, top } = board!.getBoundingClientRect();
      const { x, y, zoom } = editor.camera;
      at.value = { x: x + (clientX - left) / zoom, y: y + (clientY - top) / zoom };
    };
    board?.addEventListener("pointermove", follow);
    return () => {
      board?.removeEventListener("pointermove", follow);
      editor.outbox.talk({ says: undefined });
      if (document.activeElement === document.body || document.activeElement === field.current) focusBoard();
    };
  }, []);
  useEffect(() => {
    editor.outbox.talk({ says: says || undefined });
    const timer = setTimeout(end, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [says]);
  const { color } = editor.me.value;
  return (
    <div class="cursor-words is-mine" style={lookOf(editor, { at: at.value, color })}>
      {typed.value === "" && before.value !== "" && <p dir="auto">{before.value}</p>}
      <input
        ref={field}
        type="text"
        dir="auto"
        maxLength={SAYS_MAX}
        aria-label={CURSOR_CHAT.say}
        aria-description={CURSOR_CHAT.ends}
        placeholder={CURSOR_CHAT.say}
        autocomplete="off"
        value={typed.value}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          before.value = "";
        }}
        onBlur={end}
        onKeyDown={(event) => {
          if (event.isComposing || event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === "Escape" || typed.value.trim() === "") return end();
          before.value = typed.value;
          typed.value = "";
        }}
      />
    </div>
  );
}

function lookOf({ camera, theme }: Editor, { at, color }: { at: Point; color: Color }) {
  const { x, y, zoom } = camera.state.value;
  const [left, top] = [(at.x - x) * zoom + BESIDE.x, (at.y - y) * zoom + BESIDE.y];
  const ground = hexOf(color, theme.value);
  return {
    "--color": ground,
    color: inkOn(ground),
    transform: `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`,
  };
}
