/** The parts of a service worker that ours uses. The types of the compiler cannot be those of pages and of workers. */

export interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

export interface FetchEvent extends Event, Lasting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

interface Events {
  readonly install: Event & Lasting;
  readonly activate: Event & Lasting;
  readonly fetch: FetchEvent;
  readonly message: MessageEvent & Lasting;
}

export interface WorkerScope {
  readonly location: Location;
  readonly registration: {
    unregister(): Promise<boolean>;
  };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(
      options: { readonly includeUncontrolled: boolean },
    ): Promise<readonly { postMessage(news: unknown): void }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(name: Name, listen: (event: Events[Name]) => void): void;
}
