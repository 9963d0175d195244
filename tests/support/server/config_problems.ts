import { ConfigProblem, readConfig } from "../../../server/process/config.ts";

/** The problems reported for invalid variables. */
export function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigProblem) return error.problems;
    throw error;
  }
  return [];
}
