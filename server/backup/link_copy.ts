import { readFrameSites } from "../../board/embed/frame_sites.ts";
import { isRole } from "../../board/role.ts";
import type { LinkCopy } from "../store/board_copies.ts";

const TEXT_MAX = 1_000;
const ITERATIONS_MAX = 10_000_000;

/** Validates a link from a file, which is untrusted input. Undefined when it is invalid. */
export function readLinkCopy(value: unknown): LinkCopy | undefined {
  if (!isRecord(value)) return undefined;
  const { id, role, created, label, expires, passphrase, sites, person } = value;
  if (typeof id !== "string" || !/^[0-9a-f]{64}$/.test(id)) return undefined;
  if (!isRole(role) || !isNumber(created)) return undefined;
  if (label !== undefined && !isText(label)) return undefined;
  if (expires !== undefined && !isNumber(expires)) return undefined;
  const invited = person === undefined ? undefined : readInvited(person);
  if (person !== undefined && invited === undefined) return undefined;
  const framing = sites === undefined ? undefined : readFrameSites(sites);
  if (sites !== undefined && framing === undefined) return undefined;
  const link = {
    id,
    role,
    created,
    ...(label !== undefined && { label }),
    ...(expires !== undefined && { expires }),
    ...(framing && { sites: framing }),
    ...(invited && { person: invited }),
  };
  if (passphrase === undefined) return link;
  if (!isRecord(passphrase)) return undefined;
  const { salt, iterations, hash } = passphrase;
  if (!isText(salt) || !isText(hash) || !isNumber(iterations)) return undefined;
  if (iterations < 1 || iterations > ITERATIONS_MAX) return undefined;
  return { ...link, passphrase: { salt, iterations, hash } };
}

function readInvited(value: unknown): LinkCopy["person"] {
  const { name, title, account } = isRecord(value) ? value : {};
  if (!isText(name) || !isText(title) || account !== undefined && !isText(account)) return undefined;
  return { name, title, ...(account !== undefined && { account }) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= TEXT_MAX;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
