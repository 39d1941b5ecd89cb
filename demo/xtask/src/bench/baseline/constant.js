// The baseline of an anonymous read: the same bytes with the same headers, from
// a worker that knows them already.
import body from "body";
import answer from "answer";

export default {
  fetch: () => new Response(body, { headers: answer, encodeBody: "manual" }),
};
