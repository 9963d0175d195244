import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Editor } from "../editor/editor.ts";
import { chainNote, handlePlaces, noteInHand } from "../editor/note_chain.ts";
import { Icon } from "./icon.tsx";
import { useMedia } from "./use_media.ts";

/** On a screen smaller than this a note has no room for handles around it, CSS pixels. */
const SIDE_MIN = 48;

/** A button at each side of a note that is selected alone: a click goes on in a note beside it. */
export function NoteHandles({ editor }: { editor: Editor }) {
  const version = useSignal(0);
  const isCoarse = useMedia("(pointer: coarse)").value;
  useEffect(() => {
    const look = () => void version.value++;
    const stops = [editor.shapes.onChange(look), editor.drafts.onChange(look)];
    return () => stops.forEach((stop) => stop());
  }, [editor]);
  void version.value;
  const note = noteInHand(editor);
  if (note === undefined) return null; // nor looks at the camera, which moves sixty times a second
  const camera = editor.camera.state.value;
  const isShown = !note.locked && editor.activeTool.value === "select" && !editor.writing.value &&
    editor.drafts.size === 0 && note.w * camera.zoom >= SIDE_MIN;
  if (!isShown) return null;
  return (
    <div class="note-handles" role="group" aria-label="Notes beside">
      {handlePlaces(note, camera, { isCoarse }).map(({ side, x, y }) => (
        <button
          key={side}
          type="button"
          class="note-handle"
          style={{ left: `${x}px`, top: `${y}px` }}
          aria-label={side === "right" || side === "left" ? `New note on the ${side}` : `New note ${side}`}
          onClick={() => chainNote(editor, note, side)}
        >
          <Icon name="plus" />
        </button>
      ))}
    </div>
  );
}
