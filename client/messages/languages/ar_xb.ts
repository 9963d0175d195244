/**
 * The pseudo-language `ar-XB`: `en-XA` on a page that runs from right to left. It shows layouts that are not mirrored.
 */
export { default } from "./en_xa.ts";

export const direction = "rtl";
