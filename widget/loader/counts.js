/** The numbers of pages' comments, in the site's words. */

/** Asks the worker at `host` for the counts of at most 200 pages, in their
 * order: `{text}` for each. What the worker says is wrong is thrown. */
export async function countComments(host, site, lang, pages) {
  const address = `/v1/sites/${encodeURIComponent(site)}/counts?lang=${encodeURIComponent(lang)}`;
  const response = await fetch(new URL(address, host), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ pages }),
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  const { items, title } = await response.json();
  if (title) throw title;
  return items;
}
