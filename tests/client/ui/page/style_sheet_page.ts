/** Applies style sheets, for a browser test. */
import { applySheet } from "../../../../client/ui/page/style_sheet.ts";

Object.assign(globalThis, { applySheet });
