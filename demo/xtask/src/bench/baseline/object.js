// The baseline of what has to ask the Site object: an object that answers the
// same bytes each time, and one that inserts a row before it answers.
import body from "body";
import answer from "answer";

export class Bare {
  constructor({ storage }) {
    this.sql = storage.sql;
    this.sql.exec("CREATE TABLE IF NOT EXISTS posts (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
  }

  async fetch(request) {
    if (request.method !== "GET") {
      this.sql.exec("INSERT INTO posts (body) VALUES (?)", await request.text());
      return new Response(null, { status: 201 });
    }
    return new Response(body, { headers: answer, encodeBody: "manual" });
  }
}

export default {
  fetch: (request, { BARE }) => BARE.get(BARE.idFromName("one")).fetch(request),
};
