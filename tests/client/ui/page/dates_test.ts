import assert from "node:assert/strict";
import { day, moment } from "../../../../client/ui/page/dates.ts";

const NOON = new Date(2026, 0, 10, 12, 30).getTime();
const DAY_MS = 86_400_000;

Deno.test("dates use the language of the interface, not of the browser (fault A4)", () => {
  assert.equal(day(NOON + 3 * DAY_MS, NOON), "Jan 13, 2026");
  assert.match(day(NOON + 60_000, NOON), /^Jan 10, 2026, 12:31.PM$/);
  assert.match(moment(NOON, NOON), /^Jan 10, 12:30.PM$/);
  assert.match(moment(NOON - 365 * DAY_MS, NOON), /^Jan 10, 2025, 12:30.PM$/);
});
