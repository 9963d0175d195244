import * as encoding from "lib0/encoding";
import type { Random } from "../../support/random.ts";

/** Names with a meaning for a plain object, for a document, or for nothing. */
export const NAMES: readonly string[] = [
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "__defineGetter__"],
  ...["shapes", "edits", "changes", "meta", "text/x", "", "a/b/c", "\u0000", "é".repeat(50)],
];

/** What a sender may refer to: clients and their known clocks. */
export type Clocks = ReadonlyMap<number, number>;

const KINDS = [0, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8, 8, 9, 10, 11, 31];
const LENGTHS = [0, 1, 2, 5, 1_000, 2 ** 31, 2 ** 40];

/** A well-formed, or almost well-formed, update that no honest client would write. */
export function hostileUpdate(random: Random, clocks: Clocks): Uint8Array {
  const encoder = encoding.createEncoder();
  const clients = [...clocks.keys()];
  const writers = Array.from(
    { length: 1 + random.below(3) },
    () => random.pick([...clients, 7, random.below(2 ** 32)]),
  );
  encoding.writeVarUint(encoder, writers.length);
  for (const client of writers) {
    const known = clocks.get(client) ?? 0;
    const count = 1 + random.below(5);
    encoding.writeVarUint(encoder, count);
    encoding.writeVarUint(encoder, client);
    const absurd = [0, known + 3, 2 ** 31 - 2, 2 ** 45];
    const clock = random.below(10) === 0 ? random.pick(absurd) : Math.max(0, known - random.pick([0, 0, 0, 1, 2]));
    encoding.writeVarUint(encoder, clock);
    for (let i = 0; i < count; i++) writeStruct(encoder, random, { clocks, writers, client, clock: clock + i });
  }
  writeDeletes(encoder, random, clocks);
  return encoding.toUint8Array(encoder);
}

/** A chain of nested maps. */
export function nest(client: number, clock: number, levels: number): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const n of [1, levels, client, clock]) encoding.writeVarUint(encoder, n);
  for (let i = 0; i < levels; i++) {
    encoding.writeUint8(encoder, 7 | 0b0010_0000);
    encoding.writeVarUint(encoder, i === 0 ? 1 : 0);
    if (i === 0) encoding.writeVarString(encoder, "shapes");
    else for (const n of [client, clock + i - 1]) encoding.writeVarUint(encoder, n);
    encoding.writeVarString(encoder, "k");
    encoding.writeVarUint(encoder, 1);
  }
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

/** Any number of deleted structs in one run, under any client id. */
export function deletedStructs(client: number, clock: number, length: number): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const n of [1, 1, client, clock, 0, length, 0]) encoding.writeVarUint(encoder, n);
  return encoding.toUint8Array(encoder);
}

interface Where {
  readonly clocks: Clocks;
  readonly writers: readonly number[];
  readonly client: number;
  readonly clock: number;
}

function writeStruct(encoder: encoding.Encoder, random: Random, where: Where): void {
  const kind = random.pick(KINDS);
  const info = kind | (random.below(4) === 0 ? 0b1000_0000 : 0) | (random.below(5) === 0 ? 0b0100_0000 : 0) |
    (random.below(2) === 0 ? 0b0010_0000 : 0);
  encoding.writeUint8(encoder, kind === 0 ? 0 : info);
  if (kind === 0 || kind === 10) return encoding.writeVarUint(encoder, random.pick(LENGTHS));
  if (info & 0b1000_0000) writeReference(encoder, random, where);
  if (info & 0b0100_0000) writeReference(encoder, random, where);
  if (!(info & 0b1100_0000)) {
    if (random.below(3) > 0) {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, random.pick(NAMES));
    } else {
      encoding.writeVarUint(encoder, 0);
      writeReference(encoder, random, where);
    }
    if (info & 0b0010_0000) encoding.writeVarString(encoder, random.pick([...NAMES, "a.1", "k1"]));
  }
  writeContent(encoder, random, kind);
}

function writeReference(encoder: encoding.Encoder, random: Random, { clocks, writers, client, clock }: Where): void {
  const other = random.pick([client, ...writers, ...clocks.keys()]);
  encoding.writeVarUint(encoder, other);
  const end = other === client ? clock : clocks.get(other) ?? 0;
  encoding.writeVarUint(encoder, random.below(20) === 0 ? random.below(2 ** 32) : random.below(end + 1));
}

function writeContent(encoder: encoding.Encoder, random: Random, kind: number): void {
  switch (kind) {
    case 1:
      return encoding.writeVarUint(encoder, random.pick(LENGTHS));
    case 2:
      encoding.writeVarUint(encoder, 1);
      return encoding.writeVarString(encoder, random.pick(["1", "undefined", "{", '{"__proto__":{"x":1}}']));
    case 3:
      return encoding.writeVarUint8Array(encoder, new Uint8Array(random.below(9)));
    case 4:
      return encoding.writeVarString(encoder, random.pick(["", "a", "ab", "𝄞", "\u0000"]));
    case 5:
      return encoding.writeVarString(encoder, random.pick(["{}", "[", '"x"']));
    case 6:
      encoding.writeVarString(encoder, random.pick(NAMES));
      return encoding.writeVarString(encoder, random.pick(["true", "null", "nonsense"]));
    case 7: {
      const type = random.below(9);
      encoding.writeVarUint(encoder, type);
      if (type === 3 || type === 5) encoding.writeVarString(encoder, random.pick(NAMES));
      return;
    }
    case 8:
      encoding.writeVarUint(encoder, 1);
      return writeValue(encoder, random);
    case 9:
      encoding.writeVarString(encoder, "guid");
      return encoding.writeAny(encoder, {});
    default:
      return encoding.writeVarUint(encoder, random.below(300));
  }
}

function writeValue(encoder: encoding.Encoder, random: Random): void {
  const deep = random.below(8) === 0 ? random.pick([15, 16, 17, 5_000]) : 0;
  for (let i = 0; i < deep; i++) encoding.writeUint8Array(encoder, new Uint8Array([117, 1]));
  encoding.writeAny(
    encoder,
    random.pick([NaN, Infinity, 1e308, null, "x", { x: NaN }, { kind: "ink", ink: "no bytes" }, [[[]]]]),
  );
}

function writeDeletes(encoder: encoding.Encoder, random: Random, clocks: Clocks): void {
  if (random.below(3) > 0) return encoding.writeVarUint(encoder, 0);
  const clients = [...clocks.keys()];
  encoding.writeVarUint(encoder, 1);
  const client = random.pick([...clients, 7]);
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, random.below((clocks.get(client) ?? 0) + 1));
  encoding.writeVarUint(encoder, random.below(20) === 0 ? random.pick(LENGTHS) : 1 + random.below(2));
}
