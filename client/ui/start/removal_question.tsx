import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { focusInside } from "../controls/focus/focus_inside.ts";
import { START } from "../../messages/en/start.ts";

interface RemovalQuestionProps {
  readonly question?: string;
  readonly label?: string;
  readonly confirm: () => void;
  readonly close: () => void;
}

/** Asks before a board goes. By default: before an own one is removed from the list, as its owner link may exist nowhere else. */
export function RemovalQuestion(
  { question = START.removeOwned, label = START.confirmRemoval, confirm, close }: RemovalQuestionProps,
) {
  const group = useRef<HTMLDivElement>(null), cancel = useRef<HTMLButtonElement>(null);
  const id = useId();
  useLayoutEffect(() => focusInside(() => cancel.current, group.current!), []);
  return (
    <div
      ref={group}
      class="visit-form"
      tabIndex={-1}
      role="group"
      aria-labelledby={id}
      onKeyDown={({ key }) => {
        if (key === "Escape") close();
      }}
    >
      <p id={id}>{question}</p>
      <div class="visit-choices">
        <button type="button" class="danger" onClick={confirm}>{label}</button>
        <button ref={cancel} type="button" class="secondary" onClick={close}>{START.cancel}</button>
      </div>
    </div>
  );
}
