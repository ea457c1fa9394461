/** The least work Node can do: one file's bytes from memory for every request. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const [file = "", port = "0"] = process.argv.slice(2);
const bytes = readFileSync(file);
const headers = { "content-type": "image/png", "content-length": bytes.length };
createServer((_request, response) => response.writeHead(200, headers).end(bytes)).listen(
  Number(port),
  "127.0.0.1",
);
