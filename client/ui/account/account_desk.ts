import { signal } from "@preact/signals";
import { startAuthentication, startRegistration, WebAuthnError } from "@simplewebauthn/browser";
import type { Color } from "../../../board/palette.ts";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import { errorCodeOf } from "../links/error_code.ts";
import type { Memory } from "../page/browser_storage.ts";
import { type AccountView, ask, readAccount, type Session } from "./account_api.ts";
import { deviceWords } from "./device_words.ts";
import { tellBoards } from "./tell_boards.ts";
import { forgetPicture, keepMe } from "./keep_me.ts";
import { SpokenWords } from "../controls/spoken_words.ts";

/** What a person does with the own account. Each action shows its outcome and never throws. */
export class AccountDesk {
  /** Undefined until the server has answered. */
  readonly view = signal<AccountView | undefined>(undefined);
  readonly sessions = signal<readonly Session[]>([]);
  /** New recovery codes, which only this page has. */
  readonly codes = signal<readonly string[]>([]);
  readonly isBusy = signal(false);
  readonly problem = new SpokenWords<string>("");
  readonly notice = new SpokenWords<string>("");
  /** True when the last action needs a fresh sign-in. */
  readonly needsSignIn = signal(false);
  readonly #memory: Memory | undefined;

  constructor(memory: Memory | undefined) {
    this.#memory = memory;
  }

  /** Shows why a sign-in at another server failed. The address of the page says so. */
  explain(hash: string): void {
    const problem = PROVIDER_PROBLEMS.find((each) => `#${each}` === hash);
    if (problem) this.problem.value = ACCOUNT[problem];
  }

  /** Reads the account again. */
  async load(): Promise<void> {
    const view = await readAccount();
    if (view === undefined) {
      this.problem.value = ACCOUNT.noServer;
      return;
    }
    if (!view.account) forgetPicture(this.#memory);
    else {
      keepMe(view.account, this.#memory);
      const response = await ask("/sessions");
      this.sessions.value = response?.ok ? (await response.json()).sessions : [];
    }
    this.view.value = view;
  }

  signUp(name: string, color: Color): Promise<boolean> {
    return this.#run(() => this.#register({ name, color }));
  }

  signIn(): Promise<boolean> {
    return this.#run(async () => {
      const options = await this.#ask("/sign-in/options", "POST");
      const response = await startAuthentication({ optionsJSON: await options.json() });
      await this.#ask("/sign-in", "POST", { response });
    });
  }

  signInWithCode(code: string): Promise<boolean> {
    return this.#run(() => this.#ask("/sign-in/code", "POST", { code }));
  }

  signInByProxy(): Promise<boolean> {
    return this.#run(() => this.#ask("/sign-in/proxy", "POST"));
  }

  change(part: { readonly name?: string; readonly color?: Color }): Promise<boolean> {
    return this.#run(async () => {
      await this.#ask("", "PATCH", part);
      tellBoards(part);
    }, ACCOUNT.saved);
  }

  /** Makes a file the picture of the person. */
  setPicture(file: Blob): Promise<boolean> {
    return this.#run(async () => {
      const { squarePicture } = await import("./square_picture.ts");
      const body = await squarePicture(file);
      if (typeof body === "string") throw new Refusal(body);
      const response = await answered(
        await fetch("/api/account/picture", { method: "PUT", body }).catch(() => undefined),
      );
      const { picture } = await response.json();
      tellBoards({ picture });
    }, ACCOUNT.pictureSaved);
  }

  removePicture(): Promise<boolean> {
    return this.#run(async () => {
      await this.#ask("/picture", "DELETE");
      tellBoards({ picture: undefined });
    }, ACCOUNT.pictureRemoved);
  }

  addPasskey(): Promise<boolean> {
    return this.#run(() => this.#register({}), ACCOUNT.added);
  }

  renamePasskey(id: string, name: string): Promise<boolean> {
    return this.#run(() => this.#ask(`/passkeys/${id}`, "PATCH", { name }), ACCOUNT.saved);
  }

  removePasskey(id: string): Promise<boolean> {
    return this.#run(() => this.#ask(`/passkeys/${id}`, "DELETE"), ACCOUNT.removed);
  }

  makeCodes(): Promise<boolean> {
    return this.#run(async () => {
      const response = await this.#ask("/recovery-codes", "POST");
      this.codes.value = (await response.json()).codes;
    });
  }

  /** The person knows how the ways to sign in changed. */
  noteChanges(): Promise<boolean> {
    return this.#run(() => this.#ask("/changes/known", "POST"));
  }

  endSession(id: string): Promise<boolean> {
    return this.#run(() => this.#ask(`/sessions/${id}`, "DELETE"), ACCOUNT.ended);
  }

  signOut(): Promise<boolean> {
    return this.#run(() => this.#ask("/sign-out", "POST"));
  }

  signOutEverywhere(): Promise<boolean> {
    return this.#run(() => this.#ask("/sessions", "DELETE"));
  }

  delete(): Promise<boolean> {
    return this.#run(() => this.#ask("", "DELETE"), ACCOUNT.deleted);
  }

  async #register(account: { readonly name?: string; readonly color?: Color }): Promise<void> {
    const options = await this.#ask("/passkeys/options", "POST", account);
    const response = await startRegistration({ optionsJSON: await options.json() });
    await this.#ask("/passkeys", "POST", { response, passkeyName: deviceWords(navigator.userAgent) });
  }

  async #run(action: () => Promise<unknown>, done = ""): Promise<boolean> {
    if (this.isBusy.peek()) return false;
    this.isBusy.value = true;
    this.problem.value = this.notice.value = "";
    this.codes.value = [];
    try {
      await action();
      this.needsSignIn.value = false;
      await this.load();
      this.notice.value = done;
      return true;
    } catch (error) {
      this.problem.value = wordsFor(error);
      const { code } = error as Refusal;
      this.needsSignIn.value = code === "signInAgain";
      // Another tab or device may have signed out here.
      if (code === "signInFirst") await this.load();
      return false;
    } finally {
      this.isBusy.value = false;
    }
  }

  async #ask(path: string, method: "POST" | "PATCH" | "DELETE", body?: object): Promise<Response> {
    return await answered(await ask(path, method, body));
  }
}

/** @throws {Refusal} when the server refused or could not be reached */
async function answered(response: Response | undefined): Promise<Response> {
  if (response?.ok) return response;
  throw new Refusal(response === undefined ? "unreachable" : await errorCodeOf(response));
}

const PROVIDER_PROBLEMS = ["declined", "expired", "invalid", "notAllowed", "tooMany", "unreachable"] as const;

/** The server refused, or could not be reached. */
class Refusal extends Error {
  readonly code: ErrorCode | "unreachable" | undefined;

  constructor(code: ErrorCode | "unreachable" | undefined) {
    super("Cannot do this as the server refuses");
    this.code = code;
  }
}

function wordsFor(error: unknown): string {
  if (error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
    return ACCOUNT.known;
  }
  if (!(error instanceof Refusal)) return ACCOUNT.cancelled;
  switch (error.code) {
    case "unreachable":
      return ACCOUNT.noServer;
    case "signInFirst":
      return ACCOUNT.signedOut;
    case "signInFailed":
      return ACCOUNT.failed;
    case "signInAgain":
      return ACCOUNT.again;
    case "lastWayIn":
      return ACCOUNT.lastWayIn;
    case "noImage":
      return ACCOUNT.noPicture;
    case "tooLarge":
      return ACCOUNT.largePicture;
    case "tooManyTries":
      return ACCOUNT.tooMany;
    default:
      return ACCOUNT.notNow;
  }
}
