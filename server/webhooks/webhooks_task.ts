/** `deno task webhooks`: lists the newest deliveries, sends some again, and resumes a webhook that was ended. */
import { openDatabase } from "../database/open_database.ts";
import { readConfig } from "../process/config.ts";
import { OPERATOR } from "./delivery.ts";
import type { Attempt } from "./delivery_log.ts";
import { DeliveryQueue } from "./delivery_queue.ts";

const USAGE =
  `deno task webhooks [webhook]               lists the newest deliveries; without an id, those of WEBHOOK_URL
deno task webhooks resend <message> [webhook]  sends a message again
deno task webhooks resume [webhook]            sends again to a receiver that answered 410`;

const COMMANDS = ["list", "resend", "resume"];
const [command, ...rest] = COMMANDS.includes(Deno.args[0]) ? Deno.args : ["list", ...Deno.args];
const message = command === "resend" ? rest.shift() : undefined;
const [webhook = OPERATOR, ...others] = rest;
if (others.length > 0 || webhook.startsWith("-") || command === "resend" && message === undefined) {
  console.error(USAGE);
  Deno.exit(2);
}
try {
  using database = await openDatabase(readConfig(Deno.env.toObject()).database, { mustExist: true });
  const queue = new DeliveryQueue(database, { instance: "task", isAlive: () => true, today: Date.now });
  if (command === "list") await list(queue);
  else if (command === "resume") {
    console.log(await queue.resume(webhook) ? "It is sent to again." : "It was not ended.");
  } else {
    const known = (await queue.log.list(webhook)).find((attempt) => attempt.message.id === message);
    if (known === undefined) throw new Error(`Cannot send again as the log has no such message: ${message}`);
    await queue.resend(webhook, known.message);
    console.log("It is sent again by the server, within seconds while that runs.");
  }
} catch (error) {
  console.error((error as Error).message);
  Deno.exit(1);
}

async function list(queue: DeliveryQueue): Promise<void> {
  const state = await queue.state(webhook);
  for (const attempt of await queue.log.list(webhook)) console.log(lineOf(attempt));
  console.log(state?.ended ? "Ended: its receiver answered 410." : `Waiting: ${state?.waiting ?? 0}`);
}

function lineOf({ at, message, attempt, isDelivered, status, next }: Attempt): string {
  const outcome = isDelivered
    ? "delivered"
    : next === undefined
    ? "given up"
    : `again at ${new Date(next).toISOString()}`;
  const { id, type, data } = message;
  const parts = [new Date(at).toISOString(), id, type, `board ${data.board}`, `number ${data.number ?? "-"}`];
  return [...parts, `attempt ${attempt}`, status ?? "no answer", outcome].join("  ");
}
