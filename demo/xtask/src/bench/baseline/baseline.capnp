# What `cargo xtask bench` holds Bedside against: the least that the same
# workerd can do. `body` and `answer` are written beside this file.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "constant", worker = .constant),
    (name = "object", worker = .object),
    (name = "ready", worker = .ready),
    (name = "data", disk = (path = "data", writable = true)),
  ],
  sockets = [
    (name = "constant", address = "127.0.0.1:0", http = (), service = "constant"),
    (name = "object", address = "127.0.0.1:0", http = (), service = "object"),
    (name = "ready", address = "127.0.0.1:0", http = (), service = "ready"),
  ],
);

# The others answer whatever they are asked, in bytes that are no text.
const ready :Workerd.Worker = (
  compatibilityDate = "2026-10-01",
  modules = [(name = "ready.js", esModule = "export default { fetch: () => new Response('ready') };")],
);

const constant :Workerd.Worker = (
  compatibilityDate = "2026-10-01",
  modules = [
    (name = "constant.js", esModule = embed "constant.js"),
    (name = "body", data = embed "body"),
    (name = "answer", json = embed "answer.json"),
  ],
);

const object :Workerd.Worker = (
  compatibilityDate = "2026-10-01",
  modules = [
    (name = "object.js", esModule = embed "object.js"),
    (name = "body", data = embed "body"),
    (name = "answer", json = embed "answer.json"),
  ],
  bindings = [(name = "BARE", durableObjectNamespace = "Bare")],
  durableObjectNamespaces = [(className = "Bare", uniqueKey = "bare", enableSql = true)],
  durableObjectStorage = (localDisk = "data"),
);
