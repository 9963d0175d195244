/**
 * Every bound of the board and of its wire, with unit and reason. Both sides obey them: an honest client never
 * meets one without a message that says what to do.
 */

/** Largest absolute board coordinate, in board units: beyond it doubles lose the 1/16 unit that ink is kept in. */
export const COORDINATE_MAX = 10_000_000;

/** Samples of one stroke: a longer one is committed and continued, so that no single record grows without end. */
export const STROKE_SAMPLES_MAX = 10_000;

/** Bytes of one stroke: 10,000 samples of three numbers, each written in full (20 bits of escape and 32 of value). */
export const INK_BYTES_MAX = 200_000;

/** Samples after which the pen commits what it has and goes on with a new stroke (about a minute at 120 Hz). */
export const STROKE_SAMPLES_SOFT = 8_000;

/** Shapes on one board: a page opens so many strokes within 3 s. */
export const BOARD_SHAPES_MAX = 100_000;

/** Text on one board, UTF-16 units: a thousand pages. */
export const BOARD_CHARACTERS_MAX = 2_000_000;

/** One board, bytes of its update: 100,000 strokes take 20 MB. */
export const BOARD_BYTES_MAX = 32 * 1024 * 1024;

/** Yjs structs of one board: a page opens so many in 1.5 s. A shape is one, and leaves one when it is deleted. */
export const BOARD_STRUCTS_MAX = 300_000;

/** On a full board, shapes that are there may still be changed until it is larger by this part. */
export const BOARD_RESERVE = 0.1;

/** One frame from a peer, bytes. An honest client splits larger offline differences into pieces. */
export const FRAME_BYTES_MAX = 4 * 1024 * 1024;

/** Piece size for differences and snapshots on the wire, bytes: small enough for back-pressure to act between pieces. */
export const PIECE_BYTES = 256 * 1024;

/** One frame of awareness, bytes. */
export const AWARENESS_BYTES_MAX = 64 * 1024;

/** One peer's presence as JSON, bytes. */
export const PRESENCE_BYTES_MAX = 2 * 1024;

/** Shapes that presence names as selected: so many of the longest ids, and all else it says, fit into one state. */
export const HELD_SHAPES_MAX = 16;

/** Awareness ids one connection may claim: one for the page, one for the page it replaces. */
export const PRESENCE_IDS_MAX = 2;

/** One frame of live ink, bytes: a 16 ms tick of a 1,000 Hz pen needs less than 200. */
export const INK_FRAME_BYTES_MAX = 16 * 1024;

/** Largest clock of a Yjs client that is accepted: 2³¹ inserts by one page load is beyond any honest use. */
export const CLOCK_MAX = 2 ** 31;

/** Structs in one update: more is split by honest clients, as the bytes are. */
export const STRUCTS_MAX = 1_000_000;

/** Strokes that one peer draws at a time: one, and those that are lifted and not on the board yet. */
export const LIVE_STROKES_PER_AUTHOR_MAX = 32;

/** Clock ticks of one deleted struct: with one number it takes the place of that many of somebody's edits. */
export const DELETED_LENGTH_MAX = 2 ** 24;

/** Nesting of arrays and objects inside one value. */
export const VALUE_DEPTH_MAX = 16;

/** Nesting of Yjs types within types: boards have none, and deleting them recurses in every browser. */
export const TYPE_DEPTH_MAX = 8;

/** Points of one line: more is ink. */
export const LINE_POINTS_MAX = 1_000;

/** Groups within groups: more is no longer understood by whoever selects them. */
export const GROUP_DEPTH_MAX = 16;

/** Length of a shape's link, UTF-16 units: what browsers and mail programs take. */
export const LINK_MAX = 2_000;

/** A board up to this size, bytes of its update, is drawn or written out by the server: browsers do the others. */
export const PICTURE_BYTES_MAX = 4 * 1024 * 1024;

