# Bedside on bare workerd: no account, no cloud, no container.
#
# `cargo xtask build` puts this file next to what it embeds. From there
#
#   workerd serve workerd.capnp config --directory-path=data=DIR --directory-path=configuration=DIR
#
# runs it, with deployment.json and secrets.json in the second folder or the
# variables of OPERATING.md in the environment, and behind a proxy that speaks
# TLS. `--socket-addr=http=ADDRESS:PORT` listens elsewhere. OPERATING.md has a
# script that does all of this.

using Workerd = import "/workerd/workerd.capnp";

# Requests leave for public addresses only: no mistake in a provider's address
# turns the worker against the network it stands in.
const config :Workerd.Config = (
  services = [.bedside, .assets, .configuration, .data],
  sockets = [.http],
);

# The same for a provider with a private address. The demo and the tests, whose
# provider is on their own machine, run this one.
const private :Workerd.Config = (
  services = [.bedside, .assets, .configuration, .data, .everywhere],
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
    (name = "BEDSIDE_OPERATOR_TOKEN", fromEnvironment = "BEDSIDE_OPERATOR_TOKEN"),
    (name = "BEDSIDE_PROVIDER_SECRETS", fromEnvironment = "BEDSIDE_PROVIDER_SECRETS"),
    (name = "BEDSIDE_METRICS_TOKEN", fromEnvironment = "BEDSIDE_METRICS_TOKEN"),
    (name = "ASSETS", service = "assets"),
    (name = "CONFIG_FILES", service = "configuration"),
    (name = "SITE", durableObjectNamespace = "Site"),
    (name = "LIVE_ROOM", durableObjectNamespace = "LiveRoom"),
  ],
  # The keys name the folders of the objects' files: another key, another,
  # empty, site.
  durableObjectNamespaces = [
    (className = "Site", uniqueKey = "bedside-site", enableSql = true),
    (className = "LiveRoom", uniqueKey = "bedside-live-room", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "data"),
);

const assets :Workerd.Service = (name = "assets", disk = (path = "assets"));

# Read again when it changes.
const configuration :Workerd.Service = (name = "configuration", disk = (path = "configuration"));

const data :Workerd.Service = (name = "data", disk = (path = "data", writable = true));

const everywhere :Workerd.Service = (
  name = "internet",
  network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true)),
);
