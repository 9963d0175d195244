import { useLayoutEffect, useRef } from "preact/hooks";

const KINDS = {
  number: { type: "number", step: "any" },
  text: { type: "text" },
  url: { type: "url", inputMode: "url" },
} as const;

interface ValueFieldProps {
  readonly type: keyof typeof KINDS;
  readonly label: string;
  readonly value: string;
  /** Applies the typed text. @returns the text to show then; undefined leaves the typed text */
  readonly take: (typed: string) => string | undefined;
  readonly isInvalid?: boolean;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly disabled?: boolean;
}

/** A field that shows the current value, which others may change, but does not overwrite what is being typed. */
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
