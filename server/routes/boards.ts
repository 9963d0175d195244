import { Hono } from "hono";
import { type Clock, systemClock } from "../../board/clock.ts";
import { isBoardKey, newSecret } from "../../board/id.ts";
import { boardOfKey, type KeyedBoard } from "../../board/keyed_board.ts";
import { NAME_MAX } from "../../board/limits.ts";
import { readName } from "../../board/name.ts";
import type { Role } from "../../board/role.ts";
import { titledUpdate } from "../../board/title.ts";
import { accountPrincipal, mayCreateBoards } from "../access/authorization.ts";
import type { Admission } from "../admission/admission.ts";
import { refuse } from "../http/error_response.ts";
import { readJson } from "../http/json_body.ts";
import { type Bindings, requestInfo } from "../http/request_info.ts";
import type { Refusals } from "../session/refusals.ts";
import { type BoardStore, EMPTY_HEAD } from "../store/board_store.ts";
import type { SignInMode } from "../process/sign_in_config.ts";
import type { BrowserSessions } from "./account/browser_sessions.ts";
import type { LinkStore } from "../store/link_store.ts";

/** Refusals come late, ms. Otherwise clients that ask again at once would take the time of everybody else. */
const REFUSAL_MS = 250;

export interface BoardsOptions {
  readonly links: Pick<LinkStore, "createBoard" | "find">;
  readonly store: Pick<BoardStore, "append">;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly browser: Pick<BrowserSessions, "current">;
  readonly signIn: SignInMode;
  readonly clock?: Clock;
}

/** `POST /api/boards` creates a board, once for all requests with one idempotency key. The body may have a `title`. */
export function boards(
  { links, store, admission, refusals, browser, signIn, clock = systemClock }: BoardsOptions,
): Hono<{ Bindings: Bindings }> {
  const api = new Hono<{ Bindings: Bindings }>();

  api.post("/", async (c) => {
    const { client } = requestInfo(c);
    const principal = accountPrincipal((await browser.current(c))?.account.id);
    if (!mayCreateBoards(principal, { signIn })) return refuse(c, "signInFirst");
    const waitMs = admission.boardRate.take(client);
    if (waitMs > 0) {
      refusals.count("too many boards");
      await new Promise<void>((resolve) => void clock.after(REFUSAL_MS, resolve));
      return refuse(c, "tooManyBoards", { retryAfterMs: waitMs - REFUSAL_MS });
    }
    // The body may be empty; otherwise it must be a JSON object.
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const title = body.object?.title ?? "";
    if (typeof title !== "string" || title.length > NAME_MAX) return refuse(c, "badRequest");
    const key = c.req.header("idempotency-key");
    if (key !== undefined && !isBoardKey(key)) return refuse(c, "badRequest");
    const board = key === undefined ? newBoard() : await boardOfKey(key);
    const created = await admission.creations.run(client, () => create(board, { mayExist: key !== undefined }));
    if (created !== true) admission.boardRate.giveBack(client);
    if (created === "full") {
      refusals.count("too many boards");
      return refuse(c, "busy", { retryAfterMs: 5_000 });
    }
    if (created === "taken") return refuse(c, "keyReused");
    // Changes nothing when somebody has drawn, as then the board is not empty.
    if (readName(title) !== "") await store.append(board.id, EMPTY_HEAD, titledUpdate(title));
    c.header("cache-control", "no-store");
    return c.json(board, 201);
  });

  /** @returns false when it exists already, "taken" when its links were replaced or it was deleted */
  async function create({ id, links: slugs }: KeyedBoard, { mayExist }: { mayExist: boolean }) {
    const made = ROLES.map((role) => ({ role, slug: slugs[role] }));
    const exists = async () => mayExist && (await links.find(slugs.owner))?.board === id;
    if (await exists()) return false;
    if (await links.createBoard(id, made)) return true;
    // The same request may have come twice at the same time.
    return await exists() ? false : "taken";
  }

  return api;
}

const ROLES = ["owner", "editor", "viewer"] as const satisfies Role[];

function newBoard(): KeyedBoard {
  return { id: newSecret(), links: { owner: newSecret(), editor: newSecret(), viewer: newSecret() } };
}
