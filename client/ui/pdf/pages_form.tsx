import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import type { PdfToAdd } from "../../editor/pdf.ts";
import { problemText } from "../../editor/problem.ts";
import { PDF } from "../../messages/en/pdf.ts";
import { PageThumbnails } from "./page_thumbnails.tsx";
import { readRanges, writeRanges } from "./page_ranges.ts";
import { ProblemRegion, useSpokenWords } from "../controls/live_region.tsx";

/** Pages that are added at once. Each is a picture to make and to send. */
const PAGES_MAX = 200;

interface PagesFormProps {
  readonly pdf: PdfToAdd;
  /** False until the PDF was read and has pages. The form then only shows where they come. */
  readonly isOpen: boolean;
  readonly close: () => void;
  /** All pages are added without asking. */
  readonly isAtOnce: boolean;
  /** Adds all pages of this PDF and of those that follow, if any do. */
  readonly takeAll: (() => void) | undefined;
  /** Leaves this PDF out. */
  readonly skip: ComponentChildren;
}

/** Asks which pages are wanted, shows how many of them are there, and stops when it is closed. */
export function PagesForm({ pdf, isOpen, close, isAtOnce, takeAll, skip }: PagesFormProps) {
  const chosen = useSignal<ReadonlySet<number>>(new Set());
  const written = useSignal("");
  const problem = useSpokenWords();
  /** The part of the pages that is there, 0…1; undefined while none are being added. */
  const progress = useSignal<number | undefined>(undefined);
  const running = useRef<AbortController | undefined>(undefined);
  const hint = useId();
  const choose = (pages: ReadonlySet<number>) => {
    chosen.value = pages;
    written.value = writeRanges(pages);
    problem.value = undefined;
  };
  const add = async () => {
    const pages = chosen.peek();
    problem.value = refusalOf(pages, {
      isReadable: readRanges(written.peek(), pdf.pages) !== undefined,
      of: pdf.pages,
    });
    if (problem.peek() !== undefined || progress.peek() !== undefined) return;
    const { signal } = running.current = new AbortController();
    progress.value = 0;
    try {
      await pdf.add(pages, { signal, progress: (part) => void (signal.aborted || (progress.value = part)) });
      close();
    } catch (error) {
      if (!signal.aborted) problem.value = problemText(error);
    }
    progress.value = undefined;
  };
  useLayoutEffect(() => choose(upTo(Math.min(pdf.pages, PAGES_MAX))), [isOpen]);
  useEffect(() => {
    if (!isOpen) return;
    const isAsked = pdf.isLocked || pdf.pages > (isAtOnce ? PAGES_MAX : 1);
    if (isAsked) return;
    choose(upTo(pdf.pages));
    void add();
  }, [isOpen, isAtOnce]);
  useEffect(() => () => running.current?.abort(), []);
  const isBusy = progress.value !== undefined, isFixed = isBusy || !isOpen;
  const count = chosen.value.size;
  return (
    <form
      class="pdf-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div class="pdf-range">
        <label>
          <span class="field-label">{PDF.which}</span>
          <input
            class="input"
            type="text"
            inputMode="text"
            autocomplete="off"
            value={written.value}
            disabled={isFixed}
            aria-describedby={hint}
            onInput={({ currentTarget }) => {
              written.value = currentTarget.value;
              problem.value = undefined;
              chosen.value = readRanges(currentTarget.value, pdf.pages) ?? new Set();
            }}
          />
        </label>
        <button type="button" class="secondary" disabled={isFixed} onClick={() => choose(upTo(pdf.pages))}>
          {PDF.all}
        </button>
        <button type="button" class="secondary" disabled={isFixed} onClick={() => choose(new Set())}>{PDF.none}</button>
      </div>
      <p id={hint} class="note">{PDF.whichHint}</p>
      {isOpen
        ? (
          <PageThumbnails
            pdf={pdf}
            chosen={chosen.value}
            choose={(page, isChosen) =>
              choose(new Set(isChosen ? [...chosen.peek(), page] : without(chosen.peek(), page)))}
          />
        )
        : (
          <div class="pdf-pages">
            <p class="late note" aria-live="polite" aria-atomic>{PDF.opening({ name: pdf.name })}</p>
          </div>
        )}
      <p class="note">{pdf.isLocked ? PDF.notShared : PDF.shared}</p>
      <ProblemRegion words={problem} />
      <div class="export-actions">
        {isBusy
          ? (
            <>
              <progress aria-label={PDF.progress} value={progress.value} />
              <span class="note">
                {PDF.adding({ done: Math.min(count, Math.round(progress.value! * count) + 1), all: count })}
              </span>
              <button type="button" class="secondary" onClick={() => running.current?.abort()}>{PDF.cancel}</button>
            </>
          )
          : (
            <>
              <span class="note" aria-live="polite" aria-atomic>
                {isOpen && PDF.chosen({ count, pages: pdf.pages })}
              </span>
              {skip}
              {takeAll && !isAtOnce && (
                <button type="button" class="secondary" onClick={takeAll}>{PDF.everything}</button>
              )}
              <button type="submit" class="primary" disabled={!isOpen}>{PDF.add}</button>
            </>
          )}
      </div>
    </form>
  );
}

/** Why these pages are not added; undefined when they are. */
function refusalOf(
  pages: ReadonlySet<number>,
  { isReadable, of }: { readonly isReadable: boolean; readonly of: number },
): string | undefined {
  if (!isReadable) return PDF.wrongRange({ pages: of });
  if (pages.size === 0) return PDF.noPages;
  return pages.size > PAGES_MAX ? PDF.tooMany({ most: PAGES_MAX }) : undefined;
}

function upTo(last: number): ReadonlySet<number> {
  return new Set(Array.from({ length: last }, (_, i) => i + 1));
}

function without(pages: ReadonlySet<number>, page: number): number[] {
  return [...pages].filter((other) => other !== page);
}
