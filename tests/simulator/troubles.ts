import type { Trouble } from "./plan.ts";
import type { Situation } from "./situation.ts";

/** How long one trouble lasts, ms. */
const LASTS_MS = [200, 2_000, 12_000, 40_000];

/** Starts all kinds of trouble of the plan; each repeats until the simulation is calm. */
export function startTroubles(situation: Situation): void {
  const { scheduler, plan } = situation;
  for (const [trouble, ms] of plan.troubles) {
    scheduler.every(ms, () => {
      if (!situation.isTroubled) return false;
      scheduler.trace.note(scheduler.now, trouble);
      cause(trouble, situation);
    });
  }
}

function cause(trouble: Trouble, situation: Situation): void {
  const { random, scheduler, network, cluster } = situation;
  const { database, instances, internet } = cluster;
  const person = random.pick(situation.people);
  const instance = random.pick(instances);
  const lasts = random.pick(LASTS_MS) * (0.5 + random.float());
  /** Ends the trouble later, unless everything is mended before. */
  const later = (end: () => void) => void scheduler.after(lasts, end);
  const isCopyKept = random.float() < 0.7;
  switch (trouble) {
    case "person leaves":
      person.leave({ isCopyKept });
      return later(() => person.come());
    case "page crashes":
    case "machine off":
      person.crash({ isCopyKept, isMachineOff: trouble === "machine off" });
      return later(() => person.come());
    case "person offline":
      network.isolate(person.machine);
      if (random.float() < 0.5) person.page?.lost();
      return later(() => {
        network.mend(person.machine);
        person.page?.nudge();
      });
    case "instance killed":
      instance.kill();
      return later(() => instance.start());
    case "instance stopped":
      instance.stop();
      return void scheduler.after(5_000 + lasts, () => instance.start());
    case "instance paused":
      instance.machine.pause(scheduler.now + Math.min(lasts, 20_000));
      return;
    case "instances cut": {
      const other = random.pick(instances);
      if (other === instance) return;
      network.cut(instance.machine, other.machine);
      return later(() => network.mend(instance.machine, other.machine));
    }
    case "database cut":
      network.cut(instance.machine, database.machine);
      return later(() => network.mend(instance.machine, database.machine));
    case "database down":
      database.isDown = true;
      return later(() => Object.assign(database, { isDown: false, changedAt: scheduler.now }));
    case "slow disk":
      database.disk = { ...database.disk, ms: random.pick([50, 400, 2_000]) };
      return later(() => {
        if (situation.isTroubled) database.disk = situation.plan.disk;
      });
    case "clock jumps":
      instance.machine.wallOffset += (random.float() - 0.5) * random.pick([2_000, 20_000]);
      return;
    case "stalled reader": {
      const open = [...internet.connections].filter(({ isOver }) => !isOver);
      if (open.length > 0) random.pick(open).stall(lasts);
      return;
    }
  }
}
