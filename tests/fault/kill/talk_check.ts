import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { type CommentThread, threadAfter } from "../../../board/comment_thread.ts";
import { TALK_PAGE_MAX, type TalkEvent } from "../../../board/talk.ts";
import type { RealServer } from "../../support/server/real_server.ts";
import type { Talker } from "./talker.ts";

export interface TalkCounts {
  /** Events that the server acknowledged as durable. */
  said: number;
  /** Acknowledged events that a restarted server did not have, or had otherwise. */
  saidLost: number;
  /** Requests that caused a second event. */
  saidTwice: number;
  /** Numbers that no event has. */
  gaps: number;
  /** Requests whose answer a kill cut off, and how many of them were stored before it. */
  saidUnderWay: number;
  saidUnanswered: number;
  /** Requests that the server refused. */
  saidRefused: number;
}

export const NOTHING_SAID: Readonly<TalkCounts> = {
  said: 0,
  saidLost: 0,
  saidTwice: 0,
  gaps: 0,
  saidUnderWay: 0,
  saidUnanswered: 0,
  saidRefused: 0,
};

/** Compares what a restarted server has with what was acknowledged. @returns all events that it has */
export async function compareTalk(
  server: RealServer,
  slug: string,
  talkers: readonly Talker[],
  counts: TalkCounts,
): Promise<TalkEvent[]> {
  const events = await allTalk(server, slug);
  counts.gaps += events.filter(({ number }, i) => number !== (events[i - 1]?.number ?? 0) + 1).length;
  const ids = new Set(events.map(({ id }) => id));
  counts.saidTwice += events.length - ids.size;
  const byNumber = new Map(events.map((event) => [event.number, event]));
  for (const { said } of talkers) {
    counts.saidLost += said.filter((event) => !isDeepStrictEqual(byNumber.get(event.number), event)).length;
  }
  return events;
}

/** The threads are what results from the events, whatever was cut off. */
export async function assertThreads(server: RealServer, slug: string, events: readonly TalkEvent[]): Promise<void> {
  const expected = new Map<number, CommentThread | undefined>();
  for (const event of events) {
    if (event.thread !== undefined) expected.set(event.thread, threadAfter(expected.get(event.thread), event));
  }
  const found: CommentThread[] = [];
  for (const state of ["open", "resolved"]) {
    for (let before = events.length + 1;;) {
      const { comments, threads } = await ask(server, slug, `/comments?state=${state}&limit=100&before=${before}`);
      found.push(...comments);
      if (comments.length < TALK_PAGE_MAX) {
        const counted = [...expected.values()].filter((thread) => thread!.isResolved === (state === "resolved"));
        assert.equal(threads[state], counted.length, `number of ${state} threads`);
        break;
      }
      before = comments.at(-1)!.number;
    }
  }
  found.sort((a, b) => a.number - b.number);
  assert.deepEqual(found, [...expected.values()], "the threads");
}

async function allTalk(server: RealServer, slug: string): Promise<TalkEvent[]> {
  const all: TalkEvent[] = [];
  for (;;) {
    const { events, last } = await ask(server, slug, `?limit=${TALK_PAGE_MAX}&after=${all.at(-1)?.number ?? 0}`);
    all.push(...events);
    if (events.length < TALK_PAGE_MAX) {
      assert.equal(all.at(-1)?.number ?? 0, last, "the newest event");
      return all;
    }
  }
}

// deno-lint-ignore no-explicit-any
async function ask({ origin }: RealServer, slug: string, query: string): Promise<any> {
  const response = await fetch(`${origin}/api/boards/${slug}/talk${query}`);
  assert.equal(response.status, 200, "the talk can be read after a kill");
  return await response.json();
}
