/** Limits of direct connections between pages, each with its unit and the reason for it. */

/** People on one board who connect directly. Each connects to all others, so six need 15 connections. */
export const DIRECT_PEOPLE_MAX = 6;

/** One signalling message, bytes. The description of a connection with one data channel takes about 1 KiB. */
export const SIGNAL_BYTES_MAX = 8 * 1024;

/** Frames that one signalling frame counts for. To connect to five people takes about 50 of them in one burst. */
export const SIGNAL_FRAMES = 20;

/** Largest `ICE_SERVERS` that the server sends, bytes of JSON. */
export const ICE_SERVERS_BYTES_MAX = 8 * 1024;

/** Messages of one direct connection that a page reads: per second, and in a burst. Drawing takes about 100 a second. */
export const DIRECT_MESSAGES_PER_SECOND = 400;
export const DIRECT_MESSAGES_BURST = 400;

/** Bytes that wait in one direct connection, above which a page sends nothing more over it: live ink would be late. */
export const DIRECT_QUEUED_BYTES_MAX = 64 * 1024;
