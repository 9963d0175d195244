import { newSecret } from "../../../board/id.ts";
import { type Right, type Role, ROLES } from "../../../board/role.ts";
import type { Server } from "../../../server/server.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { InstancePair } from "./instance_pair.ts";
import { TestServer, type TestServerOptions } from "./test_server.ts";
import { cookieOf } from "./visitors.ts";

/**
 * `account`: the browser is also signed in, as somebody with an owner's account. It must change nothing. `invited`: the
 * link was given to an account with this role; `uninvited`: an owner has ended that role. `locked`: the link has a
 * passphrase. `binned`: the board is in the bin.
 */
export const STATES = [
  ...["link", "account", "invited", "uninvited", "revoked", "expired", "locked", "binned"] as const,
  ...["frozen", "muted", "removed", "waiting"] as const,
];
export type State = typeof STATES[number];

export const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  owner: ["view", "draw", "comment", "point", "manage"],
  editor: ["view", "draw", "comment", "point"],
  commenter: ["view", "comment"],
  viewer: ["view"],
};

const OPENS_NOTHING: ReadonlySet<State> = new Set(["revoked", "expired", "uninvited", "locked", "binned"]);

/** Why a request is refused; undefined when it is not. Written apart from the server's own rules. */
export function refusal(role: Role, state: State, right: Right | undefined): string | undefined {
  if (OPENS_NOTHING.has(state)) return "noSuchLink";
  if (right === undefined) return undefined;
  if (!RIGHTS[role].includes(right)) return "noSuchLink";
  if (role === "owner") return undefined;
  if (state === "removed" || state === "waiting") return state;
  if (state === "frozen" && right === "draw") return "frozen";
  if (state === "frozen" && right === "point") return "frozen";
  return state === "muted" && (right === "comment" || right === "point") ? "muted" : undefined;
}

export const CASES = ROLES.flatMap((role) => STATES.map((state) => ({ role, state })));

let addresses = 0;

/** An address of its own for each case: limits count by address. */
export function nextAddress(): string {
  const n = ++addresses;
  return `10.${n >> 16 & 255}.${n >> 8 & 255}.${n & 255}`;
}

export interface Case {
  readonly slug: string;
  readonly cookie: string;
  readonly id: string;
  readonly board: string;
}

/** A new board, and a link of this role in this state. */
export async function prepare({ server }: TestServer, role: Role, state: State): Promise<Case> {
  const { links, moderation, talk } = server.stores;
  const [board, name] = [newSecret(), newSecret()];
  let slug = newSecret();
  await links.createBoard(board, [{ slug: newSecret(), role: "owner" }]);
  const link = await links.create(board, {
    slug,
    role,
    ...(state === "expired" && { expires: Date.now() - 1 }),
    ...(state === "locked" && { passphrase: "tea" }),
  });
  if (typeof link === "string") throw new Error(`Cannot prepare a case as the link is ${link}`);
  if (state === "revoked") await links.revoke(board, link.id);
  const visitor = cookieOf(name);
  let cookie = visitor;
  const actor = { name: "Olga", link: "" };
  const target = { visitor: moderation.idOf(board, visitor.split("=")[1]), name: "Ada" };
  if (state === "frozen") await moderation.setBoard(board, "freeze", actor, []);
  if (state === "waiting") await moderation.setBoard(board, "openLobby", actor, []);
  if (state === "muted") await moderation.setVisitor(board, "mute", actor, target);
  if (state === "removed") await moderation.setVisitor(board, "remove", actor, target);
  if (state === "account" || state === "invited" || state === "uninvited") {
    const id = await signUp(server);
    cookie += `; session=${await server.accounts.sessions.create(id, { device: "" })}`;
    if (state !== "account") slug = await givenTo(server, { account: id, board, role, isOver: state === "uninvited" });
  }
  await talk.append(board, {
    action: { kind: "comment", text: "hi", place: { x: 0, y: 0 } },
    author: "a",
    name: "Ada",
    isModerator: false,
  });
  if (state === "binned") await server.stores.bin.put(board);
  return { board, slug, cookie, id: link.id };
}

/** @returns the id of a new account */
async function signUp({ accounts }: Server): Promise<string> {
  const id = newSecret();
  const empty = { passkeys: [], identities: [], recoveryCodes: [] } as const;
  await accounts.accounts.create({ id, name: "Ada", color: "red", created: 0, ...empty });
  return id;
}

/** The link that a device of an invited account is given. */
async function givenTo(
  { stores: { people, accountBoards } }: Server,
  { account, board, role, isOver }: { account: string; board: string; role: Role; isOver: boolean },
): Promise<string> {
  await people.invite(board, { name: account, role, title: "" });
  await people.claim(account, [account]);
  const slug = await accountBoards.give(account, board);
  if (slug === undefined) throw new Error("Cannot prepare a case as the account has no role");
  if (isOver) await people.remove(board, (await people.list(board))[0].id);
  return slug;
}

/** Servers on one database: `home` serves the boards, `asked` is asked. */
export async function world(instances: number, more: TestServerOptions = {}) {
  const stack = new AsyncDisposableStack();
  const kv = stack.use(await openDatabase(":memory:"));
  const options = { trustedProxies: ["127.0.0.1"], webhooks: { owners: true }, ...more };
  if (instances === 1) {
    const only = stack.use(await TestServer.start({ kv, ...options }));
    return { home: only, asked: only, [Symbol.asyncDispose]: () => stack.disposeAsync() };
  }
  const pair = stack.use(await InstancePair.start(kv, options));
  return { home: pair.a, asked: pair.b, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
