import { runCommand } from "./commands/run.ts";

// `welkin radar sites | head` closes our output before its end: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

await runCommand(process.argv.slice(2));
