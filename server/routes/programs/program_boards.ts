import { shapeIds } from "../../../board/id.ts";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import type { Admission } from "../../admission/admission.ts";
import { BoardCopies, type CopyRefusal } from "../../programs/board_copies.ts";
import type { BoardCopy } from "../../programs/board_copy.ts";
import type { ShapeProblem } from "../../programs/shape_problem.ts";
import { readShapeRequest } from "../../programs/shape_request.ts";
import { answerTo, writeShapes } from "../../programs/shape_writing.ts";
import type { RoomRegistry } from "../../relay/room_registry.ts";
import { errorResponse } from "../../http/error_response.ts";
import type { ProgramRequest, ProgramRequests } from "../../store/programs/program_requests.ts";
import { type Program, ProgramSession, type ProgramSessionOptions } from "./program_session.ts";
import { refusedAdmission } from "../refused_admission.ts";

/** Largest body of a request, and of the request that takes it back, bytes: the longest stroke fits. */
export const SHAPES_BYTES_MAX = 320 * 1024;
/** Largest change of the board by one request, bytes. */
const UPDATE_BYTES_MAX = 360 * 1024;

export interface ProgramBoardsOptions extends ProgramSessionOptions {
  readonly rooms: RoomRegistry;
  readonly admission: Admission;
  readonly requests: Pick<ProgramRequests, "find" | "begin" | "done" | "forget">;
}

/** A request that may come again. */
export interface Repeatable {
  readonly name: string;
  readonly digest: string;
}

export type WriteOutcome =
  /** JSON of a `ShapeAnswer`. */
  | { readonly answer: string }
  | { readonly problems: readonly ShapeProblem[] }
  | { readonly refusal: Response };

/** Boards as programs read and change them, by HTTP and MCP. */
export class ProgramBoards implements Disposable {
  readonly #options: ProgramBoardsOptions;
  readonly #copies: BoardCopies;
  readonly #newId = shapeIds();

  constructor(options: ProgramBoardsOptions) {
    this.#options = options;
    this.#copies = new BoardCopies(options);
  }

  async read<T>(
    { access: { board }, client }: Omit<Program, "name">,
    read: (copy: BoardCopy) => T,
  ): Promise<{ readonly value: T } | CopyRefusal> {
    const holder = { ...client, board };
    const { room, release } = await this.#options.rooms.acquire(board, holder);
    try {
      return await this.#copies.use({ room, board, holder }, read);
    } finally {
      release();
    }
  }

  /**
   * Does what a body asks for, or nothing of it. Resolves when it is durable.
   *
   * @param open the session to write with; default: one for this request
   */
  async write(
    program: Program,
    body: Readonly<Record<string, unknown>>,
    { repeatable, session: given }: {
      readonly repeatable?: Repeatable | undefined;
      readonly session?: ProgramSession;
    } = {},
  ): Promise<WriteOutcome> {
    const session = given ?? await ProgramSession.open(this.#options, program);
    if (typeof session === "string") {
      this.#options.refusals.count(session);
      const { code, ...options } = refusedAdmission(session);
      return { refusal: errorResponse(code, options) };
    }
    try {
      // After an error of ours, the room may lack what the copy has. Then the copy is made again.
      const first = await this.#tryWrite(program, body, session, repeatable);
      const last = first === "gap" ? await this.#tryWrite(program, body, session, repeatable) : first;
      return last === "gap" ? refused("outOfStep") : last;
    } finally {
      if (given === undefined) session[Symbol.dispose]();
    }
  }

  [Symbol.dispose](): void {
    this.#copies[Symbol.dispose]();
  }

  async #tryWrite(
    { access: { board }, client }: Program,
    body: Readonly<Record<string, unknown>>,
    session: ProgramSession,
    repeatable: Repeatable | undefined,
  ): Promise<WriteOutcome | "gap"> {
    const { requests } = this.#options;
    const holder = { ...client, board };
    let isRetried = false;
    const written = await this.#copies.use({ room: session.room, board, holder }, async (copy, drop) => {
      const known = repeatable && await requests.find(board, repeatable.name);
      if (known && known.digest !== repeatable.digest) return refused("keyReused");
      const made = known ?? this.#make(body, copy, drop);
      if ("problems" in made || "refusal" in made) return made;
      const { answer, update } = made;
      if (update === undefined) return { answer };
      const request: ProgramRequest = { digest: repeatable?.digest ?? "", answer, update };
      const begun = repeatable && !known ? await requests.begin(board, repeatable.name, request) : "begun";
      if (begun === "gone") {
        drop();
        return refused("noSuchLink");
      }
      if (begun === "known") {
        drop();
        isRetried = true;
        return { answer };
      }
      const outcome = await session.write(update);
      if (outcome !== "durable") {
        drop();
        if (repeatable && outcome !== "unsaved") await requests.forget(board, repeatable.name);
        if (outcome === "gap") isRetried = true;
        return { refusal: session.refusal(outcome) };
      }
      // The copy of a change that was made before a crash may lack it.
      if (known) drop();
      if (repeatable) await requests.done(board, repeatable.name, request);
      return { answer };
    });
    if ("refused" in written) return refused(written.refused);
    return isRetried ? "gap" : written.value;
  }

  /** Makes the change in the copy. */
  #make(
    body: Readonly<Record<string, unknown>>,
    copy: BoardCopy,
    drop: () => void,
  ): Exclude<WriteOutcome, { answer: string }> | { readonly answer: string; readonly update: Uint8Array | undefined } {
    const request = readShapeRequest(body, {
      stored: (id) => copy.stored(id),
      top: [...copy.scene.values()].at(-1)?.order,
      newId: this.#newId,
    });
    if (!("create" in request)) return { problems: request };
    const answer = answerTo(request, copy);
    if (JSON.stringify(answer.undo).length > SHAPES_BYTES_MAX) return refused("tooLarge");
    const update = writeShapes(copy, request);
    if (update !== undefined && update.length > UPDATE_BYTES_MAX) {
      drop();
      return refused("tooLarge");
    }
    return { answer: JSON.stringify(answer), update };
  }
}

function refused(code: ErrorCode): { readonly refusal: Response } {
  return { refusal: errorResponse(code) };
}
