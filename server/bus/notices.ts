/** Hears the notices of the other instances. */
export interface NoticeListener {
  notice(bytes: Uint8Array): void;
  /** Notices may have been missed, or it is not known what was said before. */
  gap(): void;
}

/** Carries notices between all instances. They may be lost, late, doubled or reordered. */
export interface Notices {
  /** Bytes of one notice. */
  readonly bytesMax: number;
  /** The least time between two notices, ms. */
  readonly intervalMs: number;
  listen(listener: NoticeListener): void;
  /** Resolves when the notice has left. Only one is sent at a time. Rejects when the database fails. */
  send(notice: Uint8Array): Promise<void>;
  /** Safe to call twice. */
  close(): void;
}
