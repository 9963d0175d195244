/** The build makes a file of the worker and puts its address here (`dev/worker_files.ts`). */
export const COPIES_WORKER: URL = new URL("./copies_worker.ts", import.meta.url);
