import { isSlug } from "../../board/id.ts";
import { readName } from "../../board/name.ts";
import { isColor } from "../../board/palette.ts";
import { type Account, hasWayIn, type Identity, type Passkey } from "../accounts/account.ts";
import { PICTURE_BYTES_MAX, pictureProblem } from "../accounts/account_pictures.ts";
import { TALK_EVENTS_MAX } from "../../board/talk.ts";
import type { ListedBoard } from "../store/people/account_board_store.ts";
import type { TalkRead } from "../store/talk/talk_reads.ts";

const BOARD_CHARS_MAX = 200;

type Fields = Readonly<Record<string, unknown>>;

/** An account, its picture in base64, the boards of its list, and how far it has read the talk of boards. */
export type AccountCopy = Account & {
  readonly pictureBytes?: string;
  readonly boards?: readonly ListedBoard[];
  readonly reads?: readonly TalkRead[];
};

/** An account of a backup, without `reads`; undefined when anything about it is wrong. */
export function readAccountCopy(value: unknown): AccountCopy | undefined {
  const fields = fieldsOf(value);
  const { id, name, color, created, passkeys, identities, recoveryCodes, directoryNames, boards } = fields;
  const { picture, pictureBytes } = fields;
  if (!isText(id) || !isText(name) || readName(name) !== name || !isColor(color) || !isTime(created)) return undefined;
  const account = {
    id,
    name,
    color,
    created,
    passkeys: listOf(passkeys, readPasskey),
    identities: listOf(identities, readIdentity),
    recoveryCodes: listOf(recoveryCodes, (code) => isText(code) && /^[0-9a-f]{64}$/.test(code) ? code : undefined),
  };
  const { passkeys: keys, identities: known, recoveryCodes: codes } = account;
  if (keys === undefined || known === undefined || codes === undefined) return undefined;
  const names = directoryNames === undefined ? [] : listOf(directoryNames, (each) => isText(each) ? each : undefined);
  const listed = boards === undefined ? [] : listOf(boards, readListedBoard);
  if (names === undefined || listed === undefined) return undefined;
  if (picture !== undefined && !(isSlug(picture) && isPicture(pictureBytes))) return undefined;
  const read = {
    ...account,
    passkeys: keys,
    identities: known,
    recoveryCodes: codes,
    ...(directoryNames !== undefined && { directoryNames: names }),
    ...(boards !== undefined && { boards: listed }),
    ...(picture !== undefined && { picture: picture as string, pictureBytes: pictureBytes as string }),
  };
  return hasWayIn(read) ? read : undefined;
}

/** How far an account of a backup has read a board; undefined when it is wrong. */
export function readTalkRead(value: unknown): TalkRead | undefined {
  const { board, read } = fieldsOf(value);
  if (!isText(board) || board.length > BOARD_CHARS_MAX) return undefined;
  return isTime(read) && Number.isInteger(read) && read >= 1 && read <= TALK_EVENTS_MAX ? { board, read } : undefined;
}

function readPasskey(value: unknown): Passkey | undefined {
  const { id, publicKey, counter, transports, name, created, used } = fieldsOf(value);
  if (![id, publicKey, name].every(isText) || !isTime(counter) || !isTime(created)) return undefined;
  if (used !== undefined && !isTime(used)) return undefined;
  const texts = listOf(transports, (each) => isText(each) ? each : undefined);
  if (texts === undefined) return undefined;
  return {
    id: id as string,
    publicKey: publicKey as string,
    counter,
    transports: texts,
    name: name as string,
    created,
    ...(used !== undefined && { used }),
  };
}

function readIdentity(value: unknown): Identity | undefined {
  const { issuer, subject } = fieldsOf(value);
  return isText(issuer) && isText(subject) ? { issuer, subject } : undefined;
}

function readListedBoard(value: unknown): ListedBoard | undefined {
  const { board, link, person, title, at, pinned, folder } = fieldsOf(value);
  const isGood = isText(board) && isTime(at) && typeof title === "string" && readName(title) === title &&
    [link, person].every((id) => id === undefined || isText(id) && /^[0-9a-f]{64}$/.test(id)) &&
    (folder === undefined || isText(folder) && readName(folder) === folder);
  if (!isGood) return undefined;
  return {
    board: board as string,
    title: title as string,
    at: at as number,
    ...(link !== undefined && { link: link as string }),
    ...(person !== undefined && { person: person as string }),
    ...(pinned === true && { pinned }),
    ...(folder !== undefined && { folder: folder as string }),
  };
}

function isPicture(value: unknown): value is string {
  if (typeof value !== "string" || value.length > PICTURE_BYTES_MAX * 2) return false;
  try {
    return pictureProblem(Uint8Array.fromBase64(value)) === undefined;
  } catch {
    return false;
  }
}

/** Undefined when it is no list, or an element of it is wrong. */
function listOf<T>(value: unknown, read: (value: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list = value.map(read);
  return list.includes(undefined) ? undefined : list as T[];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? value as Fields : {};
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= 4_096;
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && Number.isFinite(value);
}
