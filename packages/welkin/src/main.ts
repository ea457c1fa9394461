import { runCommand } from "./commands/run.ts";

// `welkin radar sites | head` closes our output early: that is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

await runCommand(process.argv.slice(2));
