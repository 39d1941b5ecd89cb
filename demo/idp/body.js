// Reading a request's body, bounded.

const LIMIT = 16 * 1024;

/** The request's body as text; rejects when it is over 16 KiB. */
export async function readBody(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > LIMIT) throw new Error('the body is over 16 KiB');
  }
  return text;
}

/** The request's form fields, from JSON or form encoding. */
export async function readFields(request) {
  const text = await readBody(request);
  if ((request.headers['content-type'] ?? '').startsWith('application/json')) {
    return new URLSearchParams(JSON.parse(text));
  }
  return new URLSearchParams(text);
}
