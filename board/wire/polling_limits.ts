/** Limits of polling, each with its unit and the reason for it. */

/** Longest time that the server holds a poll, ms. Many proxies cut a request after 30 s. */
export const POLL_WAIT_MS_MAX = 25_000;

/** What arrives within this time goes into one answer, ms. So nobody makes more than 7 requests a second for live ink. */
export const POLL_GATHER_MS = 150;

/** A session ends this long after its last request, ms: one held poll, and a retry over a bad network. */
export const POLL_SESSION_MS = 40_000;

/** A session that has not asked for the board ends sooner, ms: its first poll costs a peer nothing else. */
export const POLL_UNUSED_SESSION_MS = 10_000;

/** Body of a poll, bytes: a state vector of 20,000 visits, presence and live ink. */
export const POLL_BYTES_MAX = 256 * 1024;

/** Frames of one answer, bytes: as one piece of a difference. The rest comes with the next answer. */
export const POLL_ANSWER_BYTES = 256 * 1024;

/** Body of a request with updates, bytes: one frame of the largest size, or many small ones. */
export const UPDATES_BYTES_MAX = 4 * 1024 * 1024 + 64 * 1024;

/** The server answers 503 if updates are not durable after this, ms. The client repeats the request. */
export const UPDATES_SAVE_MS = 20_000;

/** Frames that each request counts for: it costs about as much as 25 frames of a socket. */
export const POLL_REQUEST_FRAMES = 25;

/** Sources that a poll may name: with several instances, each has a source of its own. */
export const POLL_SOURCES_MAX = 4;
