import type { ImportRules } from "./architecture.ts";

const YJS = ["yjs", "y-protocols", "lib0"];
/** Without Preact, which ink does not need; with it, for components. */
const SIGNALS = "@preact/signals-core";
const PREACT = ["preact", "@preact/signals"];

/** What components may know besides each other. */
const OF_UI = [
  "client/editor/",
  "board/palette.ts",
  "board/style.ts",
  "board/figure/text/font_family.ts",
  "board/role.ts",
  "board/embed/",
  "board/moderation.ts",
  "board/id.ts",
  "board/limits.ts",
  "board/comment_place.ts",
  "board/comment_thread.ts",
  "board/talk.ts",
  "board/talk/",
  "board/clock.ts",
  "board/name.ts",
  "board/board_name.ts",
  "board/wire/presence.ts",
  "board/wire/direct_limits.ts",
  "types of board/",
  "types of client/tools/tool.ts",
  "client/tools/tool_registry.ts",
  "client/messages/",
];
const OF_UI_ITSELF = [...OF_UI, "client/ui/links/", "client/ui/boards/", "client/ui/controls/lucide.ts"];
const DRAWING = ["board/", "client/geometry/", "client/messages/", "client/editor/"];

/** What each folder may import. All other imports are forbidden, so nothing imports `dev/` or `tests/`. */
export const IMPORT_RULES: ImportRules = {
  // The document of a board and its drawing. Pure: no DOM, no Deno. It does not know the protocol.
  "board/": { may: [], packages: [...YJS, "perfect-freehand", "roughjs"] },
  // The protocol between peers: frames, presence, encoded updates.
  "board/wire/": { may: ["board/"], packages: YJS },

  // What happens on boards, for the parts of the server that react to it.
  "server/events/": { may: ["types of server/database/", "types of server/process/log.ts"], packages: [] },
  // Durable boards and links, written against the database port. Knows no database of its own.
  "server/store/": {
    may: [
      "board/",
      "server/database/database.ts",
      "server/database/keys.ts",
      "server/database/limits.ts",
      "server/events/",
    ],
    packages: [...YJS, "node:*"],
  },
  // An S3-compatible bucket for the bytes of assets. Knows no board.
  "server/bucket/": { may: ["board/", "server/store/damage.ts", "types of server/store/"], packages: ["aws4fetch"] },
  // Requests to addresses that strangers chose, and what linked pages say of themselves. Know nobody who asks.
  "server/outgoing/": { may: ["board/wire/link_card.ts"], packages: ["node:*"] },
  "server/unfurl/": { may: ["board/", "server/outgoing/"], packages: ["htmlparser2"] },
  // Tells others what happens on boards, and the task that lists that. Knows no room and no route.
  "server/webhooks/": {
    may: ["board/", "server/database/", "server/outgoing/", "server/process/config.ts", "types of server/"],
    packages: ["node:*"],
  },
  // Accounts, their sessions and the ways to sign in. Knows no board and no route.
  "server/accounts/": {
    may: ["board/", "server/database/database.ts", "server/database/keys.ts"],
    packages: ["@simplewebauthn/server", "openid-client", "node:*"],
  },
  // Which instance serves a board. Knows no room and no route.
  "server/instances/": {
    may: [
      "board/",
      "server/database/database.ts",
      "server/database/keys.ts",
      "server/database/limits.ts",
      "server/http/",
      "types of server/process/",
      "types of server/relay/",
    ],
    packages: ["node:*"],
  },
  // How instances hear of each other. Knows no room.
  "server/bus/": {
    may: [
      "board/",
      "server/database/keys.ts",
      "server/database/limits.ts",
      "server/database/database.ts",
      "types of server/instances/",
      "types of server/process/log.ts",
    ],
    packages: [...YJS, "node:*"],
  },
  // The database: the port, its implementations, all keys; opening, locking, probing and watching it.
  "server/database/": { may: ["board/", "server/process/config.ts"], packages: ["postgres", "node:*"] },
  // What peers may occupy: memory, connections, work. Knows nobody who asks.
  "server/admission/": { may: ["board/"], packages: ["node:*"] },
  // The document of one board: read from a store, examined, encoded, compacted. Knows the store by its interface only.
  "server/document/": {
    may: [
      "board/",
      "server/worker/worker_thread.ts",
      "server/store/board_store.ts",
      "types of server/store/",
      "types of server/process/log.ts",
    ],
    packages: [...YJS],
  },
  // One connection: its queues, its limits, its end. Knows no board.
  "server/session/": {
    may: ["board/", "types of server/admission/", "types of server/document/", "types of server/process/log.ts"],
    packages: [...YJS],
  },
  // Live boards. Knows store and bus by their interfaces only.
  "server/relay/": {
    may: [
      "board/",
      "server/session/",
      "server/document/",
      "server/store/board_store.ts",
      "server/store/entry_origin.ts",
      "types of server/events/",
      "server/bus/bus.ts",
      "types of server/store/",
      "types of server/bus/",
      "types of server/instances/",
      "server/admission/fair_limit.ts",
      "types of server/admission/",
      "types of server/process/log.ts",
    ],
    packages: [...YJS, "node:*"],
  },
  // The process: its configuration, what it reports and watches of itself, and when it exits.
  "server/process/": {
    may: [
      "board/",
      "server/bucket/bucket_config.ts",
      "server/http/trusted_proxies.ts",
      "server/webhooks/webhook_secret.ts",
      "types of server/",
    ],
    packages: ["@opentelemetry/api", "node:*"],
  },
  // Which link opens which board, with which rights.
  "server/access/": { may: ["board/", "types of server/store/"], packages: [] },
  // What every route shares: who asks, how responses leave.
  "server/http/": {
    may: ["board/", "server/admission/", "types of server/session/", "types of server/relay/"],
    packages: ["hono", "node:*"],
  },
  // Heavy work on boards, away from the event loop.
  "server/worker/": {
    may: ["board/", "server/document/compacted.ts", "server/raster/", "client/formats/"],
    packages: [...YJS, "node:*"],
  },
  // Drawings as pixels.
  "server/raster/": { may: ["board/"], packages: ["@thorvg/webcanvas"] },
  // Boards as pictures and files.
  "server/pictures/": {
    may: ["board/", "server/worker/", "server/admission/", "types of server/process/log.ts"],
    packages: ["node:*"],
  },
  // Boards for programs: copies of live boards, requests that change shapes, and their descriptions. Knows no route.
  "server/programs/": {
    may: [
      "board/",
      "server/document/update_slices.ts",
      "server/worker/",
      "server/admission/work_queue.ts",
      "types of server/",
    ],
    packages: ["yjs"],
  },
  // The built client.
  "server/assets/": { may: [], packages: ["node:*"] },
  // The routes: pages, API, WebSocket upgrade.
  "server/routes/": {
    may: [
      "board/",
      "server/http/",
      "server/programs/",
      "server/session/",
      "server/relay/",
      "server/process/log.ts",
      "server/store/board_store.ts",
      "server/store/link_store.ts",
      "server/access/",
      "server/accounts/",
      "server/admission/",
      "types of server/",
    ],
    packages: ["hono", "@modelcontextprotocol/sdk"],
  },
  // What an operator runs: boards into a file and back.
  "server/backup/": {
    may: [
      "board/",
      "server/accounts/",
      "server/store/",
      "server/bucket/",
      "server/document/stored_document.ts",
      "server/document/load_with_repair.ts",
      "server/webhooks/registration.ts",
      "server/process/config.ts",
      "server/database/",
    ],
    packages: ["yjs", "node:*"],
  },
  // Wires all rooms together.
  "server/server_options.ts": { may: ["types of board/", "types of server/"], packages: [] },
  "server/warm_up.ts": { may: ["board/", "server/"], packages: YJS },
  "server/server.ts": { may: ["board/", "server/"], packages: ["@opentelemetry/api"] },
  "main.ts": { may: ["board/", "server/"], packages: ["*"] },
  "client/geometry/": { may: [], packages: [] },
  // Every text that a person reads or hears.
  "client/messages/": { may: [], packages: [] },
  // Each tool a small state machine against the port in tool.ts: never the editor.
  "client/tools/": { may: ["board/", "client/geometry/", "client/messages/"], packages: [] },
  "client/editor/": {
    may: ["board/", "client/geometry/", "client/messages/", "client/tools/tool.ts", "client/tools/tool_registry.ts"],
    packages: [SIGNALS, "yjs", "flatbush"],
  },
  // The link to the server and the copy on this device: knows nothing of who looks at the board.
  "client/sync/": { may: ["board/", "client/messages/"], packages: [...YJS, SIGNALS] },
  "client/render/": { may: DRAWING, packages: [SIGNALS, "perfect-freehand"] },
  "client/formats/": { may: ["board/"], packages: ["lz-string", "@rgrove/parse-xml", "@dagrejs/dagre"] },
  "client/out/": { may: [...DRAWING, "client/render/", "client/formats/"], packages: ["pdf-lib", "@pdf-lib/fontkit"] },
  // PDFs that come in, read in a worker. Knows no component and no upload.
  "client/pdf/": { may: [...DRAWING, "client/images/"], packages: ["pdfjs-dist"] },
  // DOM events become tool events and commands.
  "client/input/": { may: [...DRAWING, "client/tools/"], packages: [SIGNALS] },
  // Icons, whose paths the build puts in the place of their names.
  "client/ui/controls/lucide.ts": { may: [], packages: ["@iconify-json/lucide"] },
  "client/ui/": { may: OF_UI_ITSELF, packages: [...PREACT, SIGNALS] },
  // Handing out links, the owner's list of them, and what this browser knows of boards.
  "client/ui/links/": { may: [...OF_UI, "client/ui/"], packages: [...PREACT, SIGNALS, "uqr"] },
  "client/ui/account/": {
    may: [...OF_UI, "client/ui/", "types of board/wire/error_code.ts"],
    packages: [...PREACT, SIGNALS, "@simplewebauthn/browser"],
  },
  // The start page; the boards of a person, the bin, and who has which role on a board.
  "client/ui/boards/": { may: [...OF_UI, "client/ui/"], packages: [...PREACT, SIGNALS] },
  "client/ui/start/": { may: [...OF_UI, "client/ui/"], packages: [...PREACT, SIGNALS] },
  // The service worker and its part of the page. Knows no board.
  "client/offline/": { may: ["board/clock.ts", "types of board/", "client/page_events.ts"], packages: [] },
  "client/": { may: ["board/", "client/"], packages: ["*"] },
  // Development tools. The bench page runs the client without a server.
  "dev/bench_client.ts": { may: ["board/", "client/", "dev/bench_mixed.ts"], packages: ["yjs"] },
  "dev/bench_mixed.ts": { may: ["board/", "client/"], packages: ["yjs"] },
  // The page of all controls, made from them.
  "dev/looks/": { may: ["board/", "client/"], packages: [...PREACT, SIGNALS] },
  "dev/": {
    may: [
      "client/messages/",
      "client/ui/controls/lucide.ts",
      "server/assets/assets.ts",
      "server/assets/live_reload.ts",
      "server/raster/raster_files.ts",
      "server/worker/worker_file.ts",
    ],
    packages: ["esbuild", "terser", "node:*"],
  },
  "tests/": { may: ["board/", "server/", "client/", "dev/", "main.ts"], packages: ["*"] },
};
