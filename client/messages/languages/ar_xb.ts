/**
 * The pseudo-language `ar-XB`: `en-XA` in a right-to-left layout. It reveals parts of a page that are not mirrored.
 */
export { default } from "./en_xa.ts";

export const direction = "rtl";
