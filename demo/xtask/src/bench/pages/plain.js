// The baseline of showing somebody else's HTML in somebody else's style: fetch
// both, and insert them when both are there.
const { html, style } = document.currentScript.dataset;

(async () => {
  const shadow = document.getElementById("plain").attachShadow({ mode: "open" });
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
  const styled = new Promise((done) => (link.onload = done));
  shadow.append(link);
  const text = await (await fetch(html, { credentials: "omit" })).text();
  await styled;
  const template = document.createElement("template");
  template.innerHTML = text;
  shadow.append(template.content);
})();
