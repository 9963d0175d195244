import { encode } from "uqr";
import { LINKS } from "../../messages/en/people/links.ts";

/** A QR code of the text. Always dark on white, since scanners cannot read inverted codes reliably. */
export function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => dark ? `M${x} ${y}h1v1h-1z` : "")).join("");
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={LINKS.qrCode}>
      <path d={path} />
    </svg>
  );
}
