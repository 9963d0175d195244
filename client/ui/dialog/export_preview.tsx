import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";
import type { ExportChoice, Preview } from "../../editor/outlet.ts";
import { problemText } from "../../editor/problem.ts";
import { EXPORT } from "../../messages/en/export.ts";

/** The largest edge of the preview, CSS pixels. */
const EDGE = 320;
/** Interval between previews while the board changes, ms. */
const CHANGES_MS = 1_000;

interface ExportPreviewProps {
  readonly editor: Editor;
  readonly choice: ReadonlySignal<ExportChoice>;
  /** Set when the chosen size is impossible. */
  readonly isTooLarge: Signal<boolean>;
}

/** The formats that are pictures, which have a size, a theme and a ground. */
export const PICTURES: ReadonlySet<string> = new Set(["png", "jpeg", "webp", "svg"]);

/** What will be exported, and its size. Follows the choice and the board. */
export function ExportPreview({ editor, choice, isTooLarge }: ExportPreviewProps) {
  const shown = useSignal<(Preview & { readonly url: string }) | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const changes = useSignal(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = editor.shapes.onChange(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        changes.value++;
      }, CHANGES_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [editor]);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const paint = async () => {
      try {
        const outlet = await editor.outlet();
        const preview = await outlet.preview(choice.value, EDGE * devicePixelRatio, { signal });
        const url = URL.createObjectURL(preview.picture);
        await decoded(url);
        if (signal.aborted) return URL.revokeObjectURL(url);
        problem.value = undefined;
        isTooLarge.value = preview.isTooLarge;
        shown.value = { ...preview, url };
      } catch (error) {
        if (!signal.aborted) problem.value = problemText(error);
      }
    };
    paint();
    return () => ended.abort();
  }, [choice.value, changes.value]);
  const url = shown.value?.url;
  useEffect(() => () => url && URL.revokeObjectURL(url), [url]);
  const { width = 0, height = 0 } = shown.value ?? {};
  const { isTransparent, format } = choice.value;
  return (
    <figure class="export-preview">
      <div class={isTransparent ? "export-picture is-transparent" : "export-picture"}>
        {url ? <img src={url} alt={EXPORT.preview} /> : !problem.value && <p class="late note">{EXPORT.painting}</p>}
      </div>
      <figcaption>
        <p class="note" aria-live="polite" aria-atomic>
          {problem.value ?? (url && PICTURES.has(format) && EXPORT.pixels({ width, height }))}
        </p>
      </figcaption>
    </figure>
  );
}

/** Resolves when the browser knows the picture, which then has its size from its first frame on. */
async function decoded(url: string): Promise<void> {
  const image = new Image();
  image.src = url;
  await image.decode();
}
