import * as encoding from "lib0/encoding";
import * as Y from "yjs";

/** So much is encoded to measure it, bytes. */
const LENGTH_BYTES = 16 * 1024;

export interface PartMax {
  readonly bytes: number;
  readonly structs: number;
}

/**
 * Encodes a whole document as updates of limited size; the last one contains the deletions. Together they equal the
 * result of `Y.encodeStateAsUpdate`. The document must not change meanwhile.
 */
export function* encodedParts(doc: Y.Doc, max: PartMax): Generator<Uint8Array<ArrayBuffer>> {
  let part = new Part();
  // In the order in which Yjs writes clients.
  for (const client of [...doc.store.clients.keys()].sort((a, b) => b - a)) {
    for (const struct of doc.store.clients.get(client)!) {
      if (part.structs >= max.structs || part.bytes >= max.bytes) {
        yield part.encode();
        part = new Part();
      }
      part.add(struct);
    }
  }
  yield part.encode();
  yield Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)) as Uint8Array<ArrayBuffer>;
}

/** The size of the encoded document, bytes. A large one is never in memory as a whole. */
export function encodedLength(doc: Y.Doc): number {
  const encoder = new Y.UpdateEncoderV1();
  const written = encoder.restEncoder;
  let bytes = 0;
  for (const [client, structs] of doc.store.clients) {
    for (const count of [structs.length, client, structs[0].id.clock]) encoding.writeVarUint(written, count);
    for (const struct of structs) {
      struct.write(encoder, 0);
      if (encoding.length(written) < LENGTH_BYTES) continue;
      bytes += encoding.length(written);
      // Writes over it.
      [written.bufs, written.cpos] = [[], 0];
    }
  }
  const deletes = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc));
  return bytes + encoding.length(written) + deletes.length;
}

/** Consecutive structs of one client. */
interface Run {
  readonly client: number;
  readonly clock: number;
  readonly encoder: Y.UpdateEncoderV1;
  structs: number;
}

class Part {
  readonly #runs: Run[] = [];
  #bytes = 0;
  structs = 0;

  /** Size so far, without the headers of the runs. */
  get bytes(): number {
    const last = this.#runs.at(-1);
    return this.#bytes + (last ? encoding.length(last.encoder.restEncoder) : 0);
  }

  add(struct: Y.Item | Y.GC): void {
    const { client, clock } = struct.id;
    let run = this.#runs.at(-1);
    if (run?.client !== client) {
      this.#bytes = this.bytes;
      run = { client, clock, encoder: new Y.UpdateEncoderV1(), structs: 0 };
      this.#runs.push(run);
    }
    struct.write(run.encoder, 0);
    run.structs++;
    this.structs++;
  }

  encode(): Uint8Array<ArrayBuffer> {
    const out = encoding.createEncoder();
    encoding.writeVarUint(out, this.#runs.length);
    for (const { client, clock, structs, encoder } of this.#runs) {
      encoding.writeVarUint(out, structs);
      encoding.writeVarUint(out, client);
      encoding.writeVarUint(out, clock);
      encoding.writeUint8Array(out, encoder.toUint8Array());
    }
    encoding.writeVarUint(out, 0);
    return encoding.toUint8Array(out) as Uint8Array<ArrayBuffer>;
  }
}
