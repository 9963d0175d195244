import * as Y from "yjs";
import { mergedDeletes } from "./delete_sets.ts";
import type { Run, Scan } from "./update.ts";
import { writeVarUint } from "./varuint.ts";

/** What stands before the runs of a client takes at most this, bytes. */
const HEAD_BYTES_MAX = 24;

/** A run of structs and the update that holds its bytes. */
interface Part {
  readonly bytes: Uint8Array;
  readonly run: Run;
}

/**
 * Merges consecutive updates into one by copying bytes. The runs of each client are joined, and the delete sets are
 * merged. The result equals that of `Y.mergeUpdates`, which decodes and encodes every struct. When runs of a
 * client overlap or leave a gap, it calls `Y.mergeUpdates`.
 */
export function splice(scans: readonly Scan[]): Uint8Array<ArrayBuffer> {
  if (scans.length === 1) return scans[0].bytes as Uint8Array<ArrayBuffer>;
  const clients = consecutive(scans);
  return clients ? write(clients, scans) : mergedByYjs(scans);
}

/** As `splice`, in pieces. They refer to the bytes of the updates, so that these are not in memory twice. */
export function spliced(scans: readonly Scan[]): Iterable<Uint8Array> {
  const clients = consecutive(scans);
  return clients ? { [Symbol.iterator]: () => written(clients, scans) } : [mergedByYjs(scans)];
}

/** The runs of each client; undefined when they overlap or leave a gap. */
function consecutive(scans: readonly Scan[]): Map<number, Part[]> | undefined {
  const clients = new Map<number, Part[]>();
  for (const { bytes, runs } of scans) {
    for (const run of runs) {
      const parts = clients.get(run.client);
      if (parts === undefined) clients.set(run.client, [{ bytes, run }]);
      else if (parts[parts.length - 1].run.end === run.clock) parts.push({ bytes, run });
      else return undefined;
    }
  }
  return clients;
}

/**
 * Merges updates of one peer, in any order, into one by copying bytes. Updates may repeat each other: a difference
 * contains the changes that were sent before it. It calls `Y.mergeUpdates` only if structs would have to be cut.
 *
 * @throws when the runs of a client leave a gap
 */
export function join(scans: readonly Scan[]): Uint8Array<ArrayBuffer> {
  const clients = new Map<number, Part[]>();
  for (const { bytes, runs } of scans) {
    for (const run of runs) {
      const parts = clients.get(run.client);
      if (parts) parts.push({ bytes, run });
      else clients.set(run.client, [{ bytes, run }]);
    }
  }
  for (const [client, parts] of clients) {
    const chain = chainOf(parts);
    if (chain === undefined) return mergedByYjs(scans);
    clients.set(client, chain);
  }
  return write(clients, scans);
}

/**
 * Yjs relies on the order in which it lists clients, the highest id first. Otherwise the merged update may contain a
 * client twice, and readers lose what came first.
 */
function mergedByYjs(scans: readonly Scan[]): Uint8Array<ArrayBuffer> {
  return Y.mergeUpdates(scans.map((scan) => isOrdered(scan) ? scan.bytes : rewritten(scan))) as Uint8Array<ArrayBuffer>;
}

function isOrdered({ runs }: Scan): boolean {
  return runs.every(({ client }, i) => i === 0 || client <= runs[i - 1].client);
}

function rewritten(scan: Scan): Uint8Array {
  const clients = new Map<number, Part[]>();
  for (const run of scan.runs) {
    const part = { bytes: scan.bytes, run };
    const parts = clients.get(run.client);
    if (parts) parts.push(part);
    else clients.set(run.client, [part]);
  }
  return write(clients, [scan]);
}

/** Runs that cover all clocks of `parts`, each of which begins where the one before it ends; undefined if there are none. */
function chainOf(parts: readonly Part[]): Part[] | undefined {
  if (parts.length === 1) return [...parts];
  const sorted = parts.toSorted((one, other) => one.run.clock - other.run.clock);
  const end = sorted.reduce((max, { run }) => Math.max(max, run.end), 0);
  /** By their first clock, the runs from which a chain leads to the end. */
  const leading = new Map<number, Part>();
  for (const part of sorted.toReversed()) {
    if (part.run.end === end || leading.has(part.run.end)) leading.set(part.run.clock, part);
  }
  let covered = sorted[0].run.end;
  for (const { run } of sorted) {
    if (run.clock > covered) throw new Error("Cannot join updates as there is a gap between them");
    covered = Math.max(covered, run.end);
  }
  const chain: Part[] = [];
  for (let clock = sorted[0].run.clock; clock < end; clock = chain[chain.length - 1].run.end) {
    const next = leading.get(clock);
    if (next === undefined) return undefined;
    chain.push(next);
  }
  return chain;
}

