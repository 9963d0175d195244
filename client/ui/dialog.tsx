import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  /** Another class for the style sheet. */
  readonly look?: string;
  readonly children: ComponentChildren;
}

/**
 * A modal dialog: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back. `close`
 * is called after it closed.
 */
export function Dialog({ title, close, look = "", children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current!;
    if (!element.open) element.showModal();
    element.addEventListener("close", close);
    return () => {
      // The event comes later, when the same dialog may be open again.
      element.removeEventListener("close", close);
      element.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog panel ${look}`}
      aria-labelledby={id}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" class="button" aria-label="Close" onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
