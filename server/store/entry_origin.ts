import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { decodeHex, encodeHex } from "../../board/bytes/hex.ts";

/** When an entry of a log was committed, and who wrote it. */
export interface EntryOrigin {
  /** ms since 1970 by the clock of the server that committed it. */
  readonly committed: number;
  /** One for each connection that wrote; at most `AUTHORS_MAX`. */
  readonly authors: readonly Author[];
}

export interface Author {
  /** Id of the link that the author came with; undefined on an open board, which has no links. */
  readonly link?: string;
  /** The name in the author's presence; empty when there was none. */
  readonly name: string;
  /** The Yjs client ids of the structs that the author wrote; none if the author only deleted. */
  readonly clients: readonly number[];
}

/** The origin of an entry must fit in one value of the database with room for the update. */
export const AUTHORS_MAX = 100;
/** Client ids of one author. Changes that were made offline may have the ids of several visits. */
export const AUTHOR_CLIENTS_MAX = 8;

/** The kind of an author's id. Readers ignore the ids of other kinds. */
const KIND = { none: 0, link: 1 } as const;

/** varuint committed, varuint n, n × author; an author is varuint kind, varbytes id, varstring name, client ids. */
export function writeOrigin(encoder: encoding.Encoder, { committed, authors }: EntryOrigin): void {
  encoding.writeVarUint(encoder, committed);
  const named = authors.slice(0, AUTHORS_MAX);
  encoding.writeVarUint(encoder, named.length);
  for (const { link, name, clients } of named) {
    encoding.writeVarUint(encoder, link === undefined ? KIND.none : KIND.link);
    encoding.writeVarUint8Array(encoder, link === undefined ? new Uint8Array() : decodeHex(link));
    encoding.writeVarString(encoder, name);
    const some = clients.slice(0, AUTHOR_CLIENTS_MAX);
    encoding.writeVarUint(encoder, some.length);
    for (const client of some) encoding.writeVarUint(encoder, client);
  }
}

/** @throws when the bytes are cut off */
export function readOrigin(decoder: decoding.Decoder): EntryOrigin {
  const committed = decoding.readVarUint(decoder);
  return { committed, authors: readMany(decoder, readAuthor) };
}

function readAuthor(decoder: decoding.Decoder): Author {
  const kind = decoding.readVarUint(decoder);
  const id = decoding.readVarUint8Array(decoder);
  const name = decoding.readVarString(decoder);
  const clients = readMany(decoder, decoding.readVarUint);
  return { ...(kind === KIND.link && { link: encodeHex(id) }), name, clients };
}

function readMany<T>(decoder: decoding.Decoder, read: (decoder: decoding.Decoder) => T): T[] {
  const many: T[] = [];
  for (let count = decoding.readVarUint(decoder); count > 0; count--) many.push(read(decoder));
  return many;
}
