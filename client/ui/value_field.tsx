import { useLayoutEffect, useRef } from "preact/hooks";

const KINDS = {
  number: { type: "number", step: "any" },
  url: { type: "url", inputMode: "url" },
} as const;

interface ValueFieldProps {
  readonly type: keyof typeof KINDS;
  readonly label: string;
  readonly value: string;
  /** Takes what was typed. @returns what is shown then; undefined to leave it as it was typed */
  readonly take: (typed: string) => string | undefined;
  readonly isInvalid?: boolean;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly disabled?: boolean;
}

/** A field that shows a value as it is now, but not over what is being typed: others may change the value meanwhile. */
export function ValueField({ type, label, value, take, isInvalid, ...rest }: ValueFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const shown = useRef("");
  const show = (value: string) => void (input.current!.value = shown.current = value);
  useLayoutEffect(() => {
    if (input.current!.value === shown.current) show(value);
  }, [value]);
  return (
    <input
      {...rest}
      ref={input}
      {...KINDS[type]}
      aria-label={label}
      aria-invalid={isInvalid}
      onKeyDown={({ key }) => {
        if (key === "Escape") show(value);
      }}
      onChange={({ currentTarget }) => {
        const now = take(currentTarget.value);
        if (now !== undefined) show(now);
      }}
    />
  );
}
