import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";
import type { PdfToAdd } from "../../editor/pdf.ts";
import { problemText } from "../../editor/problem.ts";
import { PDF } from "../../messages/en/pdf.ts";
import { PagesForm } from "./pages_form.tsx";
import { PasswordForm } from "./password_form.tsx";

/** Opens a PDF, asks which pages are wanted, and adds them. A PDF of one page is added at once. */
export function PdfSheet({ editor, close }: { readonly editor: Editor; readonly close: () => void }) {
  const pdf = editor.pdf.value;
  useEffect(() =>
    pdf && (() => {
      pdf.close();
      if (editor.pdf.peek() === pdf) editor.pdf.value = undefined;
    }), [pdf]);
  return pdf === undefined ? null : <Steps key={pdf.name} pdf={pdf} close={close} />;
}

function Steps({ pdf, close }: { readonly pdf: PdfToAdd; readonly close: () => void }) {
  const step = useSignal<"opening" | "password" | "pages" | "failed">("opening");
  const problem = useSignal<string | undefined>(undefined);
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
  const failure = <p class="problem" role="alert">{problem.value}</p>;
  switch (step.value) {
    case "opening":
      return <p class="late note" role="status">{PDF.opening({ name: pdf.name })}</p>;
    case "password":
      return (
        <PasswordForm name={pdf.name} open={open}>
          {failure}
        </PasswordForm>
      );
    case "pages":
      return <PagesForm pdf={pdf} close={close} />;
    case "failed":
      return (
        <>
          <p class="note">{pdf.name}</p>
          {failure}
        </>
      );
  }
}
