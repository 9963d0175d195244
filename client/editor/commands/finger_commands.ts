import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";
import type { FingerChoice } from "../finger_use.ts";

/** Choose what one finger does, on devices with touch. Only the choice that is not active is offered. */
export function fingerCommands({ fingers, canDraw }: Editor): readonly Command[] {
  const command = (choice: FingerChoice, label: string): Command => ({
    id: `finger.${choice}`,
    label,
    group: "Tools",
    keys: [],
    applies: () => canDraw.value && fingers.isPossible.value && fingers.pans.value !== (choice === "pan"),
    run: () => void (fingers.chosen.value = choice),
  });
  return [command("draw", "Finger draws"), command("pan", "Finger pans")];
}
