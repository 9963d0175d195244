import { useSignal } from "@preact/signals";
import type { Editor } from "../../editor/editor.ts";
import type { ExportChoice } from "../../editor/outlet.ts";
import { problemText } from "../../editor/problem.ts";
import { EXPORT } from "../../messages/en/export.ts";

const FORMATS = ["png", "svg", "drawbridge"] as const;

const SCALES = [1, 2, 3];

/** Saves or copies the selection, or the whole board. */
export function ExportSheet({ editor, close }: { editor: Editor; close: () => void }) {
  const choice = useSignal<ExportChoice>({ format: "png", scale: 2, isTransparent: false });
  const problem = useSignal<string | undefined>(undefined);
  const isBusy = useSignal(false);
  const { format, scale, isTransparent } = choice.value;
  const set = (part: Partial<ExportChoice>) => choice.value = { ...choice.peek(), ...part };
  const count = editor.selection.ids.value.size;
  const attempt = async (work: () => Promise<void>) => {
    problem.value = undefined;
    isBusy.value = true;
    try {
      await work();
      close();
    } catch (error) {
      problem.value = problemText(error);
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <form
      class="share"
      onSubmit={(event) => {
        event.preventDefault();
        attempt(() => editor.outlet.save(choice.peek()));
      }}
    >
      <p class="note">
        {count === 0 ? EXPORT.wholeBoard : EXPORT.selected({ count })}
      </p>
      <div class="share-choices" role="radiogroup" aria-label={EXPORT.format}>
        {FORMATS.map((each) => (
          <label key={each} class="share-choice">
            <input type="radio" name="format" checked={each === format} onChange={() => set({ format: each })} />
            <span class="share-title">{EXPORT[each]}</span>
            <span class="note">{EXPORT[`${each}Note`]}</span>
          </label>
        ))}
      </div>
      <div class="export-options" role="radiogroup" aria-label={EXPORT.size} hidden={format !== "png"}>
        {SCALES.map((each) => (
          <label key={each}>
            <input type="radio" name="scale" checked={each === scale} onChange={() => set({ scale: each })} />
            {each}×
          </label>
        ))}
      </div>
      {format !== "drawbridge" && (
        <label class="export-check">
          <input
            type="checkbox"
            checked={isTransparent}
            onChange={(event) => set({ isTransparent: event.currentTarget.checked })}
          />
          {EXPORT.transparent}
        </label>
      )}
      {problem.value && <p class="problem" role="alert">{problem.value}</p>}
      <div class="export-actions">
        {format !== "drawbridge" && (
          <button
            type="button"
            class="secondary"
            disabled={isBusy.value}
            onClick={() => attempt(() => editor.outlet.copy(choice.peek()))}
          >
            {EXPORT.copy}
          </button>
        )}
        <button type="submit" class="primary" disabled={isBusy.value}>{EXPORT.save}</button>
      </div>
    </form>
  );
}
