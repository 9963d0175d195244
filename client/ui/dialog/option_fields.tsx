import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface ChoiceFieldProps<Value extends string | number> {
  readonly title: string;
  readonly chosen: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly choose: (value: Value) => void;
}

/** A titled row of radio buttons. */
export function ChoiceField<Value extends string | number>(
  { title, chosen, options, choose }: ChoiceFieldProps<Value>,
) {
  const name = useId();
  return (
    <FieldGroup title={title}>
      {options.map(([value, label]) => (
        <label key={value}>
          <input type="radio" name={name} checked={value === chosen} onChange={() => choose(value)} />
          {label}
        </label>
      ))}
    </FieldGroup>
  );
}

interface CheckFieldProps {
  readonly isOn: boolean;
  readonly set: (isOn: boolean) => void;
  readonly children: ComponentChildren;
}

export function CheckField({ isOn, set, children }: CheckFieldProps) {
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => set(currentTarget.checked)} />
      {children}
    </label>
  );
}

/** Fields with a title. */
export function FieldGroup({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset class="option-fields">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
