import { type BoardApp, mount } from "../../client/board_app.ts";

/** Timers, animation frames and sockets that the page started and that have not ended. */
const pending = { timers: new Set<unknown>(), frames: new Set<number>(), sockets: new Set<WebSocket>() };

function count(): void {
  const { setTimeout, setInterval, clearTimeout, requestAnimationFrame, cancelAnimationFrame, WebSocket } = globalThis;
  const end = (id?: unknown) => {
    pending.timers.delete(id);
    clearTimeout(id as number);
  };
  Object.assign(globalThis, {
    setTimeout(run: () => void, ms?: number) {
      const id = setTimeout(() => {
        pending.timers.delete(id);
        run();
      }, ms);
      pending.timers.add(id);
      return id;
    },
    setInterval(run: () => void, ms?: number) {
      const id = setInterval(run, ms);
      pending.timers.add(id);
      return id;
    },
    clearTimeout: end,
    clearInterval: end,
    requestAnimationFrame(run: FrameRequestCallback) {
      const id = requestAnimationFrame((at) => {
        pending.frames.delete(id);
        run(at);
      });
      pending.frames.add(id);
      return id;
    },
    cancelAnimationFrame(id: number) {
      pending.frames.delete(id);
      cancelAnimationFrame(id);
    },
    WebSocket: class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        pending.sockets.add(this);
        this.addEventListener("close", () => pending.sockets.delete(this));
      }
    },
  });
}

const element = document.getElementById("app")!;
let app: BoardApp | undefined;
count();

/** What the test calls. */
const driver = {
  mount(address: string) {
    app = mount(element, { address });
  },
  close: () => app!.close(),
  pending: () => Object.values(pending).map(({ size }) => size),
  elements: () => [...document.body.querySelectorAll("*")].map(({ tagName, id }) => `${tagName}#${id}`),
};
Object.assign(globalThis, { driver });

export type BoardAppDriver = typeof driver;
