/** The address of the worker. The build puts that of the bundled worker in its place. */
export const FORMATS_WORKER = new URL("./formats_worker.ts", import.meta.url).href;
