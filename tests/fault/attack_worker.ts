/** Attacks from a thread of its own: those who measure must not wait for it. */
import { ATTACKS, type Target } from "./attacks.ts";

const worker = globalThis as unknown as {
  onmessage: (event: MessageEvent<{ name: string; target: Target }>) => void;
  postMessage(count: number): void;
};

worker.onmessage = async ({ data: { name, target } }) => {
  const end = performance.now() + target.ms;
  worker.postMessage(await ATTACKS.get(name)!(target, () => performance.now() < end));
};
