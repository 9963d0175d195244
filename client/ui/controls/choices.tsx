import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { CONTROLS } from "../../messages/en/controls.ts";

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly face: ComponentChildren;
}

interface ChoicesProps<T> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  /** Undefined when the values of the selection differ. */
  readonly chosen: T | undefined;
  readonly choose: (value: T) => void;
  /** CSS class of the row. */
  readonly look?: string;
}

/** A choice of one value, as radio buttons: arrow keys move between them, one Tab leaves them. */
export function Choices<T>({ label, choices, chosen, choose, look = "" }: ChoicesProps<T>) {
  const group = useId();
  return (
    <div
      class={`choices ${look}`}
      role="radiogroup"
      aria-label={chosen === undefined ? CONTROLS.mixed({ property: label }) : label}
    >
      {choices.map(({ value, label, face }) => (
        <label key={String(value)} class="choice" title={label}>
          <input
            type="radio"
            name={group}
            aria-label={label}
            checked={value === chosen}
            onChange={() => choose(value)}
          />
          {face}
        </label>
      ))}
    </div>
  );
}
