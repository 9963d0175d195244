/**
 * All limits of the board and of the protocol, each with its unit and the reason for it. The client and the server
 * enforce the same values. An honest client that reaches a limit shows a message that says what to do.
 */

/** Largest absolute board coordinate, board units. Second differences of ink in 1/16 units still fit into 32 bits. */
export const COORDINATE_MAX = 10_000_000;

/** Samples of one stroke. A longer stroke is committed and continued as a new one, so no record grows without bound. */
export const STROKE_SAMPLES_MAX = 10_000;

/**
 * Bytes of one stroke: 10,000 samples of three numbers, each fully escaped (20 bits of escape and 32 bits of value).
 */
export const INK_BYTES_MAX = 200_000;

/** Samples after which the pen commits the stroke and continues with a new one (about a minute at 120 Hz). */
export const STROKE_SAMPLES_SOFT = 8_000;

/** Shapes on one board. A page opens this many strokes within 3 s. */
export const BOARD_SHAPES_MAX = 100_000;

/** Text on one board, UTF-16 units: about a thousand pages. */
export const BOARD_CHARACTERS_MAX = 2_000_000;

/** Size of one board as a Yjs update, bytes. 100,000 strokes take 20 MB. */
export const BOARD_BYTES_MAX = 32 * 1024 * 1024;

/** Yjs structs of one board, which a page opens in 1.5 s. A shape is one, also when deleted. Large values count as more. */
export const BOARD_STRUCTS_MAX = 300_000;

/** Part of a large board that is loaded before other tasks run, bytes. */
export const LOAD_SLICE_BYTES = 1024 * 1024;

/** Part of a large board that is loaded before other tasks run, Yjs structs. Takes about 10 ms. */
export const LOAD_SLICE_STRUCTS = 2_400;

/** Fraction by which updates that replace or delete something may exceed the byte and struct limits of a full board. */
export const BOARD_RESERVE = 0.1;

/** One frame from a peer, bytes. An honest client splits a larger offline difference into pieces. */
export const FRAME_BYTES_MAX = 4 * 1024 * 1024;

/** Size of one piece of a difference or snapshot on the wire, bytes. Small enough for back-pressure between pieces. */
export const PIECE_BYTES = 256 * 1024;

/** One awareness frame, bytes. */
export const AWARENESS_BYTES_MAX = 64 * 1024;

/** One peer's presence as JSON, bytes. */
export const PRESENCE_BYTES_MAX = 3 * 1024;

/**
 * Selected shapes that presence lists. This many of the longest ids fit into one presence state with everything else.
 */
export const SELECTED_SHAPES_MAX = 16;

/** Awareness ids that one connection may claim: one for the page and one for the page that it replaces. */
export const PRESENCE_IDS_MAX = 2;

/** One frame of live ink, bytes. A 16 ms tick of a 1,000 Hz pen needs less than 200. */
export const INK_FRAME_BYTES_MAX = 16 * 1024;

/** Largest accepted clock of a Yjs client. No honest page load inserts 2³¹ items. */
export const CLOCK_MAX = 2 ** 31;

/** Structs in one update. Honest clients split larger updates, as they split by bytes. */
export const STRUCTS_MAX = 1_000_000;

/** Live strokes of one peer at a time: the one being drawn and those that are lifted but not on the board yet. */
export const LIVE_STROKES_PER_AUTHOR_MAX = 32;

/**
 * Clock ticks of one deleted struct. A longer one would take the clocks of that many future edits with a single number.
 */
export const DELETED_LENGTH_MAX = 2 ** 24;

/** Nesting depth of arrays and objects inside one value. */
export const VALUE_DEPTH_MAX = 16;

/** Nesting depth of Yjs types. Boards nest none, and browsers delete nested types recursively. */
export const TYPE_DEPTH_MAX = 8;

/** Points of one line. Anything longer should be ink. */
export const LINE_POINTS_MAX = 1_000;

/** Nesting depth of groups. People cannot follow deeper nesting when they select. */
export const GROUP_DEPTH_MAX = 16;

/** Length of a shape's link, UTF-16 units. Browsers and mail programs accept this length. */
export const LINK_MAX = 2_000;

/** Largest board, as bytes of its update, that the server draws or exports. Larger boards are exported by browsers. */
export const PICTURE_BYTES_MAX = 4 * 1024 * 1024;

/** Time limit for a snapshot of a large board in a worker, ms. 100,000 strokes take 3 s. */
export const COMPACTION_MS_MAX = 60_000;

/** Heap of the snapshot worker, bytes. It fits two documents of a million structs, which earlier versions accepted. */
export const COMPACTION_HEAP_BYTES_MAX = 1024 * 1024 * 1024;

