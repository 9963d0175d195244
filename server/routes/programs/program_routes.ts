import type { Authorize } from "../../access/authorization.ts";
import type { App, Mounted } from "../app.ts";
import { Diagrams, type DiagramsOptions } from "../../programs/diagrams.ts";
import { mcpRoutes, type McpRoutesOptions } from "./mcp.ts";
import { openApiRoutes } from "./openapi_routes.ts";
import { ProgramBoards, type ProgramBoardsOptions } from "./program_boards.ts";
import { shapeRoutes } from "./shapes.ts";

export interface ProgramRoutesOptions
  extends ProgramBoardsOptions, Pick<McpRoutesOptions, "pictures" | "assets">, DiagramsOptions {
  readonly authorize: Authorize;
  /** All routes of the server. */
  readonly allRoutes: () => App["routes"];
  /** True once the server is shutting down. */
  readonly isLeaving: () => boolean;
}

export interface ProgramRoutes extends Disposable {
  readonly routes: readonly Mounted[];
}

/** What programs use to read and change boards. */
export function programRoutes(options: ProgramRoutesOptions): ProgramRoutes {
  const boards = new ProgramBoards(options);
  const diagrams = new Diagrams(options);
  const mcp = mcpRoutes({ ...options, boards, diagrams });
  return {
    routes: [
      ["/api/boards", shapeRoutes({ ...options, boards })],
      ["/api", openApiRoutes(options)],
      ["/mcp", mcp.routes],
    ],
    [Symbol.dispose]() {
      mcp[Symbol.dispose]();
      boards[Symbol.dispose]();
      diagrams[Symbol.dispose]();
    },
  };
}
