import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { PDF } from "../../messages/en/pdf.ts";

interface PasswordFormProps {
  readonly name: string;
  readonly open: (password: string) => Promise<void>;
  /** Leaves this PDF out. */
  readonly skip: ComponentChildren;
  /** What went wrong. */
  readonly children: ComponentChildren;
}

/** Asks for the password of a PDF, which never leaves this device. */
export function PasswordForm({ name, open, skip, children }: PasswordFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const isBusy = useSignal(false);
  useLayoutEffect(() => field.current!.focus(), []);
  return (
    <form
      class="pdf-form"
      onSubmit={async (event) => {
        event.preventDefault();
        const password = field.current!.value;
        if (password === "" || isBusy.peek()) return;
        isBusy.value = true;
        await open(password);
        isBusy.value = false;
        field.current?.select();
      }}
    >
      <p>{PDF.needsPassword({ name })}</p>
      <label>
        <span class="field-label">{PDF.password}</span>
        <input ref={field} class="input" type="password" autocomplete="off" />
      </label>
      <p class="note">{PDF.notShared}</p>
      {children}
      <div class="export-actions">
        {skip}
        <button type="submit" class="primary" disabled={isBusy.value}>{PDF.openIt}</button>
      </div>
    </form>
  );
}
