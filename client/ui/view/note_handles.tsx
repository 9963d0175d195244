import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";
import { chainNote, noteInHand } from "../../editor/selection/note_chain.ts";
import { handlePlaces } from "../../editor/selection/note_handle_places.ts";
import { Icon } from "../controls/icon.tsx";
import { useMedia } from "../page/use_media.ts";
import { NOTE_HANDLES } from "../../messages/en/editing/note_handles.ts";

/** Notes narrower than this on the screen have no handles, CSS pixels. */
const SIDE_MIN = 48;

/** A button at each side of the only selected note, which adds a note there or opens the one that exists. */
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
  if (note === undefined) return null; // before the camera is read, to avoid 60 renderings a second
  const camera = editor.camera.state.value;
  const isShown = !note.locked && editor.activeTool.value === "select" && !editor.writing.value &&
    editor.drafts.size === 0 && note.w * camera.zoom >= SIDE_MIN;
  if (!isShown) return null;
  return (
    <div class="note-handles" role="group" aria-label={NOTE_HANDLES.title}>
      {handlePlaces(note, camera, { isCoarse }).map(({ side, x, y }) => (
        <button
          key={side}
          type="button"
          class="note-handle"
          style={{ left: `${x}px`, top: `${y}px` }}
          aria-label={NOTE_HANDLES[side]}
          onClick={() => chainNote(editor, note, side)}
        >
          <Icon name="plus" />
        </button>
      ))}
    </div>
  );
}
