import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ShapeId } from "../../../board/id.ts";
import type { Editor } from "../../editor/editor.ts";
import type { ExportChoice, ExportWork, Outlet } from "../../editor/outlet.ts";
import { problemText } from "../../editor/problem.ts";
import { usualExport } from "../../editor/usual_export.ts";
import { EXPORT, FILES } from "../../messages/en/export.ts";
import { ExportPreview, PICTURES } from "./export_preview.tsx";
import { CheckField, ChoiceField, FieldGroup } from "./option_fields.tsx";

const FORMATS = ["png", "jpeg", "webp", "svg", "pdf", "drawbridge", "excalidraw", "tldr"] as const;

const SCALES = [1, 2, 3];

/** Formats of pixels, and those of them that lose some for fewer bytes. */
const PIXELS: ReadonlySet<string> = new Set(["png", "jpeg", "webp"]);
const LOSSY: ReadonlySet<string> = new Set(["jpeg", "webp"]);

const QUALITIES = [[0.7, "small"], [0.85, "good"], [0.95, "best"]] as const;

const PAPERS = ["fit", "a4", "letter"] as const;

/** Saves or copies a part of the board, and shows it before. */
export function ExportSheet({ editor, close }: { editor: Editor; close: () => void }) {
  const choice = useSignal<ExportChoice>(usualExport(editor));
  const problem = useSignal<string | undefined>(undefined);
  const isTooLarge = useSignal(false);
  /** How much of the export is done, 0…1; undefined when there is none. */
  const progress = useSignal<number | undefined>(undefined);
  const running = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const { format, part, scale, isTransparent, hasMargin, theme, hasTalk, paper, isPaged, quality, carriers } =
    choice.value;
  const set = (part: Partial<ExportChoice>) => {
    choice.value = { ...choice.peek(), ...part };
    problem.value = undefined;
  };
  const attempt = async (run: (outlet: Outlet, work: ExportWork) => Promise<void>) => {
    const ended = running.current = new AbortController();
    const { signal } = ended;
    problem.value = undefined;
    progress.value = 0;
    const work = { signal, progress: (part: number) => void (signal.aborted || (progress.value = part)) };
    try {
      await unlessAborted(editor.outlet().then((outlet) => run(outlet, work)), signal);
      close();
    } catch (error) {
      if (!signal.aborted) problem.value = problemText(error);
    } finally {
      if (running.current === ended) progress.value = undefined;
    }
  };
  const isEmpty = editor.shapes.count.value === 0;
  const isBusy = progress.value !== undefined;
  const isPicture = PICTURES.has(format);
  const hasPdfPages = format === "pdf" && [...editor.shapes.all()].some((shape) => "pdf" in shape);
  return (
    <form
      class="export"
      onSubmit={(event) => {
        event.preventDefault();
        attempt((outlet, work) => outlet.save(choice.peek(), work));
      }}
    >
      {isEmpty
        ? <p class="note">{EXPORT.onlyTalk}</p>
        : <ExportPreview editor={editor} choice={choice} isTooLarge={isTooLarge} />}
      <div class="export-options">
        <PartField editor={editor} part={part} choose={(part) => set({ part })} />
        <ChoiceField
          title={EXPORT.format}
          chosen={format}
          options={(isEmpty ? [format] : FORMATS).map((each) => [each, EXPORT[each]] as const)}
          choose={(format) => set({ format })}
        />
        <p class="note">{EXPORT[`${format}Note`]}</p>
        {PIXELS.has(format) && (
          <ChoiceField
            title={EXPORT.size}
            chosen={scale}
            options={SCALES.map((each) => [each, EXPORT.times({ scale: each })] as const)}
            choose={(scale) => set({ scale })}
          />
        )}
        {LOSSY.has(format) && (
          <ChoiceField
            title={EXPORT.quality}
            chosen={quality}
            options={QUALITIES.map(([each, name]) => [each, EXPORT[name]] as const)}
            choose={(quality) => set({ quality })}
          />
        )}
        {isPicture && (
          <>
            <ChoiceField
              title={EXPORT.theme}
              chosen={theme}
              options={[["light", EXPORT.light], ["dark", EXPORT.dark]]}
              choose={(theme) => set({ theme })}
            />
            <FieldGroup title={EXPORT.background}>
              {format !== "jpeg" && (
                <CheckField isOn={isTransparent} set={(isTransparent) => set({ isTransparent })}>
                  {EXPORT.transparent}
                </CheckField>
              )}
              {typeof part === "string" && (
                <CheckField isOn={hasMargin} set={(hasMargin) => set({ hasMargin })}>{EXPORT.margin}</CheckField>
              )}
            </FieldGroup>
          </>
        )}
        {(format === "png" || format === "svg") && (
          <FieldGroup title={EXPORT.inside}>
            <CheckField isOn={carriers[format]} set={(isOn) => set({ carriers: { ...carriers, [format]: isOn } })}>
              {EXPORT.carrier}
            </CheckField>
          </FieldGroup>
        )}
        {format === "pdf" && (
          <>
            <ChoiceField
              title={EXPORT.paper}
              chosen={paper}
              options={PAPERS.map((each) => [each, EXPORT[each]] as const)}
              choose={(paper) => set({ paper })}
            />
            <FieldGroup title={EXPORT.pages}>
              {(typeof part === "string" || paper !== "fit") && (
                <CheckField
                  isOn={hasMargin}
                  set={(hasMargin) => set({ hasMargin })}
                >
                  {EXPORT.margin}
                </CheckField>
              )}
              {part === "board" && (hasPdfPages || editor.shapes.frames.all().length > 0) && (
                <CheckField
                  isOn={isPaged}
                  set={(isPaged) => set({ isPaged })}
                >
                  {hasPdfPages ? EXPORT.pageForPdfPage : EXPORT.pageForFrame}
                </CheckField>
              )}
            </FieldGroup>
          </>
        )}
        {format === "drawbridge" && part === "board" && editor.talkFile && (
          <FieldGroup title={EXPORT.talk}>
            <CheckField isOn={hasTalk} set={(hasTalk) => set({ hasTalk })}>{EXPORT.withTalk}</CheckField>
          </FieldGroup>
        )}
      </div>
      <p class="problem" aria-live="assertive" aria-atomic>
        {isTooLarge.value ? `${FILES.pictureTooLarge}.` : problem.value}
      </p>
      <div class="export-actions">
        {isBusy && (
          <>
            <progress class="late" aria-label={EXPORT.progress} value={progress.value} />
            <button type="button" class="secondary" onClick={() => running.current?.abort()}>{EXPORT.cancel}</button>
          </>
        )}
        {isPicture && (
          <button
            type="button"
            class="secondary"
            disabled={isBusy || isTooLarge.value}
            onClick={() => attempt((outlet, work) => outlet.copy(choice.peek(), work))}
          >
            {EXPORT.copy}
          </button>
        )}
        <button type="submit" class="primary" disabled={isBusy || isTooLarge.value}>{EXPORT.save}</button>
      </div>
    </form>
  );
}

