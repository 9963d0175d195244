/**
 * How long a person waits for what a key or a press opens, on a processor that is four times slower, and how far the
 * page's layout shifts meanwhile.
 *
 *     deno task bench:open [name …]
 *
 * Times run from the event, of several keys that of the last one, to the frame with the content, in milliseconds. The first opening has a page of its own, with
 * nothing cached. It comes after the pointer has moved and paused, when the page has loaded what people open often.
 * *Clock* is the time that a person waits with the browser's throttling. *Work* is the processor time of the page's main
 * thread at full speed, times four; compare this figure on a busy machine. All figures are medians.
 *
 * The layout shift is Chromium's measure (CLS) over the whole visit; in brackets with the shifts within 500 ms of a press,
 * which the usual figure leaves out.
 */
import type { Page } from "playwright-core";
import { App } from "../support/browser/app_case.ts";
import { BoardPage, createBoard } from "../support/browser/board_page.ts";
import { Company } from "../support/browser/company.ts";
import { TOUR } from "../support/browser/screen_tour.ts";
import { geoOf } from "../support/board/figures.ts";
import { type Opening, OPENINGS } from "./openings.ts";
import { type LayoutShifts, shiftsOf, watchShifts } from "../support/browser/layout_shifts.ts";
import { median } from "../support/project/architecture.ts";

const VISITS = 3;
/** Openings of a visit after the first one. */
const REPEATS = 2;
const SLOWER = 4;
/** Nothing takes longer to open, ms. */
const OPENED_WITHIN_MS = 20_000;
/** Names of the marks at the event and at the frame. */
const MARKS = ["open", "opened"] as const;
/** Nothing is under the pointer there, on a desk and on a phone. */
const REST = [600, 300], REST_NARROW = [200, 300];
const PEOPLE = 9;
/** Before a first opening, longer than the pause after which the page loads parts; and between later ones, ms. */
const PAUSE_MS = 2_800, REST_MS = 600;

await using app = await App.start({ env: TOUR.env, limitMs: 1_800_000 });
const { links } = await app.server.createBoard();
const crowded = (await app.server.createBoard()).links;
const box = geoOf("box", { x: 300, y: 360, fill: "solid", text: "Harbour" });
for (const { owner } of [links, crowded]) await app.put(owner, [box]);
await using company = await Company.join(app.server.socketUrl(crowded.editor), PEOPLE);
let mostUnasked = 0;
for (const opening of OPENINGS.filter(({ name }) => isAsked(name))) {
  const visits: Visit[] = [];
  for (let i = 0; i < VISITS; i++) visits.push(await visit(opening, true), await visit(opening, false));
  const all = Math.max(...visits.map(({ shifts }) => shifts.all));
  const unasked = Math.max(...visits.map(({ shifts }) => shifts.unasked));
  mostUnasked = Math.max(mostUnasked, unasked);
  const show = (time: "first" | "again") => {
    const of = (isThrottled: boolean) =>
      Math.round(median(visits.filter((each) => each.isThrottled === isThrottled).flatMap((e) => e[time])));
    return `${time} ${of(true)} clock, ${of(false)} work`.padEnd(30);
  };
  console.log(
    `${opening.name.padEnd(24)} ${show("first")} ${show("again")} shift ${unasked.toFixed(4)} (${all.toFixed(4)})`,
  );
}
console.log(`open page, CPU / ${SLOWER}, ms; most layout shift: ${mostUnasked.toFixed(4)}`);

/** All are asked for without arguments. "tab" asks for all of "tab …". */
function isAsked(name: string): boolean {
  return Deno.args.length === 0 || Deno.args.some((asked) => `${name} `.startsWith(`${asked} `));
}

interface Visit {
  readonly isThrottled: boolean;
  readonly first: number;
  readonly again: readonly number[];
  readonly shifts: LayoutShifts;
}