/**
 * Splits an update into several of about `pieceBytes` that are equivalent together. The last one carries the deletions.
 * The scan must have been made with `cutBytes` ≤ `pieceBytes`.
 */
export function pieces(scan: Scan, pieceBytes: number): Uint8Array<ArrayBuffer>[] {
  if (scan.bytes.length <= pieceBytes) return [scan.bytes as Uint8Array<ArrayBuffer>];
  return [...eachPiece(scan, { bytes: pieceBytes, structs: Infinity })];
}

/** As `pieces`, one after the other. The scan must have been made with cuts up to `max`. */
export function* eachPiece(
  scan: Scan,
  max: { readonly bytes: number; readonly structs: number },
): Generator<Uint8Array<ArrayBuffer>> {
  let clients = new Map<number, Part[]>();
  let bytes = 0, structs = 0;
  for (const run of scan.runs) {
    const length = run.to - run.from;
    if (structs > 0 && (bytes + length > max.bytes || structs + run.structs > max.structs)) {
      yield write(clients, []);
      clients = new Map();
      bytes = structs = 0;
    }
    const part = { bytes: scan.bytes, run };
    const parts = clients.get(run.client);
    if (parts) parts.push(part);
    else clients.set(run.client, [part]);
    bytes += length;
    structs += run.structs;
  }
  yield write(clients, [scan]);
}

/** Lists the clients as Yjs does, the highest id first. */
function inOrder(clients: ReadonlyMap<number, Part[]>): Iterable<[number, Part[]]> {
  return clients.size > 1 ? [...clients].sort(([one], [other]) => other - one) : clients;
}

function write(clients: ReadonlyMap<number, Part[]>, deletes: readonly Scan[]): Uint8Array<ArrayBuffer> {
  let capacity = HEAD_BYTES_MAX;
  for (const parts of clients.values()) {
    capacity += HEAD_BYTES_MAX;
    for (const { run } of parts) capacity += run.to - run.from;
  }
  const deleted = deletesOf(deletes);
  capacity += deleted.length;
  const out = new Uint8Array(capacity);
  let at = writeVarUint(out, 0, clients.size);
  for (const [client, parts] of inOrder(clients)) {
    at = writeHead(out, at, client, parts);
    for (const { bytes, run } of parts) at = copy(out, at, bytes, run.from, run.to);
  }
  at = copy(out, at, deleted, 0, deleted.length);
  return out.subarray(0, at);
}

/** As `write`, in pieces. */
function* written(clients: ReadonlyMap<number, Part[]>, deletes: readonly Scan[]): Generator<Uint8Array> {
  const count = new Uint8Array(HEAD_BYTES_MAX);
  yield count.subarray(0, writeVarUint(count, 0, clients.size));
  for (const [client, parts] of inOrder(clients)) {
    const head = new Uint8Array(HEAD_BYTES_MAX);
    yield head.subarray(0, writeHead(head, 0, client, parts));
    for (const { bytes, run } of parts) yield bytes.subarray(run.from, run.to);
  }
  yield deletesOf(deletes);
}

function writeHead(out: Uint8Array, at: number, client: number, parts: readonly Part[]): number {
  let structs = 0;
  for (const { run } of parts) structs += run.structs;
  at = writeVarUint(out, at, structs);
  at = writeVarUint(out, at, client);
  return writeVarUint(out, at, parts[0].run.clock);
}

const NOTHING_DELETED = new Uint8Array([0]);

/** Drawing deletes nothing. */
function deletesOf(scans: readonly Scan[]): Uint8Array {
  const deleting = scans.filter(({ deletes }) => deletes.clients > 0);
  if (deleting.length === 0) return NOTHING_DELETED;
  return mergedDeletes(deleting.map(({ bytes, deletes }) => ({ bytes, ...deletes })));
}

function copy(out: Uint8Array, at: number, bytes: Uint8Array, from: number, to: number): number {
  out.set(bytes.subarray(from, to), at);
  return at + to - from;
}