interface PartFieldProps {
  readonly editor: Editor;
  readonly part: ExportChoice["part"];
  readonly choose: (part: ExportChoice["part"]) => void;
}

/** What to export: the board, the selection, or a frame. Shows only what there is. */
function PartField({ editor, part, choose }: PartFieldProps) {
  const count = editor.selection.ids.value.size;
  const frames = editor.shapes.frames.all();
  const kind = typeof part === "string" ? part : "frame";
  const first = frames.at(0);
  if (count === 0 && first === undefined) return null;
  return (
    <>
      <ChoiceField
        title={EXPORT.part}
        chosen={kind}
        options={[
          ["board", EXPORT.wholeBoard] as const,
          ...(count > 0 ? [["selection", EXPORT.selected({ count })] as const] : []),
          ...(first ? [["frame", EXPORT.oneFrame] as const] : []),
        ]}
        choose={(kind) => choose(kind === "frame" ? { frame: first!.id } : kind)}
      />
      {typeof part === "object" && (
        <select
          class="input"
          aria-label={EXPORT.whichFrame}
          onChange={({ currentTarget }) => choose({ frame: currentTarget.value as ShapeId })}
        >
          {frames.map(({ id, name }, i) => (
            <option key={id} value={id} selected={id === part.frame}>{name || EXPORT.frame({ number: i + 1 })}</option>
          ))}
        </select>
      )}
    </>
  );
}

/** Fails as soon as the signal is aborted, as the browser may take long to encode a picture. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