async function visit(
  { place, viewport, prepare, open, event, content, close = ({ page }) => page.keyboard.press("Escape") }: Opening,
  isThrottled: boolean,
): Promise<Visit> {
  const person = await app.person({ reducedMotion: "no-preference", ...viewport && { viewport } });
  const page = await person.newPage();
  const slug = place === "crowd" ? crowded.owner : links.owner;
  if (place === "new") {
    await page.goto(app.server.origin);
    await createBoard(page);
  }
  const board = new BoardPage(page, slug);
  await watchShifts(page);
  await page.goto(place === "new" ? page.url() : app.server.boardUrl(slug), { waitUntil: "networkidle" });
  await board.untilSaved();
  if (place === "crowd") company.renew();
  if (place === "start") await page.goto(app.server.origin, { waitUntil: "networkidle" });
  const [restX, restY] = viewport ? REST_NARROW : REST;
  await page.mouse.move(restX, restY);
  await page.evaluate(rest, PAUSE_MS);
  if (isThrottled) await (await board.devtools()).send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await prepare?.(board);
  await page.evaluate(rest, REST_MS);
  const time = async () => {
    await page.evaluate(watchOpening, { event, content, limit: OPENED_WITHIN_MS });
    const act = async () => {
      // Asked before, as the question takes time in the page.
      const [ms] = await Promise.all([page.evaluate(() => opened), open(board)]);
      return ms;
    };
    return isThrottled ? await act() : SLOWER * await work(page, act);
  };
  const first = await time();
  const again: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    await page.evaluate(rest, REST_MS);
    await close(board);
    await page.keyboard.press("Escape");
    await page.mouse.move(restX, restY);
    await page.waitForFunction((content) => !document.querySelector(content)?.checkVisibility(), content);
    await prepare?.(board);
    await page.evaluate(rest, REST_MS);
    again.push(await time());
  }
  const shifts = await shiftsOf(page);
  await person.close();
  return { isThrottled, first, again, shifts };
}

/** An event of a trace of the browser, µs. */
interface Traced {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time. */
  readonly tdur?: number;
}

/** The processor time of the page's main thread between the two marks of `watchOpening`, ms. */
async function work(page: Page, act: () => Promise<unknown>): Promise<number> {
  await app.browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "blink.user_timing"] });
  await act();
  const trace = JSON.parse(new TextDecoder().decode(await app.browser.stopTracing()));
  const events = trace.traceEvents as Traced[];
  const [from, to] = MARKS.map((mark) => events.find(({ name }) => name === mark)!);
  return events.filter(({ name, pid, tid, ts, dur = 0, tdur }) =>
    /RunTask/.test(name) && pid === from.pid && tid === from.tid && tdur !== undefined && ts < to.ts &&
    ts + dur > from.ts
  ).reduce((sum, { tdur }) => sum + tdur!, 0) / 1_000;
}

/** Defined inside the page. */
declare const opened: Promise<number>;

/** Runs in the page: until it has nothing more to do. */
function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(() => requestIdleCallback(() => resolve(), { timeout: 1_000 }), ms));
}

/** Runs in the page. */
function watchOpening({ event, content, limit }: { event: string; content: string; limit: number }): void {
  const opened = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error(`${event} opened no ${content}`)), limit);
    const begin = (opens: Event) => {
      // Of several keys, the last one opens.
      if (["Control", "Shift"].includes((opens as KeyboardEvent).key)) return;
      removeEventListener(event, begin, true);
      performance.mark("open");
      const look = () =>
        requestAnimationFrame(() => {
          const isShown = document.querySelector(content)?.checkVisibility();
          if (!isShown) return look();
          // The frame is on the screen when the next one begins.
          requestAnimationFrame(() => {
            performance.mark("opened");
            resolve(performance.now() - opens.timeStamp);
          });
        });
      look();
    };
    addEventListener(event, begin, true);
  });
  Object.assign(globalThis, { opened });
}
