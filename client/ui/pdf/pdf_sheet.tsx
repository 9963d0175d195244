import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";
import type { PdfToAdd } from "../../editor/pdf.ts";
import { problemText } from "../../editor/problem.ts";
import { PDF } from "../../messages/en/pdf.ts";
import { PagesForm } from "./pages_form.tsx";
import { PasswordForm } from "./password_form.tsx";
import { ProblemRegion, useSpokenWords } from "../controls/live_region.tsx";

/**
 * Opens PDFs one after the other, asks which pages of each are wanted, and adds them. A PDF of one page is added at
 * once.
 */
export function PdfSheet({ editor, close }: { readonly editor: Editor; readonly close: () => void }) {
  const { pdfs } = editor;
  const [pdf] = pdfs.value;
  const count = useRef(0);
  count.current = Math.max(count.current, pdfs.value.length);
  const isAtOnce = useSignal(false);
  useEffect(() => () => {
    for (const each of pdfs.peek()) each.close();
    pdfs.value = [];
  }, []);
  if (pdf === undefined) return null;
  const next = () => {
    pdf.close();
    const rest = pdfs.peek().filter((other) => other !== pdf);
    if (rest.length === 0) close();
    else pdfs.value = rest;
  };
  const takeAll = pdfs.value.length > 1 ? () => void (isAtOnce.value = true) : undefined;
  return (
    <>
      {count.current > 1 && (
        <p class="pdf-number" aria-live="polite" aria-atomic>
          {PDF.several({ number: count.current - pdfs.value.length + 1, count: count.current, name: pdf.name })}
        </p>
      )}
      <Steps key={pdf} pdf={pdf} next={next} isAtOnce={isAtOnce.value} takeAll={takeAll} />
    </>
  );
}

interface StepsProps {
  readonly pdf: PdfToAdd;
  /** Goes on with the next PDF, or ends. */
  readonly next: () => void;
  /** All pages are added without asking. */
  readonly isAtOnce: boolean;
  /** Adds all pages of this PDF and of those that follow; undefined for the last. */
  readonly takeAll: (() => void) | undefined;
}

function Steps({ pdf, next, isAtOnce, takeAll }: StepsProps) {
  const step = useSignal<"opening" | "password" | "pages" | "failed">("opening");
  const problem = useSpokenWords();
  const open = async (password?: string) => {
    problem.value = undefined;
    try {
      const outcome = await pdf.open(password);
      if (outcome === "wrongPassword") problem.value = PDF.wrongPassword;
      step.value = outcome === "opened" ? "pages" : "password";
    } catch (error) {
      problem.value = problemText(error);
      step.value = "failed";
    }
  };
  useEffect(() => void open(), []);
  const skip = takeAll && <button type="button" class="secondary" onClick={next}>{PDF.skip}</button>;
  const failure = <ProblemRegion words={problem} />;
  switch (step.value) {
    case "password":
      return (
        <PasswordForm name={pdf.name} open={open} skip={skip}>
          {failure}
        </PasswordForm>
      );
    case "opening":
    case "pages":
      return (
        <PagesForm
          pdf={pdf}
          isOpen={step.value === "pages"}
          close={next}
          isAtOnce={isAtOnce}
          takeAll={takeAll}
          skip={skip}
        />
      );
    case "failed":
      return (
        <div class="pdf-form">
          <p class="note">{pdf.name}</p>
          {failure}
          {skip && <div class="export-actions">{skip}</div>}
        </div>
      );
  }
}
