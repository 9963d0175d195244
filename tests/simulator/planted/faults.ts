/** A fault that is planted in a copy of the source: one place where a rule of PROTOCOL.md is broken. */
export interface PlantedFault {
  /** What no longer holds, with the number of the rule. */
  readonly rule: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly code: string;
  readonly planted: string;
}

export const FAULTS: readonly PlantedFault[] = [
  {
    rule: "5.1 changes are acknowledged only after the commit",
    file: "server/relay/journal.ts",
    code: "        const unsaved = await this.#room.takeUnsaved();",
    planted: `        for (const [session, count] of group) session.acknowledge(count);
        const unsaved = await this.#room.takeUnsaved();`,
  },
  {
    rule: "5.2 a frame counts as durable only once everything before it is",
    file: "server/session/acknowledgements.ts",
    code: "return durable > this.#told ? this.#told = durable : undefined;",
    planted: "return durable > this.#told ? (this.#told = durable) + 1 : undefined;",
  },
  {
    rule: "10.7 the log accepts an entry only from a writer that knows the one before it",
    file: "server/store/kv_board_store.ts",
    code: "const commit = new Commit().check({ key, version });",
    planted: "const commit = new Commit();",
  },
  {
    rule: "10.7 instances that serve one board read what the others append",
    file: "server/relay/journal.ts",
    code: "if (updates.length > 0 || damage) await this.#room.hear(updates, damage);",
    planted: "if (damage) await this.#room.hear(updates, damage);",
  },
  {
    rule: "10.7 an instance whose lease went to another one closes its sockets",
    file: "server/instances/board_leases.ts",
    code: "if (await this.#options.isReachable(address) && !this.#isClosed) this.#options.onLost(board);",
    planted: "await this.#options.isReachable(address);",
  },
  {
    rule: "4.3 an update from a peer that may not draw is dropped",
    file: "server/relay/message_validation.ts",
    code: "  if (!maySend(session, frame.kind)) {",
    planted: '  if (!maySend(session, frame.kind) && frame.kind !== "update") {',
  },
  {
    rule: "8.2 the presence of a session ends with it",
    file: "server/relay/presence_table.ts",
    code: "return [...claims].map((id) => this.#remove(id, this.#entries.get(id)!.clock));",
    planted: "return [...claims].flatMap((id) => this.#remove(id, this.#entries.get(id)!.clock) && []);",
  },
  {
    rule: "2.3 the sockets of a revoked link are closed",
    file: "server/relay/link_watch.ts",
    code: "for (const [link, watched] of some) watched.known = good.get(link) ?? ENDED;",
    planted: "for (const [link, watched] of some) watched.known = good.get(link) ?? watched.known ?? ENDED;",
  },
  {
    rule: "15.3 a frame that a poll does not confirm is sent again",
    file: "server/session/polled_socket.ts",
    code: "    this.#taken = this.#confirmed;",
    planted: "    this.#confirmed += this.#frames.splice(0, this.#taken - this.#confirmed).length;",
  },
  {
    rule: "15.4 whoever has a number of the log has all entries up to it",
    file: "server/routes/polling_session.ts",
    code: "if (this.isSynced && isAll && room.isUpToDate(session)) this.#after = room.storedSeq;",
    planted: "this.#after = room.storedSeq + 1;",
  },
  {
    rule: "15.5 200 means that all updates of the request are durable",
    file: "server/routes/polling_session.ts",
    code: 'if (this.#saved >= count) return "durable";',
    planted: 'if (session.received >= count) return "durable";',
  },
];