/** Time for making a snapshot of a large board in a worker, ms: 100,000 strokes take 3 s. */
export const COMPACTION_MS_MAX = 60_000;

/** Heap of that worker, bytes: two documents of a million structs, as earlier versions took them. */
export const COMPACTION_HEAP_BYTES_MAX = 1024 * 1024 * 1024;

/** What the server makes of a board, bytes: a picture of 13,000 strokes. */
export const PICTURE_OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

/** Time for making it, ms: a picture of 10,000 strokes takes 2 s. */
export const PICTURE_MS_MAX = 10_000;

/** Heap of the worker that makes it, bytes: a board of 4 MiB takes some 100 MiB. */
export const PICTURE_HEAP_BYTES_MAX = 384 * 1024 * 1024;

/** Shapes in one file or on the clipboard: more would have to come in pieces. */
export const PORTABLE_SHAPES_MAX = 100_000;

/** Text of one shape that is shown, UTF-16 units: more is laid out by nobody in one frame. */
export const TEXT_MAX = 20_000;

/**
 * Extent up to which a sketched or hatched shape is drawn in its own size, board units: six screens at 100 %. A larger
 * one is drawn in this size and enlarged. It has 3,000 hatch lines at most.
 */
export const SKETCH_EXTENT_MAX = 8_192;

/** Dashes or dots of one line: on a longer line they are spaced wider. Dots of the finest pen reach 12,000 units. */
export const DASHES_MAX = 4_000;

/** Corners of a pen stroke's outline: the longest stroke has 20,000 and room for 700 sharp turns of 28 corners. */
export const OUTLINE_CORNERS_MAX = 40_000;

/**
 * What one shape may cost to draw, in path commands, dashes and letters (`figure/cost.ts`): a tenth of a second at the
 * worst. A hatched star with 20,000 letters comes near to it.
 */
export const SHAPE_COST_MAX = 60_000;

/** Length of a name on display (board title, person), UTF-16 units. */
export const NAME_MAX = 80;

/** Queued bytes per socket above which a session is skipped and marked for resync. */
export const QUEUE_SOFT_BYTES = 1024 * 1024;

/** Queued bytes per socket above which the session is closed: what is queued stays in memory until the peer reads. */
export const QUEUE_HARD_BYTES = 16 * 1024 * 1024;

/** Refused gapped updates before a session is closed: an honest client answers the first with a full difference. */
export const GAPS_MAX = 3;

/** Pieces of a difference that one connection may have waiting for its last one, bytes: a board of the largest size. */
export const HELD_BYTES_MAX = 32 * 1024 * 1024;

/** … and their number: what somebody draws until the server's question is answered. */
export const HELD_PIECES_MAX = 5_000;

/** How long they wait for it, ms: 32 MiB at 3 Mbit/s take 90 s. */
export const HELD_MS = 120_000;

/** Body of a JSON request, bytes. */
export const JSON_BYTES_MAX = 16 * 1024;

/** Frames a second one connection may send for long, and at once: ten times what the fastest pens need. */
export const FLOOD_FRAMES_PER_SECOND = 10_000;
export const FLOOD_FRAMES_BURST = 10_000;

/** Frames that are read and dropped after a refusal: an honest client had fewer under way when it was refused. */
export const IGNORED_FRAMES_MAX = 1_000;

/** Time that the messages of one connection may take for long, ms a second, and at once: a large difference comes in one go. */
export const FLOOD_WORK_MS_PER_SECOND = 250;
export const FLOOD_WORK_MS_BURST = 10_000;

/** Frames that a pong counts as besides itself: none is asked for, but a proxy may send some to keep the connection. */
export const FLOOD_PONG_FRAMES = 9;

/** Bytes of awareness that count as a frame each: about one entry, and each costs as much as a frame. */
export const FLOOD_AWARENESS_BYTES = 64;

/** Structs of an update that count as a frame: each costs as much as a stroke that is alone in its frame, or less. */
export const FLOOD_STRUCTS = 16;