/** Largest picture or export that the server makes of a board, bytes: a picture of 13,000 strokes. */
export const PICTURE_OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
/** Time limit for making a picture or export, ms. A picture of 10,000 strokes takes 2 s. */
export const PICTURE_MS_MAX = 10_000;

/** Heap of the worker that makes it, bytes. A board of 4 MiB takes about 100 MiB. */
export const PICTURE_HEAP_BYTES_MAX = 384 * 1024 * 1024;

/** Shapes in one file or on the clipboard. A larger number would need to be read in pieces. */
export const PORTABLE_SHAPES_MAX = 100_000;

/** Displayed text of one shape, UTF-16 units. Layout of longer text does not fit into one frame. */
export const TEXT_MAX = 20_000;

/**
 * Largest extent at which a sketched or hatched shape is drawn at its own size, board units: six screens at 100 %. A
 * larger shape is drawn at this size and scaled up.
 */
export const SKETCH_EXTENT_MAX = 8_192;

/** Dashes or dots of one line. A longer line gets wider spacing. Dots of the finest pen reach this at 12,000 units. */
export const DASHES_MAX = 4_000;

/**
 * Corners of a pen stroke's outline. The longest stroke has 20,000, which leaves room for 700 sharp turns of 28
 * corners.
 */
export const OUTLINE_CORNERS_MAX = 40_000;

/**
 * Largest drawing cost of one shape, in path commands, dashes and letters (`figure/cost.ts`): at worst a tenth of a
 * second. A hatched star with 20,000 letters comes close to it.
 */
export const SHAPE_COST_MAX = 60_000;

/** Length of a displayed name (a board title or a person), UTF-16 units. */
export const NAME_MAX = 80;

/** Queued bytes per socket above which frames to the session are dropped and the session is marked for resync. */
export const QUEUE_SOFT_BYTES = 1024 * 1024;

/** Queued bytes per socket above which the session is closed. Queued bytes stay in memory until the peer reads them. */
export const QUEUE_HARD_BYTES = 16 * 1024 * 1024;

/**
 * Updates with gaps after which a session is closed. An honest client answers the first request with a full difference.
 */
export const GAPS_MAX = 3;

/** Pending pieces of a difference that one connection may hold on the server, bytes: a board of the largest size. */
export const PENDING_BYTES_MAX = 32 * 1024 * 1024;

/** Number of pending pieces: the changes that a person makes until the client answers the server's request. */
export const PENDING_PIECES_MAX = 5_000;

/** Time limit for the last piece of a difference, ms. 32 MiB at 3 Mbit/s take 90 s. */
export const PENDING_MS = 120_000;

/** Body of a JSON request, bytes. */
export const JSON_BYTES_MAX = 16 * 1024;

/** Frames of one connection: sustained per second, and in a burst. Five times what the fastest pens need. */
export const FLOOD_FRAMES_PER_SECOND = 5_000;
export const FLOOD_FRAMES_BURST = 2_000;

/** Frames that are read and dropped after a refusal. An honest client has fewer in flight when it is refused. */
export const IGNORED_FRAMES_MAX = 1_000;

/**
 * Processing time of one connection without waiting for a turn, ms: sustained per second, and in a burst. Drawing takes
 * a tenth of it. Further messages wait for a turn.
 */
export const DIRECT_WORK_MS_PER_SECOND = 60;
export const DIRECT_WORK_MS_BURST = 6;
/** Messages above this size always wait for a turn, bytes. A stroke is smaller. */
export const DIRECT_BYTES_MAX = 32 * 1024;

/** Messages of one connection that wait for a turn: bytes and number. A board of the largest size is sent at once. */
export const QUEUED_BYTES_MAX = 48 * 1024 * 1024;
export const QUEUED_MESSAGES_MAX = 10_000;

/** Structs of one update that are integrated in one turn: some 5 ms. */
export const TURN_STRUCTS = 800;

/** Extra frames that a pong is charged for. The server requests no pongs, but a proxy may send some as keep-alive. */
export const FLOOD_PONG_FRAMES = 9;

/** Bytes of awareness that are charged as one frame: about one entry. Each entry costs as much as a frame. */
export const FLOOD_AWARENESS_BYTES = 64;

/** Structs of an update that are charged as one frame. These cost at most as much as a frame with a single stroke. */
export const FLOOD_STRUCTS = 16;

/** Bytes of one connection: sustained per second, and in a burst. The burst allows the largest board in one go. */
export const FLOOD_BYTES_PER_SECOND = 64 * 1024 * 1024;
export const FLOOD_BYTES_BURST = 128 * 1024 * 1024;

/** Concurrent sockets from one address. A school shares one address, and so do all clients of an untrusted proxy. */
export const SOCKETS_PER_ADDRESS_MAX = 5_000;

/** Concurrent sockets on one board. Each message is sent to all of them. */
export const SOCKETS_PER_BOARD_MAX = 1_000;

