// @ts-self-types="./drawbridge_board.d.ts"
/**
 * `<drawbridge-board src="https://board.example.org/b/…" mode="edit" theme="dark" spot="0,0,1">`: a board of Drawbridge
 * in a page. README.md beside this file documents it.
 */

/** The version of the messages between the page and the board. */
const VERSION = 1;
/** A board that is not ready answers nothing, ms. */
const PATIENCE_MS = 30_000;

const MODES = ["view", "edit"];
const THEMES = ["auto", "light", "dark"];

/** Servers that render pages know no elements: there the class can be imported, and does nothing. */
const Base = globalThis.HTMLElement ?? class {};

export class DrawbridgeBoard extends Base {
  static observedAttributes = ["src", "mode", "theme", "spot"];

  /** @type {HTMLIFrameElement | undefined} */
  #frame;
  /** @type {string | undefined} Origin of the board. */
  #origin;
  /** @type {{ mode: string, mayEdit: boolean } | undefined} */
  #state;
  /** @type {Map<number, { resolve: (message: any) => void, reject: (error: Error) => void, stop: () => void }>} */
  #asked = new Map();
  #lastId = 0;

  connectedCallback() {
    if (!this.shadowRoot) {
      const sheet = new CSSStyleSheet();
      // Through an object, because pages may forbid style elements.
      sheet.replaceSync(
        ":host { display: block; min-height: 200px; } iframe { display: block; width: 100%; height: 100%; min-height: inherit; border: 0; }",
      );
      this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
    }
    addEventListener("message", this.#hear);
    this.#show();
  }

  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    this.#leave();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected || !this.shadowRoot) return;
    if (name === "src" || this.#frame === undefined) return this.#show();
    // Until the board is ready, its address says the same.
    if (this.#state === undefined) return this.#show();
    if (name === "mode") this.#quietly("setMode", { mode: this.mode });
    else if (name === "theme") this.#quietly("setTheme", { theme: this.theme });
    else if (now !== null) this.#quietly("goTo", { spot: now });
  }

  get src() {
    return this.getAttribute("src") ?? "";
  }

  set src(value) {
    this.setAttribute("src", value);
  }

  get mode() {
    return oneOf(MODES, this.getAttribute("mode"));
  }

  set mode(value) {
    this.setAttribute("mode", value);
  }

  get theme() {
    return oneOf(THEMES, this.getAttribute("theme"));
  }

  set theme(value) {
    this.setAttribute("theme", value);
  }

  get spot() {
    return this.getAttribute("spot") ?? "";
  }

  set spot(value) {
    this.setAttribute("spot", value);
  }

  /** Whether the link lets people draw; false until the board is ready. */
  get mayEdit() {
    return this.#state?.mayEdit ?? false;
  }

  get isReady() {
    return this.#state !== undefined;
  }

  async fit() {
    await this.#ask("fit");
  }

  /** @param {unknown} spot */
  async goTo(spot) {
    await this.#ask("goTo", { spot });
  }

  /** @param {object} choice */
  async exportPicture(choice) {
    return (await this.#ask("export", choice)).file;
  }

  #show() {
    this.#leave();
    const address = embedAddress(this.src, { mode: this.mode, theme: this.theme, spot: this.spot });
    if (address === undefined) {
      if (this.src !== "") this.#tell("board-error", { code: "badAddress" });
      return;
    }
    this.#origin = address.origin;
    const frame = document.createElement("iframe");
    frame.title = this.getAttribute("aria-label") ?? "Drawbridge board";
    frame.allow = "clipboard-write; fullscreen";
    frame.referrerPolicy = "no-referrer";
    frame.src = address.href;
    this.#frame = frame;
    this.shadowRoot.append(frame);
  }

  #leave() {
    this.#frame?.remove();
    this.#frame = this.#origin = this.#state = undefined;
    for (const { reject, stop } of this.#asked.values()) {
      stop();
      reject(new Error("The board is gone"));
    }
    this.#asked.clear();
  }

  /** @param {MessageEvent} event */
  #hear = ({ source, origin, data }) => {
    if (this.#frame === undefined || source !== this.#frame.contentWindow || origin !== this.#origin) return;
    if (data?.drawbridge !== VERSION) return;
    const { drawbridge: _, event, id, ...detail } = data;
    if (event === "hello") return this.#post({ command: "hello" });
    const asked = this.#asked.get(id);
    if (asked !== undefined) {
      this.#asked.delete(id);
      asked.stop();
      if (event === "answer") asked.resolve(detail);
      else asked.reject(Object.assign(new Error(`The board refused: ${detail.code}`), { code: detail.code }));
      return;
    }
    if (event === "ready") {
      this.#state = detail;
      this.#tell("board-ready", detail);
    } else if (event === "changed" || event === "selection" || event === "error") this.#tell(`board-${event}`, detail);
  };

  /**
   * @param {string} command
   * @param {object} [fields]
   * @returns {Promise<any>}
   */
  #ask(command, fields) {
    if (this.#frame === undefined) return Promise.reject(new Error("There is no board"));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#asked.delete(id);
        reject(new Error("The board does not answer"));
      }, PATIENCE_MS);
      this.#asked.set(id, { resolve, reject, stop: () => clearTimeout(timer) });
      this.#post({ ...fields, command, id });
    });
  }

  /**
   * For attributes, whose failure is an event.
   * @param {string} command
   * @param {object} fields
   */
  #quietly(command, fields) {
    this.#ask(command, fields).catch((error) => this.#tell("board-error", { code: error.code ?? "failed" }));
  }

  /** @param {object} message */
  #post(message) {
    this.#frame?.contentWindow?.postMessage({ ...message, drawbridge: VERSION }, this.#origin);
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/**
 * The address of the frame for the link of a board; undefined when it is none.
 * @param {string} link
 * @param {{ mode?: string, theme?: string, spot?: string }} [looks]
 * @returns {URL | undefined}
 */
export function embedAddress(link, { mode = "view", theme = "auto", spot = "" } = {}) {
  if (!URL.canParse(link, globalThis.location?.href)) return undefined;
  const url = new URL(link, globalThis.location?.href);
  const slug = /^\/(?:b|embed)\/([\w-]+)\/?$/.exec(url.pathname)?.[1];
  if (slug === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  const address = new URL(`/embed/${slug}`, url);
  address.searchParams.set("mode", mode);
  if (theme !== "auto") address.searchParams.set("theme", theme);
  address.hash = spot || url.hash;
  return address;
}

/**
 * @param {string[]} values the default first
 * @param {string | null} value
 */
function oneOf(values, value) {
  return values.includes(value ?? "") ? value : values[0];
}

if (globalThis.customElements && !customElements.get("drawbridge-board")) {
  customElements.define("drawbridge-board", DrawbridgeBoard);
}