/** Bytes a second one connection may send for long, and at once: the largest board must come in one go. */
export const FLOOD_BYTES_PER_SECOND = 64 * 1024 * 1024;
export const FLOOD_BYTES_BURST = 128 * 1024 * 1024;

/** Sockets from one address at a time: a school is one address, and so is a proxy that is not named as trusted. */
export const SOCKETS_PER_ADDRESS_MAX = 5_000;

/** Sockets on one board at a time: what one says is sent to all of them. */
export const SOCKETS_PER_BOARD_MAX = 1_000;

/** Sockets of one process: a quiet one costs some 20 kB. */
export const SOCKETS_MAX = 10_000;

/** Bytes of one entry of edits: a stroke of the longest kind is one value, and entries must fit into a piece. */
export const EDIT_ENTRY_BYTES_MAX = 256 * 1024;

/** Shapes and bytes after which a writer begins another entry: who overwrites a part of an entry reads all of it. */
export const EDIT_ENTRY_SHAPES = 256;
export const EDIT_ENTRY_BYTES = 16 * 1024;

/** Largest count of an edit: a thousand edits a second reach it after 8,000 years. Foreign ones may begin there. */
export const EDIT_COUNT_MAX = 2 ** 48;

/** Earlier values that undo and redo keep, bytes in memory: of moved shapes 24 each. The oldest steps go first … */
export const HISTORY_EDIT_BYTES_MAX = 1024 * 1024;

/** … also when Yjs keeps more deleted content for them, bytes: that took the same memory before it was deleted … */
export const HISTORY_KEPT_BYTES_MAX = 16 * 1024 * 1024;

/** … but not the last steps, whatever they take. */
export const HISTORY_STEPS_MIN = 4;

/** Requests of one process that are not answered to the end: each may hold a piece of its answer that nobody reads. */
export const REQUESTS_MAX = 2_000;

/** … of one address: a school that opens its boards at once, through a proxy that is not named as trusted. */
export const REQUESTS_PER_ADDRESS_MAX = 500;

/** … and of one network (a /48, or a /24 of IPv4). */
export const REQUESTS_PER_NETWORK_MAX = 1_000;

/** A piece of an HTTP answer, bytes: what an answer that nobody reads holds at most, besides what all readers share. */
export const ANSWER_PIECE_BYTES = 32 * 1024;

/** An answer ends when the peer takes no piece of it for so long, ms: slower than any phone that is still connected. */
export const ANSWER_STALLED_MS = 30_000;

/** Memory for what peers leave with the server (queues, held pieces, answers, boards loaded for a GET), bytes … */
export const BUDGET_BYTES_MAX = 192 * 1024 * 1024;

/** … and at most this part of the memory that the process may have: Yjs needs several times the bytes it is given. */
export const BUDGET_SHARE = 1 / 4;

/**
 * Memory of a loaded board for each stored byte: a board of tiny edits takes most, one of strokes about 2. The largest
 * boards are of strokes: none counts as more than a quarter of the budget.
 */
export const LOADED_BYTES_PER_STORED = 12;

/** Boards that one address makes in ten minutes: four classes of 30 who begin their lessons at once. */
export const BOARDS_PER_ADDRESS = 120;

/** … and one network: a town whose schools share it. */
export const BOARDS_PER_NETWORK = 600;
export const BOARDS_PER_MS = 600_000;

/** Passphrases that one address tries on one link in a minute: a person mistypes twice. */
export const UNLOCK_TRIES_PER_ADDRESS = 5;

/** … and one network: pupils whose devices have addresses of their own. */
export const UNLOCK_TRIES_PER_NETWORK = 60;
export const UNLOCK_TRIES_PER_MS = 60_000;

/** Bytes that are compressed before others get their turn: some 1.5 ms. */
export const GZIP_PIECE_BYTES = 16 * 1024;

/** What a board says is kept for so long after its last reader, ms: people of one class come one after the other. */
export const ENCODED_IDLE_MS = 5_000;
