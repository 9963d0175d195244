import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { encode } from "uqr";
import { LINKS } from "../../messages/en/people/links.ts";
import { afterFrame } from "../view/after_frame.ts";

/**
 * A QR code of the text. Always dark on white, since scanners cannot read inverted codes reliably. The first frame has
 * the white square only, as the dialog has to open at once.
 */
export function QrCode({ text }: { text: string }) {
  const isDue = useSignal(false);
  useEffect(() => afterFrame(() => void (isDue.value = true)), []);
  const code = useMemo(() => isDue.value ? codeOf(text) : undefined, [text, isDue.value]);
  const size = code?.size ?? 1;
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={LINKS.qrCode}>
      {code && <path d={code.path} />}
    </svg>
  );
}

function codeOf(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  return { size, path: data.flatMap((row, y) => row.map((dark, x) => dark ? `M${x} ${y}h1v1h-1z` : "")).join("") };
}
