# Bedside on bare workerd: no account, no cloud, no container.
#
# `cargo xtask build` puts this file next to what it embeds. From there
#
#   workerd serve workerd.capnp config --directory-path=data=/var/lib/bedside
#
# runs it, with the variables of README.md in the environment and behind a
# proxy that speaks TLS. `--socket-addr=http=ADDRESS:PORT` listens elsewhere.

using Workerd = import "/workerd/workerd.capnp";

# Requests leave for public addresses only: no mistake in a provider's address
# turns the worker against the network it stands in.
const config :Workerd.Config = (
  services = [.bedside, .assets, .data],
  sockets = [.http],
);

# The same for a provider with a private address. The demo and the tests, whose
# provider is on their own machine, run this one.
const private :Workerd.Config = (
  services = [.bedside, .assets, .data, .everywhere],
  sockets = [.http],
);

const http :Workerd.Socket = (
  name = "http",
  address = "127.0.0.1:8787",
  http = (),
  service = "bedside",
);

const bedside :Workerd.Service = (name = "bedside", worker = .worker);

const worker :Workerd.Worker = (
  compatibilityDate = "2026-10-01",
  modules = [
    (name = "index.js", esModule = embed "worker/index.js"),
    (name = "./index_bg.wasm", wasm = embed "worker/index_bg.wasm"),
  ],
  bindings = [
    (name = "BEDSIDE_CONFIG", fromEnvironment = "BEDSIDE_CONFIG"),
    (name = "BEDSIDE_SECRET", fromEnvironment = "BEDSIDE_SECRET"),
    (name = "BEDSIDE_ADMIN_TOKEN", fromEnvironment = "BEDSIDE_ADMIN_TOKEN"),
    (name = "BEDSIDE_PROVIDER_SECRETS", fromEnvironment = "BEDSIDE_PROVIDER_SECRETS"),
    (name = "ASSETS", service = "assets"),
    (name = "SITE", durableObjectNamespace = "Site"),
    (name = "ROOM", durableObjectNamespace = "Room"),
  ],
  # The keys name the folders of the objects' files: another key, another,
  # empty, site.
  durableObjectNamespaces = [
    (className = "Site", uniqueKey = "bedside-site", enableSql = true),
    (className = "Room", uniqueKey = "bedside-room", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "data"),
);

const assets :Workerd.Service = (name = "assets", disk = (path = "assets"));

const data :Workerd.Service = (name = "data", disk = (path = "data", writable = true));

const everywhere :Workerd.Service = (
  name = "internet",
  network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true)),
);