/** Sockets of one process. An idle socket costs about 20 kB. */
export const SOCKETS_MAX = 10_000;

/** One entry of edits, bytes. The longest stroke is a single value, and an entry must fit into a piece. */
export const EDIT_ENTRY_BYTES_MAX = 256 * 1024;

/**
 * Shapes and bytes after which a writer starts a new entry. Overwriting a part of an entry requires reading all of it.
 */
export const EDIT_ENTRY_SHAPES = 256;
export const EDIT_ENTRY_BYTES = 16 * 1024;

/** Largest count of an edit. A thousand edits a second reach it after 8,000 years. A foreign client may start here. */
export const EDIT_COUNT_MAX = 2 ** 48;

/**
 * Overwritten values that undo and redo keep, bytes in memory: 24 per moved shape. Above it, the oldest steps are
 * dropped.
 */
export const HISTORY_EDIT_BYTES_MAX = 1024 * 1024;

/**
 * Deleted content that Yjs keeps for undo and redo, bytes. Above it, the oldest steps are dropped too. This content
 * took the same memory before it was deleted.
 */
export const HISTORY_KEPT_BYTES_MAX = 16 * 1024 * 1024;

/** Number of latest undo steps that are kept whatever their size. */
export const HISTORY_STEPS_MIN = 4;

/** Concurrent HTTP requests of one process. Each may hold a piece of a response that the client does not read. */
export const REQUESTS_MAX = 2_000;

/** Concurrent requests of one address: a school that opens its boards at once through an untrusted proxy. */
export const REQUESTS_PER_ADDRESS_MAX = 500;

/** Concurrent requests of one network (a /48, or a /24 of IPv4). */
export const REQUESTS_PER_NETWORK_MAX = 1_000;

/** Piece of an HTTP response, bytes. An unread response holds at most this, besides what all readers share. */
export const ANSWER_PIECE_BYTES = 32 * 1024;

/** Time after which a response is aborted when the client takes no piece of it, ms. Any connected phone is faster. */
export const ANSWER_STALLED_MS = 30_000;

/** Memory for what the server holds for peers (queues, pending pieces, responses, loads of boards), bytes. */
export const BUDGET_BYTES_MAX = 192 * 1024 * 1024;

/** Largest fraction of the process's memory for that budget. Yjs needs several times the bytes of its input. */
export const BUDGET_SHARE = 1 / 4;

/**
 * Memory of a loaded board per stored byte. A board of small edits takes the most, one of strokes takes about 2. The
 * largest boards consist of strokes, so none is charged more than a quarter of the budget.
 */
export const LOADED_BYTES_PER_STORED = 12;

/** Stored size up to which a board is loaded without waiting for larger ones, bytes. Takes at most some 40 ms. */
export const SMALL_LOAD_BYTES_MAX = 128 * 1024;

/** Heap of a worker that is kept for the next job, bytes. With a larger heap the worker ends, which frees it at once. */
export const WORKER_HEAP_KEPT_BYTES_MAX = 64 * 1024 * 1024;

/** Estimated memory of a live board per stored byte, which its frames repeat, and per Yjs struct. Both add up. */
export const LIVE_BYTES_PER_STORED = 2;
export const LIVE_BYTES_PER_STRUCT = 450;

/** Share of the process memory that live boards may always use. Above it, the largest are unloaded when memory is short. */
export const LIVE_BOARDS_SHARE = 1 / 8;

/** While memory is short, boards larger than this refuse updates larger than this, bytes. A stroke is smaller. */
export const TIGHT_BOARD_BYTES_MAX = 1024 * 1024;
export const TIGHT_PIECE_BYTES_MAX = 64 * 1024;

/** While memory is short, no reservation of the budget grows beyond this, bytes. A person who draws needs less. */
export const TIGHT_RESERVATION_BYTES_MAX = 64 * 1024;

/** Boards that one address may create in ten minutes: four classes of 30 that start their lessons at once. */
export const BOARDS_PER_ADDRESS = 120;

/** Boards that one network may create in ten minutes: a town whose schools share the network. */
export const BOARDS_PER_NETWORK = 600;
export const BOARDS_PER_MS = 600_000;

/** Passphrase attempts from one address on one link in a minute. A person mistypes about twice. */
export const UNLOCK_TRIES_PER_ADDRESS = 5;

/** Passphrase attempts from one network: pupils whose devices have separate addresses. */
export const UNLOCK_TRIES_PER_NETWORK = 60;
export const UNLOCK_TRIES_PER_MS = 60_000;

/** Bytes that are compressed before other tasks run: about 1.5 ms. */
export const GZIP_PIECE_BYTES = 16 * 1024;

/** Time that an encoded board is kept after its last reader, ms. People of one class open it one after the other. */
export const ENCODED_IDLE_MS = 5_000;
