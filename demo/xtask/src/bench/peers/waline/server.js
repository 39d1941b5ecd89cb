// Waline's own server as its vanilla.js starts it, but on loopback alone and
// with its files beside the database. It is run where its packages are; the
// port is its one argument.
const { createRequire } = require("node:module");
const path = require("node:path");

const need = createRequire(`${process.cwd()}/`);
const Application = need("thinkjs");
const root = path.join(process.cwd(), "node_modules/@waline/vercel");

new Application({
  ROOT_PATH: root,
  APP_PATH: path.join(root, "src"),
  RUNTIME_PATH: path.join(process.env.SQLITE_PATH, "runtime"),
  proxy: true,
  env: "production",
}).run();
// It listens only after this script has ended.
think.config("host", "127.0.0.1");
