import { inCausalOrder } from "../../board/wire/causal_order.ts";
import { eachPiece } from "../../board/wire/update_merge.ts";
import { type Scan, scanningOwnUpdate } from "../../board/wire/update.ts";

/**
 * Cuts an update into equivalent ones of limited size, each of which can be applied after the earlier ones. Yields
 * undefined while it reads the update. An update that cannot be cut comes whole.
 */
export function* slicesOf(
  update: Uint8Array,
  max: { readonly bytes: number; readonly structs: number },
): Generator<Uint8Array | undefined> {
  const cuts = { cutBytes: max.bytes / 4, cutStructs: Math.ceil(max.structs / 4), cutNeeds: true };
  const steps = scanningOwnUpdate(update, cuts);
  let scan: Scan | undefined;
  while (scan === undefined) {
    const { done, value } = steps.next();
    if (done) scan = value;
    else yield undefined;
  }
  const runs = inCausalOrder(scan.runs);
  if (runs === undefined) return yield update;
  yield* eachPiece({ ...scan, runs }, max);
}
