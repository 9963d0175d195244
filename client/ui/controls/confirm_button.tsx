import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { LINKS } from "../../messages/en/people/links.ts";
import { focusField, focusInside } from "./focus/focus_inside.ts";

interface ConfirmButtonProps {
  /** The label of the button, and of the one that confirms. */
  readonly label: string;
  /** What screen readers call the button, where there are several with this label. */
  readonly name?: string;
  readonly explanation: string;
  /** A word that must be typed to confirm an action that cannot be undone. */
  readonly word?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** A button that explains its action and asks for confirmation. Escape or the second button cancels. */
export function ConfirmButton({ label, name, explanation, word, disabled = false, run }: ConfirmButtonProps) {
  const isAsked = useSignal(false);
  const typed = useSignal("");
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  /** True until the button, which is there again, has the focus. */
  const isKept = useRef(false);
  const id = useId();
  const keep = () => {
    isAsked.value = false;
    typed.value = "";
    isKept.current = true;
  };
  // A layout effect, since an Escape before the focus moves would close the dialog.
  useLayoutEffect(() => {
    if (isKept.current) button.current!.focus();
    isKept.current = false;
    if (!isAsked.value) return;
    const field = panel.current!.querySelector("input");
    if (field) return focusField(field, panel.current!);
    return focusInside(() => panel.current?.querySelector("button"), panel.current!);
  }, [isAsked.value]);
  if (!isAsked.value) {
    return (
      <button
        ref={button}
        type="button"
        class="secondary"
        aria-label={name}
        disabled={disabled}
        onClick={() => isAsked.value = true}
      >
        {label}
      </button>
    );
  }
  return (
    <div
      ref={panel}
      class="confirm"
      role="group"
      tabIndex={-1}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // Do not close the dialog.
        event.preventDefault();
        event.stopPropagation();
        keep();
      }}
    >
      <p id={id}>{explanation}</p>
      {word !== undefined && (
        <label>
          <span class="field-label">{LINKS.typeToConfirm({ word })}</span>
          <input
            class="input"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            onInput={({ currentTarget }) => typed.value = currentTarget.value}
          />
        </label>
      )}
      <div class="share-row">
        <button type="button" class="secondary" onClick={keep}>{LINKS.cancel}</button>
        <button
          type="button"
          class="danger"
          disabled={disabled || (word !== undefined && typed.value.trim().toLowerCase() !== word)}
          onClick={run}
        >
          {label}
        </button>
      </div>
    </div>
  );
}
